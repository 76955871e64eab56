"""The only door in: recording, keeping and withdrawing what people answered."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.encryption import CODE_ALPHABET, CODE_LENGTH, seal_with_code, unseal_with_code
from surveys.contacts.actions import forget_wishes
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.enums import Channel, ResponseState, WhoAnswered
from surveys.responding.models import Answer, Draft, ReceiptCode, Response
from surveys.responding.signals import response_recorded, response_withdrawn

DRAFT_DAYS = 28


@dataclass(frozen=True)
class FreeText:
    """One free text on its way to the comments room."""

    question_key: str
    words: str
    consent_to_quote: bool


class DraftChangedElsewhere(Exception):
    """Another device saved this draft since it was read here."""


class AnswerNotInQuestionnaire(ValueError):
    """An answer names a question or an option that this version does not have."""


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of the week in which a day lies."""
    return day - datetime.timedelta(days=day.weekday())


def tidy_code(typed: str) -> str:
    """A receipt code as it was meant: capitals, without spaces and dashes; "" if it is none.

    Letters that the alphabet leaves out because they look alike are not guessed: a code with
    one of them is simply not a code.
    """
    code = "".join(typed.split()).replace("-", "").upper()
    whole = len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)
    return code if whole else ""


@transaction.atomic
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

    Raises:
        AnswerNotInQuestionnaire: a key is not part of the frozen questionnaire.
    """
    lookup = ReceiptCode.lookup_of(code)
    known = ReceiptCode.objects.select_related("response").filter(lookup=lookup).first()
    if known:
        return known.response
    questions = {question["question"]: question for question in version.questions()}
    unknown = set(answers) - set(questions)
    if unknown:
        raise AnswerNotInQuestionnaire(f"Not asked in this questionnaire: {sorted(unknown)}")
    response = Response.objects.create(
        survey_key=version.survey_key,
        version=version,
        owner_id=version.owner_id,
        channel=channel,
        language=language,
        who_answered=who_answered,
        helper=helper,
        group_size=group_size,
        week_received=week_of(received_on or timezone.localdate()),
    )
    ReceiptCode.objects.create(lookup=lookup, response=response)
    closed, free_texts = [], []
    for key, given in answers.items():
        question = questions[key]
        if question["type"] == "text":
            words = str(given).strip()
            if words:
                free_texts.append(FreeText(key, words, consent_to_quote))
            continue
        chosen = [given] if isinstance(given, str) else list(given)
        possible = {option["key"] for option in question["options"]}
        if not set(chosen) <= possible:
            raise AnswerNotInQuestionnaire(f"{question['code']} does not offer {chosen}")
        if chosen:
            closed.append(
                Answer(
                    response=response,
                    question_key=key,
                    meaning_version=question["meaning_version"],
                    option_keys=chosen,
                )
            )
    Answer.objects.bulk_create(closed)
    Draft.objects.filter(lookup=lookup).delete()
    response_recorded.send(sender=Response, response=response, free_texts=free_texts)
    return response


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


