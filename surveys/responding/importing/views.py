"""The coordinator's screens: choose a survey, take the template, hand in a file, bring it in."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from portal.desks import GuardedView
from portal.jobs.actions import start_job
from portal.partners.enums import Role
from portal.partners.permissions import partners_where
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.wording import in_language
from surveys.responding.importing.actions import (
    NotWaiting,
    begin_import,
    check_import,
    import_of,
    take_back_import,
)
from surveys.responding.importing.columns import columns_of
from surveys.responding.importing.enums import ImportState
from surveys.responding.importing.forms import UploadForm
from surveys.responding.importing.models import ResponseImport
from surveys.responding.importing.permissions import may_open_imports
from surveys.responding.importing.reading import MOST_BYTES, UnreadableFile
from surveys.responding.importing.workbook import template_csv, template_workbook

# For staff only.

BRING_IN = "surveys.responding.importing.tasks.bring_in_file"
PROBLEMS_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportView(GuardedView):
    may_enter = staticmethod(may_open_imports)
    header_icon = "download"

    def version_of(self, survey_key: uuid.UUID) -> QuestionnaireVersion:
        """The newest version of a survey of this person's own partners.

        Raises:
            QuestionnaireVersion.DoesNotExist: there is none that they may bring responses into.
        """
        own = partners_where(self.request.user, (Role.COORDINATOR,))
        versions = QuestionnaireVersion.objects.of_survey(survey_key).owned_by(own)
        version = versions.newest_first().first()
        if version is None:
            raise QuestionnaireVersion.DoesNotExist
        return version


class SurveysView(ImportView):
    """The surveys into which this person may bring responses, and what was brought in."""

    template_name = "importing/admin/surveys.html"
    page_title = gettext_lazy("Bring in responses")

    def get(self, request: HttpRequest) -> HttpResponse:
        own = partners_where(request.user, (Role.COORDINATOR,))
        newest = QuestionnaireVersion.objects.newest_of_each_survey().owned_by(own)
        imports = ResponseImport.objects.of_coordinator(request.user).select_related("version")
        return self.show(
            surveys=[
                (each.survey_key, in_language(each.document["title"], "en")) for each in newest
            ],
            imports=[(each, in_language(each.version.document["title"], "en")) for each in imports],
        )


@method_decorator(sensitive_post_parameters(), name="dispatch")
class UploadView(ImportView):
    """Hand in a file; it is checked row by row, and nothing is brought in yet."""

    template_name = "importing/admin/upload.html"
    page_title = gettext_lazy("Hand in a file")
    back = ("importing:surveys", gettext_lazy("Bring in responses"))

    def get(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        return self._page(self.version_of(survey_key), UploadForm())

    def post(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        version = self.version_of(survey_key)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(version, form)
        file = form.cleaned_data["file"]
        try:
            # One byte more than may be: enough to see that it is too large.
            checked, waiting = check_import(
                version=version,
                content=file.read(MOST_BYTES + 1),
                channel=form.cleaned_data["channel"],
                user=request.user,
            )
        except UnreadableFile as reason:
            form.add_error("file", str(reason))
            return self._page(version, form)
        if waiting is None:
            return self._page(version, form, problems=checked.problems)
        if checked.left_out:
            messages.warning(
                request,
                _("Answers to questions that those people would not have met, left out: %(n)s")
                % {"n": checked.left_out},
            )
        return redirect("importing:import", pk=waiting.pk)

    def _page(self, version, form, problems=()) -> HttpResponse:
        return self.show(
            form=form,
            survey_title=_title_of(version),
            survey_key=version.survey_key,
            columns=columns_of(version.document),
            problems=problems[:PROBLEMS_SHOWN],
            more=max(0, len(problems) - PROBLEMS_SHOWN),
            faults=len(problems),
        )


class TemplateView(ImportView):
    """The file to fill in, made from the questionnaire."""

    def get(self, request: HttpRequest, survey_key: uuid.UUID, kind: str) -> HttpResponse:
        version = self.version_of(survey_key)
        document = version.document
        name = slugify(_title_of(version))[:40] or "survey"
        if kind == "xlsx":
            response = HttpResponse(template_workbook(document), content_type=XLSX)
        else:
            response = HttpResponse(template_csv(document), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
        return response


class OneImportView(ImportView):
    """What a file holds and what became of it; from here it is brought in or taken back."""

    template_name = "importing/admin/import.html"
    page_title = gettext_lazy("A file of responses")
    back = ("importing:surveys", gettext_lazy("Bring in responses"))

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        found = import_of(pk, request.user)
        return self.show(
            found=found,
            survey_title=_title_of(found.version),
            new=found.rows - found.known,
            states=ImportState,
        )

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        found = import_of(pk, request.user)
        try:
            if "take_back" in request.POST:
                take_back_import(done=found, user=request.user)
                messages.success(request, _("The responses of this file are taken back."))
                return redirect("importing:import", pk=pk)
            begin_import(waiting=found, user=request.user)
        except NotWaiting:
            messages.error(request, _("This file is being brought in, or was already."))
            return redirect("importing:import", pk=pk)
        start_job(
            kind="import",
            title=_("Bringing in %(rows)s responses") % {"rows": found.rows},
            user=request.user,
            task=BRING_IN,
            arguments=[str(found.pk)],
            total=found.rows,
        )
        return redirect("jobs:index")


def _title_of(version: QuestionnaireVersion) -> str:
    return in_language(version.document["title"], "en").text
