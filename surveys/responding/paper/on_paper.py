"""What of a frozen questionnaire stands on paper, and in which order. No database.

Paper shows every question with its condition in words. What could never be met on paper is left
out, and what is always so on paper is not said.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from surveys.questionnaires.branching import Route
from surveys.questionnaires.easy_reading import easy_steps, has_easy_read
from surveys.questionnaires.enums import About, Audience, Match, Test
from surveys.questionnaires.steps import ShownStep, shown_steps

Document = Mapping[str, Any]


def document_on_paper(document: Document) -> dict[str, Any]:
    """The document as paper shows it: conditions about the channel, or about who answers a survey
    for one audience, are settled already."""
    steps = [
        {**step, "show_if": groups}
        for step in document["steps"]
        if (groups := _open_groups(step.get("show_if") or (), document)) is not None
    ]
    return {**document, "steps": steps}


def _open_groups(groups: Sequence[Document], document: Document) -> list[Document] | None:
    """Conditions that only the person can settle; None if one of them fails on every paper."""
    left: list[Document] = []
    for group in groups:
        conditions = group.get("conditions") or ()
        settled = [_settled(each, document) for each in conditions]
        open_ones = [
            each for each, outcome in zip(conditions, settled, strict=True) if outcome is None
        ]
        if group.get("match") == Match.ANY:
            if True in settled:
                continue
            if conditions and not open_ones:
                return None
        elif False in settled:
            return None
        if open_ones:
            left.append({**group, "conditions": open_ones})
    return left


def _settled(condition: Document, document: Document) -> bool | None:
    """Whether a condition holds on paper, whoever answers; None if that depends on the person."""
    if condition["about"] == About.CHANNEL:
        is_so = "paper"
    elif condition["about"] == About.AUDIENCE:
        is_so = document.get("audience", "")
        if not is_so or is_so == Audience.EVERYONE:
            return None
    else:
        return None
    values = condition.get("values") or ()
    return {
        Test.IS_ANY_OF: is_so in values,
        Test.IS_NONE_OF: is_so not in values,
        Test.ANSWERED: True,
    }.get(condition["test"], False)


def steps_on_paper(document: Document, *, language: str, easy_read: bool) -> list[ShownStep]:
    """Every step of a document *on paper*, as it is printed and keyed, in order."""
    if easy_read and has_easy_read(document, language):
        everything = Route(tuple(document["steps"]), None)
        return easy_steps(document, everything, language)
    return shown_steps(document, language)


def kinds_of_form(document: Document) -> list[tuple[str, bool]]:
    """(language, whether Easy Read) of every form that can be printed."""
    languages = list(document["languages"])
    return [
        *((language, False) for language in languages),
        *((language, True) for language in languages if has_easy_read(document, language)),
    ]
