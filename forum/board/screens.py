"""The frame of our own screens in Wagtail's admin: a title, a way back, and forms that act."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

Step = tuple[str, str]


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """One screen. ``steps`` are the addresses and names between the admin's home and here."""

    def get_steps(self) -> Sequence[Step]:
        return ()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        way = [{"url": url, "label": label} for url, label in self.get_steps()]
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, *way, here]


class FormScreen(Screen, FormView):
    """A form whose valid answers go to one function of an ``actions`` module.

    What the action refuses is said at the field; nothing that was typed is lost.
    """

    template_name = "board/admin/form.html"
    submit_label = ""
    success_message = ""
    #: One or two sentences before the form.
    introduction = ""
    #: What a valid form does: each screen defines its own, and calls an action in it.
    perform: Callable[[Mapping[str, Any]], object]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.result = self.perform(form.cleaned_data)
        except ValidationError as problem:
            add_problems(form, problem)
            return self.form_invalid(form)
        messages.success(self.request, self.get_success_message())
        return super().form_valid(form)

    def get_success_message(self) -> str:
        return self.success_message

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        return {
            **context,
            "media": context["form"].media,
            "submit_label": self.submit_label,
            "introduction": self.introduction,
            "back_url": self.get_breadcrumbs_items()[-2]["url"],
        }


def add_problems(form: forms.Form, problem: ValidationError) -> None:
    """Put each sentence at its field; what belongs to no field of the form stands above them."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem)
        return
    for field, errors in problem.error_dict.items():
        known = field != NON_FIELD_ERRORS and field in form.fields
        form.add_error(field if known else None, errors)
