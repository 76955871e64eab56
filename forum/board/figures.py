"""Frozen figures, laid out to be shown: the tables of a release in, rows to print out.

Nothing is counted or rounded here. A value that was withheld stays withheld.
"""

from collections.abc import Mapping, Sequence
from typing import Any

COUNT = "count"
SUPPRESSED = "suppressed"
#: The category under which protected tables carry their margins.
TOTAL = "Total"


def lay_out(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One entry for each table: ``title``, ``headings``, ``rows``, ``minimum`` and ``base``.

    A row has ``labels`` (one for each heading), ``count`` (None where there is nothing to show),
    ``withheld`` and ``percent``: the length of its bar, the longest of its table being 100.
    """
    return [_table(table) for table in figures.get("tables", ())]


def _table(table: Mapping[str, Any]) -> dict[str, Any]:
    columns = [_column(column) for column in table.get("columns", ())]
    labels = [(key, heading) for key, heading in columns if key not in (COUNT, SUPPRESSED)]
    rows = [_row(row, [key for key, _heading in labels]) for row in table.get("rows", ())]
    _measure(rows)
    return {
        "title": str(table.get("title", "")),
        "headings": [heading for _key, heading in labels],
        "rows": rows,
        "minimum": table.get("minimum"),
        "base": table.get("base"),
    }


def _column(column: str | Mapping[str, str]) -> tuple[str, str]:
    """The key under which rows carry this column, and its heading."""
    if isinstance(column, Mapping):
        key = str(column["key"])
        return key, str(column.get("label") or column.get("title") or key)
    return column, column[:1].upper() + column[1:].replace("_", " ")


def _row(row: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    count = row.get(COUNT)
    withheld = bool(row.get(SUPPRESSED)) or isinstance(count, Mapping)
    return {
        "labels": [str(row.get(key, "")) for key in keys],
        "count": count if isinstance(count, int) and not withheld else None,
        "withheld": withheld,
    }


def _measure(rows: list[dict[str, Any]]) -> None:
    """Give every row the length of its bar. A total has none: it would dwarf its parts."""
    longest = max((row["count"] or 0 for row in rows if TOTAL not in row["labels"]), default=0)
    for row in rows:
        has_bar = longest and row["count"] and TOTAL not in row["labels"]
        row["percent"] = round(100 * row["count"] / longest) if has_bar else 0
