"""Who takes a route of the map, in words. Pure."""

# For staff only.

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from surveys.questionnaires.answer_classes import (
    NONE,
    Answers,
    Asked,
    OneAnswer,
    SeveralAnswers,
    SeveralLines,
    WhoOrHow,
    conditions_of,
    number_of,
)
from surveys.questionnaires.condition_words import all_of, any_of, question_number
from surveys.questionnaires.conditions import CHANNELS
from surveys.questionnaires.enums import About, Audience, QuestionType
from surveys.questionnaires.satisfying import Is, TooHard, Variable, either
from surveys.questionnaires.survey_map import MappedRoute, Search
from surveys.questionnaires.wording import SOURCE_LANGUAGE, in_language

Document = Mapping[str, Any]
Step = Mapping[str, Any]
Possible = Mapping[Variable, frozenset]


@dataclass(frozen=True)
class Takers:
    """``answers`` must all be so; none for a route that everybody takes. ``exactly`` is False
    where not every mix of them leads along the route."""

    answers: tuple[str, ...]
    exactly: bool


def who_takes(search: Search, document: Document, route: MappedRoute) -> Takers:
    """Which answers, people and ways lead along a route; ``search`` is of the same document."""
    decided = _decided(search, route)
    possible = _possible(search, decided)
    lines = [
        line
        for key, asked in search.asked.items()
        if isinstance(asked, WhoOrHow) or key in _questions(route)
        for line in _lines(document, asked, possible)
    ]
    within = [Is(variable, values) for variable, values in possible.items()]
    elsewhere = either(
        *(search.shown(index, is_so=not is_shown) for index, is_shown in enumerate(decided))
    )
    return Takers(tuple(lines), exactly=search.is_possible([*within, elsewhere]) is False)


def _decided(search: Search, route: MappedRoute) -> tuple[bool, ...]:
    shown = set(route.ids)
    decided = [step["id"] in shown for step in search.steps]
    if route.exit is None:
        return tuple(decided)
    ids = [step["id"] for step in search.steps]
    return tuple(decided[: ids.index(route.exit["id"]) + 1])


def _questions(route: MappedRoute) -> set[str]:
    return {step["question"] for step in route.steps if step["kind"] == "question"}


def _possible(search: Search, decided: tuple[bool, ...]) -> dict[Variable, frozenset]:
    """What each answer can be on a route. Every example that is found tells of all of them."""
    taken = search.taken(decided)
    seen: dict[Variable, set] = {
        variable: set() for asked in search.asked.values() for variable in asked.domains
    }
    for variable, values in seen.items():
        for value in search.domains[variable]:
            if value in values:
                continue
            try:
                found = search.solution(
                    [*taken, Is(variable, frozenset({value}))], pages=len(decided)
                )
            except TooHard:
                values.add(value)
                continue
            for other in seen if found else ():
                seen[other].add(found[other])
    return {variable: frozenset(values) for variable, values in seen.items()}


def _lines(document: Document, asked: Asked, possible: Possible) -> Iterator[str]:
    narrowed = {
        variable: possible[variable]
        for variable, values in asked.domains.items()
        if len(possible[variable]) < len(values)
    }
    if not narrowed:
        return
    if isinstance(asked, WhoOrHow):
        yield _people(asked, narrowed[asked.variable])
        return
    step = next(each for each in document["steps"] if each.get("question") == asked.key)
    place = _("Question %(number)s") % {"number": question_number(document, asked.key)}
    if isinstance(asked, OneAnswer):
        yield _said(place, _answers(document, step, asked, narrowed[asked.variable]))
    elif isinstance(asked, SeveralAnswers):
        for answers, variable in asked.variables.items():
            if variable in narrowed:
                yield _said(place, _chosen(step, answers, is_chosen=True in narrowed[variable]))
    else:
        yield from _rows(step, asked, place, narrowed)


def _rows(step: Step, asked: SeveralLines, place: str, narrowed: Possible) -> Iterator[str]:
    rows = {row["key"]: _words(row["text"]) for row in step.get("rows") or ()}
    for line in asked.lines:
        variable = ("line", asked.key, line)
        if variable in narrowed:
            where = _("%(question)s, “%(line)s”") % {"question": place, "line": rows[line]}
            yield _said(where, _options(step, narrowed[variable]))


def _said(place: str, answers: str) -> str:
    return _("%(place)s: %(answers)s") % {"place": place, "answers": answers}


def _answers(document: Document, step: Step, asked: OneAnswer, possible: frozenset) -> str:
    if step["type"] == QuestionType.NUMBER:
        return _numbers(asked, possible, _numbers_named(document, asked))
    if asked.in_words:
        return _("no answer") if possible == {NONE} else _("any answer")
    return _options(step, possible)


def _options(step: Step, possible: frozenset) -> str:
    keys = {key for answers in possible if answers is not NONE for key in answers.among}
    words = [_quoted(option) for option in step["options"] if option["key"] in keys]
    return any_of([*words, *([_("no answer")] if NONE in possible else [])])


def _chosen(step: Step, answers: Answers, *, is_chosen: bool) -> str:
    words = any_of([_quoted(each) for each in step["options"] if each["key"] in answers.among])
    if is_chosen:
        return _("%(answers)s chosen") % {"answers": words}
    return _("%(answers)s not chosen") % {"answers": words}


def _numbers_named(document: Document, asked: OneAnswer) -> set[Decimal | None]:
    """Numbers that stand in a condition; the others only stand for what lies around them."""
    return {
        number_of(value)
        for condition in conditions_of(document)
        if condition.get("question") == asked.key
        for value in condition.get("values") or ()
    }


def _numbers(asked: OneAnswer, possible: frozenset, named: set[Decimal | None]) -> str:
    """Ranges of the numbers that are possible, out of those that conditions tell apart."""
    numbers = sorted((each for found in asked.classes for each in found.among), key=Decimal)
    allowed = {each for found in possible if found is not NONE for each in found.among}
    ranges: list[str] = []
    run: list[int] = []
    for index in range(len(numbers) + 1):
        if index < len(numbers) and numbers[index] in allowed:
            run.append(index)
        elif run:
            ranges.append(_range(numbers, run[0], run[-1], named))
            run = []
    return any_of([*ranges, *([_("no answer")] if NONE in possible else [])])


def _range(numbers: Sequence[str], first: int, last: int, named: set[Decimal | None]) -> str:
    if first == last and Decimal(numbers[first]) in named:
        return numbers[first]
    ends = []
    if first > 0:
        if Decimal(numbers[first]) in named:
            ends.append(_("%(number)s or more") % {"number": numbers[first]})
        else:
            ends.append(_("more than %(number)s") % {"number": numbers[first - 1]})
    if last < len(numbers) - 1:
        if Decimal(numbers[last]) in named:
            ends.append(_("%(number)s or less") % {"number": numbers[last]})
        else:
            ends.append(_("less than %(number)s") % {"number": numbers[last + 1]})
    return all_of(ends) or _("any number")


def _people(asked: WhoOrHow, possible: frozenset) -> str:
    values = [value for answers in possible for value in answers.among]
    if asked.about == About.CHANNEL:
        ways = [str(words) for value, words in CHANNELS.items() if value in values]
        return _("Answers by: %(ways)s") % {"ways": any_of(ways)}
    people = [str(who.label) for who in Audience if who in values]
    if "" in values:
        people.append(_("people who do not say who they are"))
    return _("For: %(people)s") % {"people": any_of(people)}


def _quoted(option: Mapping[str, Any]) -> str:
    return _("“%(answer)s”") % {"answer": _words(option["text"])}


def _words(texts: Mapping[str, str]) -> str:
    return str(in_language(texts, SOURCE_LANGUAGE))
