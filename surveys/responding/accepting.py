"""Whether an answer fits its question, whatever channel it came by. No database.

This is the same door for the web, paper, helpers, groups, texts and imports, so that an answer
means the same however it was given.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from surveys.questionnaires.enums import (
    ONE_OPTION_TYPES,
    WORDS_TYPES,
    DatePrecision,
    QuestionType,
)
from surveys.responding.words import MAXIMUM_LENGTH, tidy_words

#: One line in somebody's own words.
LINE_LENGTH = 200
#: As a draft keeps it: keys in order, {line: key}, or words, a number or a date in words.
Given = Sequence[str] | Mapping[str, str] | str

MONTH = re.compile(r"(\d{4})-(\d{2})")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
EARLIEST_YEAR = 1900


class AnswerNotInQuestionnaire(ValueError):
    """An answer does not fit the questions and options of this version."""


class AnswerTooLong(ValueError):
    """A free text is longer than anything that is kept."""


@dataclass(frozen=True)
class Accepted:
    """An answer taken apart; what does not belong to its type is empty."""

    options: tuple[str, ...] = ()
    #: {line: option} of a question with several lines.
    rows: tuple[tuple[str, str], ...] = ()
    number: Decimal | None = None
    date: datetime.date | None = None
    words: str = ""
    #: Keys of attached files.
    files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.options
            or self.rows
            or self.number is not None
            or self.date
            or self.words
            or self.files
        )


def accept(question: Mapping[str, Any], given: Given) -> Accepted:
    """An answer to a question step of a frozen document. An empty one is accepted as empty.

    What is refused is named by the question's code alone: somebody may have put words into a key.

    Raises:
        AnswerNotInQuestionnaire: it is of another kind than the question, or not offered.
        AnswerTooLong: it has more letters than are kept.
    """
    kind = question["type"]
    if kind in WORDS_TYPES:
        return Accepted(words=_words(question, given))
    if kind == QuestionType.MATRIX:
        return Accepted(rows=_rows(question, given))
    if kind == QuestionType.NUMBER:
        return Accepted(number=_number(question, given))
    if kind == QuestionType.DATE:
        return Accepted(date=_date(question, given))
    if kind == QuestionType.FILE:
        return Accepted(files=_keys(question, given))
    return Accepted(options=_options(question, given))


def _words(question: Mapping[str, Any], given: Given) -> str:
    if not isinstance(given, str):
        raise AnswerNotInQuestionnaire(f"{question['code']} is answered in words.")
    words = tidy_words(given)
    most = LINE_LENGTH if question["type"] == QuestionType.LINE else MAXIMUM_LENGTH
    if len(words) > most:
        raise AnswerTooLong(f"{question['code']} has more than {most} letters.")
    return words


def _keys(question: Mapping[str, Any], given: Given) -> tuple[str, ...]:
    if isinstance(given, Mapping):
        raise AnswerNotInQuestionnaire(f"{question['code']} has no lines.")
    return tuple(
        dict.fromkeys(key for key in ([given] if isinstance(given, str) else given) if key)
    )


def _options(question: Mapping[str, Any], given: Given) -> tuple[str, ...]:
    chosen = _keys(question, given)
    if not set(chosen) <= {option["key"] for option in question["options"]}:
        raise AnswerNotInQuestionnaire(f"{question['code']} does not offer this answer.")
    if len(chosen) > 1 and question["type"] in ONE_OPTION_TYPES:
        raise AnswerNotInQuestionnaire(f"{question['code']} takes one answer.")
    most = (question.get("limits") or {}).get("most")
    if most and len(chosen) > most:
        raise AnswerNotInQuestionnaire(f"{question['code']} takes at most {most} answers.")
    return chosen


def _rows(question: Mapping[str, Any], given: Given) -> tuple[tuple[str, str], ...]:
    if not given:
        return ()
    if not isinstance(given, Mapping):
        raise AnswerNotInQuestionnaire(f"{question['code']} is answered line by line.")
    answered = {row: key for row, key in given.items() if key}
    lines = [row["key"] for row in question.get("rows") or ()]
    offered = {option["key"] for option in question["options"]}
    if not set(answered) <= set(lines) or not set(answered.values()) <= offered:
        raise AnswerNotInQuestionnaire(f"{question['code']} does not offer this answer.")
    return tuple((line, answered[line]) for line in lines if line in answered)


def read_number(typed: str) -> Decimal | None:
    """A number as people write it, Arabic and Urdu digits and a decimal comma included.

    Returns None when it is no number, or one with more digits than anybody counts.
    """
    plain = unicodedata.normalize("NFKC", typed).strip().replace("\u066b", ".").replace(",", ".")
    digits = "".join(
        str(unicodedata.digit(sign)) if unicodedata.digit(sign, None) is not None else sign
        for sign in plain
    )
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**10 else None


def _number(question: Mapping[str, Any], given: Given) -> Decimal | None:
    if not isinstance(given, str):
        raise AnswerNotInQuestionnaire(f"{question['code']} is answered with a number.")
    if not given.strip():
        return None
    number = read_number(given)
    limits = question.get("limits") or {}
    low, high = limits.get("minimum"), limits.get("maximum")
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        raise AnswerNotInQuestionnaire(f"{question['code']} does not take this number.")
    return number.quantize(Decimal("0.001"))


def _date(question: Mapping[str, Any], given: Given) -> datetime.date | None:
    if not isinstance(given, str):
        raise AnswerNotInQuestionnaire(f"{question['code']} is answered with a date.")
    if not given.strip():
        return None
    limits = question.get("limits") or {}
    exact = limits.get("precision") == DatePrecision.DAY
    found = (DAY if exact else MONTH).fullmatch(given.strip())
    try:
        parts = [int(part) for part in found.groups()] if found else []
        day = datetime.date(*(parts if exact else [*parts, 1]))
    except (TypeError, ValueError) as error:
        raise AnswerNotInQuestionnaire(f"{question['code']} does not take this date.") from error
    if day.year < EARLIEST_YEAR:
        raise AnswerNotInQuestionnaire(f"{question['code']} does not take this date.")
    return day
