"""What people answered to questions with a list of answers, a number or a date. True counts.

Like `counting`, for the owner's desk only: a figure leaves it through `surveys.results.figures`.
Answers count together across languages, channels and versions as long as a question means the
same. The unit is a person: a group counts each of its people, and hands that were counted in a
group session count with their numbers.
"""

import datetime
import statistics
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from surveys.questionnaires.enums import CLOSED_TYPES, QuestionType
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.models import Answer, GroupTally, Response

#: First and last day; weeks that begin between them count.
Period = tuple[datetime.date, datetime.date] | None
Words = dict[str, str]
#: Key and meaning of a question, and the line of one that has several ("" for others).
Line = tuple[str, int, str]

#: What a table shows of a question whose answers cannot be shown whole.
PUT_FIRST, BY_YEAR, BY_MONTH, NUMBERS = "put_first", "by_year", "by_month", "numbers"


@dataclass(frozen=True)
class OptionCount:
    """How many people chose one answer; ``words`` in every language of the questionnaire."""

    key: str
    words: Words
    count: int


@dataclass(frozen=True)
class QuestionCount:
    """The answers to one question, or to one line of one that has several."""

    question: str
    code: str
    meaning_version: int
    words: Words
    #: Whether one person may choose several answers, so that they do not add up to the people.
    several: bool
    people: int
    options: list[OptionCount] = field(default_factory=list)
    row: str = ""
    row_words: Words = field(default_factory=dict)
    #: One of the constants above, where the table is not simply the answers.
    aspect: str = ""
    #: When it was first asked in this meaning, if it meant something else before.
    since: datetime.date | None = None

    @property
    def line(self) -> Line:
        return self.question, self.meaning_version, self.row


def answer_counts(
    *, survey_keys: Iterable[uuid.UUID], period: Period = None
) -> list[QuestionCount]:
    """Every table that may be released, with how many people chose each answer.

    A question with several lines has a table for each; of a ranking it is counted what was put
    first, of a date the year. A new meaning is a table of its own. Answers that nobody chose are
    there with 0. Numbers are not among them: see `desk_counts`.
    """
    asked = _asked(list(survey_keys))
    closed = {line: step for line, step in asked.items() if step["type"] in CLOSED_TYPES}
    dated = {line: step for line, step in asked.items() if step["type"] == QuestionType.DATE}
    chosen, people = _chosen(list(survey_keys), period, closed)
    years, with_date = _dates(list(survey_keys), period, dated, "%Y")
    since = _since(asked)
    return [
        _closed_count(line, step, chosen[line], people[line], since)
        if line in closed
        else _counted_values(line, step, BY_YEAR, years[line], with_date[line], since)
        for line, step in asked.items()
        if line in closed or line in dated
    ]


def desk_counts(*, survey_keys: Iterable[uuid.UUID], period: Period = None) -> list[QuestionCount]:
    """What never leaves the owner's desk: numbers that people typed, and dates by their month."""
    keys = list(survey_keys)
    asked = _asked(keys)
    numeric = {line: step for line, step in asked.items() if step["type"] == QuestionType.NUMBER}
    dated = {line: step for line, step in asked.items() if step["type"] == QuestionType.DATE}
    numbers, with_number = _numbers(keys, period, numeric)
    months, with_date = _dates(keys, period, dated, "%Y-%m")
    since = _since(numeric | dated)
    return [
        _counted_values(line, step, NUMBERS, numbers[line], with_number[line], since)
        if line in numeric
        else _counted_values(line, step, BY_MONTH, months[line], with_date[line], since)
        for line, step in asked.items()
        if line in numeric or line in dated
    ]


def middle_of(count: QuestionCount) -> Decimal | None:
    """The middle one of the numbers that people typed; None if there are none."""
    values = [Decimal(each.key) for each in count.options for _person in range(each.count)]
    return statistics.median(values) if values else None


def _asked(survey_keys: list[uuid.UUID]) -> dict[Line, dict]:
    """Each question by key and meaning, line by line, worded as in the newest version."""
    asked: dict[Line, dict] = {}
    for version in QuestionnaireVersion.objects.of_surveys(survey_keys):
        for step in version.questions():
            for row in step.get("rows") or [{"key": "", "text": {}}]:
                line = (step["question"], step["meaning_version"], row["key"])
                asked[line] = {**_with_earlier(step, asked.get(line)), "row": row}
    return asked


def _with_earlier(step: dict, earlier: Mapping[str, Any] | None) -> dict:
    if earlier is None:
        return step
    # An answer that a newer version no longer offers was still given.
    offered = {option["key"] for option in step["options"]}
    kept = [option for option in earlier["options"] if option["key"] not in offered]
    return {**step, "options": [*step["options"], *kept]}


def _counting(
    model: type[Answer | GroupTally], survey_keys: list[uuid.UUID], period: Period
) -> QuerySet:
    """Answers or hands of responses that count."""
    responses = Response.objects.counting().to_surveys(survey_keys)
    if period:
        responses = responses.received_between(*period)
    return model.objects.filter(response__in=responses)


def _chosen(
    survey_keys: list[uuid.UUID], period: Period, asked: Mapping[Line, dict]
) -> tuple[dict[Line, Counter[str]], Counter[Line]]:
    """How many people chose each answer, and how many gave any."""
    chosen: dict[Line, Counter[str]] = {line: Counter() for line in asked}
    people: Counter[Line] = Counter()
    answers = _counting(Answer, survey_keys, period).values_list(
        "question_key", "meaning_version", "row_key", "option_keys", "response__group_size"
    )
    for question, meaning, row, options, size in answers.iterator():
        line = (str(question), meaning, row)
        if line not in asked or not options:
            continue
        people[line] += size
        counted = options[:1] if asked[line]["type"] == QuestionType.RANKING else set(options)
        for option in counted:
            chosen[line][option] += size
    _add_tallies(survey_keys, period, chosen, people, asked)
    return chosen, people


def _add_tallies(
    survey_keys: list[uuid.UUID],
    period: Period,
    chosen: dict[Line, Counter[str]],
    people: Counter[Line],
    asked: Mapping[Line, dict],
) -> None:
    """Hands that were counted in group sessions."""
    tallies = _counting(GroupTally, survey_keys, period).values_list(
        "response_id",
        "question_key",
        "meaning_version",
        "row_key",
        "option_key",
        "count",
        "response__group_size",
    )
    hands: Counter[tuple[Line, uuid.UUID]] = Counter()
    sizes: dict[uuid.UUID, int] = {}
    for response, question, meaning, row, option, count, size in tallies.iterator():
        line = (str(question), meaning, row)
        if line in asked:
            chosen[line][option] += count
            hands[(line, response)] += count
            sizes[response] = size
    for (line, response), count in hands.items():
        # Where one person may put up a hand several times, no more people than there were.
        several = asked[line]["type"] == QuestionType.CHOICES
        people[line] += min(count, sizes[response]) if several else count


def _dates(
    survey_keys: list[uuid.UUID], period: Period, asked: Mapping[Line, dict], form: str
) -> tuple[dict[Line, Counter[str]], Counter[Line]]:
    rows = ("question_key", "meaning_version", "row_key", "date", "response__group_size")
    return _values(survey_keys, period, asked, rows, lambda date: date.strftime(form))


def _numbers(
    survey_keys: list[uuid.UUID], period: Period, asked: Mapping[Line, dict]
) -> tuple[dict[Line, Counter[str]], Counter[Line]]:
    rows = ("question_key", "meaning_version", "row_key", "number", "response__group_size")
    return _values(survey_keys, period, asked, rows, lambda n: format(n.normalize(), "f"))


def _values(
    survey_keys: list[uuid.UUID],
    period: Period,
    asked: Mapping[Line, dict],
    columns: tuple[str, ...],
    shown,
) -> tuple[dict[Line, Counter[str]], Counter[Line]]:
    values: dict[Line, Counter[str]] = {line: Counter() for line in asked}
    people: Counter[Line] = Counter()
    if not asked:
        return values, people
    answers = _counting(Answer, survey_keys, period).values_list(*columns)
    for question, meaning, row, value, size in answers.iterator():
        line = (str(question), meaning, row)
        if line in asked and value is not None:
            values[line][shown(value)] += size
            people[line] += size
    return values, people


def _since(asked: Iterable[Line]) -> dict[tuple[str, int], datetime.date]:
    """For each question that has a new meaning: the day on which it was first asked so."""
    changed = {(question, meaning) for question, meaning, _row in asked if meaning > 1}
    if not changed:
        return {}
    days: dict[tuple[str, int], datetime.date] = {}
    versions = QuestionnaireVersion.objects.placing_any({question for question, _m in changed})
    for version in versions:
        for step in version.questions():
            meant = (step["question"], step["meaning_version"])
            if meant in changed:
                days[meant] = min(days.get(meant, version.opened_on), version.opened_on)
    return days


def _closed_count(
    line: Line,
    step: dict,
    chosen: Counter[str],
    people: int,
    since: Mapping[tuple[str, int], datetime.date],
) -> QuestionCount:
    kind = step["type"]
    words = _scale_words(step) if kind == QuestionType.SCALE else {}
    return QuestionCount(
        **_common(line, step, since),
        several=kind == QuestionType.CHOICES,
        people=people,
        options=[
            OptionCount(
                option["key"], words.get(option["key"], option["text"]), chosen[option["key"]]
            )
            for option in step["options"]
        ],
        aspect=PUT_FIRST if kind == QuestionType.RANKING else "",
    )


def _counted_values(
    line: Line,
    step: dict,
    aspect: str,
    values: Counter[str],
    people: int,
    since: Mapping[tuple[str, int], datetime.date],
) -> QuestionCount:
    """Values that people gave themselves, in their own order."""
    order = sorted(values, key=Decimal) if aspect == NUMBERS else sorted(values)
    return QuestionCount(
        **_common(line, step, since),
        several=False,
        people=people,
        options=[OptionCount(value, {"en": value}, values[value]) for value in order],
        aspect=aspect,
    )


def _common(
    line: Line, step: dict, since: Mapping[tuple[str, int], datetime.date]
) -> dict[str, Any]:
    question, meaning, row = line
    return {
        "question": question,
        "code": step["code"],
        "meaning_version": meaning,
        "words": step["text"],
        "row": row,
        "row_words": step["row"]["text"],
        "since": since.get((question, meaning)),
    }


def _scale_words(step: dict) -> dict[str, Words]:
    """The two ends of a number scale with what they mean, in each language that says it."""
    limits = step.get("limits") or {}
    ends = {}
    for option, name in ((step["options"][0], "low"), (step["options"][-1], "high")):
        said = limits.get(name) or {}
        ends[option["key"]] = {**option["text"]} | {
            code: f"{option['key']}: {words}" for code, words in said.items()
        }
    return ends
