"""Sending what a draft holds, correcting what was sent, and moving on when a survey changes."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.introduction import Opening
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, source_page
from surveys.responding.accepting import AnswerNotInQuestionnaire, AnswerTooLong
from surveys.responding.actions import (
    DRAFT_DAYS,
    DraftChangedElsewhere,
    forget_draft,
    open_draft,
    response_of_code,
    response_under,
    save_draft,
    sealed,
)
from surveys.responding.attaching import hand_over_files
from surveys.responding.enums import Channel, ResponseState
from surveys.responding.journey import Kept, Walk, asks_for_consent
from surveys.responding.models import Draft, Response
from surveys.responding.moving import move
from surveys.responding.recording import (
    Parts,
    audience_of,
    insert,
    keep_parts,
    prepared,
    sorted_answers,
)
from surveys.responding.words import tidy_words


class SentAlready(Exception):
    """These answers were sent before. They count once."""


class DraftGone(Exception):
    """Nothing is kept under this code: it expired, was deleted or never was."""


class SurveyNotOpen(Exception):
    """The survey takes no answers today."""


class SurveyChanged(Exception):
    """A newer version of the survey was opened, or an answer does not fit it any more."""


class NothingToSend(Exception):
    """The answers lead to an exit page at which nothing is sent."""


class AnswersMissing(Exception):
    """A question that needs an answer has none."""


#: Why answers stay unsent although they are there.
NOT_SENT = (DraftChangedElsewhere, SurveyNotOpen, SurveyChanged, NothingToSend, AnswersMissing)


def send_draft(
    *,
    code: str,
    saved_times: int,
    language: str,
    easy_read: bool = False,
    received_on: datetime.date | None = None,
) -> Response | None:
    """Record what the draft under this code holds, as its holder last saw it on the check page.

    ``saved_times`` is the count of savings that the check page showed, ``easy_read`` the variant.
    The draft stays until the survey closes, so that its writer can correct it. What was only tried
    out is deleted instead, and nothing is returned.

    Raises:
        SentAlready: it was sent before; that response is there and stays as it is.
        DraftGone: there is neither a draft nor a response under this code.
        DraftChangedElsewhere: the draft holds other answers than the check page showed.
        SurveyChanged: a newer version was opened meanwhile; see `move_draft`.
        SurveyNotOpen: the survey takes no answers today. The draft stays.
        NothingToSend: the answers lead to an end at which nothing is sent. The draft stays.
        AnswersMissing: a question that needs an answer has none. The draft stays.
    """
    try:
        with transaction.atomic():
            ready = _ready_to_send(code, saved_times, language, easy_read)
            if ready.draft.version.trial:
                forget_draft(code=code)
                return None
            response = prepared(
                version=ready.draft.version,
                channel=Channel.WEB,
                language=language,
                received_on=received_on,
                **ready.about_the_person,
            )
            insert(response, lookup=ready.draft.lookup, parts=ready.parts)
            _settle(ready, response, code=code)
            return response
    except IntegrityError as error:
        # The same answers were sent twice at the same moment: the other one came first.
        if response_of_code(code) is None:
            raise
        raise SentAlready from error


@transaction.atomic
def correct_response(
    *, code: str, saved_times: int, language: str, easy_read: bool = False
) -> Response:
    """Put what the draft under this code holds now in the place of what was sent with it before.

    The response keeps its receipt, its week and its channel. Words that did not change keep what
    was made of them (see `response_recorded`). Doing it twice is the same as once.

    Raises: as `send_draft`; DraftGone also when the response was taken back.
    """
    ready = _ready_to_send(code, saved_times, language, easy_read, correcting=True)
    response = response_under(ready.draft.lookup)
    if response is None or response.state == ResponseState.WITHDRAWN:
        raise DraftGone
    response.version = ready.draft.version
    response.language = language
    for name, value in ready.about_the_person.items():
        setattr(response, name, value)
    response.save(update_fields=["version", "language", *ready.about_the_person])
    response.answers.all().delete()
    # Files first: what was written down from one that is gone goes with the other words.
    _settle(ready, response, code=code)
    keep_parts(response, ready.parts)
    return response


@dataclass(frozen=True)
class _Ready:
    """A locked draft that may be sent."""

    draft: Draft
    closes_on: datetime.date | None
    kept: Kept
    parts: Parts
    about_the_person: dict[str, Any]


def _ready_to_send(
    code: str, saved_times: int, language: str, easy_read: bool, *, correcting: bool = False
) -> _Ready:
    """The draft, locked, if nothing stands in the way of sending it (see `send_draft`)."""
    # Locked: what another device saves from here on must not come between reading and sending.
    opened = open_draft(code=code, lock=True)
    if opened is None and response_of_code(code) is None:
        raise DraftGone
    if opened is None or opened[0].sent != correcting:
        raise DraftGone if correcting else SentAlready
    draft, content = opened
    if draft.saved_times != saved_times:
        raise DraftChangedElsewhere
    page = source_page(draft.version.survey_key)
    if opening_of(page) != Opening.OPEN and not draft.version.trial:
        raise SurveyNotOpen
    if draft.is_outdated:
        raise SurveyChanged
    kept = Kept.from_draft(content)
    walk = Walk(draft.version.document, kept, language, easy_read=easy_read)
    if not walk.route.sends:
        raise NothingToSend
    if walk.missing():
        raise AnswersMissing
    may_quote = kept.consent_to_quote and asks_for_consent(draft.version.document)
    answers = walk.route.answers(kept.answers)
    try:
        parts = sorted_answers(draft.version, answers, may_quote)
    except (AnswerNotInQuestionnaire, AnswerTooLong) as error:
        # Moving sets apart whatever does not fit, and says so.
        raise SurveyChanged from error
    return _Ready(
        draft=draft,
        closes_on=page.closes_on if page else None,
        kept=kept.as_sent(answers),
        parts=parts,
        about_the_person={
            "who_answered": kept.who_answered,
            "helper": tidy_words(kept.helper),
            "audience": audience_of(draft.version, kept.audience),
            "easy_read": walk.easy_read,
            "place_code": kept.place_code,
        },
    )


def _settle(ready: _Ready, response: Response, *, code: str) -> None:
    """What was sent becomes what the draft holds, and stays until the last day of the survey."""
    if any(step.get("type") == QuestionType.FILE for step in response.version.document["steps"]):
        hand_over_files(response=response, code=code, keys=ready.parts.files)
    draft = ready.draft
    draft.sealed_answers = sealed(ready.kept.as_draft(), code)
    draft.sent = True
    draft.expires_on = ready.closes_on or timezone.localdate() + datetime.timedelta(days=DRAFT_DAYS)
    draft.save(update_fields=["sealed_answers", "sent", "expires_on"])


def move_draft(*, code: str, saved_times: int, language: str) -> bool:
    """Bring a draft to the newest version of its survey. Returns whether there is anything to say.

    Answers that still fit are carried over; the others are set apart (see `moving`).

    Raises:
        DraftGone: there is no draft under this code.
        DraftChangedElsewhere: it was saved from another device since it was read.
    """
    opened = open_draft(code=code)
    if opened is None:
        raise DraftGone
    draft, content = opened
    if draft.saved_times != saved_times:
        raise DraftChangedElsewhere
    newest = draft.version
    if draft.is_outdated:
        versions = QuestionnaireVersion.objects.of_survey(draft.version.survey_key)
        newest = versions.newest_first().first() or draft.version
    kept = Kept.from_draft(content)
    moved, changed = move(kept, draft.version.document, newest.document, language)
    save_draft(version=newest, code=code, answers=moved.as_draft(), saved_times=saved_times)
    return changed
