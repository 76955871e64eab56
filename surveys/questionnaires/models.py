"""The question bank, the survey page and the frozen document that every channel reads."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.pages.models import PAGE_TRANSLATABLE_FIELDS, OwnedPage
from portal.partners.models import Partner
from surveys.questionnaires.enums import (
    CLOSED_TYPES,
    SCALES,
    Audience,
    LawfulBasis,
    NonAttribution,
    QuestionType,
)
from surveys.questionnaires.querysets import (
    QuestionnaireVersionQuerySet,
    QuestionQuerySet,
    SurveyPageManager,
)


class Question(TranslatableMixin, ClusterableModel):
    """A line of the question bank. Once answered, its meaning is frozen."""

    code = models.CharField(
        _("code"), max_length=12, help_text=_("Short and lasting, for example CO1.")
    )
    text = models.CharField(_("question"), max_length=250)
    help_text = models.CharField(_("help, if needed"), max_length=250, blank=True)
    type = models.CharField(_("type"), max_length=12, choices=QuestionType.choices)
    options = StreamField(
        [("option", blocks.CharBlock(label=_("Answer"), max_length=120))],
        verbose_name=_("answers to choose from"),
        blank=True,
        help_text=_("Only for choices. Scales bring their own answers."),
    )
    meaning_version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)

    translatable_fields = [
        SynchronizedField("code"),
        TranslatableField("text"),
        TranslatableField("help_text"),
        SynchronizedField("type"),
        TranslatableField("options"),
    ]

    objects = QuestionQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=("code", "locale"), name="one_question_per_code"),
        )

    def __str__(self) -> str:
        return f"{self.code} · {self.text}"

    @property
    def key(self) -> str:
        """What answers store: the same in every language."""
        return str(self.translation_key)

    def option_list(self) -> list[tuple[str, str]]:
        """(stable key, words in this question's language), in order; empty for free text."""
        if self.type in SCALES:
            return [(choice.value, str(choice.label)) for choice in SCALES[self.type]]
        return [(block.id, str(block.value)) for block in self.options]

    def clean(self) -> None:
        super().clean()
        chosen = self.type in CLOSED_TYPES and self.type not in SCALES
        if chosen and len(self.options) < 2:
            raise ValidationError({"options": _("Give at least two answers to choose from.")})
        if not chosen and len(self.options):
            raise ValidationError(
                {"options": _("Only choices have their own answers. Take these away.")}
            )
        self._refuse_change_of_meaning()

    def _refuse_change_of_meaning(self) -> None:
        if not self.pk:
            return
        before = Question.objects.get(pk=self.pk)
        same = before.type == self.type and {block.id for block in before.options} <= {
            block.id for block in self.options
        }
        if not same and QuestionnaireVersion.objects.placing(self.key).exists():
            raise ValidationError(
                _(
                    "People have been asked this question. You can mend its spelling, but not "
                    "change its type or take answers away. Make a new question instead."
                )
            )


class PlacedQuestionBlock(blocks.StructBlock):
    """A question of the bank, placed in a survey."""

    question = SnippetChooserBlock("questionnaires.Question", label=_("Question"))
    required = blocks.BooleanBlock(label=_("Needs an answer"), required=False)

    class Meta:
        icon = "help"
        label = _("Question")


class InformationBlock(blocks.StructBlock):
    """A page that only tells something."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "ul"])

    class Meta:
        icon = "info-circle"
        label = _("Information page")


class SurveyPage(OwnedPage):
    """A survey as its authors see it. Respondents see the frozen version made from it."""

    audience = models.CharField(
        _("who it is for"), max_length=20, choices=Audience.choices, default=Audience.EVERYONE
    )
    introduction = models.TextField(_("introduction"), max_length=600)
    who_may_answer = models.CharField(_("who may answer, in plain words"), max_length=250)
    lawful_basis = models.CharField(
        _("why we may ask"), max_length=24, choices=LawfulBasis.choices, blank=True
    )
    non_attribution = models.CharField(
        _("how far words may travel"), max_length=20, choices=NonAttribution.choices, blank=True
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months that redacted words are kept"), default=36
    )
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("last day to answer"), null=True, blank=True)
    body = StreamField(
        [("question", PlacedQuestionBlock()), ("information", InformationBlock())],
        verbose_name=_("questions"),
        blank=True,
    )

    parent_page_types = ["consultations.ConsultationPage", "home.HomePage"]
    subpage_types: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("owner_partner"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("who_may_answer")], heading=_("Who answers")
        ),
        MultiFieldPanel(
            [FieldPanel("opens_on"), FieldPanel("closes_on")], heading=_("When it is open")
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("lawful_basis"),
                FieldPanel("non_attribution"),
                FieldPanel("retention_months"),
            ],
            heading=_("What we promise about their words"),
        ),
    ]

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
    ]

    objects = SurveyPageManager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("introduction", _("First page")), ("questions", _("All questions"))]

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


class QuestionnaireVersion(models.Model):
    """A survey as it was opened: one document, never changed, that every channel reads.

    ``document`` is ``{"survey": key, "languages": [...], "unchecked": [languages whose translation
    no person has checked], "title": {language: words}, "introduction": {...}, "who_may_answer":
    {...}, "audience", "owner": {"name", "team", "phone"}, "lawful_basis", "non_attribution",
    "retention_months", "steps": [...]}``. A step is
    ``{"id", "kind": "question", "question": key, "code", "meaning_version", "type", "required",
    "text": {language: words}, "help": {...}, "options": [{"key", "text": {...}, "face"}]}`` or
    ``{"id", "kind": "information", "heading": {...}, "text": {...}}``, whose text is HTML out of
    ``p ul li b i a``. A language without its own words for something has no entry there; readers
    ask `surveys.questionnaires.wording.in_language`, which falls back to English and says so.
    """

    survey_key = models.UUIDField(_("survey"))
    number = models.PositiveIntegerField(_("version"))
    owner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField(_("document"))
    hash = models.CharField(max_length=64)
    opened_on = models.DateField(default=timezone.localdate)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire version")
        verbose_name_plural = _("questionnaire versions")
        ordering = ("survey_key", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("survey_key", "number"), name="one_questionnaire_per_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.document['title']['en']} · {self.number}"

    def questions(self) -> list[dict]:
        """The question steps of the document, in order."""
        return [step for step in self.document["steps"] if step["kind"] == "question"]


class PlacedQuestion(models.Model):
    """Which version asks which question: the index behind "has this been asked?"."""

    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.CASCADE, related_name="placed"
    )
    question_key = models.UUIDField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "question_key"), name="a_question_is_asked_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.question_key)
