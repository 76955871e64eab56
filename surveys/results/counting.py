"""Counting people, and of what they spoke. Everything is true, and for the owner's desk only.

Here and in `answers`, where answers are counted, and nowhere else. A figure leaves that desk
through `surveys.results.figures`, which protects it. The unit is a distinct contributor: a response
counts once for a theme however often it speaks of it, and a group counts each of its people.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from surveys.questionnaires.models import SurveyPage
from surveys.responding.models import Response
from surveys.results.answers import Period
from surveys.themes.models import Coding

#: What responses can be told apart by. The audience is the survey's, so it is looked up.
RESPONSE_DIMENSIONS = {
    "channel": "channel",
    "language": "language",
    "who_answered": "who_answered",
    "survey": "survey_key",
    "audience": "survey_key",
}


def people(*, survey_keys: Iterable[uuid.UUID], period: Period = None) -> int:
    """How many people answered these surveys."""
    return _responses(survey_keys, period).people()


def late_on_paper(*, survey_keys: Iterable[uuid.UUID], period: Period = None) -> int:
    """How many of these people's answers came late on paper."""
    return _responses(survey_keys, period).late().people()


def coverage(
    *, survey_keys: Iterable[uuid.UUID], period: Period = None, by: str = "channel"
) -> list[dict]:
    """How many people answered, by one of `RESPONSE_DIMENSIONS`: ``{by: key, "count": n}``.

    The language is the one that was spoken: an interpreter's, where there was one.
    """
    counts: Counter[str] = Counter()
    responses = _responses(survey_keys, period)
    column = RESPONSE_DIMENSIONS[by]
    if by == "language":
        responses, column = responses.with_language_spoken(), "language_spoken"
    audiences = _audiences() if by == "audience" else None
    for value, size in responses.values_list(column, "group_size"):
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


def theme_voices(*, survey_keys: Iterable[uuid.UUID], period: Period = None) -> list[dict]:
    """How many voices speak of each theme that are independent as far as anybody can tell.

    People count as in `theme_counts`, but a campaign, whoever joined it, is one voice: those who
    send the same letter are people and are counted, and alone they make no theme that may be shown.
    """
    codings = Coding.objects.counting().about(survey_keys)
    if period:
        codings = codings.received_between(*period)
    own: dict[tuple[str, str], dict[uuid.UUID, int]] = defaultdict(dict)
    campaigns: dict[tuple[str, str], set[uuid.UUID]] = defaultdict(set)
    spoken = codings.values_list(
        "theme__code",
        "theme__label",
        "comment__campaign",
        "comment__response_id",
        "comment__response__group_size",
    )
    for code, label, campaign, response, size in spoken:
        if campaign is None:
            own[(code, label)][response] = size
        else:
            campaigns[(code, label)].add(campaign)
    return [
        {
            "theme": code,
            "label": label,
            "count": sum(own[(code, label)].values()) + len(campaigns[(code, label)]),
        }
        for code, label in sorted({*own, *campaigns})
    ]


def _responses(survey_keys: Iterable[uuid.UUID], period: Period):
    responses = Response.objects.counting().to_surveys(survey_keys)
    return responses.received_between(*period) if period else responses


def _audiences() -> dict[uuid.UUID, str]:
    pages = SurveyPage.objects.values_list("translation_key", "audience")
    return dict(pages)


def _category(value: object, audiences: dict[uuid.UUID, str] | None) -> str:
    return audiences.get(value, "") if audiences is not None else str(value)
