"""True and protected counts beside each other, for the owner's own coordinators. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.results.charts import shown
from surveys.results.figures import SMALLER_THEMES, TOTAL_KEY, TrueCounts


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
    _answers, question_key, meaning_version = kind.split(":")
    question = next(
        each
        for each in counts.questions
        if (each.question, str(each.meaning_version)) == (question_key, meaning_version)
    )
    if key == TOTAL_KEY:
        return question.people
    return sum(option.count for option in question.options if option.key == key)
