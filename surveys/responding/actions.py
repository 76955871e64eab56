"""The only door in: recording, keeping and withdrawing what people answered."""

import datetime
import json
import unicodedata
import uuid
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from portal.encryption import (
    CODE_ALPHABET,
    CODE_LENGTH,
    make_code,
    seal_with_code,
    unseal_with_code,
)
from surveys.contacts.actions import forget_wishes
from surveys.questionnaires.branching import Situation
from surveys.questionnaires.enums import Audience
from surveys.questionnaires.introduction import Opening
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, source_page
from surveys.responding.accepting import Given
from surveys.responding.attaching import delete_files, forget_files_under
from surveys.responding.enums import Channel, ResponseState, WhoAnswered
from surveys.responding.journey import Kept
from surveys.responding.models import Draft, ReceiptCode, Response
from surveys.responding.recording import (
    FreeText,
    Tally,
    audience_of,
    insert,
    on_route,
    prepared,
    sorted_answers,
)
from surveys.responding.signals import response_withdrawn
from surveys.responding.words import tidy_words

DRAFT_DAYS = 28
PLACE_CODE_LENGTH = 8
#: What a withdrawn response says no longer.
ERASED_WITH_A_RESPONSE = (
    "who_answered",
    "helper",
    "audience",
    "easy_read",
    "interpreter",
    "consent_heard",
    "late",
    "place_code",
)


class DraftChangedElsewhere(Exception):
    """Another device saved this draft since it was read here."""


def tidy_code(typed: str) -> str:
    """A receipt code as it was meant: capitals, without spaces and dashes; "" if it is none.

    Letters that the alphabet leaves out because they look alike are not guessed: a code with
    one of them is simply not a code.
    """
    signs = (sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    code = "".join(signs)
    whole = len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)
    return code if whole else ""


def tidy_place_code(typed: str) -> str:
    """The code of a poster or slip, out of the address it led to; "" if it is none."""
    code = typed.strip().upper()
    whole = 0 < len(code) <= PLACE_CODE_LENGTH and set(code) <= set(CODE_ALPHABET)
    return code if whole else ""


def survey_is_open(survey_key: uuid.UUID) -> bool:
    """Whether a survey takes answers today."""
    return opening_of(source_page(survey_key)) == Opening.OPEN


def record_response(
    *,
    version: QuestionnaireVersion,
    answers: Mapping[str, Given],
    channel: Channel,
    language: str,
    code: str = "",
    receipt_lookup: str = "",
    who_answered: WhoAnswered | str = "",
    helper: str = "",
    audience: Audience | str = "",
    easy_read: bool = False,
    interpreter: str = "",
    consent_heard: bool = False,
    late: bool = False,
    place_code: str = "",
    group_size: int = 1,
    tallies: Sequence[Tally] = (),
    consent_to_quote: bool = False,
    said: Sequence[FreeText] = (),
    received_on: datetime.date | None = None,
) -> Response:
    """Keep one response with its words, whole or not at all.

    ``answers`` maps question keys to what was given (see `accepting.Given`); empty ones are left
    out, and so is every answer to a question that this person, answering so, would not have met:
    no hidden question's answer survives. ``said`` adds words that answer no question, and
    ``tallies`` the hands counted in a group.

    The response goes by its receipt code; where nobody here may know the code (a printed slip),
    ``receipt_lookup`` takes its place. Recording a second time under the same one returns the
    response that is there already, so that a double click, a repeated message or a resent form
    counts once.

    Nothing of this goes to the audit log: it would keep the time of day.

    Raises:
        AnswerNotInQuestionnaire: a key is not part of the frozen questionnaire, or the answer is
            of another kind than its question.
        AnswerTooLong: a free text is longer than anything that is kept.
        TrialNotRecorded: the version is a draft that somebody tries out.
    """
    lookup = receipt_lookup or ReceiptCode.lookup_of(code)
    known = response_under(lookup)
    if known:
        return known
    kept = on_route(version, answers, Situation(audience=audience, channel=channel))
    parts = sorted_answers(version, kept, consent_to_quote)
    response = prepared(
        version=version,
        channel=channel,
        language=language,
        received_on=received_on,
        who_answered=WhoAnswered(who_answered) if who_answered else "",
        helper=tidy_words(helper),
        audience=audience_of(version, audience),
        easy_read=easy_read,
        interpreter=interpreter,
        consent_heard=consent_heard,
        late=late,
        place_code=place_code,
        group_size=group_size,
    )
    try:
        with transaction.atomic():
            insert(response, lookup=lookup, parts=parts, tallies=tallies, said=said)
            Draft.objects.filter(lookup=lookup).delete()
    except IntegrityError:
        # The same answers were sent twice at the same moment: the other one came first.
        known = response_under(lookup)
        if known is None:
            raise
        return known
    return response


def begin_draft(
    *, version: QuestionnaireVersion, audience: Audience | str = "", place_code: str = ""
) -> str:
    """Keep an empty draft of this questionnaire. Returns its new receipt code."""
    code = make_code()
    kept = Kept(audience=audience, place_code=place_code)
    save_draft(version=version, code=code, answers=kept.as_draft(), saved_times=0)
    return code


@transaction.atomic
def forget_draft(*, code: str) -> bool:
    """Delete what is kept under this code, its unsent files too. Returns whether there was any."""
    lookup = ReceiptCode.lookup_of(code)
    forget_files_under(lookup)
    return bool(Draft.objects.filter(lookup=lookup).delete()[0])


def save_draft(
    *, version: QuestionnaireVersion, code: str, answers: Mapping[str, object], saved_times: int
) -> int:
    """Keep unsent answers under a code. Returns the new count of savings, to pass next time.

    ``saved_times`` is the count at which the answers were read; 0 for a new draft.

    Raises:
        DraftChangedElsewhere: the draft was saved from another device in between.
    """
    lookup = ReceiptCode.lookup_of(code)
    sealed_answers = sealed(answers, code)
    expires_on = timezone.localdate() + datetime.timedelta(days=DRAFT_DAYS)
    if saved_times == 0:
        _draft, created = Draft.objects.get_or_create(
            lookup=lookup,
            defaults={
                "version": version,
                "sealed_answers": sealed_answers,
                "saved_times": 1,
                "expires_on": expires_on,
            },
        )
        if not created:
            raise DraftChangedElsewhere
        return 1
    changed = Draft.objects.filter(lookup=lookup, saved_times=saved_times).update(
        version=version,
        sealed_answers=sealed_answers,
        saved_times=saved_times + 1,
        # What was sent is kept until its survey closes, however often it is looked at.
        expires_on=Case(When(sent=True, then=F("expires_on")), default=Value(expires_on)),
    )
    if not changed:
        raise DraftChangedElsewhere
    return saved_times + 1


def sealed(answers: Mapping[str, object], code: str) -> str:
    """Answers as a draft keeps them, which only the holder of the code can open."""
    return seal_with_code(json.dumps(answers, ensure_ascii=False), code=code)


def open_draft(*, code: str, lock: bool = False) -> tuple[Draft, dict] | None:
    """The draft of whoever holds this code, and its answers; None if there is none (any more).

    One that was sent already (``draft.sent``) is among them. ``lock`` needs a transaction.
    """
    drafts = Draft.objects.kept().with_newest_version().select_related("version")
    if lock:
        drafts = drafts.select_for_update(of=("self",))
    draft = drafts.filter(lookup=ReceiptCode.lookup_of(code)).first()
    if draft is None:
        return None
    return draft, json.loads(unseal_with_code(draft.sealed_answers, code=code))


def response_of_code(code: str) -> Response | None:
    """The response that goes with a receipt code, withdrawn ones included."""
    return response_under(ReceiptCode.lookup_of(code))


def response_under(lookup: str) -> Response | None:
    """The response that goes with the keyed hash of a receipt code."""
    receipt = (
        ReceiptCode.objects.select_related("response__version", "response__owner")
        .filter(lookup=lookup)
        .first()
    )
    return receipt.response if receipt else None


@transaction.atomic
def withdraw_response(*, code: str) -> Response | None:
    """Take back and erase everything sent under this code: answers, words and wishes.

    What stays is an empty response that counts nowhere, so that the code can say "withdrawn".
    Returns it, or None when the code is unknown. Doing it twice changes nothing.
    """
    response = withdraw_under(ReceiptCode.lookup_of(code))
    if response is not None:
        forget_wishes(code=code)
    return response


@transaction.atomic
def withdraw_under(lookup: str) -> Response | None:
    """The same for the keyed hash of a receipt code, where nobody here knows the code itself."""
    response = response_under(lookup)
    if response is None:
        return None
    if response.state != ResponseState.WITHDRAWN:
        response_withdrawn.send(sender=Response, response=response)
        response.answers.all().delete()
        response.tallies.all().delete()
        delete_files(response.files.all())
        Draft.objects.filter(lookup=lookup).delete()
        for name in ERASED_WITH_A_RESPONSE:
            setattr(response, name, Response._meta.get_field(name).get_default())
        response.state = ResponseState.WITHDRAWN
        response.save(update_fields=["state", *ERASED_WITH_A_RESPONSE])
    return response


def forget_expired_drafts() -> int:
    """Delete drafts older than 28 days, and sent ones of closed surveys. Returns how many."""
    return Draft.objects.to_forget().delete()[0]
