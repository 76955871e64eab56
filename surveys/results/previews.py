"""True and protected counts beside each other, for the owner's own coordinators. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format

from surveys.results.answers import BY_MONTH, NUMBERS, OptionCount, QuestionCount, middle_of
from surveys.results.charts import shown
from surveys.results.figures import (
    SMALLER_THEMES,
    TOTAL_KEY,
    TrueCounts,
    about_question,
    in_english,
    key_of_question,
    title_of_question,
)


@dataclass(frozen=True)
class PreviewRow:
    label: str
    true: int | None
    protected: str
    withheld: bool


@dataclass(frozen=True)
class PreviewTable:
    title: str
    rows: list[PreviewRow]


def side_by_side(counts: TrueCounts, figures: Mapping) -> list[PreviewTable]:
    """Every table of the figures with the true count of each line."""
    return [
        PreviewTable(
            table["title"],
            [
                PreviewRow(
                    label=" · ".join(str(row[column]) for column in table["columns"]),
                    true=_true_count(counts, table, row),
                    protected=shown(row["count"]),
                    withheld=bool(row["suppressed"]),
                )
                for row in table["rows"]
            ],
        )
        for table in figures["tables"]
        if table["rows"]
    ]


@dataclass(frozen=True)
class KeptTable:
    """A table that no release has; ``middle`` is the middle one of numbers."""

    title: str
    people: int
    rows: list[tuple[str, int]]
    middle: str = ""


def kept_here(counts: TrueCounts) -> list[KeptTable]:
    """What stays on the owner's desk: numbers that people typed, and dates by their month."""
    return [
        KeptTable(
            title_of_question(about_question(each), in_english),
            each.people,
            [(_value(each, option), option.count) for option in each.options],
            _middle(each) if each.aspect == NUMBERS else "",
        )
        for each in counts.kept_here
        if each.options
    ]


def _value(count: QuestionCount, option: OptionCount) -> str:
    """A number as it was typed, or a month in words."""
    if count.aspect == BY_MONTH:
        return date_format(datetime.date.fromisoformat(f"{option.key}-01"), "F Y")
    return option.key


def _middle(count: QuestionCount) -> str:
    middle = middle_of(count)
    return format(middle.normalize(), "f") if middle is not None else ""


def _true_count(counts: TrueCounts, table: Mapping, row: Mapping) -> int | None:
    """The count behind one line; None for the smaller themes, which are several."""
    kind, key = table["key"], row["key"]
    if kind in ("who_answered", "channel", "language"):
        if key == TOTAL_KEY:
            return counts.people
        return sum(each["count"] for each in getattr(counts, kind) if each[kind] == key)
    if kind == "themes":
        if key == SMALLER_THEMES:
            return None
        return sum(
            each["count"]
            for each in counts.themes
            if (each["theme"], each["label"]) == (key, row["theme"])
        )
    if kind == "themes_by_who_answered":
        return sum(
            each["count"]
            for each in counts.themes_by_who_answered
            if (each["theme"], each["label"], each["who_answered"])
            == (key, row["theme"], row["who_answered_key"])
        )
    question = next(each for each in counts.questions if key_of_question(each) == kind)
    if key == TOTAL_KEY:
        return question.people
    return sum(option.count for option in question.options if option.key == key)
