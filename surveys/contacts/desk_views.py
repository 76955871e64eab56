"""Screens of the admin for people who ring back: the list of calls, and one call."""

# For staff only.

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.partners.permissions import partners_where
from portal.texts.numbers import read_aloud
from surveys.contacts.calls import (
    MOST_TRIES,
    CallIsOver,
    TriedMeanwhile,
    note_outcome,
    take_call,
)
from surveys.contacts.enums import CallOutcome, CallState
from surveys.contacts.models import CallBack
from surveys.contacts.permissions import RINGING_BACK, may_open_calls, may_ring
from surveys.questionnaires.models import SurveyPage

COUNTED_DAYS = 365


@dataclass(frozen=True)
class Row:
    """One call as its screens show it: everything but the number."""

    call: CallBack
    language: str
    best_time: str
    survey_title: str


@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Calls of the person's partners that wait, late ones first, and how the others ended."""
    if not may_open_calls(request.user):
        raise PermissionDenied
    own = CallBack.objects.of_partners(partners_where(request.user, RINGING_BACK))
    since = timezone.localdate() - datetime.timedelta(days=COUNTED_DAYS)
    counts = own.closed_since(since).counted_by_state()
    return TemplateResponse(
        request,
        "contacts/admin/calls.html",
        {
            "rows": _rows(list(own.open().ready_to_list())),
            "most_tries": MOST_TRIES,
            "counts": [
                (CallState(state).label, counts.get(state, 0))
                for state in (CallState.REACHED, CallState.NOT_REACHED, CallState.TAKEN_BACK)
            ],
        },
    )


def _rows(calls: list[CallBack]) -> list[Row]:
    keys = {call.survey_key for call in calls if call.survey_key}
    pages = SurveyPage.objects.in_source_language().filter(translation_key__in=keys)
    titles = dict(pages.values_list("translation_key", "title")) if keys else {}
    rows = []
    for call in calls:
        words = call.open_words()
        rows.append(
            Row(
                call=call,
                language=_language_name(call.language) or words["other_language"],
                best_time=words["best_time"],
                survey_title=titles.get(call.survey_key, ""),
            )
        )
    return rows


def _language_name(code: str) -> str:
    """In the words of whoever rings; empty for a language that the portal does not speak."""
    return get_language_info(code)["name_translated"] if code in dict(settings.LANGUAGES) else ""


@never_cache
def call(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """One call. Its number is there for whoever has taken it on, and for nobody else."""
    found = _call_for(request, call_id)
    mine = found.is_open and found.taken_by_id == request.user.pk
    context: dict[str, Any] = {
        "row": _rows([found])[0],
        "call": found,
        "mine": mine,
        "number": read_aloud(found.open_number()) if mine else "",
        "dial": found.open_number() if mine else "",
        "next_try": found.tries + 1,
        "most_tries": MOST_TRIES,
        "needs_interpreter": found.language != settings.LANGUAGE_CODE,
        "outcomes": CallOutcome,
    }
    return TemplateResponse(request, "contacts/admin/call.html", context)


@require_POST
def take(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """Take a call on; from then on its screen shows the number."""
    found = _call_for(request, call_id)
    try:
        take_call(call=found, user=request.user)
    except CallIsOver:
        return _is_over(request)
    return redirect("call_backs:call", found.pk)


@require_POST
def outcome(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """How a call went."""
    found = _call_for(request, call_id)
    told = request.POST.get("outcome", "")
    tries = request.POST.get("tries", "")
    if told not in CallOutcome.values or not (tries.isascii() and tries.isdigit()):
        messages.error(request, _("Please choose how the call went."))
        return redirect("call_backs:call", found.pk)
    try:
        after = note_outcome(call=found, outcome=told, tries=int(tries), user=request.user)
    except CallIsOver:
        return _is_over(request)
    except TriedMeanwhile:
        messages.warning(request, _("Somebody noted a try since you opened this. Please look."))
        return redirect("call_backs:call", found.pk)
    messages.success(request, _sentence_after(after))
    return redirect("call_backs:index")


def _call_for(request: HttpRequest, call_id: uuid.UUID) -> CallBack:
    """The call; one that the person may not ring looks like a missing one."""
    found = CallBack.objects.ready_to_list().filter(pk=call_id).first()
    if found is None or not may_ring(request.user, found):
        raise Http404
    return found


def _is_over(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("This call is over. Nobody needs to ring any more."))
    return redirect("call_backs:index")


def _sentence_after(after: CallBack) -> str:
    if after.is_open:
        return _("Noted. Please try again at another time: %(left)s tries are left.") % {
            "left": MOST_TRIES - after.tries
        }
    if after.state == CallState.REACHED:
        return _("Thank you. The number is erased.")
    return _("Noted. Nobody rings this number any more, and it is erased.")
