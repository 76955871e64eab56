"""Events, their PINs, and the recording of what a helper filled in."""

import datetime
import secrets
import uuid
from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from portal.audit.actions import record
from portal.partners.models import Partner
from surveys.questionnaires.wording import SOURCE_LANGUAGE
from surveys.responding.actions import record_response, response_of_code
from surveys.responding.assisted.entry import Entry
from surveys.responding.assisted.forms import PIN_LENGTH
from surveys.responding.assisted.models import KEY_DAYS, Event
from surveys.responding.assisted.permissions import may_make_events
from surveys.responding.assisted.sealing import make_keys
from surveys.responding.enums import Channel
from surveys.responding.models import Response
from surveys.responding.recording import FreeText

#: Stands in the place of a question for what a helper wrote about somebody's safety.
WORRY_KEY = str(uuid.uuid5(uuid.NAMESPACE_URL, "assisted/what-worries-the-helper"))
#: Kept in English, as the moderators' screens are.
WORRY_WITHOUT_WORDS = "A helper was worried that somebody may not be safe."
#: Ways on which somebody is helped by a person of this room.
HELPED = (Channel.EVENT, Channel.PHONE)


class EventIsOver(Exception):
    """The day of the event has passed: no PIN can open it any more."""


class PinsUsedUp(Exception):
    """No free PIN was found for that day. It cannot happen with less than thousands of events."""


@sensitive_variables("pin")
@transaction.atomic
def make_event(
    *,
    partner: Partner,
    title: str,
    place_name: str,
    held_on: datetime.date,
    survey_keys: Collection[uuid.UUID | str],
    languages: Collection[str],
    user: AbstractBaseUser,
    place_code: str = "",
    event_id: uuid.UUID | None = None,
    pin: str = "",
) -> tuple[Event, str]:
    """A new event and its PIN, which nobody can look up again.

    ``event_id`` comes from the form, so that pressing twice makes one event: the second time the
    PIN is "". ``pin`` is chosen only in the demonstration area.

    Raises:
        PermissionDenied: the person does not coordinate that partner.
    """
    if not may_make_events(user, partner):
        raise PermissionDenied
    known = Event.objects.filter(pk=event_id).first() if event_id else None
    if known is not None:
        if not may_make_events(user, known.partner_id):
            raise PermissionDenied
        return known, ""
    public, private = make_keys()
    event = Event(
        pk=event_id or uuid.uuid4(),
        partner=partner,
        title=title,
        place_name=place_name,
        place_code=place_code,
        held_on=held_on,
        survey_keys=[str(key) for key in survey_keys],
        languages=list(languages),
        made_by=user,
        public_key=public,
    )
    event.seal_private_key(private)
    pin = _give_pin(event, pin)
    record(action="event.made", user=user, target=event)
    return event, pin


@sensitive_variables("pin")
@transaction.atomic
def give_new_pin(*, event: Event, user: AbstractBaseUser) -> str:
    """A new PIN in the place of the old one: tablets that hold the old one are out at once.

    Raises:
        PermissionDenied: the person does not coordinate the partner.
        EventIsOver: its day has passed.
    """
    event = _locked(event, user)
    if event.is_over:
        raise EventIsOver
    if event.pin_hash:
        event.pin_ended_at = timezone.now()
    pin = _give_pin(event, "")
    record(action="event.new_pin", user=user, target=event)
    return pin


@transaction.atomic
def end_pin(*, event: Event, user: AbstractBaseUser) -> Event:
    """End the PIN: no tablet can do anything with it any more. A second press changes nothing.

    Raises:
        PermissionDenied: the person does not coordinate the partner.
    """
    event = _locked(event, user)
    if event.pin_hash:
        event.pin_hash = ""
        event.pin_ended_at = timezone.now()
        event.save(update_fields=["pin_hash", "pin_ended_at"])
        record(action="event.pin_ended", user=user, target=event)
    return event


def event_of_pin(pin: str) -> Event | None:
    """Today's event with this PIN."""
    today = timezone.localdate()
    found = Event.objects.today().filter(pin_hash=Event.hash_of_pin(pin, today))
    return found.select_related("partner").first()


@sensitive_variables("entry", "code", "said")
@transaction.atomic
def record_entry(
    *,
    entry: Entry,
    code: str,
    event: Event | None = None,
    on: datetime.date | None = None,
) -> Response:
    """Record what a helper filled in, under the receipt code that the person was given.

    ``entry`` is one whose ``is_valid()`` said yes. Without an event it came by phone. Recording a
    second time under the same code returns the response that is there already. It counts in the
    week of the event, whenever it arrives.
    """
    if event is not None:
        # Locked: the count of its responses must not miss one, and none may count twice.
        event = Event.objects.select_for_update().get(pk=event.pk)
        on = event.held_on
    known = response_of_code(code)
    if known is not None:
        return known
    told = entry.talk.cleaned_data
    with override(SOURCE_LANGUAGE):
        helper = entry.helper_in_words
    response = record_response(
        version=entry.version,
        answers=entry.answers,
        channel=entry.channel,
        language=entry.language,
        code=code,
        who_answered=told["who_answered"],
        helper=helper,
        audience=told.get("audience", ""),
        easy_read=entry.easy,
        interpreter=told["interpreter"],
        consent_heard=True,
        place_code=event.place_code if event is not None else "",
        consent_to_quote=told.get("consent_to_quote", False),
        said=_worry(told),
        received_on=on,
    )
    if event is not None:
        Event.objects.filter(pk=event.pk).update(responses=F("responses") + 1)
    return response


def _worry(told: dict) -> list[FreeText]:
    """What worries the helper, as words of its own that put the whole response first.

    A flag without words gets a sentence: a response without any words would come up nowhere.
    """
    if not told["worried"]:
        return []
    words = told["worry"] or WORRY_WITHOUT_WORDS
    return [FreeText(WORRY_KEY, words, consent_to_quote=False, urgent=True)]


def forget_old_keys(*, on: datetime.date | None = None) -> int:
    """Delete the keys of events six weeks ago, and sealed answers that were never let in.

    How many those were stays with the event. Returns how many events lost their key.
    """
    day = (on or timezone.localdate()) - datetime.timedelta(days=KEY_DAYS)
    events = list(Event.objects.with_key_older_than(day))
    for event in events:
        with transaction.atomic():
            lost, _by_model = event.envelopes.all().delete()
            event.sealed_private_key = ""
            event.never_read = F("never_read") + lost
            event.save(update_fields=["sealed_private_key", "never_read"])
            record(action="event.key_deleted", user=None, target=event, note=f"{lost} never read")
    return len(events)


def _locked(event: Event, user: AbstractBaseUser) -> Event:
    event = Event.objects.select_for_update().get(pk=event.pk)
    if not may_make_events(user, event.partner_id):
        raise PermissionDenied
    return event


def _give_pin(event: Event, chosen: str) -> str:
    """Save the event with a PIN that no other event of its day has, and return it."""
    for _try in range(50):
        pin = chosen or f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}d}"
        event.pin_hash = Event.hash_of_pin(pin, event.held_on)
        try:
            with transaction.atomic():
                event.save()
        except IntegrityError:
            continue
        return pin
    raise PinsUsedUp
