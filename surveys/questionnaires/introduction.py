"""What somebody reads before they decide whether to answer."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Any

from django.utils import timezone

from surveys.questionnaires.enums import LawfulBasis, NonAttribution
from surveys.questionnaires.wording import Words, in_language

#: Generous, and said as "about": reading a question and choosing; thinking and writing.
SECONDS_TO_CHOOSE, SECONDS_TO_WRITE, SECONDS_TO_BEGIN_AND_END = 15, 60, 60


class Opening(Enum):
    """Whether answers are taken today."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Introduction:
    """The first page of a survey in one language."""

    title: Words
    introduction: Words
    who_may_answer: Words
    owner_name: str
    owner_team: str
    owner_phone: str
    why_we_may_ask: str
    how_far_words_travel: str
    retention_months: int
    minutes: int
    questions: int
    unchecked: bool


def introduce(document: Mapping[str, Any], language: str) -> Introduction:
    """The introduction out of the frozen document, in this language as far as it has words."""
    owner = document["owner"]
    return Introduction(
        title=in_language(document["title"], language),
        introduction=in_language(document["introduction"], language),
        who_may_answer=in_language(document["who_may_answer"], language),
        owner_name=owner["name"],
        owner_team=owner["team"],
        owner_phone=owner["phone"],
        why_we_may_ask=_label(LawfulBasis, document["lawful_basis"]),
        how_far_words_travel=_label(NonAttribution, document["non_attribution"]),
        retention_months=document["retention_months"],
        minutes=minutes_needed(document),
        questions=sum(step["kind"] == "question" for step in document["steps"]),
        unchecked=language in document["unchecked"],
    )


def minutes_needed(document: Mapping[str, Any]) -> int:
    """About how many minutes the survey takes, never less than two."""
    seconds = SECONDS_TO_BEGIN_AND_END + sum(
        SECONDS_TO_WRITE if step.get("type") == "text" else SECONDS_TO_CHOOSE
        for step in document["steps"]
    )
    return max(2, ceil(seconds / 60))


def opening_today(opens_on: datetime.date | None, closes_on: datetime.date | None) -> Opening:
    """Before, between or after the two days; both of them count as open."""
    today = timezone.localdate()
    if opens_on is None or today < opens_on:
        return Opening.NOT_YET
    return Opening.OPEN if closes_on is None or today <= closes_on else Opening.CLOSED


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""
