"""Every route through a survey: which pages, under which answers, for whom and by which way. Pure.

Routes are found on the answers that conditions can tell apart, not on all answers. Each step of
the search is asked to be possible before it is followed, so that no time goes into routes that
nobody can take. Questions that need an answer are taken to be answered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveys.questionnaires.answer_classes import Asked, WhoOrHow, own_conditions, told_apart
from surveys.questionnaires.branching import Given, Situation
from surveys.questionnaires.enums import About, Match, Test
from surveys.questionnaires.satisfying import (
    FALSE,
    TRUE,
    AtMost,
    Formula,
    Is,
    TooHard,
    Variable,
    both,
    either,
    negated,
    solve,
)

Document = Mapping[str, Any]
Step = Mapping[str, Any]

#: Routes that are shown; more are counted as "more than".
MOST_ROUTES = 24


@dataclass(frozen=True)
class MappedRoute:
    """One way through. ``answers`` and ``situation`` are an example of somebody who takes it."""

    number: int
    steps: tuple[Step, ...]
    exit: Step | None
    answers: Mapping[str, Given]
    situation: Situation

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(step["id"] for step in self.steps)

    @property
    def sends(self) -> bool:
        return self.exit is None or bool(self.exit.get("sends"))

    @property
    def questions(self) -> int:
        return sum(step["kind"] == "question" for step in self.steps)

    def shows(self, step_id: str) -> bool:
        return step_id in self.ids


@dataclass(frozen=True)
class SurveyMap:
    """``more`` says that there are more routes than these. ``met`` and ``not_met`` are ids of
    pages; a page of which neither could be found out is in neither."""

    routes: tuple[MappedRoute, ...]
    more: bool
    met: frozenset[str]
    not_met: frozenset[str]


def map_survey(document: Document, *, most_routes: int = MOST_ROUTES) -> SurveyMap:
    """The routes of a frozen document or of one compiled from a draft."""
    search = Search(document)
    routes: list[MappedRoute] = []
    more = False
    try:
        for route in search.routes():
            if len(routes) == most_routes:
                more = True
                break
            routes.append(search.mapped(len(routes) + 1, route))
    except TooHard:
        more = True
    met = {step_id for route in routes for step_id in route.ids}
    steps = document["steps"]
    not_met = set()
    for index, step in enumerate(steps):
        if step["id"] in met:
            continue
        reached = search.is_possible([search.reached(index)]) if more else False
        if reached is None:
            continue
        (met if reached else not_met).add(step["id"])
    return SurveyMap(tuple(routes), more, frozenset(met), frozenset(not_met))


_Decisions = tuple[bool, ...]


class Search:
    """The questions that can be asked about the routes of one document."""

    def __init__(self, document: Document) -> None:
        self.steps: Sequence[Step] = document["steps"]
        self.asked: dict[str, Asked] = told_apart(document)
        self.domains: dict[Variable, tuple] = {}
        self.limits: list[AtMost] = []
        for asked in self.asked.values():
            self.domains |= asked.domains
            self.limits += asked.limits
        for index, step in enumerate(self.steps):
            self.domains["shown", index] = (True, False) if own_conditions(step) else (True,)

    def solution(
        self, goals: Iterable[Formula], *, pages: int | None = None
    ) -> dict[Variable, Any] | None:
        """Answers, and pages shown, with which these hold; as far as the first so many pages.

        Raises:
            TooHard: it could not be found out in reasonable time.
        """
        known = [formula for each in self._definitions[:pages] for formula in each]
        return solve([*known, *goals], self.domains, self.limits)

    def is_possible(self, goals: Iterable[Formula]) -> bool | None:
        """Whether somebody can meet these; None if it could not be found out."""
        try:
            return self.solution(goals) is not None
        except TooHard:
            return None

    def shown(self, index: int, *, is_so: bool = True) -> Formula:
        """The page is shown to whoever gets so far."""
        return Is(("shown", index), frozenset({is_so}))

    def reached(self, index: int) -> Formula:
        """Somebody meets the page at this place; past the last one: gets to the end."""
        exits = [
            self.shown(before, is_so=False)
            for before in range(index)
            if self.steps[before]["kind"] == "exit"
        ]
        return both(*exits, *([self.shown(index)] if index < len(self.steps) else []))

    def alone(self, step: Step) -> Formula:
        """The page's own condition, as if everything it looks at had been asked."""
        return self._groups(step, lambda condition: self._condition(condition))

    @cached_property
    def _definitions(self) -> list[list[Formula]]:
        """Which page is shown follows from the answers; what needs an answer gets one."""
        definitions: list[list[Formula]] = []
        for index, step in enumerate(self.steps):
            found: list[Formula] = []
            definitions.append(found)
            if own_conditions(step):
                when = self._groups(step, lambda condition, i=index: self._at(i, condition))
                found.append(either(self.shown(index, is_so=False), when))
                found.append(either(self.shown(index), negated(when, self.domains)))
            asked = self.asked.get(step.get("question", ""))
            if step["kind"] == "question" and step["required"] and asked is not None:
                found.append(either(self.shown(index, is_so=False), asked.answered))
        return definitions

    def _groups(self, step: Step, said) -> Formula:
        groups = []
        for group in step.get("show_if") or ():
            outcomes = [said(condition) for condition in group.get("conditions") or ()]
            if outcomes:
                groups.append(
                    either(*outcomes) if group.get("match") == Match.ANY else both(*outcomes)
                )
        return both(*groups)

    def _condition(self, condition: Mapping[str, Any]) -> Formula:
        subject = condition["about"]
        if subject == About.ANSWER:
            subject = condition.get("question", "")
        asked = self.asked.get(subject)
        return asked.formula(condition) if asked is not None else _unanswered(condition)

    def _at(self, index: int, condition: Mapping[str, Any]) -> Formula:
        """A condition as it stands at one page: only what was shown before counts."""
        if condition["about"] != About.ANSWER:
            return self._condition(condition)
        key = condition.get("question", "")
        places = [
            place
            for place, step in enumerate(self.steps[:index])
            if step["kind"] == "question" and step["question"] == key
        ]
        if not places:
            return _unanswered(condition)
        was_shown = either(*(self.shown(place) for place in places))
        if condition["test"] == Test.NOT_ANSWERED:
            return either(negated(was_shown, self.domains), self._condition(condition))
        return both(was_shown, self._condition(condition))

    def routes(self) -> Iterator[_Decisions]:
        """For each route, page by page, whether it is shown; each route once.

        Raises:
            TooHard: as above.
        """
        yield from self._further(())

    def _further(self, decided: _Decisions) -> Iterator[_Decisions]:
        index = len(decided)
        ended = index and decided[-1] and self.steps[index - 1]["kind"] == "exit"
        if ended or index == len(self.steps):
            yield decided
            return
        if not own_conditions(self.steps[index]):
            yield from self._further((*decided, True))
            return
        for is_shown in (True, False):
            further = (*decided, is_shown)
            if self.solution(self.taken(further), pages=len(further)) is not None:
                yield from self._further(further)

    def taken(self, decided: _Decisions) -> list[Formula]:
        """The pages were shown or not shown as decided."""
        return [self.shown(index, is_so=is_shown) for index, is_shown in enumerate(decided)]

    def mapped(self, number: int, decided: _Decisions) -> MappedRoute:
        """The route with an example of somebody who takes it."""
        found = self.solution(self.taken(decided), pages=len(decided)) or {}
        met = tuple(step for step, is_shown in zip(self.steps, decided, strict=False) if is_shown)
        keys = {step["question"] for step in met if step["kind"] == "question"}
        examples = {
            key: asked.example(found)
            for key, asked in self.asked.items()
            if key in keys and not isinstance(asked, WhoOrHow)
        }
        return MappedRoute(
            number=number,
            steps=met,
            exit=met[-1] if met and met[-1]["kind"] == "exit" else None,
            answers={key: given for key, given in examples.items() if given is not None},
            situation=self._situation(found),
        )

    def _situation(self, found: Mapping[Variable, Any]) -> Situation:
        audience, channel = self.asked.get(About.AUDIENCE), self.asked.get(About.CHANNEL)
        return Situation(
            audience=audience.example(found) if audience else "",
            channel=channel.example(found) if channel else "web",
        )


def _unanswered(condition: Mapping[str, Any]) -> Formula:
    return TRUE if condition["test"] == Test.NOT_ANSWERED else FALSE
