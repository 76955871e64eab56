"""Opening a survey in the admin: what is missing, or what will be asked, and then one button."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from surveys.questionnaires.actions import SurveyNotReady, open_survey
from surveys.questionnaires.compiling import compile_survey, hash_of
from surveys.questionnaires.formats import formats_of, warnings_about_easy_read
from surveys.questionnaires.introduction import introduce
from surveys.questionnaires.map_views import before_opening
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.questionnaires.permissions import may_open_survey
from surveys.questionnaires.readiness import missing_for_opening
from surveys.questionnaires.steps import shown_steps
from surveys.questionnaires.wording import SOURCE_LANGUAGE


def open_survey_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what the newest draft of the page would ask; POST opens it."""
    page = get_object_or_404(SurveyPage, pk=page_id).get_latest_revision_as_object()
    if not may_open_survey(request.user, page):
        raise PermissionDenied
    if request.method == "POST":
        try:
            version = open_survey(page=page, user=request.user)
        except SurveyNotReady:
            return redirect("questionnaires_open_survey", page_id=page.pk)
        messages.success(
            request,
            _("“%(title)s” is open (version %(number)s). People can answer from %(day)s on.")
            % {
                "title": page.title,
                "number": version.number,
                "day": f"{page.opens_on:%d/%m/%Y}",
            },
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "questionnaires/admin/open_survey.html", _confirmation(page))


def _confirmation(page: SurveyPage) -> dict:
    missing = missing_for_opening(page)
    context = {"page": page, "missing": missing}
    if missing:
        return context
    document = compile_survey(page)
    newest = QuestionnaireVersion.objects.of_survey(page.survey_key).newest_first().first()
    return context | {
        "introduction": introduce(document, SOURCE_LANGUAGE),
        "steps": shown_steps(document, SOURCE_LANGUAGE),
        "languages": [dict(settings.LANGUAGES)[code] for code in document["languages"]],
        "formats": formats_of(page, document),
        "checks": before_opening(page, document),
        "easy_read_warnings": list(warnings_about_easy_read(document)),
        "newest": newest,
        "unchanged": newest is not None and newest.hash == hash_of(document),
    }
