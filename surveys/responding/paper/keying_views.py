"""Keying in the admin: the code, the whole form on one page, the second person, settling."""

# For staff only.

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin import messages

from portal.partners.enums import Role
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.checking import in_groups_of_four
from surveys.responding.paper import desk, keying
from surveys.responding.paper.admin_views import PaperScreen
from surveys.responding.paper.comparing import Keyed
from surveys.responding.paper.entry_sheet import EntrySheet
from surveys.responding.paper.enums import KEYED_STATES, FormState
from surveys.responding.paper.form_words import survey_title
from surveys.responding.paper.forms import AboutFormForm, NoCodeForm, PaperCodeForm
from surveys.responding.paper.lateness import Arrival
from surveys.responding.paper.models import PaperForm
from surveys.responding.paper.permissions import (
    may_key,
    may_key_second,
    partners_of,
)


class KeyingScreen(PaperScreen):
    header_icon = "edit"


class CodeView(KeyingScreen):
    """First the code, or which form it is when it has none."""

    template_name = "paper/admin/key.html"
    page_title = gettext_lazy("Key in a form")

    @cached_property
    def rows(self) -> list[desk.SurveyRow]:
        return [row for row in desk.survey_rows(partners_of(self.request.user)) if row.takes_paper]

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (f"{row.version.pk}/{kind}", f"{row.title}: {words}")
            for row in self.rows
            for kind, words in desk.kinds_to_choose(row.version)
        ]

    def _show(self, form: PaperCodeForm, without: NoCodeForm) -> HttpResponse:
        return self.show(
            form=form, without=without, held=sum(row.held for row in self.rows), rows=self.rows
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(PaperCodeForm(), NoCodeForm(choices=self._choices()))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "without" in request.POST:
            without = NoCodeForm(request.POST, choices=self._choices())
            if without.is_valid():
                version, kind = without.cleaned_data["kind"].split("/")
                return redirect("paper_admin:key_without", version=int(version), kind=kind)
            return self._show(PaperCodeForm(), without)
        form = PaperCodeForm(request.POST)
        without = NoCodeForm(choices=self._choices())
        if not form.is_valid():
            return self._show(form, without)
        found = keying.form_of_code(code=form.cleaned_data["code"], user=request.user)
        if found is None:
            form.add_error(
                "code",
                _(
                    "No form of yours has this code. Please look at it again, and whether the form "
                    "belongs to another organisation."
                ),
            )
        elif problem := _why_not(found, request.user):
            form.add_error("code", problem)
        else:
            return redirect("paper_admin:key_form", form=found.pk)
        return self._show(form, without)


def _why_not(form: PaperForm, user: Any) -> str:
    """Why this person cannot key this form now; "" if they can."""
    if form.state in (*KEYED_STATES, FormState.COMPARED):
        return keyed_already(form)
    if form.state == FormState.HELD and not may_key_second(user, form):
        return _(
            "You keyed this form on %(day)s. Another person keys it the second time, without "
            "seeing what you keyed. Please give it to them."
        ) % {"day": date_format(form.keyed_on, "j F Y")}
    return ""


def keyed_already(form: PaperForm) -> str:
    """When and in which role a form was keyed; by whom stays out."""
    words = {"day": date_format(form.keyed_on, "j F Y"), "role": Role(form.keyed_as).label}
    if form.state == FormState.NOT_COUNTED:
        return _("This form was keyed on %(day)s (%(role)s). Nothing on it counted.") % words
    if form.state == FormState.COMPARED:
        return (
            _(
                "This form was keyed by two people, the last time on %(day)s (%(role)s). Their "
                "differences wait to be settled."
            )
            % words
        )
    return _("This form was keyed already, on %(day)s (%(role)s). Nothing more to do.") % words


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SheetView(KeyingScreen):
    """The whole form on one page. What is wrong is said at its field; nothing typed is lost."""

    template_name = "paper/admin/sheet.html"

    def show_sheet(
        self,
        version: QuestionnaireVersion,
        sheet: EntrySheet,
        about: AboutFormForm,
        problem: str = "",
        **more: Any,
    ) -> HttpResponse:
        return self.show(
            version=version,
            survey_title=survey_title(version.document),
            sheet=sheet,
            about=about,
            problem=problem,
            error_lines=sheet.error_lines() if about.is_bound else [],
            **more,
        )

    def read(
        self, request: HttpRequest, version: QuestionnaireVersion, language: str, easy_read: bool
    ) -> tuple[EntrySheet, AboutFormForm, Keyed | None]:
        """Both parts of what was typed, and what was keyed if all of it is right."""
        sheet = EntrySheet(
            version.document, language=language, easy_read=easy_read, data=request.POST
        )
        about = AboutFormForm(
            request.POST,
            document=version.document,
            language=language,
            doubtful="doubtful" in request.POST,
        )
        right = all([sheet.is_valid(), about.is_valid()])
        return sheet, about, about.keyed(sheet.answers()) if right else None

    def empty(
        self, version: QuestionnaireVersion, language: str, easy_read: bool
    ) -> tuple[EntrySheet, AboutFormForm]:
        return (
            EntrySheet(version.document, language=language, easy_read=easy_read),
            AboutFormForm(document=version.document, language=language),
        )

    def refused(
        self,
        request: HttpRequest,
        version: QuestionnaireVersion,
        language: str,
        sheet: EntrySheet,
        about: AboutFormForm,
        error: keying.NotTaken | keying.DoesNotCount,
        **more: Any,
    ) -> HttpResponse:
        """The page again, with a sentence about why it was not taken and what to do."""
        if isinstance(error, keying.NotTaken):
            about.add_error("arrived_on", _sentence_about(error))
            return self.show_sheet(version, sheet, about, **more)
        about = AboutFormForm(
            request.POST, document=version.document, language=language, doubtful=True
        )
        about.is_valid()
        return self.show_sheet(
            version, sheet, about, problem=_does_not_count(error), doubtful=True, **more
        )

    def say_what_was_left_out(self, version: QuestionnaireVersion, keyed: Keyed) -> None:
        left_out = keying.unmet_answers(version, keyed)
        questions = {each["question"]: each for each in version.questions()}
        if left_out and not keyed.not_counted:
            messages.warning(
                self.request,
                _("Not counted, because these questions were not for this person: %(codes)s.")
                % {"codes": ", ".join(questions[key]["code"] for key in left_out)},
            )


def _sentence_about(error: keying.NotTaken) -> str:
    last = date_format(error.last_day, "j F Y") if error.last_day else ""
    if error.arrival == Arrival.NOT_YET:
        return _("This day is still to come. Please look at the date.")
    if error.arrival == Arrival.TOO_EARLY:
        return _("The survey was not open on this day. Please look at the date.")
    if not last:
        return _("This survey takes no answers any more. Please tell your coordinator.")
    return _(
        "Paper was taken until %(day)s, so this form cannot be counted any more. If the stamp of "
        "the post says an earlier day, give that day. If not, put the form to the late ones and "
        "tell your coordinator: they can still read it."
    ) % {"day": last}


def _does_not_count(error: keying.DoesNotCount) -> str:
    if error.heading:
        return _(
            "By these answers the survey ends early, at “%(heading)s”, and nothing of it is sent. "
            "Please compare with the paper."
        ) % {"heading": error.heading}
    return _("Nothing was filled in that counts. Please compare with the paper.")


class KeyView(SheetView):
    """A form with a code: the first time, or the second time by another person."""

    @cached_property
    def form(self) -> PaperForm:
        form = get_object_or_404(PaperForm.objects.ready_to_key(), pk=self.kwargs["form"])
        if not may_key(self.request.user, form.lot.run.owner_id):
            raise Http404
        return form

    def get_page_title(self) -> str:
        if self.form.state == FormState.HELD:
            return _("Key in a form: second person")
        return _("Key in a form")

    def _context(self) -> dict[str, Any]:
        return {"lot": self.form.lot, "second": self.form.state == FormState.HELD}

    def _turned_away(self, request: HttpRequest) -> HttpResponse | None:
        if problem := _why_not(self.form, request.user):
            messages.warning(request, problem)
            return redirect("paper_admin:key")
        return None

    def get(self, request: HttpRequest, form: uuid.UUID) -> HttpResponse:
        lot, version = self.form.lot, self.form.lot.run.version
        return self._turned_away(request) or self.show_sheet(
            version, *self.empty(version, lot.language, lot.easy_read), **self._context()
        )

    @sensitive_variables()
    def post(self, request: HttpRequest, form: uuid.UUID) -> HttpResponse:
        if turned_away := self._turned_away(request):
            return turned_away
        lot, version = self.form.lot, self.form.lot.run.version
        sheet, about, keyed = self.read(request, version, lot.language, lot.easy_read)
        if keyed is None:
            return self.show_sheet(
                version, sheet, about, doubtful="doubtful" in request.POST, **self._context()
            )
        try:
            done = keying.key_form(form=self.form, keyed=keyed, user=request.user)
        except (keying.NotTaken, keying.DoesNotCount) as error:
            return self.refused(
                request, version, lot.language, sheet, about, error, **self._context()
            )
        except (keying.AlreadyKeyed, keying.NeedsAnotherPerson):
            messages.warning(request, _("Somebody else has keyed this form in the meantime."))
            return redirect("paper_admin:key")
        return self._after(request, done, keyed)

    def _after(self, request: HttpRequest, done: PaperForm, keyed: Keyed) -> HttpResponse:
        if done.state == FormState.COMPARED:
            messages.warning(
                request, _("You two keyed something differently. Please look at the paper.")
            )
            return redirect("paper_admin:settle", form=done.pk)
        if done.state == FormState.HELD:
            messages.success(
                request,
                _(
                    "Thank you. This form is one in ten that two people key. Put it to the forms "
                    "for the second person, and do not shred it yet."
                ),
            )
        elif done.state == FormState.NOT_COUNTED:
            messages.success(request, _("Noted: nothing on this form counts."))
        else:
            self.say_what_was_left_out(done.lot.run.version, keyed)
            messages.success(request, _("Recorded. Put the form to those that are to be shredded."))
            if done.possible_double:
                messages.warning(
                    request,
                    _(
                        "An answer came in by another way under this code. Both are kept, and your "
                        "coordinator has been told."
                    ),
                )
        return redirect("paper_admin:key")


class KeyWithoutCodeView(SheetView):
    """A photocopied form: it has no code, and gets a receipt code of its own."""

    page_title = gettext_lazy("Key in a form without a code")

    @cached_property
    def found(self) -> tuple[QuestionnaireVersion, str, bool]:
        version = get_object_or_404(
            QuestionnaireVersion.objects.select_related("owner"),
            pk=self.kwargs["version"],
            trial=False,
        )
        kind = desk.kind_of_choice(version, self.kwargs["kind"])
        if kind is None or not may_key(self.request.user, version.owner_id):
            raise Http404
        return version, *kind

    def get(self, request: HttpRequest, version: int, kind: str) -> HttpResponse:
        found, language, easy_read = self.found
        return self.show_sheet(
            found, *self.empty(found, language, easy_read), entry=uuid.uuid4(), without_code=True
        )

    @sensitive_variables()
    def post(self, request: HttpRequest, version: int, kind: str) -> HttpResponse:
        found, language, easy_read = self.found
        entry = _entry_of(request)
        more = {"entry": entry, "without_code": True}
        sheet, about, keyed = self.read(request, found, language, easy_read)
        if keyed is None:
            return self.show_sheet(found, sheet, about, doubtful="doubtful" in request.POST, **more)
        try:
            receipt = keying.key_without_code(
                version=found, entry=entry, keyed=keyed, easy_read=easy_read, user=request.user
            )
        except (keying.NotTaken, keying.DoesNotCount) as error:
            return self.refused(request, found, language, sheet, about, error, **more)
        self.say_what_was_left_out(found, keyed)
        if receipt:
            messages.success(
                request,
                _(
                    "Recorded. If you can still reach the person, give them this receipt code: "
                    "%(code)s. It is shown only now."
                )
                % {"code": in_groups_of_four(receipt)},
            )
        else:
            messages.success(request, _("Noted: nothing on this form counts."))
        return redirect("paper_admin:key")


def _entry_of(request: HttpRequest) -> uuid.UUID:
    """What makes this entry one entry, however often it is sent."""
    try:
        return uuid.UUID(request.POST.get("entry", ""))
    except ValueError:
        return uuid.uuid4()
