"""Forms that two people keyed differently, and forms that were perhaps answered twice."""

# For staff only.

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from wagtail.admin import messages

from surveys.questionnaires.wording import in_language
from surveys.responding.paper import keying
from surveys.responding.paper.comparing import ANSWER, Given, differences
from surveys.responding.paper.entry_sheet import EntrySheet
from surveys.responding.paper.form_words import survey_title
from surveys.responding.paper.forms import SettleForm
from surveys.responding.paper.keying_views import KeyingScreen
from surveys.responding.paper.models import PaperForm
from surveys.responding.paper.permissions import may_look_at_doubles, may_settle

ABOUT_LABELS = {
    "language": gettext_lazy("Language"),
    "who_answered": gettext_lazy("Who answered"),
    "audience": gettext_lazy("Who they are"),
    "helper": gettext_lazy("Who helped"),
    "interpreter": gettext_lazy("Interpreter"),
    "consent_to_quote": gettext_lazy("May be quoted"),
    "arrived_on": gettext_lazy("Day on which it reached us"),
    "not_counted": gettext_lazy("Nothing on it counts"),
}


@dataclass(frozen=True)
class Difference:
    """One thing that two people keyed differently, in words, and the field to choose with."""

    label: str
    first: str
    second: str
    field: Any


class SettleView(KeyingScreen):
    """Where two people keyed a form differently: side by side, and one of them is right."""

    template_name = "paper/admin/settle.html"
    page_title = gettext_lazy("Settle the differences")

    @cached_property
    def form(self) -> PaperForm:
        form = get_object_or_404(
            PaperForm.objects.ready_to_key().to_settle(), pk=self.kwargs["form"]
        )
        if not may_settle(self.request.user, form):
            raise Http404
        return form

    def _names(self) -> dict[str, str]:
        asked = {each["question"]: each for each in keying.asked_on(self.form)}
        numbers = {
            each.step.question: each.number
            for each in EntrySheet(
                self.form.lot.run.version.document,
                language=self.form.lot.language,
                easy_read=self.form.lot.easy_read,
            )
        }
        names = {}
        for name in differences(*keying.entries_of(self.form), list(asked.values())):
            if name.startswith(ANSWER):
                key = name.removeprefix(ANSWER)
                names[name] = f"{numbers[key]}. {in_language(asked[key]['text'], 'en')}"
            else:
                names[name] = str(ABOUT_LABELS[name])
        return names

    def _show(self, form: SettleForm) -> HttpResponse:
        first, second = keying.entries_of(self.form)
        rows = [
            Difference(
                label,
                self._in_words(name, first.value(name)),
                self._in_words(name, second.value(name)),
                form[f"d{place}"],
            )
            for place, (name, label) in enumerate(form.names.items())
        ]
        version = self.form.lot.run.version
        return self.show(
            form=form, rows=rows, lot=self.form.lot, survey_title=survey_title(version.document)
        )

    def _in_words(self, name: str, value: Given | bool) -> str:
        """What was keyed, as it stands on the form."""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if not value:
            return _("Nothing")
        if not name.startswith(ANSWER):
            return str(value)
        asked = next(
            each
            for each in keying.asked_on(self.form)
            if each["question"] == name.removeprefix(ANSWER)
        )
        words = {each["key"]: str(in_language(each["text"], "en")) for each in asked["options"]}
        rows = {
            each["key"]: str(in_language(each["text"], "en")) for each in asked.get("rows") or ()
        }
        if isinstance(value, dict):
            return "; ".join(f"{rows[row]}: {words[key]}" for row, key in value.items())
        if isinstance(value, str):
            return value
        return ", ".join(words[key] for key in value)

    @sensitive_variables()
    def get(self, request: HttpRequest, form: uuid.UUID) -> HttpResponse:
        return self._show(SettleForm(names=self._names()))

    @sensitive_variables()
    def post(self, request: HttpRequest, form: uuid.UUID) -> HttpResponse:
        typed = SettleForm(request.POST, names=self._names())
        if not typed.is_valid():
            return self._show(typed)
        keying.settle(form=self.form, chosen=typed.chosen(), user=request.user)
        messages.success(request, _("Recorded. Put the form to those that are to be shredded."))
        return redirect("paper_admin:key")


class DoubleSeenView(KeyingScreen):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, form: uuid.UUID) -> HttpResponse:
        found = get_object_or_404(PaperForm.objects.ready_to_key(), pk=form)
        if not may_look_at_doubles(request.user, found.lot.run.owner_id):
            raise Http404
        keying.note_double_seen(form=found, user=request.user)
        return self.to_survey(found.lot.run.version.survey_key)
