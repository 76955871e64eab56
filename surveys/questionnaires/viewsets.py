"""The question bank, what partners promise, and the way to open a survey, in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    HistoryView,
    IndexView,
    SnippetViewSet,
    UsageView,
)

from portal.partners.enums import Role
from portal.partners.permissions import partners_where
from surveys.questionnaires.actions import save_question, save_terms
from surveys.questionnaires.enums import OWN_OPTION_TYPES, QuestionType
from surveys.questionnaires.forms import AskingTermsForm, QuestionForm
from surveys.questionnaires.models import (
    AskingTerms,
    Question,
    QuestionnaireVersion,
    SurveyPage,
)
from surveys.questionnaires.permissions import may_open_survey, may_settle_terms
from surveys.questionnaires.wording import SOURCE_LANGUAGE


def _for_types(panels: list[Panel], heading: str, *types: QuestionType) -> MultiFieldPanel:
    """Fields that only these types need; a small script hides them for all others."""
    return MultiFieldPanel(panels, heading=heading, attrs={"data-for-types": " ".join(types)})


QUESTION_PANELS = [
    HelpPanel(template="questionnaires/admin/asked_in.html"),
    FieldPanel("code"),
    FieldPanel("text"),
    FieldPanel("help_text"),
    MultiFieldPanel(
        [FieldPanel("type"), HelpPanel(template="questionnaires/admin/types.html")],
        heading=_("How it is answered"),
    ),
    _for_types([FieldPanel("options")], _("Answers to choose from"), *OWN_OPTION_TYPES),
    _for_types(
        [FieldPanel("rows"), FieldPanel("scale")],
        _("Lines, and what each is answered with"),
        QuestionType.MATRIX,
    ),
    _for_types(
        [FieldPanel("most")],
        _("How many answers"),
        QuestionType.CHOICES,
        QuestionType.RANKING,
    ),
    _for_types(
        [FieldRowPanel([FieldPanel("minimum"), FieldPanel("maximum")])],
        _("Which numbers"),
        QuestionType.SCALE,
        QuestionType.NUMBER,
    ),
    _for_types(
        [FieldRowPanel([FieldPanel("low_words"), FieldPanel("high_words")])],
        _("Words at the ends of the scale"),
        QuestionType.SCALE,
    ),
    _for_types([FieldPanel("precision")], _("How exact the date is"), QuestionType.DATE),
    _for_types([FieldPanel("accepts")], _("What may be sent"), QuestionType.FILE),
    FieldPanel("recording"),
    FieldPanel("meaning"),
]


class QuestionIndexView(IndexView):
    """The bank, with the surveys that ask each question."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        titles = QuestionnaireVersion.objects.titles_by_question([each.key for each in shown])
        for question in shown:
            question.asked_in = ", ".join(titles.get(question.key, ()))
        return context


class QuestionAddView(CreateView):
    def save_instance(self) -> Question:
        return save_question(question=self.form.save(commit=False), user=self.request.user)


class QuestionChangeView(EditView):
    def save_instance(self) -> Question:
        return save_question(
            question=self.form.save(commit=False),
            user=self.request.user,
            meaning=self.form.cleaned_data.get("meaning", ""),
        )


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
        Column("meaning_version", label=_("Version"), sort_key="meaning_version"),
        Column("times_asked", label=_("Surveys that ask it"), sort_key="times_asked"),
        Column("asked_in", label=_("Where it is asked")),
    )
    list_filter = ("type",)
    list_per_page = 50
    ordering = ("code",)
    search_fields = ("code", "text")
    edit_handler = ObjectList(QUESTION_PANELS, base_form_class=QuestionForm)
    index_view_class = QuestionIndexView
    add_view_class = QuestionAddView
    edit_view_class = QuestionChangeView
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        # Translations are reached from their English question: one line for each question.
        return (
            Question.objects.written_in(SOURCE_LANGUAGE).with_times_asked().select_related("locale")
        )


class AskingTermsAddView(CreateView):
    def save_instance(self) -> AskingTerms:
        return save_terms(terms=self.form.save(commit=False), user=self.request.user)


class OnlyOwnTerms:
    """What another partner promises is not there: Wagtail itself asks only for the role."""

    def get_object(self, *args, **kwargs) -> AskingTerms:
        terms = super().get_object(*args, **kwargs)
        if not may_settle_terms(self.request.user, terms.partner_id):
            raise Http404
        return terms


class AskingTermsUsageView(OnlyOwnTerms, UsageView):
    pass


class AskingTermsHistoryView(OnlyOwnTerms, HistoryView):
    pass


class AskingTermsChangeView(OnlyOwnTerms, EditView):
    def save_instance(self) -> AskingTerms:
        return save_terms(terms=self.form.save(commit=False), user=self.request.user)


class AskingTermsViewSet(SnippetViewSet):
    """What a partner promises whoever it asks: for its own coordinators."""

    model = AskingTerms
    icon = "key"
    menu_label = _("How we ask")
    menu_name = "how-we-ask"
    menu_order = 212
    add_to_admin_menu = True
    list_display = (
        "partner",
        Column("get_lawful_basis_display", label=_("Why we may ask")),
        Column("get_non_attribution_display", label=_("How far words may travel")),
    )
    copy_view_enabled = False
    add_view_class = AskingTermsAddView
    edit_view_class = AskingTermsChangeView
    usage_view_class = AskingTermsUsageView
    history_view_class = AskingTermsHistoryView
    edit_handler = ObjectList(
        [
            HelpPanel(template="questionnaires/admin/terms.html"),
            FieldPanel("partner"),
            FieldPanel("who_may_answer"),
            FieldPanel("lawful_basis"),
            FieldPanel("non_attribution"),
            FieldPanel("retention_months"),
            FieldPanel("consent_question"),
            FieldPanel("safeguarding"),
        ],
        base_form_class=AskingTermsForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[AskingTerms]:
        mine = partners_where(request.user, (Role.COORDINATOR,))
        own = AskingTerms.objects.of_partners(mine).written_in(SOURCE_LANGUAGE)
        return own.select_related("partner", "locale")


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


def formats_button(page: SurveyPage) -> Button:
    """The way to who checked which version."""
    address = reverse("questionnaires_formats", args=[page.pk])
    return Button(_("Languages and formats"), address, icon_name="globe", priority=6)


def check_and_try_button(page: SurveyPage) -> Button:
    """The way to the map of routes, a trial, plain words and reader checks."""
    address = reverse("questionnaires_map", args=[page.pk])
    return Button(_("Check and try"), address, icon_name="view", priority=7)


def _address(page: SurveyPage) -> str:
    return reverse("questionnaires_open_survey", args=[page.pk])
