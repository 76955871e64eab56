"""The only place that counts people. Everything here is true, and for the owner's desk only.

A figure leaves that desk through `surveys.results.figures`, which protects it. The unit is a
distinct contributor: a response counts once for a theme however often it speaks of it, and a group
counts each of its people.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.responding.enums import ResponseState
from surveys.responding.models import Answer, Response
from surveys.themes.models import Coding

#: First and last day; weeks that begin between them count.
Period = tuple[datetime.date, datetime.date] | None
Words = dict[str, str]

#: What responses can be told apart by. The audience is the survey's, so it is looked up.
RESPONSE_DIMENSIONS = {
    "channel": "channel",
    "language": "language",
    "who_answered": "who_answered",
    "survey": "survey_key",
    "audience": "survey_key",
}


@dataclass(frozen=True)
class OptionCount:
    """How many people chose one answer; ``words`` in every language of the questionnaire."""

    key: str
    words: Words
    count: int


@dataclass(frozen=True)
class QuestionCount:
    """The answers to one question, across languages, channels and versions of the same meaning."""

    question: str
    code: str
    meaning_version: int
    words: Words
    #: Whether one person may choose several answers, so that they do not add up to the people.
    several: bool
    people: int
    options: list[OptionCount] = field(default_factory=list)


def people(*, survey_keys: Iterable[uuid.UUID], period: Period = None) -> int:
    """How many people answered these surveys."""
    return _responses(survey_keys, period).people()


def coverage(
    *, survey_keys: Iterable[uuid.UUID], period: Period = None, by: str = "channel"
) -> list[dict]:
    """How many people answered, by one of `RESPONSE_DIMENSIONS`: ``{by: key, "count": n}``."""
    counts: Counter[str] = Counter()
    column = RESPONSE_DIMENSIONS[by]
    audiences = _audiences() if by == "audience" else None
    for value, size in _responses(survey_keys, period).values_list(column, "group_size"):
        counts[_category(value, audiences)] += size
    return [{by: key, "count": count} for key, count in sorted(counts.items())]


def theme_counts(
    *, survey_keys: Iterable[uuid.UUID], period: Period = None, by: Sequence[str] = ()
) -> list[dict]:
    """How many people spoke of each theme: ``{"theme": code, "label": …, *by, "count": n}``.

    ``by`` may name "direction" and any of `RESPONSE_DIMENSIONS`. A response that speaks of a theme
    in two comments counts once, unless it is told apart by direction and speaks of it in both.
    """
    columns = [
        "direction" if name == "direction" else f"comment__response__{RESPONSE_DIMENSIONS[name]}"
        for name in by
    ]
    codings = Coding.objects.counting().about(survey_keys)
    if period:
        codings = codings.received_between(*period)
    audiences = _audiences() if "audience" in by else None
    counts: Counter[tuple] = Counter()
    spoken = codings.values_list(
        "theme__code",
        "theme__label",
        *columns,
        "comment__response__group_size",
        "comment__response_id",
    ).distinct()
    for code, label, *values, size, _response in spoken:
        categories = (
            _category(value, audiences if name == "audience" else None)
            for name, value in zip(by, values, strict=True)
        )
        counts[(code, label, *categories)] += size
    return [
        {"theme": code, "label": label, **dict(zip(by, values, strict=True)), "count": count}
        for (code, label, *values), count in sorted(counts.items())
    ]


def answer_counts(
    *, survey_keys: Iterable[uuid.UUID], period: Period = None
) -> list[QuestionCount]:
    """Every closed question of these surveys with how many people chose each answer.

    Answers count together across languages and versions as long as the question means the same;
    a new meaning is a new line. Answers that nobody chose are there with 0.
    """
    keys = list(survey_keys)
    asked = _closed_questions(keys)
    chosen: dict[tuple[str, int], Counter[str]] = {key: Counter() for key in asked}
    answered: Counter[tuple[str, int]] = Counter()
    answers = Answer.objects.filter(
        response__survey_key__in=keys, response__state=ResponseState.RECEIVED
    )
    if period:
        answers = answers.filter(response__week_received__range=period)
    lines = answers.values_list(
        "question_key", "meaning_version", "option_keys", "response__group_size"
    )
    for question_key, meaning_version, option_keys, size in lines.iterator():
        key = (str(question_key), meaning_version)
        if key not in chosen:
            continue
        answered[key] += size
        for option in set(option_keys):
            chosen[key][option] += size
    return [
        QuestionCount(
            question=key[0],
            code=step["code"],
            meaning_version=key[1],
            words=step["text"],
            several=step["type"] == QuestionType.CHOICES,
            people=answered[key],
            options=[
                OptionCount(option["key"], option["text"], chosen[key][option["key"]])
                for option in step["options"]
            ],
        )
        for key, step in asked.items()
    ]


def _closed_questions(survey_keys: list[uuid.UUID]) -> dict[tuple[str, int], dict]:
    """Each closed question by key and meaning, worded as in the newest version that asks it."""
    versions = QuestionnaireVersion.objects.filter(survey_key__in=survey_keys)
    asked: dict[tuple[str, int], dict] = {}
    for version in versions.order_by("survey_key", "number"):
        for step in version.questions():
            if step["type"] == QuestionType.TEXT:
                continue
            key = (step["question"], step["meaning_version"])
            earlier = asked.get(key)
            if earlier is not None:
                # An answer that a newer version no longer offers was still given.
                offered = {option["key"] for option in step["options"]}
                kept = [o for o in earlier["options"] if o["key"] not in offered]
                step = {**step, "options": [*step["options"], *kept]}
            asked[key] = step
    return asked


def _responses(survey_keys: Iterable[uuid.UUID], period: Period):
    responses = Response.objects.counting().to_surveys(survey_keys)
    return responses.received_between(*period) if period else responses


def _audiences() -> dict[uuid.UUID, str]:
    pages = SurveyPage.objects.values_list("translation_key", "audience")
    return dict(pages)


def _category(value: object, audiences: dict[uuid.UUID, str] | None) -> str:
    return audiences.get(value, "") if audiences is not None else str(value)
