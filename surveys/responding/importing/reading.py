"""From an uploaded file to rows of plain words. Pure: bytes in, rows out."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from surveys.responding.words import tidy_words

# For staff only.

MOST_ROWS = 5_000
MOST_BYTES = 10 * 1024 * 1024
#: A workbook is a zip file: what it unpacks to is bounded too.
MOST_BYTES_UNPACKED = 200 * 1024 * 1024
#: In the order in which they are tried. Excel on Windows writes the last one without asking.
ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = ",;\t|"


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why, in plain words."""


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts it, and its cells by heading."""

    number: int
    cells: dict[str, str]
    #: Headings of cells that hold a formula and not a value.
    formulas: tuple[str, ...] = ()


def read_rows(content: bytes) -> list[Row]:
    """Every row of a CSV file or a workbook's first sheet that has something in it.

    The kind is told by the content and not by the file's name. Headings lose spaces around them
    and the second line of a template (what may stand in a column) is passed over.

    Raises:
        UnreadableFile: too large, of another kind, without headings, a heading twice.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile(_("The file is larger than 10 MB. Please bring it in as several."))
    read = _workbook if content[:4] == b"PK\x03\x04" else _comma_separated
    return list(_rows(read(content)))


def _comma_separated(content: bytes) -> Iterator[list[tuple[str, bool]]]:
    text = _decoded(content)
    head = text[:4096]
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(head, delimiters=DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    try:
        for line in csv.reader(io.StringIO(text, newline=""), dialect, strict=False):
            yield [(tidy_words(cell), False) for cell in line]
    except csv.Error as error:
        raise UnreadableFile(_("The file is not a table that can be read.")) from error


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        # A byte order mark in front of Windows letters: some programs write that, too.
        without_mark = content.removeprefix(b"\xef\xbb\xbf")
        content, encodings = without_mark, ENCODINGS
    if b"\x00" in content and encodings != ("utf-16",):
        raise UnreadableFile(_("This is not a CSV file or an Excel workbook (.xlsx)."))
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("The letters of this file cannot be read. Save it as CSV UTF-8."))


def _workbook(content: bytes) -> Iterator[list[tuple[str, bool]]]:
    try:
        unpacked = sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(content)).infolist())
        if unpacked > MOST_BYTES_UNPACKED:
            raise UnreadableFile(_("The workbook is too large. Please bring it in as several."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        for line in sheet.iter_rows():
            yield [(_cell(cell.value), cell.data_type == "f") for cell in line]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        ValueError,
        EOFError,
    ) as error:
        raise UnreadableFile(_("This workbook cannot be opened. Is it an .xlsx file?")) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy_words(str(value))


def _rows(lines: Iterable[list[tuple[str, bool]]]) -> Iterator[Row]:
    headings: list[str] = []
    found = 0
    for number, line in enumerate(lines, start=1):
        if not any(cell for cell, _formula in line):
            continue
        if not headings:
            headings = _headings([cell for cell, _formula in line])
            continue
        cells = {
            heading: cell
            for heading, (cell, _formula) in zip(headings, line, strict=False)
            if heading
        }
        if any(cell.startswith(HINT) for cell in cells.values()):
            continue
        found += 1
        if found > MOST_ROWS:
            raise UnreadableFile(
                _("The file has more than %(most)s rows. Please bring it in as several.")
                % {"most": MOST_ROWS}
            )
        formulas = tuple(
            heading
            for heading, (_cell_words, formula) in zip(headings, line, strict=False)
            if formula
        )
        yield Row(number, cells, formulas)
    if not headings:
        raise UnreadableFile(_("The file is empty."))


#: How the cells of a template begin that only say what may stand below.
HINT = "» "


def _headings(cells: list[str]) -> list[str]:
    headings = [cell.strip() for cell in cells]
    named = [heading for heading in headings if heading]
    twice = sorted({heading for heading in named if named.count(heading) > 1})
    if twice:
        raise UnreadableFile(
            _("The heading “%(heading)s” stands there twice.") % {"heading": twice[0][:40]}
        )
    return headings
