"""What may be shown of a count of people: rounding, suppression, and protection from subtraction.

Every view, chart, document, export and API counts people through this module. Tables go in, tables
come out; nothing here reads the database. The unit is a distinct contributor, never a message.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, Protocol

from django.utils.translation import gettext_lazy as _

__all__ = [
    "MARK",
    "SUPPRESSED",
    "TOTAL",
    "Audit",
    "Cells",
    "ComplementaryAudit",
    "Rule",
    "Suppressed",
    "as_json",
    "protect_count",
    "protect_percentage",
    "protect_table",
]

# How a withheld value is written in files, and the category that holds the margins.
MARK: Final = "[c]"
TOTAL: Final = "Total"

SMALLEST_DENOMINATOR: Final = 30

_TOO_FEW = _("too few to show")


class Suppressed:
    """A value that is withheld. There is one, `SUPPRESSED`; test for it with `is`.

    It equals no number, has no order and no truth value: code that forgets to ask fails loudly
    instead of showing 0 or nothing.
    """

    _only: "Suppressed | None" = None

    def __new__(cls) -> "Suppressed":
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> bool:
        raise TypeError("A suppressed value is neither true nor false; ask `is SUPPRESSED`.")

    def __eq__(self, other: object) -> bool:
        return other is self

    def __hash__(self) -> int:
        return hash(Suppressed)

    def __str__(self) -> str:
        return str(_TOO_FEW)

    def __repr__(self) -> str:
        return "SUPPRESSED"

    def __reduce__(self) -> tuple[type["Suppressed"], tuple[()]]:
        return Suppressed, ()

    def as_json(self) -> dict[str, bool]:
        """How a withheld value appears in JSON: never 0, never null."""
        return {"suppressed": True}


SUPPRESSED: Final = Suppressed()


def as_json(value: "int | Suppressed") -> "int | dict[str, bool]":
    """A protected value as it may stand in a JSON document."""
    return value.as_json() if isinstance(value, Suppressed) else value


@dataclass(frozen=True)
class Rule:
    """How many people make a figure, and to what it is rounded; a setting of the area.

    Raises ValueError for a minimum outside 5 to 10 or a base below 1.
    """

    minimum: int = 5
    base: int = 5

    def __post_init__(self) -> None:
        if not 5 <= self.minimum <= 10:
            raise ValueError("The smallest number of people to show must be between 5 and 10.")
        if self.base < 1:
            raise ValueError("The rounding base must be 1 or more.")

    def rounded(self, count: int) -> int:
        """The count rounded to the base, half up."""
        return (2 * count + self.base) // (2 * self.base) * self.base

    def hides(self, count: int) -> bool:
        """Whether so few people must not be shown; none at all is few."""
        return count < self.minimum

    def interval(self, count: int) -> tuple[int, int]:
        """The smallest and the largest true count that would be published like this one."""
        shown = self.rounded(count)
        lowest = -((self.base - 2 * shown) // 2)
        return max(lowest, self.minimum), lowest + self.base - 1


def protect_count(count: int, *, rule: Rule) -> int | Suppressed:
    """A count of people as it may be shown."""
    _require_count(count)
    return SUPPRESSED if rule.hides(count) else rule.rounded(count)


def protect_percentage(part: int, whole: int, *, rule: Rule) -> int | Suppressed:
    """A share as it may be shown: a whole number, from the rounded counts, of at least 30 people.

    Raises ValueError when the part is larger than the whole.
    """
    _require_count(part)
    _require_count(whole)
    if part > whole:
        raise ValueError("A part cannot be larger than the whole.")
    if rule.hides(part) or whole < SMALLEST_DENOMINATOR:
        return SUPPRESSED
    shown_part, shown_whole = rule.rounded(part), rule.rounded(whole)
    return (200 * shown_part + shown_whole) // (2 * shown_whole)


def _require_count(count: object) -> int:
    if isinstance(count, bool) or not isinstance(count, int):
        raise ValueError(f"A count of people must be a whole number, not {count!r}.")
    if count < 0:
        raise ValueError(f"A count of people cannot be below 0, as {count} is.")
    return count


# A cell's categories, one for each dimension; None stands for the margin over that dimension.
Key = tuple[object | None, ...]


@dataclass(frozen=True)
class Cells:
    """A complete table: every combination of categories and margins, with its true count."""

    dimensions: tuple[tuple[object, ...], ...]
    counts: Mapping[Key, int]

    def order(self, key: Key) -> tuple[object, ...]:
        """What decides which cell is hidden next: inner before margin, then smallest, then key."""
        margins = sum(category is None for category in key)
        return margins, self.counts[key], tuple(str(category) for category in key)

    def lines_through(self, key: Key) -> Iterator[list[Key]]:
        """The lines that a cell lies on, each with its total."""
        for dimension, categories in enumerate(self.dimensions):
            yield [
                (*key[:dimension], category, *key[dimension + 1 :])
                for category in (*categories, None)
            ]


class Audit(Protocol):
    """What decides which further cells to hide so that no hidden one can be worked out."""

    def hide_more(self, cells: Cells, *, hidden: Collection[Key], rule: Rule) -> set[Key]:
        """All cells to hide: those already hidden, and those that protect them."""
        ...


@dataclass(frozen=True)
class ComplementaryAudit:
    """Hides further cells until each hidden one keeps as many possible values as the minimum.

    An outsider knows every published figure as an interval and that parts add up to totals. A table
    of one or two dimensions is then a flow network, of which the true table is one solution, so the
    smallest and largest possible value of a cell are found exactly. With more dimensions each
    two-dimensional slice is safe in itself; slices taken together are not examined.
    """

    def hide_more(self, cells: Cells, *, hidden: Collection[Key], rule: Rule) -> set[Key]:
        """All cells to hide; the same table always gives the same answer."""
        concealed = set(hidden)
        waiting = deque(sorted(concealed, key=cells.order))
        # Hiding a cell only widens what the others can be: a cell once safe stays safe.
        while waiting:
            key = waiting.popleft()
            while lines := self._unsafe_lines(cells, key, hidden=concealed, rule=rule):
                further = _next_to_hide(cells, lines, hidden=concealed)
                if further is None:
                    # Nothing on its lines is left to hide: only the margins can still be shown.
                    inner = {k for k in cells.counts if None not in k} - concealed
                    if not inner:
                        return set(cells.counts)
                    concealed |= inner
                    waiting.extend(sorted(inner, key=cells.order))
                    continue
                concealed.add(further)
                waiting.append(further)
        return concealed

    def _unsafe_lines(
        self, cells: Cells, key: Key, *, hidden: Collection[Key], rule: Rule
    ) -> list[list[Key]]:
        """The lines on which something must be hidden to protect the cell; none if it is safe."""
        safe = _is_safe(cells, key, hidden=hidden, rule=rule)
        return [] if safe else list(cells.lines_through(key))


def _next_to_hide(
    cells: Cells, lines: Iterable[list[Key]], *, hidden: Collection[Key]
) -> Key | None:
    open_cells = {other for line in lines for other in line if other not in hidden}
    return min(open_cells, key=cells.order, default=None)


def _is_safe(cells: Cells, key: Key, *, hidden: Collection[Key], rule: Rule) -> bool:
    """Whether the cell could have at least `minimum` values for all that is published."""
    return all(
        _possible_values(cells, slice_, key, hidden=hidden, rule=rule) >= rule.minimum
        for slice_ in combinations(range(len(cells.dimensions)), min(2, len(cells.dimensions)))
    )


def _possible_values(
    cells: Cells,
    dimensions: tuple[int, ...],
    key: Key,
    *,
    hidden: Collection[Key],
    rule: Rule,
) -> int:
    """How many values the cell can have within a slice; counting stops at the minimum.

    The true table is a feasible flow: cells are edges, totals lead into the lines they add up. How
    far one cell can rise or fall is how much can be sent round it through the other cells' slack.
    """
    network = _Network()
    source, target = _edge([key[d] for d in dimensions])
    for place in product(*((*cells.dimensions[d], None) for d in dimensions)):
        other = list(key)
        for dimension, category in zip(dimensions, place, strict=True):
            other[dimension] = category
        cell = tuple(other)
        count = cells.counts[cell]
        if cell == key:
            continue
        if cell in hidden:
            network.add(*_edge(place), up=rule.minimum, down=count)
        else:
            lowest, highest = rule.interval(count)
            network.add(*_edge(place), up=highest - count, down=count - lowest)
    wanted = rule.minimum - 1
    rises = network.send(target, source, at_most=wanted)
    if rises >= wanted:
        return rule.minimum
    falls = network.send(source, target, at_most=min(wanted, cells.counts[key]))
    return 1 + rises + falls


def _edge(place: Sequence[object | None]) -> tuple[object, object]:
    """The nodes that a cell joins: its row and its column, or the ends where totals gather."""
    if len(place) == 1:
        return ("all", "sum") if place[0] is not None else ("sum", "all")
    row, column = place
    if row is None and column is None:
        return "sum", "all"
    if column is None:
        return "all", ("row", row)
    if row is None:
        return ("column", column), "sum"
    return ("row", row), ("column", column)


class _Network:
    """Slack between nodes, to be sent round."""

    def __init__(self) -> None:
        self._slack: dict[object, dict[object, int]] = {}

    def add(self, source: object, target: object, *, up: int, down: int) -> None:
        """Let what flows from source to target rise by `up` and fall by `down`."""
        for first, second, slack in ((source, target, up), (target, source, down)):
            ways = self._slack.setdefault(first, {})
            ways[second] = ways.get(second, 0) + slack

    def send(self, source: object, target: object, *, at_most: int) -> int:
        """How much can be sent from source to target, up to a limit; nothing is changed."""
        slack = {node: dict(ways) for node, ways in self._slack.items()}
        sent = 0
        while sent < at_most:
            path = _shortest_path(slack, source, target)
            if not path:
                break
            amount = min(at_most - sent, *(slack[first][second] for first, second in path))
            for first, second in path:
                slack[first][second] -= amount
                slack[second][first] = slack[second].get(first, 0) + amount
            sent += amount
        return sent


def _shortest_path(
    slack: Mapping[object, Mapping[object, int]], source: object, target: object
) -> list[tuple[object, object]]:
    came_from: dict[object, object] = {source: source}
    waiting = deque([source])
    while waiting and target not in came_from:
        node = waiting.popleft()
        for following, amount in slack.get(node, {}).items():
            if amount > 0 and following not in came_from:
                came_from[following] = node
                waiting.append(following)
    if target not in came_from:
        return []
    path = []
    node = target
    while node != source:
        path.append((came_from[node], node))
        node = came_from[node]
    return path


_COMPLEMENTARY = ComplementaryAudit()


def protect_table(
    rows: Sequence[Mapping[str, object]],
    *,
    by: Sequence[str],
    rule: Rule = Rule(),
    audit: Audit = _COMPLEMENTARY,
) -> list[dict[str, object]]:
    """A table of people as it may be published, margins included under the category "Total".

    Each row has the columns `by` and a whole number `count`; rows of the same categories are added
    up, and a combination that no row has counts nobody, which is few. Out come the columns `by`,
    `count` (an int or `SUPPRESSED`) and `suppressed` (0 or 1), for every combination. Margins are
    computed from true counts and then rounded, so published parts need not add up to their total.

    Raises ValueError for a missing column, a count that is no count, or a category "Total".
    """
    cells = _complete(rows, by=by)
    hidden = {key for key, count in cells.counts.items() if rule.hides(count)}
    hidden |= audit.hide_more(cells, hidden=hidden, rule=rule)
    table: list[dict[str, object]] = []
    for key, count in cells.counts.items():
        named = {
            column: TOTAL if category is None else category
            for column, category in zip(by, key, strict=True)
        }
        if key in hidden:
            table.append({**named, "count": SUPPRESSED, "suppressed": 1})
        else:
            table.append({**named, "count": rule.rounded(count), "suppressed": 0})
    return table


def _complete(rows: Sequence[Mapping[str, object]], *, by: Sequence[str]) -> Cells:
    """Every combination of the categories and their margins, in the order the rows bring them."""
    if not by:
        raise ValueError("Name at least one column of categories.")
    if len(set(by)) != len(by) or {"count", "suppressed"} & set(by):
        raise ValueError("Name each column of categories once, and neither count nor suppressed.")
    dimensions: list[dict[object, None]] = [{} for _column in by]
    inner: dict[Key, int] = {}
    for number, row in enumerate(rows, start=1):
        missing = [column for column in (*by, "count") if column not in row]
        if missing:
            raise ValueError(f"Row {number} has no column {missing[0]!r}.")
        count = _require_count(row["count"])
        key = tuple(row[column] for column in by)
        for category, categories in zip(key, dimensions, strict=True):
            if category is None or str(category).strip().casefold() == TOTAL.casefold():
                raise ValueError(
                    f"Row {number} has the category {category!r}; margins are computed here."
                )
            categories[category] = None
        inner[key] = inner.get(key, 0) + count
    counts: dict[Key, int] = dict.fromkeys(
        product(*((*categories, None) for categories in dimensions)), 0
    )
    for key, count in inner.items():
        for margin in product(*((category, None) for category in key)):
            counts[margin] += count
    return Cells(tuple(tuple(categories) for categories in dimensions), counts)
