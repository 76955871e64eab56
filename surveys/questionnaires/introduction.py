"""What somebody reads before they decide whether to answer."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, override

from surveys.questionnaires.checks import (
    Checked,
    notice_for,
    who_checked_easy_read,
    who_checked_translation,
)
from surveys.questionnaires.easy_reading import has_easy_read
from surveys.questionnaires.enums import Audience, LawfulBasis, NonAttribution, QuestionType
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
    #: None only in the preview of a draft that does not say it yet.
    retention_months: int | None
    safeguarding: Words
    consent_question: Words
    minutes: int
    questions: int
    #: Whether some people are asked fewer questions than that.
    at_most: bool
    #: What `includes/version_notice.html` says about the words in this language; "" for nothing.
    notice: str
    translation_checked: Checked | None
    easy_read_checked: Checked | None
    #: Whether parent carers and young people both answer, so that we ask who somebody is.
    asks_who: bool


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
        safeguarding=safeguarding_words(document, language),
        consent_question=consent_words(document, language),
        minutes=minutes_needed(document),
        questions=sum(step["kind"] == "question" for step in document["steps"]),
        at_most=any(step.get("show_if") for step in document["steps"]),
        notice=notice_for(document, language),
        translation_checked=who_checked_translation(document, language),
        easy_read_checked=(
            who_checked_easy_read(document) if has_easy_read(document, language) else None
        ),
        asks_who=document.get("audience") == Audience.EVERYONE,
    )


def safeguarding_words(document: Mapping[str, Any], language: str) -> Words:
    """What the partner does when somebody may not be safe.

    It never promises secrecy (NSPCC Learning). Documents without words of the partner's own, which
    were frozen before partners wrote them, have the portal's.
    """
    own = in_language(document.get("safeguarding") or {}, language)
    if own:
        return own
    with override(language):
        sentence = gettext(
            "We keep what you say private. If we think someone is not safe, we have to tell a "
            "person whose job is to help. We will try to tell you first if we can."
        )
    return Words(sentence, language)


def consent_words(document: Mapping[str, Any], language: str) -> Words:
    """What somebody agrees to who lets their words be used; the portal's own words as above."""
    own = in_language(document.get("consent_question") or {}, language)
    if own:
        return own
    with override(language):
        sentence = gettext("Yes, you may use my words in public, without my name")
    return Words(sentence, language)


def minutes_needed(document: Mapping[str, Any]) -> int:
    """About how many minutes the survey takes, never less than two."""
    seconds = SECONDS_TO_BEGIN_AND_END + sum(_seconds_for(step) for step in document["steps"])
    return max(2, ceil(seconds / 60))


def _seconds_for(step: Mapping[str, Any]) -> int:
    if step.get("type") == QuestionType.TEXT:
        return SECONDS_TO_WRITE
    # Each line of a question is one more thing to read and to choose.
    return SECONDS_TO_CHOOSE * (len(step.get("rows") or ()) or 1)


def opening_today(opens_on: datetime.date | None, closes_on: datetime.date | None) -> Opening:
    """Before, between or after the two days; both of them count as open."""
    today = timezone.localdate()
    if opens_on is None or today < opens_on:
        return Opening.NOT_YET
    return Opening.OPEN if closes_on is None or today <= closes_on else Opening.CLOSED


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""
