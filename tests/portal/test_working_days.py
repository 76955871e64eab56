"""Working days of England."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.working_days import after_working_days, is_working_day

day = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-23", "2026-11-26"),  # Monday → Thursday
        ("2026-11-26", "2026-12-01"),  # Thursday → Tuesday
        ("2026-11-28", "2026-12-02"),  # Saturday: the first day is Monday
        ("2026-11-29", "2026-12-02"),  # Sunday the same
        # Christmas 2026 is a Friday; Boxing Day is kept on Monday 28.
        ("2026-12-23", "2026-12-30"),
        ("2026-12-24", "2026-12-31"),
        # Good Friday 26 March and Easter Monday 29 March 2027.
        ("2027-03-24", "2027-03-31"),
        # Early May bank holiday, Monday 3 May 2027.
        ("2027-04-30", "2027-05-06"),
        # New Year's Day 2028 is a Saturday and kept on Monday 3.
        ("2027-12-31", "2028-01-06"),
    ],
)
def test_three_working_days_leave_out_weekends_and_bank_holidays(asked, due):
    assert after_working_days(day(asked), 3) == day(due)


def test_holidays_of_scotland_are_working_days_in_england():
    assert is_working_day(day("2026-01-02"))
    assert is_working_day(day("2026-11-30"))


@given(
    st.dates(min_value=datetime.date(2024, 1, 1), max_value=datetime.date(2035, 12, 31)),
    st.integers(min_value=1, max_value=20),
)
def test_the_day_is_a_working_day_and_just_far_enough(asked, number):
    due = after_working_days(asked, number)
    between = [asked + datetime.timedelta(days=n) for n in range(1, (due - asked).days + 1)]
    assert is_working_day(due)
    assert sum(is_working_day(each) for each in between) == number
