"""Working days of England, for promises such as "within 3 working days". No database."""

import datetime
from functools import lru_cache

import holidays

SATURDAY = 5


@lru_cache(maxsize=1)
def _bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: datetime.date) -> bool:
    """Monday to Friday, save for England's bank holidays."""
    return day.weekday() < SATURDAY and day not in _bank_holidays()


def after_working_days(day: datetime.date, number: int) -> datetime.date:
    """The day on which so many whole working days have passed since ``day``, not counting it."""
    while number > 0:
        day += datetime.timedelta(days=1)
        number -= is_working_day(day)
    return day
