"""Whether rows are responses to a questionnaire, and what is wrong where they are not. Pure."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from surveys.questionnaires.branching import Situation, route_through
from surveys.questionnaires.enums import WORDS_TYPES, Audience, QuestionType
from surveys.responding.accepting import AnswerNotInQuestionnaire, AnswerTooLong, accept
from surveys.responding.enums import Channel, WhoAnswered
from surveys.responding.importing.columns import (
    AUDIENCE,
    CHANNEL,
    HELPER,
    LANGUAGE,
    PEOPLE,
    QUOTE,
    RECEIVED_ON,
    SEPARATOR,
    SOURCE_ID,
    WHO,
    Column,
    columns_of,
)
from surveys.responding.importing.reading import Row

# For staff only.

EARLIEST = datetime.date(2000, 1, 1)
MOST_PEOPLE = 500
MOST_ID_LETTERS = 120


@dataclass(frozen=True)
class Problem:
    """Something wrong in one cell (or, with row 0, in the file), as a sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Prepared:
    """One row as `record_response` takes it."""

    source_id: str
    answers: dict[str, Any]
    channel: str
    language: str
    who_answered: str
    helper: str
    audience: str
    group_size: int
    consent_to_quote: bool
    received_on: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Checked:
    """What a file holds: responses, what is wrong, and what will be left out."""

    prepared: list[Prepared] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: Answers to questions that those people would not have been asked.
    left_out: int = 0


def check_rows(
    document: Mapping[str, Any],
    rows: Sequence[Row],
    *,
    channel: str,
    today: datetime.date,
) -> Checked:
    """Read each row against the questionnaire. Nothing is kept; ``problems`` lists every fault.

    ``channel`` is how people answered where a row does not say it.
    """
    checked = Checked()
    columns = {column.name: column for column in columns_of(document)}
    if not rows:
        checked.problems.append(Problem(0, "", _("There are no rows below the headings.")))
        return checked
    checked.problems += _unknown_headings(columns, rows[0].cells)
    if checked.problems:
        return checked
    seen: dict[str, int] = {}
    for row in rows:
        reading = _Reading(document, columns, row, channel, today)
        prepared = reading.prepared()
        first = seen.setdefault(prepared.source_id, row.number)
        if prepared.source_id and first != row.number:
            reading.wrong(SOURCE_ID, _("Row %(row)s has the same number already.") % {"row": first})
        checked.problems += reading.problems
        checked.left_out += reading.left_out
        checked.prepared.append(prepared)
    return checked


def _unknown_headings(columns: Mapping[str, Column], cells: Iterable[str]) -> list[Problem]:
    headings = list(cells)
    problems = [
        Problem(0, name, _("This survey has no question “%(name)s”.") % {"name": name[:40]})
        for name in headings
        if name and name not in columns
    ]
    if SOURCE_ID not in headings:
        problems.append(Problem(0, SOURCE_ID, _("The column “source_id” is missing.")))
    answered = any(name in columns and columns[name].question for name in headings)
    if not answered and not problems:
        problems.append(Problem(0, "", _("There is no column with answers to a question.")))
    return problems


class _Reading:
    """One row being read."""

    def __init__(
        self,
        document: Mapping[str, Any],
        columns: Mapping[str, Column],
        row: Row,
        channel: str,
        today: datetime.date,
    ) -> None:
        self.document, self.columns, self.row = document, columns, row
        self.default_channel, self.today = channel, today
        self.problems: list[Problem] = []
        self.left_out = 0

    def wrong(self, column: str, sentence: str) -> None:
        self.problems.append(Problem(self.row.number, column, sentence))

    def cell(self, name: str) -> str:
        return self.row.cells.get(name, "").strip()

    def prepared(self) -> Prepared:
        for name in self.row.formulas:
            self.wrong(name, _("This cell holds a formula. Paste its value instead."))
        channel = self._one_of(CHANNEL, Channel.choices) or self.default_channel
        audience = self._one_of(AUDIENCE, Audience.choices[:2])
        answers = self._answers()
        situation = Situation(audience=audience, channel=channel)
        met = route_through(self.document, answers, situation).answers(answers)
        self.left_out += len(answers) - len(met)
        if not met and not any(each.column in self.columns for each in self.problems):
            self.wrong("", _("This row has no answer to a question of this survey."))
        return Prepared(
            source_id=self._source_id(),
            answers=met,
            channel=channel,
            language=self._language(),
            who_answered=self._one_of(WHO, WhoAnswered.choices),
            helper=self._helper(),
            audience=audience,
            group_size=self._people(),
            consent_to_quote=self._may_quote(),
            received_on=self._received_on(),
        )

    def _source_id(self) -> str:
        typed = self.cell(SOURCE_ID)
        if not typed:
            self.wrong(SOURCE_ID, _("Give each response a number of your own."))
        if len(typed) > MOST_ID_LETTERS:
            self.wrong(SOURCE_ID, _("This number is too long."))
        return typed

    def _one_of(self, name: str, choices: Iterable[tuple[str, Any]]) -> str:
        typed = self.cell(name)
        if not typed:
            return ""
        for key, label in choices:
            if typed.casefold() in (str(label).casefold(), key.casefold()):
                return key
        self.wrong(name, _not_offered(typed, [str(label) for _key, label in choices]))
        return ""

    def _language(self) -> str:
        typed = self.cell(LANGUAGE).lower() or "en"
        known = [code for code, _name in settings.LANGUAGES]
        if not typed.replace("-", "").isalpha() or len(typed) > 12:
            self.wrong(LANGUAGE, _not_offered(typed, known))
            return "en"
        return typed

    def _helper(self) -> str:
        typed = self.cell(HELPER)
        if len(typed) > 80:
            self.wrong(HELPER, _("Please use at most 80 letters to say who helped."))
        return typed

    def _people(self) -> int:
        typed = self.cell(PEOPLE) or "1"
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
        if not 1 <= number <= MOST_PEOPLE:
            self.wrong(
                PEOPLE,
                _("Give a number of people from 1 to %(most)s.") % {"most": MOST_PEOPLE},
            )
            return 1
        return number

    def _may_quote(self) -> bool:
        typed = self.cell(QUOTE).casefold()
        if typed not in ("", "yes", "no", str(_("yes")), str(_("no"))):
            self.wrong(QUOTE, _("Write yes or no."))
        return typed in ("yes", str(_("yes")))

    def _received_on(self) -> str:
        typed = self.cell(RECEIVED_ON)
        if not typed:
            return self.today.isoformat()
        day = _day(typed)
        if day is None or not EARLIEST <= day <= self.today:
            self.wrong(
                RECEIVED_ON, _("Give a day that has been, for example 2026-03-14 or 14/03/2026.")
            )
            return self.today.isoformat()
        return day.isoformat()

    def _answers(self) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for name, typed in self.row.cells.items():
            column = self.columns.get(name)
            if column is None or column.question is None or not typed.strip():
                continue
            given = self._given(column, typed.strip())
            if given is None:
                continue
            key = column.question["question"]
            if column.row:
                answers.setdefault(key, {})[column.row] = given
            else:
                answers[key] = given
        return answers

    def _given(self, column: Column, typed: str) -> Any:
        """The answer as a draft keeps it; None after saying what is wrong with it."""
        question = column.question
        assert question is not None  # noqa: S101 - the caller has looked
        if not question["options"]:
            return self._free(column, question, typed)
        several = question["type"] in (QuestionType.CHOICES, QuestionType.RANKING)
        parts = [part.strip() for part in typed.split(SEPARATOR)] if several else [typed]
        keys = []
        for part in filter(None, parts):
            key = option_key(question, part)
            if not key:
                self.wrong(column.name, _not_offered(part, _answers_of(question)))
                return None
            keys.append(key)
        if column.row:
            return keys[0]
        try:
            accept(question, keys)
        except AnswerNotInQuestionnaire:
            self.wrong(column.name, _("This question does not take so many answers."))
            return None
        return keys

    def _free(self, column: Column, question: Mapping[str, Any], typed: str) -> str | None:
        given = typed
        if question["type"] == QuestionType.DATE:
            exact = (question.get("limits") or {}).get("precision") == "day"
            day = _day(typed)
            if day is not None:
                given = day.isoformat() if exact else f"{day:%Y-%m}"
        try:
            accept(question, given)
        except AnswerTooLong:
            self.wrong(column.name, _("These words are too long to be kept."))
            return None
        except AnswerNotInQuestionnaire:
            words = question["type"] in WORDS_TYPES
            self.wrong(column.name, "" if words else _not_offered(typed, [column.takes]))
            return None
        return given


def option_key(question: Mapping[str, Any], typed: str) -> str:
    """The option that was meant, by its words in any language or by its key; "" for none."""
    for option in question["options"]:
        names = [option["key"], *option["text"].values()]
        if typed.casefold() in (name.strip().casefold() for name in names):
            return option["key"]
    return ""


def _answers_of(question: Mapping[str, Any]) -> list[str]:
    return [option["text"].get("en", option["key"]) for option in question["options"]]


def _not_offered(typed: str, offered: Iterable[str]) -> str:
    return _("“%(typed)s” cannot stand here. What can: %(offered)s") % {
        "typed": typed[:60],
        "offered": " | ".join(offered),
    }


def _day(typed: str) -> datetime.date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
