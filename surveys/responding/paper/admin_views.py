"""Paper in the admin: what is printed, handed out and put up, and which places work."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.desks import GuardedView
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, source_page
from surveys.responding.paper import actions, desk
from surveys.responding.paper.enums import PosterKind
from surveys.responding.paper.form_words import survey_title
from surveys.responding.paper.forms import DestroyedForm, PlaceForm, PosterForm, RunForm
from surveys.responding.paper.models import PaperForm, Place, PrintLot, PrintRun
from surveys.responding.paper.permissions import (
    may_change_places,
    may_count_places,
    may_look_at_doubles,
    may_open_paper,
    may_print,
    may_settle,
    partners_of,
)
from surveys.responding.paper.places import add_place, close_place, code_of_place
from surveys.responding.paper.poster_words import Spot, poster_words
from surveys.responding.paper.typesetting import typeset_posters


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.pdf"'
    return response


def add_problems(form: forms.Form, problem: ValidationError) -> None:
    """What an action refused, at its field where it has one."""
    for field, errors in getattr(problem, "error_dict", {None: problem.error_list}).items():
        form.add_error(field if field in form.fields else None, errors)


class PaperScreen(GuardedView):
    """A screen of the paper room. Screens about one survey find it under its key."""

    header_icon = "doc-empty"
    may_enter = staticmethod(may_open_paper)
    back = ("paper_admin:index", gettext_lazy("Paper"))

    @cached_property
    def version(self) -> QuestionnaireVersion:
        """The newest version of the survey in the address.

        Raises:
            Http404: it does not exist, or the person handles no paper of its owner.
        """
        version = (
            QuestionnaireVersion.objects.of_survey(self.kwargs["survey_key"])
            .select_related("owner")
            .newest_first()
            .first()
        )
        if version is None or not may_print(self.request.user, version.owner_id):
            raise Http404
        return version

    def about_survey(self) -> dict[str, Any]:
        page = source_page(self.version.survey_key)
        return {
            "version": self.version,
            "survey_key": self.version.survey_key,
            "survey_title": survey_title(self.version.document),
            "opening": opening_of(page).value,
            "closes_on": page.closes_on if page else None,
            "late_until": desk.late_until(self.version, page.closes_on if page else None),
        }

    def to_survey(self, survey_key: uuid.UUID) -> HttpResponse:
        return redirect("paper_admin:survey", survey_key=survey_key)


class PaperView(PaperScreen):
    """Every survey whose paper this person handles, and the way to keying."""

    template_name = "paper/admin/index.html"
    page_title = gettext_lazy("Paper")
    back = None

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = desk.survey_rows(partners_of(request.user))
        return self.show(
            rows=[row for row in rows if row.takes_paper],
            earlier=[row for row in rows if not row.takes_paper],
        )


class SurveyView(PaperScreen):
    """The paper of one survey: what to do, what was printed, what waits."""

    template_name = "paper/admin/survey.html"

    def get_page_title(self) -> str:
        return survey_title(self.version.document)

    def get(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        forms_here = PaperForm.objects.of_survey(survey_key).ready_to_key()
        owner = self.version.owner_id
        counts = forms_here.counts_by_survey().get(survey_key, {})
        to_settle = forms_here.to_settle().prefetch_related("entries")
        return self.show(
            **self.about_survey(),
            runs=PrintRun.objects.of_survey(survey_key).ready_to_list().with_progress(),
            counts=counts,
            late=desk.late_responses(survey_key),
            to_settle=[form for form in to_settle if may_settle(request.user, form)],
            doubles=(
                forms_here.doubles_to_look_at() if may_look_at_doubles(request.user, owner) else ()
            ),
            blanks=desk.kinds_to_choose(self.version),
            destroyed=desk.last_destroyed(survey_key),
            counts_places=may_count_places(request.user, owner),
        )


class PrintView(PaperScreen):
    """Order forms: how many of which kind, for which event or place."""

    template_name = "paper/admin/print.html"
    page_title = gettext_lazy("Print forms")

    def _form(self, data: Mapping[str, Any] | None = None) -> RunForm:
        return RunForm(
            data,
            document=self.version.document,
            places=Place.objects.of_partner(self.version.owner_id).in_use(),
        )

    def get(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        return self.show(**self.about_survey(), form=self._form())

    def post(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        form = self._form(request.POST)
        if form.is_valid():
            try:
                run, _job = actions.order_print_run(
                    version=self.version,
                    lots=form.wishes(),
                    place=form.cleaned_data["place"],
                    event=form.cleaned_data["event"],
                    user=request.user,
                )
            except ValidationError as problem:
                add_problems(form, problem)
            else:
                return redirect("paper_admin:run", run=run.pk)
        return self.show(**self.about_survey(), form=form)


class RunView(PaperScreen):
    """One print run: how far it is, and its PDFs, each to be fetched once."""

    template_name = "paper/admin/run.html"
    page_title = gettext_lazy("Print run")

    def get(self, request: HttpRequest, run: uuid.UUID) -> HttpResponse:
        found = get_object_or_404(PrintRun.objects.ready_to_list().with_progress(), pk=run)
        if not may_print(request.user, found.owner_id):
            raise Http404
        return self.show(
            run=found,
            lots=list(found.lots.all()),
            job=desk.newest_job(found),
            survey_title=survey_title(found.version.document),
            days_to_fetch=actions.DAYS_TO_FETCH,
        )


class LotView(PaperScreen):
    """Something that is done with one lot, by a button."""

    http_method_names = ("post",)

    @cached_property
    def lot(self) -> PrintLot:
        lot = get_object_or_404(
            PrintLot.objects.select_related("run__version"), pk=self.kwargs["lot"]
        )
        if not may_print(self.request.user, lot.run.owner_id):
            raise Http404
        return lot

    def to_run(self) -> HttpResponse:
        return redirect("paper_admin:run", run=self.lot.run_id)


class HandOutView(LotView):
    def post(self, request: HttpRequest, lot: uuid.UUID) -> HttpResponse:
        try:
            pdf = actions.hand_out_lot(lot=self.lot, user=request.user)
        except actions.AlreadyHandedOut:
            messages.error(
                request,
                _("This PDF was fetched before and is deleted. If it is lost, print it again."),
            )
            return self.to_run()
        title = survey_title(self.lot.run.version.document)
        return pdf_response(pdf, f"{title} {self.lot.language} {self.lot.copies}")


class AgainView(LotView):
    def post(self, request: HttpRequest, lot: uuid.UUID) -> HttpResponse:
        try:
            actions.print_lot_again(lot=self.lot, user=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        return self.to_run()


class BlankView(PaperScreen):
    """A form without codes, to be photocopied."""

    def get(self, request: HttpRequest, survey_key: uuid.UUID, kind: str) -> HttpResponse:
        large = kind.endswith("-large")
        chosen = desk.kind_of_choice(self.version, kind.replace("-large", "-plain"))
        if chosen is None:
            raise Http404
        language, easy_read = chosen
        pdf = actions.blank_form(
            version=self.version,
            language=language,
            easy_read=easy_read,
            large_print=large,
            user=request.user,
        )
        title = survey_title(self.version.document)
        return pdf_response(pdf, f"{title} {kind} {_('to photocopy')}")


class PlacesView(PaperScreen):
    """Which places work: forms printed and responses for each. For coordinators."""

    template_name = "paper/admin/places.html"
    page_title = gettext_lazy("Which places work")

    def _show(self, form: PlaceForm) -> HttpResponse:
        if not may_count_places(self.request.user, self.version.owner_id):
            raise Http404
        places = Place.objects.of_partner(self.version.owner_id).with_success_in(
            self.version.survey_key
        )
        return self.show(**self.about_survey(), places=places, form=form)

    def get(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        return self._show(PlaceForm())

    def post(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        form = PlaceForm(request.POST)
        if form.is_valid():
            try:
                place = add_place(
                    partner=self.version.owner,
                    name=form.cleaned_data["name"],
                    kind=form.cleaned_data["kind"],
                    user=request.user,
                )
            except ValidationError as problem:
                add_problems(form, problem)
            else:
                messages.success(request, _("%(place)s is on the list.") % {"place": place})
                return redirect("paper_admin:places", survey_key=survey_key)
        return self._show(form)


class ClosePlaceView(PaperScreen):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, survey_key: uuid.UUID, place: int) -> HttpResponse:
        found = get_object_or_404(Place.objects.of_partner(self.version.owner_id), pk=place)
        close_place(place=found, user=request.user)
        messages.success(
            request,
            _("%(place)s is not offered any more. Its posters go on working.") % {"place": found},
        )
        return redirect("paper_admin:places", survey_key=survey_key)


class PostersView(PaperScreen):
    """Posters and slips for places, in any of the survey's languages."""

    template_name = "paper/admin/posters.html"
    page_title = gettext_lazy("Posters and slips")

    def _form(self, data: Mapping[str, Any] | None = None) -> PosterForm:
        return PosterForm(
            data,
            languages=self.version.document["languages"],
            places=Place.objects.of_partner(self.version.owner_id).in_use(),
        )

    def _show(self, form: PosterForm) -> HttpResponse:
        user, owner = self.request.user, self.version.owner_id
        return self.show(
            **self.about_survey(), form=form, may_change_places=may_change_places(user, owner)
        )

    def get(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        chosen = form.cleaned_data
        title = survey_title(self.version.document)
        spots = []
        for place in chosen["places"]:
            code = code_of_place(place=place, survey_key=survey_key).code
            spots += [
                Spot(place.name, actions.short_address(language, code), language)
                for language in chosen["languages"]
            ]
        kind = PosterKind(chosen["kind"])
        data = poster_words(
            self.version.document,
            spots,
            kind=kind,
            facts=actions.facts_for(self.version, chosen["languages"][0]),
            title=f"{title}: {kind.label}",
        )
        return pdf_response(typeset_posters(data), f"{title} {kind}")


class DestroyedView(PaperScreen):
    """The tick that keyed paper is shredded or locked away."""

    template_name = "paper/admin/destroyed.html"
    page_title = gettext_lazy("Shred or lock away")

    def get(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        return self._show(DestroyedForm())

    def _show(self, form: DestroyedForm) -> HttpResponse:
        counts = PaperForm.objects.of_survey(self.version.survey_key).counts_by_survey()
        mine = counts.get(self.version.survey_key, {})
        waiting = mine.get("held", 0) + mine.get("to_settle", 0)
        return self.show(**self.about_survey(), form=form, waiting=waiting)

    def post(self, request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
        form = DestroyedForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        actions.note_destroyed(
            version=self.version,
            locked_away=form.cleaned_data["what"] == "locked_away",
            user=request.user,
            on=form.cleaned_data["on"],
        )
        messages.success(request, _("Thank you. It is noted."))
        return self.to_survey(survey_key)
