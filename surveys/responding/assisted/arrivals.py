"""Answers that were sealed on a tablet without signal, and arrive when there is one.

Each arrives once, however often it is sent: it goes by the receipt code that the tablet drew, which
is sealed in it. What cannot be recorded is kept aside where a coordinator sees it.
"""

import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from portal.audit.actions import record
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import source_page
from surveys.responding.accepting import AnswerNotInQuestionnaire, AnswerTooLong
from surveys.responding.actions import tidy_code
from surveys.responding.assisted.actions import record_entry
from surveys.responding.assisted.entry import Entry, data_of
from surveys.responding.assisted.models import Event, KeptEnvelope
from surveys.responding.assisted.permissions import may_make_events
from surveys.responding.assisted.sealing import EnvelopeBroken, open_envelope
from surveys.responding.assisted.staff_enums import MAY_BE_LET_IN, KeptBecause
from surveys.responding.enums import Channel

TICKET = "helper-ticket"
#: What is told to the tablet, which then deletes its own copy.
ARRIVED, KEPT = "arrived", "kept"
#: Nobody seals more at one table; a tablet sends its queue in several posts.
MOST_AT_ONCE = 25


class TicketWrong(Exception):
    """It names no event, or one whose key is gone."""


class NotRecorded(Exception):
    """An envelope that was opened, or could not be, is not recorded. ``because`` says why."""

    def __init__(self, because: KeptBecause) -> None:
        super().__init__(because)
        self.because = because


@dataclass(frozen=True)
class Opened:
    """What a tablet sealed: for which questionnaire, under which code, when, and the fields."""

    version: QuestionnaireVersion
    language: str
    easy: bool
    code: str
    sealed_at: datetime.datetime
    fields: QueryDict


def ticket_for(event: Event) -> str:
    """What a tablet shows when it sends: it had the PIN on the day. It opens nothing to read."""
    return signing.dumps({"event": str(event.pk), "pin": event.pin_mark}, salt=TICKET)


def event_of_ticket(ticket: str) -> tuple[Event, bool]:
    """The event of a ticket, and whether the ticket's PIN is the one that works.

    Raises:
        TicketWrong: nobody here gave it out, or the event's key is gone.
    """
    try:
        content = signing.loads(ticket, salt=TICKET)
        event = Event.objects.filter(pk=content["event"]).exclude(sealed_private_key="").first()
    except (signing.BadSignature, TypeError, KeyError, ValueError) as error:
        raise TicketWrong from error
    if event is None:
        raise TicketWrong
    return event, bool(event.pin_mark) and content.get("pin") == event.pin_mark


@sensitive_variables()
def take_in(
    *,
    event: Event,
    pin_works: bool,
    envelopes: Sequence[tuple[uuid.UUID, Mapping[str, Any]]],
    on: datetime.date | None = None,
) -> dict[str, str]:
    """Record sealed answers, or keep them aside. Returns what became of each, by its name.

    Nothing is refused: a tablet that was told so would have to keep it for ever.
    """
    today = on or timezone.localdate()
    outcomes = {}
    for name, sealed in envelopes:
        try:
            with transaction.atomic():
                if not pin_works:
                    raise NotRecorded(KeptBecause.REVOKED)
                if today > event.last_arrival_day:
                    raise NotRecorded(KeptBecause.LATE)
                opened = _opened(event, name, sealed)
                if timezone.localdate(opened.sealed_at) > event.held_on:
                    raise NotRecorded(KeptBecause.LATE)
                _record(event, opened)
                event.envelopes.filter(name=name).delete()
            outcomes[str(name)] = ARRIVED
        except NotRecorded as reason:
            KeptEnvelope.objects.get_or_create(
                event=event,
                name=name,
                defaults={"sealed": dict(sealed), "because": reason.because},
            )
            outcomes[str(name)] = KEPT
    return outcomes


@sensitive_variables()
@transaction.atomic
def let_in(*, event: Event, user: AbstractBaseUser) -> tuple[int, int]:
    """Record what arrived after its PIN was ended, if it was sealed before, and what came late.

    Returns how many were recorded and how many stay. Those that turn out to be unreadable stay and
    are named so.

    Raises:
        PermissionDenied: the person does not coordinate the partner.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    if not may_make_events(user, event.partner_id):
        raise PermissionDenied
    recorded = 0
    for envelope in event.envelopes.kept_because(*MAY_BE_LET_IN):
        try:
            opened = _opened(event, envelope.name, envelope.sealed)
            if envelope.because == KeptBecause.REVOKED and not _sealed_in_time(event, opened):
                continue
            _record(event, opened)
        except NotRecorded as reason:
            envelope.because = reason.because
            envelope.save(update_fields=["because"])
        else:
            envelope.delete()
            recorded += 1
    left = event.envelopes.count()
    record(action="event.let_in", user=user, target=event, note=f"{recorded} recorded, {left} left")
    return recorded, left


def _sealed_in_time(event: Event, opened: Opened) -> bool:
    """As far as the clock of the tablet can be believed."""
    return event.pin_ended_at is not None and opened.sealed_at < event.pin_ended_at


@sensitive_variables()
def _opened(event: Event, name: uuid.UUID, sealed: Mapping[str, Any]) -> Opened:
    try:
        text = open_envelope(
            sealed, private_key=event.open_private_key(), event=str(event.pk), name=str(name)
        )
    except EnvelopeBroken as error:
        raise NotRecorded(KeptBecause.UNREADABLE) from error
    try:
        content = json.loads(text)
        survey, code = str(content["survey"]), tidy_code(content["code"])
        sealed_at = parse_datetime(content["sealed_at"])
        version = (
            QuestionnaireVersion.objects.of_survey(uuid.UUID(survey))
            .filter(pk=content["version"])
            .first()
        )
        fields, language = data_of(content["fields"]), content["language"]
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise NotRecorded(KeptBecause.DOES_NOT_FIT) from error
    fits = version and code and sealed_at and timezone.is_aware(sealed_at)
    if not fits or survey not in event.survey_keys or language not in event.languages:
        raise NotRecorded(KeptBecause.DOES_NOT_FIT)
    return Opened(version, language, bool(content.get("easy")), code, sealed_at, fields)


@sensitive_variables()
def _record(event: Event, opened: Opened) -> None:
    if not took_answers_on(opened.version.survey_key, event.held_on):
        raise NotRecorded(KeptBecause.CLOSED)
    with override(opened.language):
        entry = Entry(
            version=opened.version,
            channel=Channel.EVENT,
            language=opened.language,
            easy=opened.easy,
            data=opened.fields,
        )
        if not entry.is_valid() or not entry.route.sends:
            raise NotRecorded(KeptBecause.DOES_NOT_FIT)
        try:
            record_entry(entry=entry, code=opened.code, event=event)
        except (AnswerNotInQuestionnaire, AnswerTooLong) as error:
            raise NotRecorded(KeptBecause.DOES_NOT_FIT) from error


def took_answers_on(survey_key: uuid.UUID, day: datetime.date) -> bool:
    """Whether a survey took answers on a day, whatever it does today."""
    page = source_page(survey_key)
    return (
        page is not None
        and page.opens_on is not None
        and page.opens_on <= day
        and (page.closes_on is None or day <= page.closes_on)
    )
