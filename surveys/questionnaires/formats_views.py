"""“Languages and formats” in the admin: each version, who checked it, and what to do next."""

# For staff only.

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.questionnaires.compiling import compile_survey, hash_of, pages_by_language
from surveys.questionnaires.formats import EASY_READ, formats_of, warnings_about_easy_read
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.questionnaires.permissions import may_sign_off
from surveys.questionnaires.signing_off import (
    NothingToCheck,
    sign_off_easy_read,
    sign_off_translation,
)


class SignOffForm(forms.Form):
    """Who checked a version, and when."""

    checked_by = forms.CharField(
        label=gettext_lazy("Who checked it?"),
        help_text=gettext_lazy(
            "A role and no name, for example “young people's panel of 4” or “Urdu-speaking "
            "parent carer”. Everybody who answers can see it."
        ),
        max_length=120,
        error_messages={"required": gettext_lazy("Say who checked it.")},
    )
    checked_on = forms.DateField(
        label=gettext_lazy("On which day?"),
        required=False,
        help_text=gettext_lazy("Leave it empty for today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Give a day, for example 14/03/2026.")},
    )


def formats_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every version of the survey, as it would be opened now."""
    page = _source_page(request, page_id)
    return render(request, "questionnaires/admin/formats.html", _context(page))


def sign_off_view(request: HttpRequest, page_id: int, key: str) -> HttpResponse:
    """Note who checked one version: shows what changed since the last check, and two fields."""
    page = _source_page(request, page_id)
    formats = formats_of(page, compile_survey(page))
    shown = next((each for each in formats if each.key == key and each.written), None)
    if shown is None:
        raise Http404
    form = SignOffForm(request.POST or None, initial={"checked_by": shown.checked_by})
    if request.method == "POST" and form.is_valid():
        try:
            _sign_off(request, page, key, form)
        except NothingToCheck as error:
            raise Http404 from error
        messages.success(request, _("Noted: %(name)s was checked.") % {"name": shown.name})
        return redirect("questionnaires_formats", page_id=page.pk)
    context = {"page": page, "format": shown, "form": form}
    return render(request, "questionnaires/admin/sign_off.html", context)


def _sign_off(request: HttpRequest, page: SurveyPage, key: str, form: SignOffForm) -> None:
    check = {
        "user": request.user,
        "checked_by": form.cleaned_data["checked_by"],
        "on": form.cleaned_data["checked_on"],
    }
    if key == EASY_READ:
        sign_off_easy_read(page=page, **check)
    else:
        sign_off_translation(page=pages_by_language(page)[key], **check)


def _source_page(request: HttpRequest, page_id: int) -> SurveyPage:
    """The newest draft of the English page, from the page in any language."""
    page = get_object_or_404(SurveyPage, pk=page_id)
    if not may_sign_off(request.user, page):
        raise PermissionDenied
    source = SurveyPage.objects.of_survey(page.survey_key).in_source_language()
    return get_object_or_404(source).get_latest_revision_as_object()


def _context(page: SurveyPage) -> dict:
    document = compile_survey(page)
    newest = QuestionnaireVersion.objects.of_survey(page.survey_key).newest_first().first()
    return {
        "page": page,
        "formats": formats_of(page, document),
        "warnings": list(warnings_about_easy_read(document)),
        "newest": newest,
        "to_open_again": newest is not None and newest.hash != hash_of(document),
    }
