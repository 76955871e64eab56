"""A call that somebody asked for: from asking to talking, or to giving up after three tries."""

import datetime
import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.mail.actions import queue_email
from portal.partners.enums import Role
from portal.partners.models import Membership, Partner
from portal.working_days import after_working_days
from surveys.contacts.enums import CallOutcome, CallState, CallSubject
from surveys.contacts.models import CallBack
from surveys.contacts.permissions import may_ring
from surveys.questionnaires.models import QuestionnaireVersion

# For staff only.

WORKING_DAYS = 3
MOST_TRIES = 3
#: A number that nobody rang for so long is kept no longer.
KEEP_OPEN = datetime.timedelta(days=90)


class NobodyRings(Exception):
    """There is no partner yet who could ring."""


class CallIsOver(Exception):
    """The call was closed meanwhile: its number is gone."""


class TriedMeanwhile(Exception):
    """Somebody else has rung since the screen was shown."""


@transaction.atomic
def ask_for_call(
    *,
    number: str,
    language: str,
    subject: CallSubject | str,
    best_time: str = "",
    other_language: str = "",
    survey_key: uuid.UUID | None = None,
    on: datetime.date | None = None,
) -> tuple[CallBack, bool]:
    """The call of this number, and whether it is a new one.

    ``number`` is E.164. It goes to the partner that asks the survey, else to whoever keeps the
    area's front door. Who asks again while the first call waits keeps their place; the time that
    suits them is the one they said last.

    Raises:
        NobodyRings: the area has no partner yet.
    """
    on = on or timezone.localdate()
    owner = _partner_of(survey_key)
    call = CallBack.objects.open().of_partners([owner.pk]).with_number(number).first()
    is_new = call is None
    if is_new:
        call = CallBack(
            owner=owner,
            subject=subject,
            survey_key=survey_key,
            asked_on=on,
            due_on=after_working_days(on, WORKING_DAYS),
        )
        call.seal_number(number)
    call.language = language
    call.seal_words(best_time=best_time, other_language=other_language)
    call.save()
    return call, is_new


def _partner_of(survey_key: uuid.UUID | None) -> Partner:
    versions = QuestionnaireVersion.objects.of_survey(survey_key) if survey_key else None
    version = versions.select_related("owner").first() if versions is not None else None
    owner = version.owner if version else Partner.objects.at_the_front_door()
    if owner is None:
        raise NobodyRings
    return owner


@transaction.atomic
def take_call(*, call: CallBack, user: AbstractBaseUser) -> CallBack:
    """Take a call on, or over from somebody else: its number is then shown to this person.

    That is logged once for each time it changes hands.

    Raises:
        PermissionDenied: the person does not ring for that partner.
        CallIsOver: there is no number any more.
    """
    if not may_ring(user, call):
        raise PermissionDenied
    call = _locked(call)
    if call.taken_by_id != user.pk:
        call.taken_by = user
        call.save(update_fields=["taken_by"])
        record(action="call_back.number_shown", user=user, target=call)
    return call


@transaction.atomic
def note_outcome(
    *,
    call: CallBack,
    outcome: CallOutcome | str,
    tries: int,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> CallBack:
    """How it went. After the third call that nobody answered it is closed.

    ``tries`` is how many tries the screen showed, so that pressing twice counts once.

    Raises:
        PermissionDenied: the person does not ring for that partner.
        CallIsOver: it was closed meanwhile.
        TriedMeanwhile: the screen was out of date.
    """
    if not may_ring(user, call):
        raise PermissionDenied
    call = _locked(call)
    if call.tries != tries:
        raise TriedMeanwhile
    outcome = CallOutcome(outcome)
    if outcome == CallOutcome.NOT_NEEDED:
        _close(call, CallState.TAKEN_BACK, on)
    else:
        call.tries += 1
        call.taken_by = user
        if outcome == CallOutcome.REACHED:
            _close(call, CallState.REACHED, on)
        elif outcome == CallOutcome.WRONG_NUMBER or call.tries >= MOST_TRIES:
            _close(call, CallState.NOT_REACHED, on)
        else:
            call.state = CallState.TRIED
            call.save(update_fields=["state", "tries", "taken_by"])
    record(action="call_back.outcome", user=user, target=call, note=str(outcome))
    return call


@transaction.atomic
def take_back_call(*, call: CallBack, on: datetime.date | None = None) -> CallBack:
    """Whoever asked does not need it any more. A call that is over stays as it is."""
    try:
        call = _locked(call)
    except CallIsOver:
        return call
    return _close(call, CallState.TAKEN_BACK, on)


def _locked(call: CallBack) -> CallBack:
    locked = CallBack.objects.select_for_update(of=("self",)).select_related("owner")
    call = locked.get(pk=call.pk)
    if not call.is_open:
        raise CallIsOver
    return call


def _close(call: CallBack, state: CallState, on: datetime.date | None) -> CallBack:
    call.state = state
    call.closed_on = on or timezone.localdate()
    call.sealed_number = call.sealed_words = call.lookup = ""
    call.save()
    return call


def chase_late_calls(*, on: datetime.date | None = None) -> int:
    """Write to the coordinators of each partner about each late call, once. Returns how many.

    Run it as often as you like: each coordinator hears of each call once.
    """
    late = list(CallBack.objects.late(on))
    for call in late:
        for coordinator in _coordinators_of(call.owner_id):
            queue_email(
                reference=f"call-back-late/{call.pk}/{coordinator.pk}",
                purpose="call-back late",
                owner=call.owner_id,
                to=coordinator.email,
                to_user=coordinator,
                subject=_("A family is waiting for a call that is late"),
                body=_late_words(call),
            )
    return len(late)


def _coordinators_of(partner_id: int) -> list[AbstractBaseUser]:
    held = Membership.objects.in_force().filter(partner=partner_id, role=Role.COORDINATOR)
    return [membership.user for membership in held.select_related("user")]


def _late_words(call: CallBack) -> str:
    address = settings.PUBLIC_URL + reverse("call_backs:call", args=[call.pk])
    return _(
        "Somebody asked for a call. We promised to ring by %(day)s, and nobody has talked to them "
        "yet.\n\n"
        "Reference: %(reference)s\n"
        "Tries so far: %(tries)s\n"
        "Sign in and ring today: %(address)s\n\n"
        "You get this message once for each call that is late."
    ) % {
        "day": date_format(call.due_on, "j E Y"),
        "reference": call,
        "tries": call.tries,
        "address": address,
    }


def close_forgotten_calls(*, on: datetime.date | None = None) -> int:
    """Close what nobody rang for months, so that no number is kept for good. Returns how many."""
    on = on or timezone.localdate()
    forgotten = CallBack.objects.open().asked_before(on - KEEP_OPEN)
    return forgotten.update(
        state=CallState.NOT_REACHED, closed_on=on, sealed_number="", sealed_words="", lookup=""
    )
