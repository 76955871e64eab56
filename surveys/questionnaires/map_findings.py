"""What is wrong with the routes of a survey, each in a sentence with the page it is about. Pure."""

# For staff only.

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.questionnaires.answer_classes import number_of, own_conditions
from surveys.questionnaires.condition_words import AUDIENCES, CHANNELS, question_number
from surveys.questionnaires.enums import About, QuestionType, Test
from surveys.questionnaires.survey_map import Search, SurveyMap
from surveys.questionnaires.wording import SOURCE_LANGUAGE, in_language

Document = Mapping[str, Any]
Step = Mapping[str, Any]


class Kind(StrEnum):
    NOT_ASKED = "not_asked"
    LATER = "later"
    LOOP = "loop"
    NO_SUCH_ANSWER = "no_such_answer"
    CONTRADICTION = "contradiction"
    UNREACHABLE = "unreachable"
    EVERYBODY_LEAVES = "everybody_leaves"
    DEAD_END = "dead_end"
    NOTHING_ASKED = "nothing_asked"
    EMPTY_SECTION = "empty_section"
    NOT_FOUND_OUT = "not_found_out"


#: Wrong in the condition itself: the page it belongs to needs no second sentence.
IN_THE_CONDITION = (Kind.NOT_ASKED, Kind.LATER, Kind.LOOP, Kind.NO_SUCH_ANSWER)


@dataclass(frozen=True)
class Finding:
    """``step_id`` is "" for what is said of the whole survey."""

    kind: Kind
    step_id: str
    sentence: str


def findings_of(
    document: Document, found: SurveyMap, sections: Sequence[tuple[str, str]] = ()
) -> list[Finding]:
    """Everything to look at again, in the order of the pages; the whole survey first.

    ``found`` is the map of this document. ``sections`` are the headings and the pages of the draft
    as (kind, words): the document keeps no section that has no pages.
    """
    search = Search(document)
    conditions = [
        finding for index in range(len(document["steps"])) for finding in _wrong(document, index)
    ]
    named = {finding.step_id for finding in conditions}
    pages = [*conditions, *_never_met(document, found, search, named)]
    order = {step["id"]: index for index, step in enumerate(document["steps"])}
    return [
        *_of_the_whole(document, found, search),
        *_empty(sections),
        *sorted(pages, key=lambda finding: order[finding.step_id]),
    ]


def page_in_words(document: Document, step: Step) -> str:
    """“Question 3, “How long?”” or “page “Thank you””, in the language of the authors."""
    words = step["text"] if step["kind"] == "question" else step["heading"]
    text = strip_tags(str(in_language(words, SOURCE_LANGUAGE)))
    if step["kind"] == "question":
        return _("Question %(number)s, “%(text)s”,") % {
            "number": question_number(document, step["question"]),
            "text": text,
        }
    return _("The page “%(text)s”") % {"text": text}


def _wrong(document: Document, index: int) -> Iterator[Finding]:
    """What the conditions of one page say that cannot be so."""
    step = document["steps"][index]
    page = page_in_words(document, step)
    for condition in own_conditions(step):
        if condition["about"] != About.ANSWER:
            yield from _wrong_value(step, page, condition)
            continue
        key = condition.get("question", "")
        number = question_number(document, key)
        earlier = [each.get("question") for each in document["steps"][:index]]
        if number is None:
            yield Finding(
                Kind.NOT_ASKED,
                step["id"],
                _("%(page)s looks at a question that this survey does not ask.") % {"page": page},
            )
        elif step.get("question") == key:
            yield Finding(
                Kind.LOOP, step["id"], _("%(page)s depends on its own answer.") % {"page": page}
            )
        elif key not in earlier:
            yield Finding(
                Kind.LATER,
                step["id"],
                _("%(page)s looks at question %(number)s, which is asked later.")
                % {"page": page, "number": number},
            )
        else:
            asked = next(each for each in document["steps"] if each.get("question") == key)
            yield from _wrong_answers(step, page, condition, asked, number)


def _wrong_value(step: Step, page: str, condition: Mapping[str, Any]) -> Iterator[Finding]:
    """A kind of person or a way to answer that there is not."""
    known = AUDIENCES if condition["about"] == About.AUDIENCE else CHANNELS
    named = condition["test"] in (Test.IS_ANY_OF, Test.IS_NONE_OF)
    values = condition.get("values") or ()
    unknown = [value for value in values if value not in known]
    if unknown or (named and not values):
        yield Finding(
            Kind.NO_SUCH_ANSWER,
            step["id"],
            _("%(page)s looks for people, or a way to answer, that the portal does not know.")
            % {"page": page},
        )


def _wrong_answers(
    step: Step, page: str, condition: Mapping[str, Any], asked: Step, number: int
) -> Iterator[Finding]:
    values = condition.get("values") or ()
    rows = {row["key"] for row in asked.get("rows") or ()}
    if condition.get("row") and condition["row"] not in rows:
        yield Finding(
            Kind.NO_SUCH_ANSWER,
            step["id"],
            _("%(page)s looks at a line that question %(number)s does not have.")
            % {"page": page, "number": number},
        )
    if condition["test"] in (Test.ANSWERED, Test.NOT_ANSWERED):
        return
    for value in values:
        if not _can_be(value, condition["test"], asked):
            yield Finding(
                Kind.NO_SUCH_ANSWER,
                step["id"],
                _("%(page)s looks for “%(answer)s”, which is no answer to question %(number)s.")
                % {"page": page, "answer": value, "number": number},
            )
    if not values:
        yield Finding(
            Kind.NO_SUCH_ANSWER,
            step["id"],
            _("%(page)s looks at question %(number)s, but does not say for which answers.")
            % {"page": page, "number": number},
        )


def _can_be(value: str, test: str, asked: Step) -> bool:
    """Whether somebody can answer this, or a number on the right side of it."""
    keys = [option["key"] for option in asked.get("options") or ()]
    limits = asked.get("limits") or {}
    if test in (Test.AT_LEAST, Test.AT_MOST) or asked["type"] == QuestionType.NUMBER:
        number = number_of(value)
        if number is None:
            return False
        numbers = [each for each in map(number_of, keys) if each is not None]
        low = min(numbers, default=limits.get("minimum"))
        high = max(numbers, default=limits.get("maximum"))
        too_high = high is not None and number > high and test != Test.AT_MOST
        too_low = low is not None and number < low and test != Test.AT_LEAST
        return not too_high and not too_low
    return value in keys or not keys


def _never_met(
    document: Document, found: SurveyMap, search: Search, named: set[str]
) -> Iterator[Finding]:
    steps = document["steps"]
    last = _where_everybody_leaves(document, found, search)
    if last is not None:
        after = len(steps) - last - 1
        yield Finding(
            Kind.EVERYBODY_LEAVES,
            steps[last]["id"],
            ngettext(
                "%(page)s ends the survey for everybody. The page after it is never shown.",
                "%(page)s ends the survey for everybody. The %(number)s pages after it are never "
                "shown.",
                after,
            )
            % {"page": page_in_words(document, steps[last]), "number": after},
        )
    for step in steps[:last]:
        if step["id"] not in found.not_met or step["id"] in named:
            continue
        page = {"page": page_in_words(document, step)}
        if search.is_possible([search.alone(step)]) is False:
            yield Finding(
                Kind.CONTRADICTION,
                step["id"],
                _("%(page)s is never shown: its conditions cannot be true together.") % page,
            )
        else:
            yield Finding(
                Kind.UNREACHABLE,
                step["id"],
                _("%(page)s is never shown: nobody who gets so far meets its conditions.") % page,
            )


def _where_everybody_leaves(document: Document, found: SurveyMap, search: Search) -> int | None:
    """The place of the exit page behind which nobody goes on, if pages stand behind it."""
    steps = document["steps"]
    for index, step in enumerate(steps[:-1]):
        if step["kind"] != "exit" or step["id"] not in found.met:
            continue
        stay = [
            search.shown(place, is_so=False)
            for place, each in enumerate(steps[: index + 1])
            if each["kind"] == "exit"
        ]
        if search.is_possible(stay) is False:
            return index
    return None


def _of_the_whole(document: Document, found: SurveyMap, search: Search) -> Iterator[Finding]:
    steps = document["steps"]
    endings = [
        search.reached(index)
        for index, step in enumerate(steps)
        if step["kind"] == "exit" and step.get("sends")
    ]
    endings.append(search.reached(len(steps)))
    if steps and all(search.is_possible([ending]) is False for ending in endings):
        yield Finding(
            Kind.DEAD_END,
            "",
            _("Every route ends on a page that sends nothing. No answer would ever reach you."),
        )
    if steps and _may_send_nothing(steps, search):
        yield Finding(
            Kind.NOTHING_ASKED,
            "",
            _("Some people are asked no question at all, and would have nothing to send."),
        )
    known = found.met | found.not_met
    if any(step["id"] not in known for step in steps):
        yield Finding(
            Kind.NOT_FOUND_OUT,
            "",
            _("These conditions are so many that not every page could be checked. Try them out."),
        )


def _may_send_nothing(steps: Sequence[Step], search: Search) -> bool:
    """Whether somebody can come to an end that sends without having met a question."""
    ends = [i for i, step in enumerate(steps) if step["kind"] == "exit" and step.get("sends")]
    for end in (*ends, len(steps)):
        unasked = [
            search.shown(index, is_so=False)
            for index, step in enumerate(steps[:end])
            if step["kind"] == "question"
        ]
        if search.is_possible([search.reached(end), *unasked]):
            return True
    return False


def _empty(sections: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    following = [*sections[1:], ("section", "")]
    for (kind, words), (next_kind, _next_words) in zip(sections, following, strict=False):
        if kind == "section" and next_kind == "section":
            yield Finding(
                Kind.EMPTY_SECTION,
                "",
                _("The section “%(heading)s” has no pages.") % {"heading": words},
            )
