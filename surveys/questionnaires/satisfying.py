"""Whether several things can be so at once: a small search over finite choices. Pure.

A thing that can vary (``variable``) has a few values. A formula says which values are meant. The
search narrows the values by what must hold, and tries alternatives only where nothing else helps:
surveys, whose conditions mostly look at one answer each, need next to none of that.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Variable = Hashable
Value = Hashable


@dataclass(frozen=True)
class Is:
    """The variable has one of these values."""

    variable: Variable
    values: frozenset[Value]


@dataclass(frozen=True)
class And:
    parts: tuple["Formula", ...]


@dataclass(frozen=True)
class Or:
    parts: tuple["Formula", ...]


Formula = Is | And | Or
#: Values of each variable, the one that is taken first where it does not matter in front.
Domains = Mapping[Variable, Sequence[Value]]
_Box = dict[Variable, frozenset[Value]]

TRUE, FALSE = And(()), Or(())
#: Alternatives that are tried before the question is given up as too hard.
MOST_TRIES = 4_000


class TooHard(Exception):
    """It was not found out in the tries that there are."""


def both(*parts: Formula) -> Formula:
    return And(parts)


def either(*parts: Formula) -> Formula:
    return Or(parts)


def negated(formula: Formula, domains: Domains) -> Formula:
    """What holds exactly where the formula does not."""
    if isinstance(formula, Is):
        return Is(formula.variable, frozenset(domains[formula.variable]) - formula.values)
    parts = tuple(negated(part, domains) for part in formula.parts)
    return Or(parts) if isinstance(formula, And) else And(parts)


@dataclass(frozen=True)
class AtMost:
    """So many of these variables, whose values are False and True, may be True."""

    variables: tuple[Variable, ...]
    number: int


def solve(
    goals: Iterable[Formula], domains: Domains, limits: Sequence[AtMost] = ()
) -> dict[Variable, Value] | None:
    """Values with which all goals hold; None if there are none.

    Raises:
        TooHard: neither was found in `MOST_TRIES` tries.
    """
    box = {variable: frozenset(values) for variable, values in domains.items()}
    found = _Search(limits).within(box, list(goals))
    if found is None:
        return None
    return {
        variable: next(value for value in values if value in found[variable])
        for variable, values in domains.items()
    }


class _Search:
    def __init__(self, limits: Sequence[AtMost]) -> None:
        self.limits = limits
        self.tries = 0

    def within(self, box: _Box, goals: list[Formula]) -> _Box | None:
        self.tries += 1
        if self.tries > MOST_TRIES:
            raise TooHard
        waiting = self._narrowed(box, goals)
        if waiting is None:
            return None
        if not waiting:
            return box
        choice = min(waiting, key=lambda each: len(each.parts))
        others = [each for each in waiting if each is not choice]
        for part in choice.parts:
            found = self.within(dict(box), [part, *others])
            if found is not None:
                return found
        return None

    def _narrowed(self, box: _Box, goals: list[Formula]) -> list[Or] | None:
        """Take from the box what cannot be; the alternatives left open, or None if none fits."""
        waiting: list[Or] = []
        changed = True
        while changed:
            changed = False
            todo, waiting = [*goals, *waiting], []
            goals = []
            while todo:
                formula = todo.pop()
                if isinstance(formula, And):
                    todo.extend(formula.parts)
                elif isinstance(formula, Is):
                    left = box[formula.variable] & formula.values
                    if not left:
                        return None
                    changed = changed or left != box[formula.variable]
                    box[formula.variable] = left
                elif not _is_certain(formula, box):
                    open_parts = tuple(part for part in formula.parts if _is_possible(part, box))
                    if not open_parts:
                        return None
                    if len(open_parts) == 1:
                        todo.append(open_parts[0])
                    else:
                        waiting.append(Or(open_parts))
        return waiting if self._keeps_limits(box) else None

    def _keeps_limits(self, box: _Box) -> bool:
        return all(
            sum(box[variable] == {True} for variable in limit.variables) <= limit.number
            for limit in self.limits
        )


def _is_possible(formula: Formula, box: _Box) -> bool:
    """Whether each piece for itself can still be so."""
    if isinstance(formula, Is):
        return not box[formula.variable].isdisjoint(formula.values)
    if isinstance(formula, And):
        return all(_is_possible(part, box) for part in formula.parts)
    return any(_is_possible(part, box) for part in formula.parts)


def _is_certain(formula: Formula, box: _Box) -> bool:
    if isinstance(formula, Is):
        return box[formula.variable] <= formula.values
    if isinstance(formula, And):
        return all(_is_certain(part, box) for part in formula.parts)
    return any(_is_certain(part, box) for part in formula.parts)
