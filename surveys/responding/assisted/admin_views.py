"""Screens of the admin: events, their PINs, sealed answers kept aside, and calls."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from portal.partners.models import AreaSettings
from surveys.responding.assisted.actions import (
    EventIsOver,
    end_pin,
    give_new_pin,
    make_event,
)
from surveys.responding.assisted.admin_forms import EventForm, PhoneForm
from surveys.responding.assisted.arrivals import let_in
from surveys.responding.assisted.choosing import choices_at
from surveys.responding.assisted.models import Event
from surveys.responding.assisted.permissions import may_help_by_phone, may_make_events
from surveys.responding.assisted.staff_enums import MAY_BE_LET_IN, KeptBecause


def index(request: HttpRequest) -> HttpResponse:
    """Events of the person's partners; for helpers, the way to the phone."""
    if not may_help_by_phone(request.user):
        raise Http404
    may_make = may_make_events(request.user)
    events = Event.objects.made_for(request.user).to_list() if may_make else []
    context = {"events": events, "may_make": may_make}
    return TemplateResponse(request, "assisted/admin/index.html", context)


@never_cache
@sensitive_variables("pin")
def make(request: HttpRequest) -> HttpResponse:
    """A new event; its PIN is shown in the reply and never again."""
    if not may_make_events(request.user):
        raise Http404
    form = EventForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return TemplateResponse(request, "assisted/admin/make.html", {"form": form})
    given = form.cleaned_data
    event, pin = make_event(
        event_id=given["event_id"],
        partner=given["partner"],
        title=given["title"],
        place_name=given["place_name"],
        place_code=given["place_code"],
        held_on=given["held_on"],
        survey_keys=given["surveys"],
        languages=given["languages"],
        user=request.user,
    )
    return _pin_page(request, event, pin) if pin else redirect("assisted:event", event.pk)


@never_cache
def event(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    """One event: where it stands, what arrived, what was kept aside."""
    shown = _event_for(request, event_id)
    kept = shown.envelopes.counted_by_reason()
    reasons = [(reason, kept[reason]) for reason in KeptBecause if kept[reason]]
    context = {
        "event": shown,
        "choices": choices_at(shown),
        "reasons": reasons,
        "may_be_let_in": sum(kept[reason] for reason in MAY_BE_LET_IN),
    }
    return TemplateResponse(request, "assisted/admin/event.html", context)


@never_cache
@sensitive_variables("pin")
def new_pin(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    shown = _event_for(request, event_id)
    try:
        pin = give_new_pin(event=shown, user=request.user)
    except EventIsOver:
        messages.error(request, _("The day of this event has passed. It needs no PIN."))
        return redirect("assisted:event", shown.pk)
    return _pin_page(request, shown, pin)


def end(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    shown = _event_for(request, event_id)
    end_pin(event=shown, user=request.user)
    messages.success(request, _("The PIN was ended. No tablet can open anything with it."))
    return redirect("assisted:event", shown.pk)


def let_them_in(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    shown = _event_for(request, event_id)
    recorded, left = let_in(event=shown, user=request.user)
    messages.success(
        request,
        ngettext("%(number)s response was let in.", "%(number)s responses were let in.", recorded)
        % {"number": recorded}
        + (" " + _("%(number)s stay aside.") % {"number": left} if left else ""),
    )
    return redirect("assisted:event", shown.pk)


@never_cache
def sheet(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    """To print for every table: a line for the PIN, what to do, the card."""
    shown = _event_for(request, event_id)
    with override(shown.languages[0] if shown.languages else "en"):
        address = reverse("help:table")
    context = {
        "event": shown,
        "choices": choices_at(shown),
        "address": f"{settings.PUBLIC_URL}{address}",
        "area": AreaSettings.load(request_or_site=request),
    }
    return TemplateResponse(request, "assisted/admin/sheet.html", context)


def phone(request: HttpRequest) -> HttpResponse:
    """Begin a call. ``?survey=`` and ``?language=`` come along from a call that was asked for."""
    if not may_help_by_phone(request.user):
        raise Http404
    form = PhoneForm(request.POST or None, user=request.user, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with override(given["language"]):
            address = reverse("help:phone", args=[given["survey"]])
        return redirect(f"{address}?easy=1" if given["easy"] else address)
    return TemplateResponse(request, "assisted/admin/phone.html", {"form": form})


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    return {name: request.GET[name] for name in ("survey", "language") if name in request.GET}


def _pin_page(request: HttpRequest, shown: Event, pin: str) -> HttpResponse:
    context = {"event": shown, "pin": f"{pin[:3]} {pin[3:]}"}
    return TemplateResponse(request, "assisted/admin/pin.html", context)


def _event_for(request: HttpRequest, event_id: uuid.UUID) -> Event:
    """The event; one of another partner looks like a missing one."""
    found = Event.objects.to_list().filter(pk=event_id).first()
    if found is None or not may_make_events(request.user, found.partner_id):
        raise Http404
    return found
