"""The template that somebody fills in, as a workbook or as CSV. Pure: a document in, bytes out."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from portal.spreadsheets import safe_row
from surveys.responding.importing.columns import columns_of
from surveys.responding.importing.reading import HINT

# For staff only.


def template_workbook(document: Mapping[str, Any]) -> bytes:
    """An .xlsx: headings, a line with what may stand below each, and a sheet that explains them."""
    columns = columns_of(document)
    book = Workbook()
    sheet = book.active
    sheet.title = "responses"
    sheet.append(safe_row(column.name for column in columns))
    sheet.append(safe_row(HINT + column.takes for column in columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 24
    for cell in sheet[2]:
        cell.font = Font(italic=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B3"
    words = book.create_sheet("columns")
    words.append([_("Column"), _("What it asks"), _("What may stand in it")])
    for column in columns:
        words.append(safe_row([column.name, column.asks, column.takes]))
    for letter, width in (("A", 18), ("B", 60), ("C", 80)):
        words.column_dimensions[letter].width = width
    for cell in words[1]:
        cell.font = Font(bold=True)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def template_csv(document: Mapping[str, Any]) -> bytes:
    """The same headings and hints as CSV, with the mark by which spreadsheets know UTF-8."""
    columns = columns_of(document)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(safe_row(column.name for column in columns))
    writer.writerow(safe_row(HINT + column.takes for column in columns))
    return ("\N{BYTE ORDER MARK}" + text.getvalue()).encode()
