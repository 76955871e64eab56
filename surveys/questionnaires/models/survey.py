"""The survey as its authors see it."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.pages.models import PAGE_TRANSLATABLE_FIELDS, OwnedPage
from surveys.questionnaires.blocks import EASY_READ_BLOCKS, SURVEY_BLOCKS
from surveys.questionnaires.enums import Audience, LawfulBasis, NonAttribution
from surveys.questionnaires.querysets import SurveyPageManager
from surveys.questionnaires.survey_form import SurveyPageForm

#: Days after the last one on which paper that was on its way is still taken.
LATE_PAPER_DAYS = 5

FROM_TERMS = _("Leave it empty to take what your organisation chose under “How we ask”.")


class SurveyPage(OwnedPage):
    """A survey as its authors see it. Respondents see the frozen version made from it."""

    audience = models.CharField(
        _("who it is for"), max_length=20, choices=Audience.choices, default=Audience.EVERYONE
    )
    introduction = models.TextField(_("introduction"), max_length=600)
    who_may_answer = models.CharField(
        _("who may answer, in plain words"), max_length=250, blank=True, help_text=FROM_TERMS
    )
    lawful_basis = models.CharField(
        _("why we may ask"),
        max_length=24,
        choices=LawfulBasis.choices,
        blank=True,
        help_text=FROM_TERMS,
    )
    non_attribution = models.CharField(
        _("how far words may travel"),
        max_length=20,
        choices=NonAttribution.choices,
        blank=True,
        help_text=FROM_TERMS,
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months that redacted words are kept"), null=True, blank=True, help_text=FROM_TERMS
    )
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("last day to answer"), null=True, blank=True)
    body = StreamField(
        SURVEY_BLOCKS,
        verbose_name=_("questions"),
        blank=True,
    )
    late_paper_days = models.PositiveSmallIntegerField(
        _("days for late paper"),
        default=LATE_PAPER_DAYS,
        help_text=_("Paper that arrives so many days after the last one still counts, as late."),
    )
    asks_directly = models.ForeignKey(
        "self",
        verbose_name=_("survey for young people themselves"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whoever answers for somebody aged 16 or over is shown the way to it."),
    )
    easy_read = StreamField(EASY_READ_BLOCKS, verbose_name=_("Easy Read"), blank=True)
    easy_read_checked_by = models.CharField(
        _("Easy Read checked by"),
        max_length=120,
        blank=True,
        help_text=_("A role, for example “young people's panel”. Empty means unchecked."),
    )
    easy_read_checked_on = models.DateField(_("Easy Read checked on"), null=True, blank=True)
    #: Hashes of the words, page by page, as they were when the check was made; see `staleness`.
    easy_read_explains = models.JSONField(default=dict, blank=True, editable=False)
    translation_explains = models.JSONField(default=dict, blank=True, editable=False)
    hard_words_reason = models.CharField(
        _("why it may be hard to read"),
        max_length=250,
        blank=True,
        help_text=_("Only if the advice on plain words cannot be followed."),
    )

    parent_page_types = ["consultations.ConsultationPage", "home.HomePage"]
    subpage_types: list[str] = []

    #: What a volunteer needs first; the rest has its own tabs.
    content_panels = [
        *Page.content_panels,
        FieldPanel("owner_partner"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("opens_on"), FieldPanel("closes_on")],
            heading=_("For whom and when"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("asks_directly"), FieldPanel("late_paper_days")],
            heading=_("Rarely needed"),
            classname="collapsed",
        ),
    ]
    easy_read_panels = [
        HelpPanel(template="questionnaires/admin/easy_read_help.html"),
        FieldPanel("easy_read"),
    ]
    promise_panels = [
        HelpPanel(template="questionnaires/admin/promises.html"),
        FieldPanel("who_may_answer"),
        FieldPanel("lawful_basis"),
        FieldPanel("non_attribution"),
        FieldPanel("retention_months"),
    ]
    check_panels = [
        FieldPanel("hard_words_reason"),
        HelpPanel(template="questionnaires/admin/checks_help.html"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("What we ask")),
            ObjectList(easy_read_panels, heading=_("Easy Read")),
            ObjectList(promise_panels, heading=_("Promises")),
            ObjectList(check_panels, heading=_("Checks")),
            ObjectList(Page.promote_panels, heading=_("Address")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
    base_form_class = SurveyPageForm

    translatable_fields = [
        *PAGE_TRANSLATABLE_FIELDS,
        SynchronizedField("owner_partner"),
        SynchronizedField("audience"),
        TranslatableField("introduction"),
        TranslatableField("who_may_answer"),
        SynchronizedField("lawful_basis"),
        SynchronizedField("non_attribution"),
        SynchronizedField("retention_months"),
        SynchronizedField("opens_on"),
        SynchronizedField("closes_on"),
        TranslatableField("body"),
        SynchronizedField("late_paper_days"),
        SynchronizedField("asks_directly"),
        SynchronizedField("hard_words_reason"),
        TranslatableField("easy_read"),
        SynchronizedField("easy_read_checked_by"),
        SynchronizedField("easy_read_checked_on"),
    ]

    objects = SurveyPageManager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [
            ("introduction", _("First page")),
            ("questions", _("All questions")),
            ("easy_read", _("Easy Read")),
        ]

    def get_preview_template(self, request, mode_name: str) -> str:
        return f"questionnaires/preview_{mode_name}.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        # Late: compiling reads these models.
        from surveys.questionnaires.presenting import preview_of

        return super().get_preview_context(request, mode_name) | preview_of(self)

    def get_context(self, request, *args, **kwargs) -> dict:
        # Late: presenting reads these models.
        from surveys.questionnaires.presenting import first_page_of

        context = super().get_context(request, *args, **kwargs)
        if not getattr(request, "is_preview", False):
            context |= first_page_of(self)
        return context

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        # It carries the form that begins an answer: nobody's browser or proxy keeps it.
        response["Cache-Control"] = "no-store"
        return response

    @property
    def survey_key(self) -> uuid.UUID:
        """Names this survey in responses, comments and themes: the same in every language."""
        return self.translation_key

    def is_open(self) -> bool:
        """Whether answers are taken today (the last day counts)."""
        today = timezone.localdate()
        return (
            self.live
            and self.opens_on is not None
            and self.opens_on <= today
            and (self.closes_on is None or today <= self.closes_on)
        )

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("The last day cannot come before the first.")})
