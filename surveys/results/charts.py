"""Frozen figures as a page shows them: words, and a bar that only helps. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.results.disclosure import SMALLEST_DENOMINATOR, SUPPRESSED
from surveys.results.figures import (
    LABELS,
    TITLES,
    TOTAL_KEY,
    language_label,
    title_of_question,
)

COVERAGE = ("who_answered", "channel", "language")


@dataclass(frozen=True)
class ChartRow:
    """One line: ``value`` is ready to show, ``percent`` is how long its bar is."""

    label: str
    value: str
    percent: int | None
    withheld: bool = False


@dataclass(frozen=True)
class Chart:
    """A table of one column of figures; ``note`` says how many people it is about."""

    key: str
    caption: str
    label_heading: str
    rows: list[ChartRow]
    note: str = ""
    is_grid = False

    @property
    def is_folded(self) -> bool:
        """How people were reached: worth showing, but not what a family came for."""
        return self.key in COVERAGE


@dataclass(frozen=True)
class Grid:
    """A table of several columns of figures: a theme in each row."""

    key: str
    caption: str
    columns: list[str]
    rows: list[tuple[str, list[str]]]
    is_grid = True
    #: Wide, and mostly withheld where few people answered.
    is_folded = True


def shown(count: int | Mapping) -> str:
    """A frozen count in words."""
    return str(count) if isinstance(count, int) else str(SUPPRESSED)


def charts_of(figures: Mapping) -> list[Chart | Grid]:
    """Every table of a release that has something to show, in its order."""
    return [
        _grid(table) if len(table["columns"]) > 1 else _chart(table)
        for table in figures["tables"]
        if table["rows"]
    ]


def _chart(table: Mapping) -> Chart:
    parts = [row for row in table["rows"] if row["key"] != TOTAL_KEY]
    total = next((row["count"] for row in table["rows"] if row["key"] == TOTAL_KEY), None)
    whole = total if isinstance(total, int) else None
    largest = max((row["count"] for row in parts if not row["suppressed"]), default=0)
    rows = []
    for row in parts:
        label = _label(table, row)
        if row["suppressed"]:
            rows.append(ChartRow(label, shown(row["count"]), None, withheld=True))
        elif whole is not None and whole >= SMALLEST_DENOMINATOR:
            # Each was rounded by itself, so a part can come out a little above its whole.
            percent = min(100, (200 * row["count"] + whole) // (2 * whole))
            rows.append(ChartRow(label, f"{row['count']} ({percent}%)", percent))
        else:
            # Too few people for percentages: the bar only compares the lines with each other.
            rows.append(ChartRow(label, str(row["count"]), 100 * row["count"] // largest))
    return Chart(
        key=table["key"],
        caption=_title(table),
        label_heading=_("Theme") if table["key"] == "themes" else _("Answer"),
        rows=rows,
        note=_("%(people)s people answered.") % {"people": whole} if whole is not None else "",
    )


def _grid(table: Mapping) -> Grid:
    _theme, across = table["columns"]
    columns = list(dict.fromkeys(row[f"{across}_key"] for row in table["rows"]))
    lines: dict[str, dict[str, str]] = {}
    for row in table["rows"]:
        line = lines.setdefault(_label(table, row), {})
        line[row[f"{across}_key"]] = shown(row["count"])
    return Grid(
        key=table["key"],
        caption=_title(table),
        columns=[str(LABELS[across].get(column, column)) for column in columns],
        rows=[
            (label, [line.get(column, "") for column in columns]) for label, line in lines.items()
        ],
    )


def _title(table: Mapping) -> str:
    if table["key"] in TITLES:
        return str(TITLES[table["key"]])
    return title_of_question(table, in_reader_language) or table["title"]


def _label(table: Mapping, row: Mapping) -> str:
    column = table["columns"][0]
    if "words" in row:
        return in_reader_language(row["words"]) or row[column]
    if column == "language":
        return language_label(row["key"])
    return str(LABELS.get(column, {}).get(row["key"], row[column]))


def in_reader_language(words: Mapping[str, str]) -> str:
    """The words in the language of the page; in English where they were never translated."""
    return words.get(get_language() or "") or words.get("en", "")
