"""Releases as files. Pure: frozen figures in, text out.

CSV begins with a byte order mark: without one, the spreadsheet programs that most readers have
show Urdu and Polish answers as rubbish. Every reader of CSV that knows UTF-8 also knows the mark.
"""

import csv
import io
from collections.abc import Mapping

from portal.spreadsheets import safe_row
from surveys.results.disclosure import MARK

#: A combination that cannot occur. No table of today has one; the shorthand is fixed for readers.
IMPOSSIBLE = "[z]"

COLUMNS = (
    "table",
    "table_title",
    "category_1_name",
    "category_1",
    "category_2_name",
    "category_2",
    "count",
    "suppressed",
)


def to_csv(figures: Mapping) -> str:
    """One line for each figure of every table; a withheld count reads ``[c]``."""
    text = io.StringIO()
    text.write("\N{BYTE ORDER MARK}")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for table in figures["tables"]:
        names = [*table["columns"], ""][:2]
        for row in table["rows"]:
            categories = [row[name] if name else "" for name in names]
            writer.writerow(
                safe_row(
                    (
                        table["key"],
                        table["title"],
                        names[0],
                        categories[0],
                        names[1],
                        categories[1],
                        MARK if row["suppressed"] else row["count"],
                        row["suppressed"],
                    )
                )
            )
    return text.getvalue()
