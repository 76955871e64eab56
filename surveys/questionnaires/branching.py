"""Which pages of a survey somebody meets, given what they have answered. No database.

Conditions look back only: a page is decided by what stands before it. An answer to a question that
is not shown itself counts as not given, so that a chain of conditions falls together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from surveys.questionnaires.enums import About, Audience, Match, Test

Document = Mapping[str, Any]
Step = Mapping[str, Any]
#: What is kept for one question: keys in order, {line: key}, or words, a number or a date in words.
Given = Sequence[str] | Mapping[str, str] | str


@dataclass(frozen=True)
class Situation:
    """Who answers and how, as far as a condition may ask. "" is not said."""

    audience: str = ""
    channel: str = "web"


@dataclass(frozen=True)
class Route:
    """The pages that are met, in order. ``exit`` is the last of them if the survey ends early."""

    steps: tuple[Step, ...]
    exit: Step | None

    @property
    def sends(self) -> bool:
        """Whether what was answered may be sent at the end of this route."""
        return self.exit is None or bool(self.exit.get("sends"))

    @property
    def questions(self) -> tuple[str, ...]:
        """Keys of the questions that are asked."""
        return tuple(step["question"] for step in self.steps if step["kind"] == "question")

    def answers(self, answers: Mapping[str, Given]) -> dict[str, Given]:
        """Only what was answered to questions of this route, in its order."""
        return {key: answers[key] for key in self.questions if answers.get(key)}


def route_through(
    document: Document, answers: Mapping[str, Given], situation: Situation | None = None
) -> Route:
    """The route of somebody who answered so, in this situation.

    The audience of a survey that is for one audience is that one, whatever the situation says.
    """
    who = _as_asked(document, situation or Situation())
    met: list[Step] = []
    counted: dict[str, Given] = {}
    for step in document["steps"]:
        if not is_shown(step, counted, who):
            continue
        met.append(step)
        if step["kind"] == "exit":
            return Route(tuple(met), step)
        if step["kind"] == "question" and answers.get(step["question"]):
            counted[step["question"]] = answers[step["question"]]
    return Route(tuple(met), None)


def is_shown(step: Step, answers: Mapping[str, Given], situation: Situation) -> bool:
    """Whether a page is shown after these answers, all of them to questions that were shown."""
    return all(_holds(group, answers, situation) for group in step.get("show_if") or ())


def _as_asked(document: Document, situation: Situation) -> Situation:
    audience = document.get("audience", "")
    if audience and audience != Audience.EVERYONE:
        return Situation(audience=audience, channel=situation.channel)
    return situation


def _holds(group: Mapping[str, Any], answers: Mapping[str, Given], situation: Situation) -> bool:
    outcomes = [
        _is_true(condition, answers, situation) for condition in group.get("conditions", ())
    ]
    if not outcomes:
        return True
    return any(outcomes) if group.get("match") == Match.ANY else all(outcomes)


def _is_true(
    condition: Mapping[str, Any], answers: Mapping[str, Given], situation: Situation
) -> bool:
    given = _given(condition, answers, situation)
    test, values = condition["test"], list(condition.get("values") or ())
    if test == Test.NOT_ANSWERED:
        return not given
    if not given:
        return False
    if test == Test.ANSWERED:
        return True
    if test == Test.IS_ANY_OF:
        return bool(set(given) & set(values))
    if test == Test.IS_NONE_OF:
        return not set(given) & set(values)
    return _compares(test, given[0], values)


def _given(
    condition: Mapping[str, Any], answers: Mapping[str, Given], situation: Situation
) -> list[str]:
    """What the condition asks about, as a list of keys or one number; empty if not answered."""
    if condition["about"] == About.AUDIENCE:
        return [situation.audience] if situation.audience else []
    if condition["about"] == About.CHANNEL:
        return [situation.channel]
    given = answers.get(condition.get("question", ""))
    if not given:
        return []
    if isinstance(given, Mapping):
        row = condition.get("row", "")
        chosen = [given[row]] if row in given else [] if row else list(given.values())
        return [key for key in chosen if key]
    return [given] if isinstance(given, str) else list(given)


def _compares(test: str, given: str, values: Sequence[str]) -> bool:
    try:
        number, bound = Decimal(given), Decimal(values[0])
    except (InvalidOperation, IndexError):
        return False
    return number >= bound if test == Test.AT_LEAST else number <= bound
