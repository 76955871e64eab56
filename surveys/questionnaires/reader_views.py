"""Reader checks in the admin: ask a group to try a draft, and work through what they say."""

# For staff only.

import datetime
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_GET, require_POST

from portal.typesetting import qr_svg
from surveys.questionnaires.map_views import draft_to_try, name_of_page
from surveys.questionnaires.models import ReaderCheck, ReaderRemark, SurveyPage
from surveys.questionnaires.permissions import may_read_remarks
from surveys.questionnaires.steps import ShownStep, shown_steps
from surveys.questionnaires.trial_actions import (
    end_reader_check,
    settle_remark,
    start_reader_check,
)
from surveys.questionnaires.trying import name_of_check
from surveys.questionnaires.wording import SOURCE_LANGUAGE

#: A class or a group meets about once a week.
USUAL_DAYS = 14


class ReaderCheckForm(forms.Form):
    """Who is asked, and until when."""

    group = forms.CharField(
        label=gettext_lazy("Who tries it?"),
        help_text=gettext_lazy("A group and no person's name, for example “Year 9, Oak School”."),
        max_length=120,
        error_messages={"required": gettext_lazy("Say which group tries it.")},
    )
    until = forms.DateField(
        label=gettext_lazy("Until which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Give the last day."),
            "invalid": gettext_lazy("Give a day, for example 14/03/2026."),
        },
    )

    def clean_until(self) -> datetime.date:
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Give a later one."))
        return until


def checks_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every reader check of a survey; POST starts one with the newest draft."""
    page = draft_to_try(request, page_id)
    usual = timezone.localdate() + datetime.timedelta(days=USUAL_DAYS)
    form = ReaderCheckForm(request.POST or None, initial={"until": usual})
    if request.method == "POST" and form.is_valid():
        started = start_reader_check(page=page, user=request.user, **form.cleaned_data)
        messages.success(request, _("Started. Give the group the link or the slip below."))
        return redirect("questionnaires_reader_check", pk=started.pk)
    checks = ReaderCheck.objects.of_survey(page.survey_key).with_remarks_counted()
    context = {"page": page, "tab": "readers", "form": form, "checks": checks}
    return render(request, "questionnaires/admin/reader_checks.html", context)


@require_GET
def check_view(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The link to pass on, and the remarks beside the pages they are about."""
    reader_check = _readable_or_404(request, pk)
    remarks = list(reader_check.remarks.order_by("dealt_with", "pk"))
    pages = SurveyPage.objects.of_survey(reader_check.version.survey_key).in_source_language()
    languages = reader_check.version.document["languages"]
    context = {
        "page": pages.first(),
        "slips": [
            (code, dict(settings.LANGUAGES)[code], slip_of(reader_check, code))
            for code in languages
        ],
        "check": reader_check,
        "running": reader_check.is_running(),
        "link": link_of(reader_check),
        "code": mark_safe(qr_svg(link_of(reader_check))),  # noqa: S308 (drawn of our own address)
        "places": _places(reader_check, remarks),
        "open": sum(not remark.dealt_with for remark in remarks),
    }
    return render(request, "questionnaires/admin/reader_check.html", context)


@require_POST
def end_view(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take no more remarks from this group."""
    reader_check = _readable_or_404(request, pk)
    end_reader_check(reader_check=reader_check, user=request.user)
    messages.success(request, _("Ended. What readers said stays here."))
    return redirect("questionnaires_reader_check", pk=pk)


@require_POST
def settle_view(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Mark one remark as dealt with, or as open again."""
    remark = get_object_or_404(ReaderRemark.objects.select_related("reader_check__version"), pk=pk)
    if not may_read_remarks(request.user, remark.reader_check):
        raise Http404
    settle_remark(remark=remark, user=request.user, dealt_with="done" in request.POST)
    address = reverse("questionnaires_reader_check", args=[remark.reader_check_id])
    return redirect(f"{address}#remark-{remark.pk}")


def link_of(reader_check: ReaderCheck) -> str:
    """Where the group tries it. Passed on: never built from what the browser calls this host."""
    with override(SOURCE_LANGUAGE):
        return settings.PUBLIC_URL + reverse("responding:try", args=[name_of_check(reader_check)])


def slip_of(reader_check: ReaderCheck, language: str) -> str:
    """Where the slip stands that is printed for the group, in a language of the draft."""
    with override(language):
        return reverse("responding:try_slip", args=[name_of_check(reader_check)])


def _readable_or_404(request: HttpRequest, pk: uuid.UUID) -> ReaderCheck:
    """What readers said is guarded: missing and forbidden look alike."""
    reader_check = get_object_or_404(ReaderCheck.objects.select_related("version"), pk=pk)
    if not may_read_remarks(request.user, reader_check):
        raise Http404
    return reader_check


def _places(reader_check: ReaderCheck, remarks: list[ReaderRemark]) -> list[dict[str, Any]]:
    """Remarks by the page they are about, in the order of the pages; the whole survey first."""
    document = reader_check.version.document
    steps: list[ShownStep] = shown_steps(document, SOURCE_LANGUAGE)
    by_step: dict[str, list[ReaderRemark]] = {}
    for remark in remarks:
        by_step.setdefault(remark.step, []).append(remark)
    easy = (document.get("easy_read") or {"steps": ()})["steps"]
    places = [{"heading": _("The survey as a whole"), "remarks": by_step.get("", [])}]
    places += [
        {"step": step, "name": name_of_page(document, step), "remarks": by_step.get(step.id, [])}
        for step in steps
    ]
    places += [
        {
            "heading": _("Easy Read, page %(number)s") % {"number": number},
            "lines": each["lines"].get(SOURCE_LANGUAGE, ()),
            "remarks": by_step.get(each["id"], []),
        }
        for number, each in enumerate(easy, start=1)
    ]
    return [place for place in places if place["remarks"]]
