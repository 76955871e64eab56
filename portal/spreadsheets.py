"""Cells that spreadsheet programs show and never run. Every file that they may open goes through.

A cell that begins with one of these signs is taken for a formula, which can fetch and send what
else stands in the file (OWASP, "CSV injection"). Some programs take the full-width signs of East
Asian keyboards as well.
"""

from collections.abc import Iterable
from typing import Any

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Blanks and invisible signs in front would hide the sign from us and not from the spreadsheet.
UNSEEN = " \u00a0\u200b\u200e\u200f\u2060\ufeff"


def safe_cell(cell: Any) -> Any:
    """The cell, so that no spreadsheet takes it for a formula; only texts can change.

    A text that begins like a formula gets an apostrophe in front, which spreadsheets do not show.
    """
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.lstrip(UNSEEN).startswith(FORMULA_SIGNS) else cell


def safe_row(cells: Iterable[Any]) -> list[Any]:
    return [safe_cell(cell) for cell in cells]
