"""The only door in: recording, keeping and withdrawing what people answered."""

import datetime
import json
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.encryption import (
    CODE_ALPHABET,
    CODE_LENGTH,
    make_code,
    seal_with_code,
    unseal_with_code,
)
from surveys.contacts.actions import forget_wishes
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.introduction import Opening
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, source_page
from surveys.responding.enums import Channel, ResponseState, WhoAnswered
from surveys.responding.journey import Kept, asks_for_consent, missing_numbers
from surveys.responding.models import Answer, Draft, ReceiptCode, Response
from surveys.responding.signals import response_recorded, response_withdrawn
from surveys.responding.words import MAXIMUM_LENGTH, tidy_words

DRAFT_DAYS = 28


@dataclass(frozen=True)
class FreeText:
    """One free text on its way to the comments room."""

    question_key: str
    words: str
    consent_to_quote: bool


class DraftChangedElsewhere(Exception):
    """Another device saved this draft since it was read here."""


class DraftGone(Exception):
    """Nothing is kept under this code: it expired, was deleted or never was."""


class SurveyNotOpen(Exception):
    """The survey takes no answers today."""


class AnswersMissing(Exception):
    """A question that needs an answer has none."""


class AnswerNotInQuestionnaire(ValueError):
    """An answer does not fit the questions and options of this version."""


class AnswerTooLong(ValueError):
    """A free text is longer than anything that is kept."""


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of the week in which a day lies."""
    return day - datetime.timedelta(days=day.weekday())


def tidy_code(typed: str) -> str:
    """A receipt code as it was meant: capitals, without spaces and dashes; "" if it is none.

    Letters that the alphabet leaves out because they look alike are not guessed: a code with
    one of them is simply not a code.
    """
    signs = (sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    code = "".join(signs)
    whole = len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)
    return code if whole else ""


def survey_is_open(survey_key: uuid.UUID) -> bool:
    """Whether a survey takes answers today."""
    return opening_of(source_page(survey_key)) == Opening.OPEN


def record_response(
    *,
    version: QuestionnaireVersion,
    answers: Mapping[str, Sequence[str] | str],
    channel: Channel,
    language: str,
    code: str,
    who_answered: WhoAnswered | str = "",
    helper: str = "",
    group_size: int = 1,
    consent_to_quote: bool = False,
    received_on: datetime.date | None = None,
) -> Response:
    """Keep one response with its words, whole or not at all.

    ``answers`` maps question keys to option keys (closed questions) or to words (free text); empty
    ones are left out. ``code`` is the receipt code that its holder goes by. Recording a second time
    under the same code returns the response that is there already, so that a double click, a
    repeated message or a resent form counts once.

    Nothing of this goes to the audit log: it would keep the time of day.

    Raises:
        AnswerNotInQuestionnaire: a key is not part of the frozen questionnaire, or the answer is
            of another kind than its question.
        AnswerTooLong: a free text is longer than `words.MAXIMUM_LENGTH`.
    """
    known = response_of_code(code)
    if known:
        return known
    closed, free_texts = _sorted_answers(version, answers, consent_to_quote)
    response = Response(
        survey_key=version.survey_key,
        version=version,
        owner_id=version.owner_id,
        channel=channel,
        language=language,
        who_answered=WhoAnswered(who_answered) if who_answered else "",
        helper=tidy_words(helper),
        group_size=group_size,
        week_received=week_of(received_on or timezone.localdate()),
    )
    lookup = ReceiptCode.lookup_of(code)
    try:
        with transaction.atomic():
            response.save(force_insert=True)
            ReceiptCode.objects.create(lookup=lookup, response=response)
            for answer in closed:
                answer.response = response
            Answer.objects.bulk_create(closed)
            Draft.objects.filter(lookup=lookup).delete()
            response_recorded.send(sender=Response, response=response, free_texts=free_texts)
    except IntegrityError:
        # The same answers were sent twice at the same moment: the other one came first.
        known = response_of_code(code)
        if known is None:
            raise
        return known
    return response


def _sorted_answers(
    version: QuestionnaireVersion,
    answers: Mapping[str, Sequence[str] | str],
    consent_to_quote: bool,
) -> tuple[list[Answer], list[FreeText]]:
    """Answers to closed questions, and words, as far as anything was answered."""
    questions = {question["question"]: question for question in version.questions()}
    unknown = set(answers) - set(questions)
    if unknown:
        raise AnswerNotInQuestionnaire(f"Not asked in this questionnaire: {sorted(unknown)}")
    closed, free_texts = [], []
    for key, given in answers.items():
        question = questions[key]
        if question["type"] == QuestionType.TEXT:
            words = _words_given(question, given)
            if words:
                free_texts.append(FreeText(key, words, consent_to_quote))
            continue
        chosen = _options_chosen(question, given)
        if chosen:
            closed.append(
                Answer(
                    question_key=key,
                    meaning_version=question["meaning_version"],
                    option_keys=chosen,
                )
            )
    return closed, free_texts


def _words_given(question: Mapping[str, object], given: Sequence[str] | str) -> str:
    if not isinstance(given, str):
        raise AnswerNotInQuestionnaire(f"{question['code']} is answered in words.")
    words = tidy_words(given)
    if len(words) > MAXIMUM_LENGTH:
        raise AnswerTooLong(f"{question['code']} has more than {MAXIMUM_LENGTH} letters.")
    return words


def _options_chosen(question: Mapping, given: Sequence[str] | str) -> list[str]:
    chosen = list(dict.fromkeys([given] if isinstance(given, str) else given))
    chosen = [key for key in chosen if key]
    possible = {option["key"] for option in question["options"]}
    # Keys that are not offered are not named: somebody may have put words into them.
    if not set(chosen) <= possible:
        raise AnswerNotInQuestionnaire(f"{question['code']} does not offer this answer.")
    if len(chosen) > 1 and question["type"] != QuestionType.CHOICES:
        raise AnswerNotInQuestionnaire(f"{question['code']} takes one answer.")
    return chosen


def begin_draft(*, version: QuestionnaireVersion) -> str:
    """Keep an empty draft of this questionnaire. Returns its new receipt code."""
    code = make_code()
    save_draft(version=version, code=code, answers=Kept().as_draft(), saved_times=0)
    return code


@transaction.atomic
def send_draft(
    *, code: str, saved_times: int, language: str, received_on: datetime.date | None = None
) -> Response:
    """Record what the draft under this code holds, as its holder last saw it on the check page.

    ``saved_times`` is the count of savings that the check page showed. Sending a second time
    returns the response that is there already.

    Raises:
        DraftGone: there is neither a draft nor a response under this code.
        DraftChangedElsewhere: the draft holds other answers than the check page showed.
        SurveyNotOpen: the survey takes no answers today. The draft stays.
        AnswersMissing: a question that needs an answer has none. The draft stays.
    """
    known = response_of_code(code)
    if known:
        return known
    # Locked: what another device saves from here on must not come between reading and sending.
    Draft.objects.select_for_update().filter(lookup=ReceiptCode.lookup_of(code)).first()
    opened = open_draft(code=code)
    if opened is None:
        raise DraftGone
    draft, content = opened
    if draft.saved_times != saved_times:
        raise DraftChangedElsewhere
    kept = Kept.from_draft(content)
    document = draft.version.document
    if not survey_is_open(draft.version.survey_key):
        raise SurveyNotOpen
    if missing_numbers(document, kept):
        raise AnswersMissing
    may_consent = asks_for_consent(document)
    return record_response(
        version=draft.version,
        answers=kept.answers,
        channel=Channel.WEB,
        language=language,
        code=code,
        who_answered=kept.who_answered,
        helper=kept.helper,
        consent_to_quote=kept.consent_to_quote and may_consent,
        received_on=received_on,
    )


def forget_draft(*, code: str) -> bool:
    """Delete the unsent answers under this code. Returns whether there were any."""
    return bool(Draft.objects.filter(lookup=ReceiptCode.lookup_of(code)).delete()[0])


def save_draft(
    *, version: QuestionnaireVersion, code: str, answers: Mapping[str, object], saved_times: int
) -> int:
    """Keep unsent answers under a code. Returns the new count of savings, to pass next time.

    ``saved_times`` is the count at which the answers were read; 0 for a new draft.

    Raises:
        DraftChangedElsewhere: the draft was saved from another device in between.
    """
    lookup = ReceiptCode.lookup_of(code)
    sealed = seal_with_code(json.dumps(answers, ensure_ascii=False), code=code)
    expires_on = timezone.localdate() + datetime.timedelta(days=DRAFT_DAYS)
    if saved_times == 0:
        _draft, created = Draft.objects.get_or_create(
            lookup=lookup,
            defaults={
                "version": version,
                "sealed_answers": sealed,
                "saved_times": 1,
                "expires_on": expires_on,
            },
        )
        if not created:
            raise DraftChangedElsewhere
        return 1
    changed = Draft.objects.filter(lookup=lookup, saved_times=saved_times).update(
        version=version,
        sealed_answers=sealed,
        saved_times=saved_times + 1,
        expires_on=expires_on,
    )
    if not changed:
        raise DraftChangedElsewhere
    return saved_times + 1


def open_draft(*, code: str) -> tuple[Draft, dict] | None:
    """The draft of whoever holds this code, and its answers; None if there is none (any more)."""
    draft = (
        Draft.objects.kept()
        .select_related("version")
        .filter(lookup=ReceiptCode.lookup_of(code))
        .first()
    )
    if draft is None:
        return None
    return draft, json.loads(unseal_with_code(draft.sealed_answers, code=code))


def response_of_code(code: str) -> Response | None:
    """The response that goes with a receipt code, withdrawn ones included."""
    receipt = (
        ReceiptCode.objects.select_related("response__version", "response__owner")
        .filter(lookup=ReceiptCode.lookup_of(code))
        .first()
    )
    return receipt.response if receipt else None


@transaction.atomic
def withdraw_response(*, code: str) -> Response | None:
    """Take back and erase everything sent under this code: answers, words and wishes.

    What stays is an empty response that counts nowhere, so that the code can say "withdrawn".
    Returns it, or None when the code is unknown. Doing it twice changes nothing.
    """
    response = response_of_code(code)
    if response is None:
        return None
    if response.state != ResponseState.WITHDRAWN:
        response_withdrawn.send(sender=Response, response=response)
        response.answers.all().delete()
        response.state = ResponseState.WITHDRAWN
        response.helper = ""
        response.who_answered = ""
        response.save(update_fields=["state", "helper", "who_answered"])
    forget_wishes(code=code)
    return response


def forget_expired_drafts() -> int:
    """Delete drafts older than 28 days. Returns how many."""
    return Draft.objects.expired().delete()[0]
