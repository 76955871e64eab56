"""Trying a draft of a survey: by those who make it, and by groups of readers. Nothing counts."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.limits import too_many, too_many_page
from portal.typesetting import qr_svg
from surveys.questionnaires.enums import Audience
from surveys.questionnaires.introduction import introduce
from surveys.questionnaires.survey_map import map_survey
from surveys.questionnaires.trial_actions import ReaderCheckOver, leave_remark
from surveys.questionnaires.trying import Tried, tried_under
from surveys.responding import answering as answering_cookie
from surveys.responding.actions import begin_draft, forget_draft, open_draft, save_draft
from surveys.responding.answering import Answering
from surveys.responding.journey import Kept, Walk
from surveys.responding.trying_forms import RemarkForm
from surveys.responding.unsent import answering_of, open_for, respondent_page

View = Callable[..., HttpResponse]


def _trial_page(view: View) -> View:
    """Hand the draft under the name in the address to the view; explain when its time is over."""

    @wraps(view)
    def tried_view(request: HttpRequest, name: str) -> HttpResponse:
        tried = tried_under(name)
        if tried is None:
            raise Http404
        if not tried.is_running:
            response = render(request, "responding/trying/ended.html", _context(tried, name))
            if _trying(request, name):
                answering_cookie.drop(response)
            return response
        return view(request, tried, name)

    return respondent_page(tried_view)


@_trial_page
def start(request: HttpRequest, tried: Tried, name: str) -> HttpResponse:
    """What a trial is; POST begins one. ``?route=2`` fills in answers that lead along route 2."""
    answering = _trying(request, name)
    continuing = bool(answering and not answering.sent and open_draft(code=answering.code))
    if request.method == "POST":
        if too_many(request, "try"):
            return too_many_page(request)
        return _begin(request, tried, name)
    context = _context(tried, name) | {
        "introduction": introduce(tried.version.document, get_language()),
        "continue_at": reverse("responding:carry_on", args=[tried.version.survey_key])
        if continuing
        else "",
        "unsent_code": _other_unsent(request),
        "route": _route_number(request.GET.get("route", "")),
    }
    return render(request, "responding/trying/start.html", context)


@_trial_page
def over(request: HttpRequest, tried: Tried, name: str) -> HttpResponse:
    """After the last page, or in between: what was answered is gone; a word on the whole."""
    answering = _trying(request, name)
    if request.method == "POST" and answering and not answering.sent:
        forget_draft(code=answering.code)
        response = redirect("responding:try_over", name=name)
        answering_cookie.keep(response, answering.after_sending())
        return response
    return render(request, "responding/trying/over.html", _context(tried, name) | _remark(tried))


@_trial_page
def remark(request: HttpRequest, tried: Tried, name: str) -> HttpResponse:
    """What a reader says about a page, or about the whole."""
    if tried.reader_check is None:
        raise Http404
    step = request.POST.get("step", "")
    here = _local(request.POST.get("here", "")) or reverse("responding:try_over", args=[name])
    if request.method == "GET":
        return redirect(here)
    if too_many(request, "remark"):
        return too_many_page(request)
    form = RemarkForm(request.POST, about=step)
    if not form.is_valid():
        context = _context(tried, name) | {"form": form, "step_id": step, "here": here}
        return render(request, "responding/trying/remark.html", context)
    try:
        leave_remark(reader_check=tried.reader_check, words=form.cleaned_data["words"], step=step)
    except ReaderCheckOver:
        return redirect("responding:try", name=name)
    messages.success(request, _("Thank you. We have kept your remark."))
    return redirect(here)


@_trial_page
def slip(request: HttpRequest, tried: Tried, name: str) -> HttpResponse:
    """A page to print and hand out to a group: the code, the address, the last day."""
    if tried.reader_check is None:
        raise Http404
    # Printed: never built from what the browser calls this host.
    link = settings.PUBLIC_URL + reverse("responding:try", args=[name])
    code = mark_safe(qr_svg(link))  # noqa: S308 (drawn of our own address)
    context = _context(tried, name) | {"link": link, "code": code}
    return render(request, "responding/trying/slip.html", context)


def real_answers_only(view: View) -> View:
    """Lead somebody who is trying a draft back to their trial: they have no receipt, no code.

    The form of the real survey begins a real answer all the same.
    """

    @wraps(view)
    def guarded_view(request: HttpRequest, survey_key: uuid.UUID, **more: Any) -> HttpResponse:
        answering = answering_of(request, survey_key)
        if answering is None or not answering.trial:
            return view(request, survey_key, **more)
        if request.method == "POST" and request.resolver_match.url_name == "start":
            del request.COOKIES[answering_cookie.COOKIE]
            return view(request, survey_key, **more)
        place = "responding:try_over" if answering.sent else "responding:try"
        return redirect(place, name=answering.trial)

    return guarded_view


def _begin(request: HttpRequest, tried: Tried, name: str) -> HttpResponse:
    version = tried.version
    kept = _on_route(tried, _route_number(request.POST.get("route", "")))
    who = request.POST.get("audience", "")
    if not kept.audience and who in (Audience.PARENT_CARERS, Audience.YOUNG_PEOPLE):
        kept.audience = who
    code = begin_draft(version=version, audience=kept.audience)
    times = save_draft(version=version, code=code, answers=kept.as_draft(), saved_times=1)
    answering = Answering(code, str(version.survey_key), saved_times=times, trial=name)
    walk = Walk(version.document, kept, get_language(), easy_read=request.preferences.easy_read)
    opened = open_for(request, answering, kept=open_draft(code=code))
    response = redirect(opened.address(walk.first_unfinished()))
    answering_cookie.keep(response, answering)
    return response


def _on_route(tried: Tried, number: int) -> Kept:
    """Answers that lead along this route of the map; none if it has no such route."""
    if not number:
        return Kept()
    routes = map_survey(tried.version.document).routes
    route = next((each for each in routes if each.number == number), None)
    if route is None:
        return Kept()
    return Kept(answers=dict(route.answers), audience=route.situation.audience)


def _route_number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def _trying(request: HttpRequest, name: str) -> Answering | None:
    answering = answering_cookie.read(request)
    return answering if answering and answering.trial == name else None


def _other_unsent(request: HttpRequest) -> bool:
    """Whether this browser holds real answers that starting a trial would leave behind."""
    answering = answering_cookie.read(request)
    return bool(
        answering and not answering.trial and not answering.sent and open_draft(code=answering.code)
    )


def _context(tried: Tried, name: str) -> dict[str, Any]:
    document = tried.version.document
    return {
        "survey_title": introduce(document, get_language()).title,
        "owner_name": document["owner"]["name"],
        "reader_check": tried.reader_check,
        "trial": name,
        "back": "",
    }


def _remark(tried: Tried) -> dict[str, Any]:
    return {"remark_form": RemarkForm()} if tried.reader_check else {}


def _local(address: str) -> str:
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
