"""Whether paper that came on a day still counts. No database.

Paper that was on its way when the survey ended is taken for some days more, and told apart
(domain: "late paper window").
"""

import datetime
from enum import Enum


class Arrival(Enum):
    ON_TIME = "on_time"
    LATE = "late"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    NOT_YET = "not_yet"


def arrival_of(
    arrived_on: datetime.date,
    *,
    opens_on: datetime.date | None,
    closes_on: datetime.date | None,
    late_days: int,
    today: datetime.date,
) -> Arrival:
    """What it means that paper arrived, or was stamped by the post, on this day."""
    if arrived_on > today:
        return Arrival.NOT_YET
    if opens_on is None or arrived_on < opens_on:
        return Arrival.TOO_EARLY
    if closes_on is None or arrived_on <= closes_on:
        return Arrival.ON_TIME
    if arrived_on <= closes_on + datetime.timedelta(days=late_days):
        return Arrival.LATE
    return Arrival.TOO_LATE
