"""The columns of a file in which responses are brought in, made from the questionnaire. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from surveys.questionnaires.enums import Audience, DatePrecision, QuestionType
from surveys.questionnaires.wording import in_language
from surveys.responding.enums import Channel, WhoAnswered

# For staff only.

SOURCE_ID, RECEIVED_ON, CHANNEL, LANGUAGE = "source_id", "received_on", "channel", "language"
WHO, HELPER, AUDIENCE, PEOPLE, QUOTE = "who_answered", "helper", "audience", "people", "may_quote"
#: Between several answers in one cell.
SEPARATOR = ";"


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it asks in words, and what may stand in it."""

    name: str
    asks: str
    takes: str
    #: The question step it answers, and the line of it; None for what is said about a response.
    question: Mapping[str, Any] | None = None
    row: str = ""


def columns_of(document: Mapping[str, Any], language: str = "en") -> list[Column]:
    """Every column, in order: first what is said about a response, then one for each question.

    A question with several lines has one column for each. Files cannot be brought in.
    """
    columns = _about_the_response()
    for step in document["steps"]:
        if step["kind"] != "question" or step["type"] == QuestionType.FILE:
            continue
        asks = in_language(step["text"], language).text
        takes = _takes(step, language)
        rows = step.get("rows") or ()
        if step["type"] != QuestionType.MATRIX:
            columns.append(Column(step["code"], asks, takes, step))
        for number, row in enumerate(rows, start=1):
            line = in_language(row["text"], language).text
            name = f"{step['code']}.{number}"
            columns.append(Column(name, f"{asks} – {line}", takes, step, row["key"]))
    return columns


def _about_the_response() -> list[Column]:
    return [
        Column(
            SOURCE_ID,
            _("Your own number for this response"),
            _("Needed, and different in each row. Bringing the same one in twice counts once."),
        ),
        Column(RECEIVED_ON, _("Day on which it was given"), _("For example 2026-03-14")),
        Column(CHANNEL, _("How it was given"), _words(Channel.labels)),
        Column(LANGUAGE, _("Language of the words"), _("For example en, ur, pl")),
        Column(WHO, _("Who answered"), _words(WhoAnswered.labels)),
        Column(HELPER, _("Who helped or answered"), _("A role and no name, or empty")),
        Column(AUDIENCE, _("Who the person is"), _words(Audience.labels[:2])),
        Column(PEOPLE, _("Number of people"), _("1, or more for a group")),
        Column(QUOTE, _("Words may be quoted"), _("yes or no; empty means no")),
    ]


def _words(labels: list[str]) -> str:
    return " | ".join(str(label) for label in labels)


def _takes(step: Mapping[str, Any], language: str) -> str:
    kind = step["type"]
    options = [in_language(option["text"], language).text for option in step["options"]]
    limits = step.get("limits") or {}
    if kind == QuestionType.CHOICES:
        return _("One or more, with ; between them: %(answers)s") % {"answers": _words(options)}
    if kind == QuestionType.RANKING:
        return _("In order, with ; between them: %(answers)s") % {"answers": _words(options)}
    if options:
        return _("One of: %(answers)s") % {"answers": _words(options)}
    if kind == QuestionType.NUMBER:
        return _("A number")
    if kind == QuestionType.DATE and limits.get("precision") == DatePrecision.DAY:
        return _("A day, for example 2026-03-14")
    if kind == QuestionType.DATE:
        return _("A month, for example 2026-03")
    return _("Their own words")
