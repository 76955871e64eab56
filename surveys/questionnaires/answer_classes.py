"""Answers that the conditions of a survey can tell apart, as variables of a search. Pure.

A survey with a question about weeks and one condition "6 or more" knows two answers to it and
"none", not thousands. Which answers fall together is found by asking `branching` itself about one
answer of each kind, so that both always mean the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from surveys.questionnaires.branching import Given, Situation, is_shown
from surveys.questionnaires.condition_words import CHANNELS
from surveys.questionnaires.enums import About, Audience, QuestionType, Test
from surveys.questionnaires.satisfying import FALSE, AtMost, Formula, Is, Or, Variable, both, either

Document = Mapping[str, Any]
Condition = Mapping[str, Any]
Step = Mapping[str, Any]

#: The value of a variable that was not answered.
NONE = None
#: Words that no condition asks for.
OTHER_WORDS = "…"


@dataclass(frozen=True)
class Answers:
    """Answers to one question, or values of who and how, that all conditions treat alike.

    ``among`` are the ones that fall together, in the order of the question.
    """

    among: tuple[str, ...]

    @property
    def example(self) -> str:
        return self.among[0]


class OneAnswer:
    """A question of which one thing is answered: a key, words, a number or a date."""

    def __init__(
        self, step: Step, conditions: Sequence[Condition], candidates: Iterable[str]
    ) -> None:
        self.key = step["question"]
        self.variable: Variable = ("answer", self.key)
        self.in_words = "options" in step and not step["options"]
        self.classes = _alike(candidates, conditions, self.given_as)
        self.domains = {self.variable: (*self.classes, NONE)}
        self.limits: tuple[AtMost, ...] = ()

    def given_as(self, answer: str) -> tuple[dict[str, Given], Situation]:
        return {self.key: answer if self.in_words else [answer]}, Situation()

    @property
    def answered(self) -> Formula:
        return Is(self.variable, frozenset(self.classes))

    def formula(self, condition: Condition) -> Formula:
        return _where_true(self, self.variable, condition)

    def example(self, found: Mapping[Variable, Any]) -> Given | None:
        answers = found[self.variable]
        if answers is NONE:
            return None
        return answers.example if self.in_words else [answers.example]


class SeveralAnswers:
    """A question of which several keys are answered: each kind of key is chosen or is not."""

    def __init__(self, step: Step, conditions: Sequence[Condition]) -> None:
        self.key = step["question"]
        keys = [option["key"] for option in step["options"]]
        asked_for = [frozenset(condition.get("values") or ()) for condition in conditions]
        alike: dict[tuple[bool, ...], list[str]] = {}
        for key in keys:
            alike.setdefault(tuple(key in values for values in asked_for), []).append(key)
        self.classes = [Answers(tuple(same)) for same in alike.values()]
        self.variables = {each: ("chosen", self.key, each.example) for each in self.classes}
        self.domains = dict.fromkeys(self.variables.values(), (False, True))
        most = (step.get("limits") or {}).get("most")
        bounds = most and most < len(self.classes)
        self.limits = (AtMost(tuple(self.variables.values()), most),) if bounds else ()

    @property
    def answered(self) -> Formula:
        return self._any(self.classes)

    def formula(self, condition: Condition) -> Formula:
        values = set(condition.get("values") or ())
        named = [each for each in self.classes if values & set(each.among)]
        match condition["test"]:
            case Test.ANSWERED:
                return self.answered
            case Test.NOT_ANSWERED:
                return self._none(self.classes)
            case Test.IS_ANY_OF:
                return self._any(named)
            case Test.IS_NONE_OF:
                return both(self.answered, self._none(named))
        # Keys of answers are no numbers.
        return FALSE

    def _any(self, classes: Iterable[Answers]) -> Formula:
        return Or(tuple(Is(self.variables[each], frozenset({True})) for each in classes))

    def _none(self, classes: Iterable[Answers]) -> Formula:
        return both(*(Is(self.variables[each], frozenset({False})) for each in classes))

    def example(self, found: Mapping[Variable, Any]) -> Given | None:
        chosen = [each.example for each in self.classes if found[self.variables[each]]]
        return chosen or None


class SeveralLines:
    """A question with several lines: each is answered for itself."""

    def __init__(self, step: Step, conditions: Sequence[Condition]) -> None:
        self.key = step["question"]
        keys = [option["key"] for option in step["options"]]
        self.lines = [row["key"] for row in step.get("rows") or ()]
        self.classes = {
            line: _alike(keys, _on_line(conditions, line), self._given_as(line))
            for line in self.lines
        }
        self.domains = {self._variable(line): (*self.classes[line], NONE) for line in self.lines}
        self.limits: tuple[AtMost, ...] = ()

    def _variable(self, line: str) -> Variable:
        return ("line", self.key, line)

    def _given_as(self, line: str):
        return lambda answer: ({self.key: {line: answer}}, Situation())

    @property
    def answered(self) -> Formula:
        return either(*(self._line_answered(line) for line in self.lines))

    def _line_answered(self, line: str) -> Formula:
        return Is(self._variable(line), frozenset(self.classes[line]))

    def formula(self, condition: Condition) -> Formula:
        line = condition.get("row") or ""
        if line:
            return self._of_line(line, condition) if line in self.classes else _nowhere(condition)
        lines = [self._of_line(each, condition) for each in self.lines]
        match condition["test"]:
            case Test.NOT_ANSWERED:
                return both(*lines)
            case Test.IS_NONE_OF:
                avoiding = (
                    either(each, Is(self._variable(line), frozenset({NONE})))
                    for line, each in zip(self.lines, lines, strict=True)
                )
                return both(self.answered, *avoiding)
        return either(*lines)

    def _of_line(self, line: str, condition: Condition) -> Formula:
        here = {**condition, "row": line}
        true = {
            answers
            for answers in self.classes[line]
            if _is_true(here, *self._given_as(line)(answers.example))
        }
        if condition["test"] == Test.NOT_ANSWERED:
            true.add(NONE)
        return Is(self._variable(line), frozenset(true))

    def example(self, found: Mapping[Variable, Any]) -> Given | None:
        given = {line: found[self._variable(line)] for line in self.lines}
        return {line: each.example for line, each in given.items() if each is not NONE} or None


class WhoOrHow:
    """Who answers, or by which way. Somebody may not say who they are."""

    def __init__(self, about: str, conditions: Sequence[Condition], candidates: Iterable[str]):
        self.about = about
        self.variable: Variable = (str(about),)
        self.classes = _alike(candidates, conditions, self.given_as)
        self.domains = {self.variable: tuple(self.classes)}
        self.limits: tuple[AtMost, ...] = ()

    def given_as(self, value: str) -> tuple[dict[str, Given], Situation]:
        if self.about == About.AUDIENCE:
            return {}, Situation(audience=value)
        return {}, Situation(channel=value)

    def formula(self, condition: Condition) -> Formula:
        return _where_true(self, self.variable, condition)

    def example(self, found: Mapping[Variable, Any]) -> str:
        return found[self.variable].example


Asked = OneAnswer | SeveralAnswers | SeveralLines | WhoOrHow


def told_apart(document: Document) -> dict[str, Asked]:
    """What conditions of this document look at: by key of the question, `About.AUDIENCE` and
    `About.CHANNEL`. Questions that no condition looks at are not among them."""
    conditions: dict[str, list[Condition]] = {}
    for condition in conditions_of(document):
        conditions.setdefault(_subject(condition), []).append(condition)
    found: dict[str, Asked] = {}
    for step in document["steps"]:
        key = step.get("question", "")
        if step["kind"] == "question" and key in conditions and key not in found:
            found[key] = _asked(step, conditions[key])
    for about, candidates in (
        (About.AUDIENCE, _audiences(document)),
        (About.CHANNEL, tuple(CHANNELS)),
    ):
        if about in conditions:
            found[about] = WhoOrHow(about, conditions[about], candidates)
    return found


def conditions_of(document: Document) -> list[Condition]:
    return [condition for step in document["steps"] for condition in own_conditions(step)]


def own_conditions(step: Step) -> list[Condition]:
    groups = step.get("show_if") or ()
    return [condition for group in groups for condition in group.get("conditions") or ()]


def _subject(condition: Condition) -> str:
    if condition["about"] == About.ANSWER:
        return condition.get("question", "")
    return str(condition["about"])


def _audiences(document: Document) -> tuple[str, ...]:
    audience = document.get("audience", "")
    if audience and audience != Audience.EVERYONE:
        return (audience,)
    return (str(Audience.PARENT_CARERS), str(Audience.YOUNG_PEOPLE), "")


def _asked(step: Step, conditions: Sequence[Condition]) -> Asked:
    kind = step["type"]
    if kind == QuestionType.MATRIX:
        return SeveralLines(step, conditions)
    if kind in (QuestionType.CHOICES, QuestionType.RANKING):
        return SeveralAnswers(step, conditions)
    if kind == QuestionType.NUMBER:
        return OneAnswer(step, conditions, numbers_around(step, conditions))
    if step["options"]:
        return OneAnswer(step, conditions, [option["key"] for option in step["options"]])
    named = [value for condition in conditions for value in condition.get("values") or ()]
    return OneAnswer(step, conditions, [OTHER_WORDS, *named])


def numbers_around(step: Step, conditions: Sequence[Condition]) -> list[str]:
    """Each number that a condition names, and one on either side, as far as the limits allow."""
    limits = step.get("limits") or {}
    low, high = limits.get("minimum"), limits.get("maximum")
    typed = [value for condition in conditions for value in condition.get("values") or ()]
    named = sorted({number for number in map(number_of, typed) if number is not None})
    between = [(a + b) / 2 for a, b in pairwise(named)]
    beyond = [named[0] - 1, named[-1] + 1] if named else [Decimal(0)]
    ends = [Decimal(end) for end in (low, high) if end is not None]
    # Half-way to an end: a condition may stand next to it.
    towards = [(end + number) / 2 for end in ends for number in (named[:1] + named[-1:])]
    possible = {
        number
        for number in (*named, *between, *beyond, *ends, *towards)
        if (low is None or number >= low) and (high is None or number <= high)
    }
    return [_plain(number) for number in sorted(possible)]


def number_of(typed: str) -> Decimal | None:
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _on_line(conditions: Sequence[Condition], line: str) -> list[Condition]:
    """What these conditions ask of one line, those about any line included."""
    return [
        {**condition, "row": line}
        for condition in conditions
        if (condition.get("row") or line) == line
    ]


def _alike(candidates: Iterable[str], conditions: Sequence[Condition], given_as) -> list[Answers]:
    found: dict[tuple[bool, ...], list[str]] = {}
    for candidate in dict.fromkeys(candidates):
        truths = tuple(_is_true(condition, *given_as(candidate)) for condition in conditions)
        found.setdefault(truths, []).append(candidate)
    return [Answers(tuple(same)) for same in found.values()]


def _where_true(asked: OneAnswer | WhoOrHow, variable: Variable, condition: Condition) -> Formula:
    true = {each for each in asked.classes if _is_true(condition, *asked.given_as(each.example))}
    if condition["test"] == Test.NOT_ANSWERED and NONE in asked.domains[variable]:
        true.add(NONE)
    return Is(variable, frozenset(true))


def _nowhere(condition: Condition) -> Formula:
    """What a condition says about something that is never answered."""
    return both() if condition["test"] == Test.NOT_ANSWERED else FALSE


def _is_true(condition: Condition, answers: Mapping[str, Given], situation: Situation) -> bool:
    return is_shown({"show_if": [{"match": "all", "conditions": [condition]}]}, answers, situation)
