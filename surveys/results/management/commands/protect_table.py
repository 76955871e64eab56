"""Make a table of counts safe to publish from the command line: a CSV file in, a CSV file out."""

import csv
import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.spreadsheets import safe_cell
from surveys.results.disclosure import SUPPRESSED, protect_table


class Command(BaseCommand):
    """Reads categories and a `count` column; writes what may be published, margins included."""

    help = "Round and suppress a table of counts of people, with margins under the category Total."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and the columns that make the table (all but `count` if none is named)."""
        parser.add_argument("--input", required=True, help="CSV file with a count column, UTF-8.")
        parser.add_argument("--output", required=True, help="CSV file to write, UTF-8.")
        parser.add_argument(
            "--by", nargs="+", metavar="COLUMN", help="Columns of categories; default: all."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing is written unless the whole table could be protected."""
        columns, rows = _read(Path(options["input"]))
        by = options["by"] or [column for column in columns if column != "count"]
        for column in by:
            if column not in columns:
                raise CommandError(f'The file has no column "{column}".')
        try:
            table = protect_table(rows, by=by)
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        _write(Path(options["output"]), by=by, table=table)


def _read(path: Path) -> tuple[list[str], list[dict[str, object]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise CommandError(f"{path} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError:
        raise CommandError(f"{path} is not written in UTF-8.") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = [column.strip() for column in reader.fieldnames or []]
    if "count" not in columns:
        raise CommandError(f'{path} has no column "count".')
    reader.fieldnames = columns
    rows: list[dict[str, object]] = []
    try:
        for row in reader:
            if None in row or None in row.values():
                raise CommandError(f"Line {reader.line_num} has not {len(columns)} columns.")
            rows.append({**row, "count": _count(row["count"], line=reader.line_num)})
    except csv.Error as problem:
        raise CommandError(f"Line {reader.line_num} is not CSV: {problem}.") from problem
    return columns, rows


def _count(written: str, *, line: int) -> int:
    digits = written.strip()
    if not (digits.isascii() and digits.isdigit()):
        raise CommandError(f'Line {line} has the count "{written}", which is no whole number.')
    return int(digits)


def _write(path: Path, *, by: list[str], table: list[dict[str, object]]) -> None:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, fieldnames=[*by, "count", "suppressed"], lineterminator="\n")
    writer.writeheader()
    for row in table:
        count = "" if row["count"] is SUPPRESSED else row["count"]
        cells = {name: safe_cell(cell) for name, cell in row.items()}
        writer.writerow({**cells, "count": count})
    try:
        path.write_text(written.getvalue(), encoding="utf-8", newline="")
    except OSError as problem:
        raise CommandError(f"{path} cannot be written: {problem.strerror}.") from problem
