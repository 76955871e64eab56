"""Which paper still counts, day by day."""

import datetime

import pytest

from surveys.responding.paper.lateness import Arrival, arrival_of

OPENS, CLOSES = datetime.date(2026, 3, 2), datetime.date(2026, 4, 10)


@pytest.mark.parametrize(
    ("day", "arrival"),
    [
        ("2026-03-01", Arrival.TOO_EARLY),
        ("2026-03-02", Arrival.ON_TIME),
        ("2026-04-10", Arrival.ON_TIME),
        ("2026-04-11", Arrival.LATE),
        ("2026-04-15", Arrival.LATE),
        ("2026-04-16", Arrival.TOO_LATE),
        ("2026-05-02", Arrival.NOT_YET),
    ],
)
def test_paper_is_late_for_five_days_and_refused_after_them(day, arrival):
    assert (
        arrival_of(
            datetime.date.fromisoformat(day),
            opens_on=OPENS,
            closes_on=CLOSES,
            late_days=5,
            today=datetime.date(2026, 5, 1),
        )
        == arrival
    )


def test_a_survey_without_a_last_day_knows_no_late_paper():
    day = datetime.date(2027, 1, 1)
    assert (
        arrival_of(day, opens_on=OPENS, closes_on=None, late_days=5, today=day) == Arrival.ON_TIME
    )
