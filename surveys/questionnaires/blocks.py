"""What a survey, and its Easy Read version, are put together from."""

# For staff only.

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from surveys.questionnaires.conditions import key_of, mistakes_in, with_keys, with_words
from surveys.questionnaires.enums import About, Match, Test
from surveys.questionnaires.recordings import wrong_with_recording
from surveys.questionnaires.wording import SOURCE_LANGUAGE

#: Words a line of Easy Read may have (Department of Health, 2010: over 15 words is hard).
EASY_WORDS = 15

RECORDING_HELP = _("An MP3 in which somebody reads this page out.")


class PictureOptionBlock(blocks.StructBlock):
    """One answer that is a picture with words."""

    words = blocks.CharBlock(label=_("Answer"), max_length=120)
    picture = ImageChooserBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "image"
        label = _("Answer with a picture")


class SameChoiceBlock(blocks.ChoiceBlock):
    """A choice that translators are not asked for."""

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value


class SameTextBlock(blocks.TextBlock):
    """Lines that translators are not asked for."""

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value


class ConditionBlock(blocks.StructBlock):
    """One thing that must be so before a page is shown.

    Authors type the English words of answers and lines; their keys are kept, so that a condition
    goes on meaning the same when an answer is reworded in the bank.
    """

    about = SameChoiceBlock(label=_("About"), choices=About.choices, default=About.ANSWER)
    question = SnippetChooserBlock(
        "questionnaires.Question",
        label=_("Question"),
        required=False,
        help_text=_("One that stands earlier in this survey."),
    )
    row = SameTextBlock(
        label=_("Line of the question"),
        required=False,
        rows=1,
        help_text=_("Only for questions with several lines: the English words of the line."),
    )
    test = SameChoiceBlock(label=_("Test"), choices=Test.choices, default=Test.IS_ANY_OF)
    answers = SameTextBlock(
        label=_("Answers"),
        required=False,
        rows=2,
        help_text=_("The English words of the answers, one a line. For numbers: the number."),
    )

    class Meta:
        icon = "decline"
        label = _("Condition")
        label_format = "{question} {row} {test} {answers}"

    def get_form_state(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return super().get_form_state(with_words(value))

    def clean(self, value: Mapping[str, Any]) -> Any:
        condition = super().clean(value)
        mistakes = mistakes_in(condition, unfinished=self.is_deferred_validation)
        if mistakes:
            raise StructBlockValidationError(
                {name: ValidationError(sentence) for name, sentence in mistakes.items()}
            )
        return self._to_struct_value(with_keys(condition).items())


class ShowIfBlock(blocks.StructBlock):
    """When a page is shown. Without conditions it always is."""

    match = SameChoiceBlock(label=_("Show it if"), choices=Match.choices, default=Match.ALL)
    conditions = blocks.ListBlock(ConditionBlock(), label=_("Conditions"), default=[])

    class Meta:
        icon = "view"
        label = _("Only show it if")
        #: Folded up, a page without conditions says nothing here.
        label_format = "{conditions}"


class PlacedQuestionBlock(blocks.StructBlock):
    """A question of the bank, placed in a survey."""

    question = SnippetChooserBlock("questionnaires.Question", label=_("Question"))
    required = blocks.BooleanBlock(label=_("Needs an answer"), required=False)
    show_if = ShowIfBlock(label=_("Only show it if"), collapsed=True, required=False)

    class Meta:
        icon = "help"
        label = _("Question")


class InformationBlock(blocks.StructBlock):
    """A page that only tells something."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "ul"])
    show_if = ShowIfBlock(label=_("Only show it if"), collapsed=True, required=False)

    class Meta:
        icon = "info-circle"
        label = _("Information page")


class SectionBlock(blocks.StructBlock):
    """A heading over all pages that follow, until the next one."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    show_if = ShowIfBlock(label=_("Only show this part if"), collapsed=True, required=False)

    class Meta:
        icon = "title"
        label = _("Section")


class ExitBlock(blocks.StructBlock):
    """A page on which the survey ends for those who reach it."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "ul"])
    sends = blocks.BooleanBlock(
        label=_("Send what they answered so far"),
        required=False,
        help_text=_("Leave it empty if this survey is not for them and nothing is to be sent."),
    )
    show_if = ShowIfBlock(label=_("Only show it if"), collapsed=False, required=False)

    class Meta:
        icon = "logout"
        label = _("Exit page")


class EasyLineBlock(blocks.CharBlock):
    """One line of at most fifteen words."""

    def clean(self, value: str) -> str:
        line = super().clean(value)
        if len(line.split()) > EASY_WORDS:
            raise ValidationError(
                _("This line has %(words)s words. Easy Read has at most %(most)s in a line.")
                % {"words": len(line.split()), "most": EASY_WORDS}
            )
        return line


class EasyOptionBlock(blocks.StructBlock):
    """Easier words for one answer, which still counts as that answer."""

    answer = SameTextBlock(
        label=_("Answer"), rows=1, help_text=_("The English words of the answer it stands for.")
    )
    words = EasyLineBlock(label=_("In easy words"), max_length=120)
    picture = ImageChooserBlock(label=_("Picture"), required=False)


class EasyStatementBlock(blocks.StructBlock):
    """A picture and a few short lines."""

    picture = ImageChooserBlock(label=_("Picture"), required=False)
    lines = blocks.ListBlock(EasyLineBlock(label=_("Line"), max_length=160), label=_("Lines"))
    recording = DocumentChooserBlock(
        label=_("Recording to listen to"), required=False, help_text=RECORDING_HELP
    )

    class Meta:
        icon = "image"
        label = _("Page with a picture")

    def clean(self, value: Mapping[str, Any]) -> Any:
        page = super().clean(value)
        _refuse({"recording": wrong_with_recording(page["recording"])})
        return page


class EasyQuestionBlock(blocks.StructBlock):
    """A question of the survey in easy words."""

    question = SnippetChooserBlock(
        "questionnaires.Question",
        label=_("Question"),
        help_text=_("One that this survey asks. The answers count together."),
    )
    picture = ImageChooserBlock(label=_("Picture"), required=False)
    lines = blocks.ListBlock(EasyLineBlock(label=_("Line"), max_length=160), label=_("Lines"))
    options = blocks.ListBlock(EasyOptionBlock(), label=_("Answers in easy words"), default=[])
    recording = DocumentChooserBlock(
        label=_("Recording to listen to"), required=False, help_text=RECORDING_HELP
    )

    class Meta:
        icon = "help"
        label = _("Question in easy words")

    def get_form_state(self, value: Mapping[str, Any]) -> dict[str, Any]:
        words = dict(_answers_of(value.get("question")))
        return super().get_form_state(_with_answers(self, value, words.get))

    def clean(self, value: Mapping[str, Any]) -> Any:
        """Answers are kept by their keys, so that better words in the bank lose no easy ones."""
        page = super().clean(value)
        choices = _answers_of(page["question"])
        typed = [option["answer"].strip() for option in page["options"]]
        unknown = [each for each in typed if key_of(choices, each) not in dict(choices)]
        not_an_answer = ""
        if unknown and page["question"] is not None:
            not_an_answer = _(
                "“%(typed)s” is no answer of this question. Its answers are: %(answers)s."
            ) % {"typed": unknown[0], "answers": ", ".join(words for _key, words in choices)}
        _refuse({"options": not_an_answer, "recording": wrong_with_recording(page["recording"])})
        return _with_answers(self, page, lambda answer: key_of(choices, answer.strip()))


def _refuse(mistakes: Mapping[str, str]) -> None:
    errors = {name: ValidationError(words) for name, words in mistakes.items() if words}
    if errors:
        raise StructBlockValidationError(errors)


def _answers_of(question: Any) -> list[tuple[str, str]]:
    """Keys and English words; none before a question is chosen."""
    if question is None:
        return []
    with override(SOURCE_LANGUAGE):
        return [(key, str(words)) for key, words in question.option_list()]


def _with_answers(
    block: blocks.StructBlock, page: Mapping[str, Any], renamed: Callable[[str], str | None]
) -> Any:
    """The page with other names for the answers that its options stand for."""
    changed = block._to_struct_value(page.items())
    options = page["options"]
    changed["options"] = ListValue(
        options.list_block,
        bound_blocks=[
            ListValue.ListChild(
                bound.block,
                bound.block._to_struct_value(
                    {
                        **bound.value,
                        "answer": renamed(bound.value["answer"]) or bound.value["answer"],
                    }.items()
                ),
                id=bound.id,
            )
            for bound in options.bound_blocks
        ],
    )
    return changed


SURVEY_BLOCKS = [
    ("section", SectionBlock()),
    ("question", PlacedQuestionBlock()),
    ("information", InformationBlock()),
    ("exit", ExitBlock()),
]
EASY_READ_BLOCKS = [("statement", EasyStatementBlock()), ("question", EasyQuestionBlock())]
