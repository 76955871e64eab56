"""The question bank: every question that any partner may ask."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from surveys.questionnaires.blocks import PictureOptionBlock
from surveys.questionnaires.enums import (
    OWN_OPTION_TYPES,
    SCALES,
    DatePrecision,
    FileKind,
    QuestionType,
)
from surveys.questionnaires.querysets import QuestionQuerySet
from surveys.questionnaires.recordings import wrong_with_recording


class Question(TranslatableMixin, ClusterableModel):
    """A line of the question bank. Once answered, its meaning is frozen."""

    code = models.CharField(
        _("code"), max_length=12, help_text=_("Short and lasting, for example CO1.")
    )
    text = models.CharField(_("question"), max_length=250)
    help_text = models.CharField(_("help, if needed"), max_length=250, blank=True)
    type = models.CharField(_("type"), max_length=12, choices=QuestionType.choices)
    options = StreamField(
        [
            ("option", blocks.CharBlock(label=_("Answer"), max_length=120)),
            ("picture", PictureOptionBlock()),
        ],
        verbose_name=_("answers to choose from"),
        blank=True,
        help_text=_("Only for choices. Scales bring their own answers."),
    )
    rows = StreamField(
        [("row", blocks.CharBlock(label=_("Line"), max_length=160))],
        verbose_name=_("lines"),
        blank=True,
        help_text=_("Only for several lines with the same answers: one for each line."),
    )
    #: A matrix whose answers are one of the scales, so that lines compare with single questions.
    scale = models.CharField(
        _("answers of the lines"),
        max_length=12,
        blank=True,
        choices=[(name.value, name.label) for name in SCALES],
        help_text=_("Leave empty to write your own answers."),
    )
    minimum = models.IntegerField(_("smallest number"), null=True, blank=True)
    maximum = models.IntegerField(_("largest number"), null=True, blank=True)
    low_words = models.CharField(_("words at the low end"), max_length=60, blank=True)
    high_words = models.CharField(_("words at the high end"), max_length=60, blank=True)
    most = models.PositiveSmallIntegerField(
        _("most answers"),
        null=True,
        blank=True,
        help_text=_("How many somebody may choose or rank. Leave empty for as many as they like."),
    )
    precision = models.CharField(
        _("how exact"), max_length=6, choices=DatePrecision.choices, default=DatePrecision.MONTH
    )
    accepts = models.JSONField(
        _("kinds of file"),
        default=list,
        blank=True,
        help_text=_("Only for files: photos, voice notes, documents."),
    )
    #: Read by a person; in each language its own.
    recording = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("recording to listen to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("An MP3 in which somebody reads the question and its answers out."),
    )
    meaning_version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)

    translatable_fields = [
        SynchronizedField("code"),
        TranslatableField("text"),
        TranslatableField("help_text"),
        SynchronizedField("type"),
        TranslatableField("options"),
        TranslatableField("rows"),
        SynchronizedField("scale"),
        SynchronizedField("minimum"),
        SynchronizedField("maximum"),
        TranslatableField("low_words"),
        TranslatableField("high_words"),
        SynchronizedField("most"),
        SynchronizedField("precision"),
        SynchronizedField("accepts"),
        SynchronizedField("recording", overridable=True),
        SynchronizedField("meaning_version"),
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

    @property
    def scale_name(self) -> str:
        """The scale whose answers this question has; "" if it brings its own or none."""
        if self.type in SCALES:
            return self.type
        return self.scale if self.type == QuestionType.MATRIX else ""

    def option_list(self) -> list[tuple[str, str]]:
        """(stable key, words in this question's language), in order; empty for free answers."""
        if self.scale_name:
            return [(choice.value, str(choice.label)) for choice in SCALES[self.scale_name]]
        if self.type == QuestionType.SCALE and None not in (self.minimum, self.maximum):
            return [(str(n), str(n)) for n in range(self.minimum, self.maximum + 1)]
        return [(block.id, option_words(block)) for block in self.options]

    def row_list(self) -> list[tuple[str, str]]:
        """(stable key, words) of each line of a matrix."""
        return [(block.id, str(block.value)) for block in self.rows]

    def clean(self) -> None:
        super().clean()
        wrong = self._wrong_options() | self._wrong_numbers() | self._wrong_files()
        not_a_recording = wrong_with_recording(self.recording)
        if not_a_recording:
            wrong["recording"] = not_a_recording
        if wrong:
            raise ValidationError(wrong)

    def _wrong_options(self) -> dict[str, str]:
        wrong = {}
        own = self.type in OWN_OPTION_TYPES and not self.scale_name
        if own and len(self.options) < 2:
            wrong["options"] = _("Give at least two answers to choose from.")
        if not own and len(self.options):
            wrong["options"] = _("Only choices have their own answers. Take these away.")
        if self.type == QuestionType.MATRIX and len(self.rows) < 2:
            wrong["rows"] = _("Give at least two lines.")
        if self.type != QuestionType.MATRIX and len(self.rows):
            wrong["rows"] = _("Only questions with several lines have lines. Take these away.")
        if self.type != QuestionType.MATRIX and self.scale:
            wrong["scale"] = _("Only questions with several lines choose a scale here.")
        return wrong

    def _wrong_numbers(self) -> dict[str, str]:
        if self.type == QuestionType.SCALE:
            if self.minimum is None or self.maximum is None:
                return {"maximum": _("A number scale needs its smallest and largest number.")}
            if not 2 <= self.maximum - self.minimum <= 10:
                return {"maximum": _("A number scale has 3 to 11 steps.")}
        if None not in (self.minimum, self.maximum) and self.minimum > self.maximum:
            return {"maximum": _("The largest number cannot be below the smallest.")}
        return {}

    def _wrong_files(self) -> dict[str, str]:
        unknown = set(self.accepts) - set(FileKind.values)
        if unknown:
            return {"accepts": _("Choose from photo, voice note and document.")}
        if self.type == QuestionType.FILE and not self.accepts:
            return {"accepts": _("Choose which kinds of file people may send.")}
        return {}


def option_words(block) -> str:
    """The words of one answer, with or without a picture."""
    return str(block.value["words"] if block.block_type == "picture" else block.value)
