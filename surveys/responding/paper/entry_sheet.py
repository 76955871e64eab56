"""One page on which a whole paper form is keyed: every question in the order of the paper."""

# For staff only.

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pages.rendering import ErrorLine, error_target
from surveys.questionnaires.condition_words import condition_in_words, question_number
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.steps import ShownOption, ShownStep, shown_steps
from surveys.questionnaires.wording import SOURCE_LANGUAGE, Words
from surveys.responding.forms import StepForm
from surveys.responding.paper.comparing import Given
from surveys.responding.paper.on_paper import Document, document_on_paper, steps_on_paper

#: Types of which one answer is ticked: a tick set by mistake must be possible to take back.
ONE_TICK = (
    QuestionType.AGREE,
    QuestionType.EXPERIENCE,
    QuestionType.CHOICE,
    QuestionType.PICTURE,
    QuestionType.SCALE,
    QuestionType.MATRIX,
)
NOTHING_TICKED = gettext_lazy("Nothing ticked")


@dataclass(frozen=True)
class KeyedLine:
    """One line of a question with several, or the question itself (then ``words`` is empty)."""

    row: str
    words: Words | None
    form: StepForm


@dataclass(frozen=True)
class KeyedQuestion:
    """A question as whoever keys sees it: in English, and as it stands on the paper."""

    number: int
    step: ShownStep
    on_paper: Words | None
    condition: str
    lines: tuple[KeyedLine, ...]

    @property
    def is_matrix(self) -> bool:
        return self.step.type == QuestionType.MATRIX


class EntrySheet:
    """The questions of a form with what was typed. Nothing is required: paper may be empty."""

    def __init__(
        self,
        document: Document,
        *,
        language: str,
        easy_read: bool,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self._data = data
        paper = document_on_paper(document)
        english = {step.question: step for step in shown_steps(paper, SOURCE_LANGUAGE)}
        self.questions = [
            self._question(step, english[step.question], paper, language)
            for step in steps_on_paper(paper, language=language, easy_read=easy_read)
            if step.is_question and step.type != QuestionType.FILE
        ]

    def __iter__(self) -> Iterator[KeyedQuestion]:
        return iter(self.questions)

    def _question(
        self, step: ShownStep, english: ShownStep, paper: Document, language: str
    ) -> KeyedQuestion:
        number = question_number(paper, step.question) or 0
        frozen = next(each for each in paper["steps"] if each.get("question") == step.question)
        shown = _for_keying(english, step)
        rows = [(row.key, row.words) for row in english.rows] or [("", None)]
        heading = step.lines[0] if step.lines else step.heading
        return KeyedQuestion(
            number=number,
            step=shown,
            on_paper=heading if heading.text != english.heading.text else None,
            condition=condition_in_words(frozen, paper, SOURCE_LANGUAGE),
            lines=tuple(
                KeyedLine(key, words, self._form(shown, key, f"q{number}-{place}"))
                for place, (key, words) in enumerate(rows)
            ),
        )

    def _form(self, step: ShownStep, row: str, prefix: str) -> StepForm:
        form = StepForm(
            step=step,
            language=SOURCE_LANGUAGE,
            data=self._data,
            may_be_empty=True,
            row=row,
            prefix=prefix,
        )
        field = form.fields["answer"]
        if step.type in ONE_TICK:
            choices = list(field.choices)
            field.widget = forms.RadioSelect()
            field.choices = [("", NOTHING_TICKED), *choices]
            field.initial = ""
        return form

    def is_valid(self) -> bool:
        # Every form is asked, so that everything that is wrong shows at once.
        outcomes = [line.form.is_valid() for each in self.questions for line in each.lines]
        return all(outcomes)

    def answers(self) -> dict[str, Given]:
        """What was keyed, by question; empty answers are left out."""
        given: dict[str, Given] = {}
        for each in self.questions:
            if each.is_matrix:
                keyed: Any = {line.row: line.form.given for line in each.lines if line.form.given}
            else:
                keyed = each.lines[0].form.given
            if keyed:
                given[each.step.question] = keyed
        return given

    def error_lines(self) -> list[ErrorLine]:
        """What is wrong, each with the number of its question and the field it leads to."""
        return [
            ErrorLine(
                _("Question %(number)s: %(error)s") % {"number": each.number, "error": message},
                error_target(line.form["answer"]),
            )
            for each in self.questions
            for line in each.lines
            for message in line.form["answer"].errors
        ]


def _for_keying(english: ShownStep, on_paper: ShownStep) -> ShownStep:
    """The English question with the words of the paper beside each answer, counted from 1."""
    if english.type == QuestionType.SCALE:
        return english
    own = {option.key: option.words for option in on_paper.options}
    return replace(
        english,
        # Small copies of faces and pictures would only be in the way here.
        options=tuple(
            ShownOption(option.key, _numbered(place, option.words, own.get(option.key)))
            for place, option in enumerate(english.options, start=1)
        ),
    )


def _numbered(place: int, english: Words, own: Words | None) -> Words:
    words = f"{place}. {english.text}"
    if own and own.text != english.text:
        # Set apart, so that writing from right to left does not turn the line around.
        words = f"{words} (\u2068{own.text}\u2069)"
    return Words(words, SOURCE_LANGUAGE)
