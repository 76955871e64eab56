"""What a consultation needs before families see it.

The four texts answer the Gunning principles (R v Brent LBC ex p Gunning, 1985); the twelve weeks
are those of the Government's Consultation Principles (2018).
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_PROMISE = datetime.timedelta(weeks=12)
SHORTEST_TIME = datetime.timedelta(weeks=4)


@dataclass(frozen=True)
class Missing:
    """One thing that stands between a draft and its launch, and the field it concerns."""

    field: str
    words: str | Promise


WORDS_NEEDED = (
    Missing("summary", _("Say in two sentences what this is about.")),
    Missing("already_decided", _("Say what is already decided.")),
    Missing("can_change", _("Say what can change.")),
    Missing("background", _("Say what people need to know to answer well.")),
    Missing("who_decides", _("Say who decides, when, and how views are weighed.")),
)


def missing_for_launch(
    page: Any, *, has_survey: bool, survey_is_opened: bool, today: datetime.date
) -> list[Missing]:
    """Everything that is missing, in the order of the form; empty when it may be launched."""
    missing = [need for need in WORDS_NEEDED if not _filled(getattr(page, need.field))]
    missing += _dates(page, today)
    if not has_survey:
        missing.append(Missing("survey", _("Add a survey page below this consultation.")))
    elif not survey_is_opened:
        missing.append(
            Missing("survey", _("Open the survey, so that its questions are fixed for everybody."))
        )
    return missing


def _filled(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(len(value))


def _dates(page: Any, today: datetime.date) -> list[Missing]:
    missing = []
    if page.opens_on is None:
        missing.append(Missing("opens_on", _("Say from which day people can answer.")))
    if page.closes_on is None:
        missing.append(Missing("closes_on", _("Say which is the last day to answer.")))
    elif page.closes_on < today:
        missing.append(Missing("closes_on", _("The last day to answer has passed already.")))
    elif page.opens_on and page.closes_on < page.opens_on:
        missing.append(Missing("closes_on", _("The last day cannot come before the first.")))
    if page.answer_by is None:
        missing.append(Missing("answer_by", _("Promise a day by which you will answer.")))
    elif page.closes_on and page.answer_by <= page.closes_on:
        missing.append(
            Missing("answer_by", _("The answer must come after the last day to answer."))
        )
    elif page.closes_on and page.answer_by > page.closes_on + LONGEST_PROMISE:
        missing.append(
            Missing("answer_by", _("Promise an answer within 12 weeks of the last day."))
        )
    return missing


def warnings_before_launch(page: Any, *, languages_without: list[str]) -> list[str | Promise]:
    """What deserves a second look but does not stop a launch."""
    warnings: list[str | Promise] = []
    if page.opens_on and page.closes_on and page.closes_on - page.opens_on < SHORTEST_TIME:
        warnings.append(
            _("People have less than four weeks. Six weeks outside school holidays are usual.")
        )
    if languages_without:
        warnings.append(
            _("There is no translation yet into: %(languages)s. People will see the English words.")
            % {"languages": ", ".join(languages_without)}
        )
    return warnings
