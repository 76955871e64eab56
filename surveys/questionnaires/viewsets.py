"""The question bank and the way to open a survey, in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from surveys.questionnaires.models import Question, SurveyPage
from surveys.questionnaires.permissions import may_open_survey


class QuestionBankViewSet(SnippetViewSet):
    """Every question that any partner may ask, so that answers can be compared."""

    model = Question
    icon = "help"
    menu_label = _("Question bank")
    menu_name = "question-bank"
    menu_order = 210
    add_to_admin_menu = True
    list_display = (
        "code",
        "text",
        Column("get_type_display", label=_("Type"), sort_key="type"),
        LocaleColumn(),
        Column("times_asked", label=_("Surveys that ask it"), sort_key="times_asked"),
    )
    list_filter = ("type", "locale")
    list_per_page = 50
    ordering = ("code",)
    search_fields = ("code", "text")
    panels = (
        FieldPanel("code"),
        FieldPanel("text"),
        FieldPanel("help_text"),
        MultiFieldPanel([FieldPanel("type"), FieldPanel("options")], heading=_("Answers")),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return Question.objects.with_times_asked().select_related("locale")


class OpenSurveyMenuItem(ActionMenuItem):
    """“Open this survey” among the editor's buttons."""

    name = "action-open-survey"
    label = _("Open this survey")
    icon_name = "lock-open"
    order = 5

    def is_shown(self, context: dict) -> bool:
        page = context.get("page")
        user = context["request"].user
        return isinstance(page, SurveyPage) and bool(page.pk) and may_open_survey(user, page)

    def get_url(self, parent_context: dict) -> str:
        return _address(parent_context["page"])


def open_survey_button(page: SurveyPage) -> Button:
    """The same in the menu beside the title, on every screen of the page."""
    return Button(_("Open this survey"), _address(page), icon_name="lock-open", priority=5)


def _address(page: SurveyPage) -> str:
    return reverse("questionnaires_open_survey", args=[page.pk])
