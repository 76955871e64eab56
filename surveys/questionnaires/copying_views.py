"""A new survey made from an earlier one: what it takes over, where it goes, and one button."""

# For staff only.

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button

from surveys.questionnaires.actions import copy_survey
from surveys.questionnaires.forms import CopySurveyForm
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.permissions import may_copy_survey, may_open_survey

LABEL = gettext_lazy("Start a new survey from this one")


def copy_survey_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """A form with title, owner and place; POST makes the draft and opens it in the editor."""
    page = get_object_or_404(SurveyPage.objects.in_source_language(), pk=page_id)
    if not may_copy_survey(request.user, page):
        raise Http404
    form = CopySurveyForm(request.POST or None, user=request.user, page=page)
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_survey(page=page, user=request.user, **form.cleaned_data)
        except PermissionDenied as error:
            raise Http404 from error
        messages.success(
            request,
            _("“%(title)s” is a draft. Give it its dates, then look through its pages.")
            % {"title": made.title},
        )
        return redirect("wagtailadmin_pages:edit", made.pk)
    return render(
        request,
        "questionnaires/admin/copy_survey.html",
        {"page": page, "form": form, "is_own": may_open_survey(request.user, page)},
    )


def copy_survey_button(page: SurveyPage) -> Button:
    """In the menu of every screen of the page, and in lists of pages."""
    return Button(
        LABEL,
        reverse("questionnaires_copy_survey", args=[page.pk]),
        icon_name="copy",
        priority=60,
    )
