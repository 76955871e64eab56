"""Conditions as their authors see them: English words in the form, keys in what is kept.

An answer may be reworded in the bank at any time. What is kept is its key, so that the condition
goes on meaning the same; the form shows the words that stand in the bank today. No database.
"""

# For staff only.

import uuid
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from surveys.questionnaires.enums import CLOSED_TYPES, About, Audience, QuestionType, Test
from surveys.questionnaires.wording import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from surveys.questionnaires.models import Question

Choices = list[tuple[str, str]]
#: A condition as its block holds it: about, question, row, test, answers.
Condition = Mapping[str, Any]

#: Ways by which an answer reaches us, as `responding.enums.Channel` names them further down.
CHANNELS = {
    "web": gettext_lazy("Web"),
    "text": gettext_lazy("Text message"),
    "paper": gettext_lazy("Paper"),
    "phone": gettext_lazy("Phone"),
    "event": gettext_lazy("Event"),
    "group": gettext_lazy("Group session"),
}
COMPARING = (Test.AT_LEAST, Test.AT_MOST)
NAMING = (Test.IS_ANY_OF, Test.IS_NONE_OF)
#: Types whose answers are numbers, so that one can be larger than another.
NUMBER_TYPES = (QuestionType.SCALE, QuestionType.NUMBER)


def choices_of(condition: Condition) -> Choices:
    """(key, English words) of what can be answered; empty if it is not picked out of a list."""
    with override(SOURCE_LANGUAGE):
        if condition["about"] == About.AUDIENCE:
            people = (Audience.PARENT_CARERS, Audience.YOUNG_PEOPLE)
            return [(choice.value, str(choice.label)) for choice in people]
        if condition["about"] == About.CHANNEL:
            return [(key, str(words)) for key, words in CHANNELS.items()]
        question = condition.get("question")
        return question.option_list() if question is not None else []


def key_of(choices: Iterable[tuple[str, str]], typed: str) -> str:
    """The key whose words (or which itself) was typed, whatever its case; else what was typed."""
    for key, words in choices:
        if typed.casefold() in (words.strip().casefold(), key.casefold()):
            return key
    return typed


def lines_of(text: str | None) -> list[str]:
    """What stands on each line; empty lines do not count."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def with_keys(condition: Condition) -> dict[str, Any]:
    """The condition as it is kept: words that name an answer or a line have become its key."""
    choices, rows = choices_of(condition), _rows_of(condition)
    answers = [key_of(choices, line) for line in lines_of(condition.get("answers"))]
    row = (condition.get("row") or "").strip()
    return {
        **condition,
        "answers": "\n".join(answers),
        "row": key_of(rows, row) if row else "",
    }


def with_words(condition: Condition) -> dict[str, Any]:
    """The condition as its author reads it: keys have become today's English words."""
    choices, rows = dict(choices_of(condition)), dict(_rows_of(condition))
    answers = [_words_of(choices, line) for line in lines_of(condition.get("answers"))]
    row = (condition.get("row") or "").strip()
    return {
        **condition,
        "answers": "\n".join(answers),
        "row": _words_of(rows, row) if row else "",
    }


def _words_of(choices: Mapping[str, str], kept: str) -> str:
    if kept in choices:
        return choices[kept]
    try:
        uuid.UUID(kept)
    except ValueError:
        return kept
    return _("(an answer that was taken away)")


def _rows_of(condition: Condition) -> Choices:
    question = condition.get("question")
    if condition["about"] != About.ANSWER or question is None:
        return []
    return question.row_list()


def mistakes_in(condition: Condition, *, unfinished: bool = False) -> dict[str, str]:
    """{field: sentence} for what the condition says that cannot be so, wherever it stands.

    ``unfinished`` leaves out what is only not filled in yet, as in a draft.
    """
    about, test, question = condition["about"], condition["test"], condition.get("question")
    if about == About.ANSWER and question is None:
        return {} if unfinished else {"question": _("Choose the question that this is about.")}
    typed = lines_of(condition.get("answers"))
    found = _wrong_row(condition)
    if test in COMPARING:
        return found | _wrong_bound(condition, typed, unfinished)
    if test in NAMING:
        return found | _wrong_answers(condition, typed, unfinished)
    if typed:
        found["answers"] = _("This test looks at no answer in particular. Leave this empty.")
    return found


def _wrong_row(condition: Condition) -> dict[str, str]:
    row = (condition.get("row") or "").strip()
    if not row:
        return {}
    rows = _rows_of(condition)
    if not rows:
        return {"row": _("Only a question with several lines has lines. Leave this empty.")}
    if key_of(rows, row) in dict(rows):
        return {}
    return {
        "row": _("“%(typed)s” is not a line of “%(question)s”. Its lines are: %(lines)s.")
        % {
            "typed": row,
            "question": condition["question"].text,
            "lines": _listed(words for _key, words in rows),
        }
    }


def _wrong_bound(condition: Condition, typed: list[str], unfinished: bool) -> dict[str, str]:
    question = condition.get("question")
    if condition["about"] != About.ANSWER or question.type not in NUMBER_TYPES:
        return {"test": _("“At least” and “at most” are only for answers that are numbers.")}
    if not typed:
        return {} if unfinished else {"answers": _("Give the number, for example 3.")}
    if len(typed) > 1:
        return {"answers": _("Give one number only, for example 3.")}
    if _is_number(typed[0]):
        return {}
    return {
        "answers": _("“%(typed)s” is not a number. Give a number, for example 3.")
        % {"typed": typed[0]}
    }


def _wrong_answers(condition: Condition, typed: list[str], unfinished: bool) -> dict[str, str]:
    question = condition.get("question") if condition["about"] == About.ANSWER else None
    if question is not None and question.type == QuestionType.NUMBER:
        wrong = next((line for line in typed if not _is_number(line)), None)
        if wrong is not None:
            return {
                "answers": _("“%(typed)s” is not a number. Give a number, for example 3.")
                % {"typed": wrong}
            }
    elif question is not None and question.type not in CLOSED_TYPES:
        return {
            "test": _("“%(question)s” has no answers to choose from. Test whether it was answered.")
            % {"question": question.text}
        }
    else:
        choices = choices_of(condition)
        known = dict(choices)
        wrong = next((line for line in typed if key_of(choices, line) not in known), None)
        if wrong is not None:
            return {"answers": _not_an_answer(wrong, condition, choices)}
    if not typed and not unfinished:
        return {"answers": _("Say which answers, one on each line.")}
    return {}


def _not_an_answer(typed: str, condition: Condition, choices: Choices) -> str:
    listed = _listed(words for _key, words in choices)
    shown = _words_of({}, typed)
    if condition["about"] != About.ANSWER:
        return _("“%(typed)s” is not one of these: %(answers)s.") % {
            "typed": shown,
            "answers": listed,
        }
    return _("“%(typed)s” is not an answer of “%(question)s”. Its answers are: %(answers)s.") % {
        "typed": shown,
        "question": condition["question"].text,
        "answers": listed,
    }


def misplaced(
    condition: Condition, *, own: "Question | None", earlier: Set[str], asked: Set[str]
) -> str:
    """What is wrong with looking at this question from here; "" if all is well.

    ``earlier`` and ``asked`` are keys of the questions before this page and in the whole survey.
    """
    question = condition.get("question")
    if condition["about"] != About.ANSWER or question is None or question.key in earlier:
        return ""
    words = {"question": question.text}
    if own is not None and question.key == own.key:
        return _("“%(question)s” cannot depend on its own answer.") % words
    if question.key in asked:
        return (
            _("“%(question)s” is asked later. A condition can only look back: move it up.") % words
        )
    return (
        _("This survey does not ask “%(question)s”. Add it before this page, or choose another.")
        % words
    )


@dataclass(frozen=True)
class Mistake:
    """One sentence about one condition: where it stands and in which of its fields."""

    block: int
    #: Words of the page: its question or its heading.
    page: str
    condition: int
    field: str
    sentence: str


def mistakes_of(body: Iterable[Any], *, unfinished: bool = False) -> Iterator[Mistake]:
    """Everything that is wrong with the conditions of a survey, in the order of its pages.

    ``unfinished`` leaves out what is only not filled in yet, as in a draft.
    """
    pages = list(body)
    questions = [
        block.value["question"] if block.block_type == "question" else None for block in pages
    ]
    asked = {question.key for question in questions if question is not None}
    earlier: set[str] = set()
    for place, (block, own) in enumerate(zip(pages, questions, strict=True)):
        page = own.text if own is not None else str(block.value.get("heading") or "")
        show_if = block.value.get("show_if") or {}
        for number, condition in enumerate(show_if.get("conditions") or ()):
            wrong = mistakes_in(condition, unfinished=unfinished)
            elsewhere = misplaced(condition, own=own, earlier=earlier, asked=asked)
            if elsewhere:
                wrong = {**wrong, "question": elsewhere}
            for field, sentence in wrong.items():
                yield Mistake(place, page, number, field, sentence)
        if own is not None:
            earlier.add(own.key)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{each}”" for each in words)


def _is_number(typed: str) -> bool:
    try:
        return Decimal(typed).is_finite()
    except InvalidOperation:
        return False
