"""When a page is shown, in one plain sentence: for paper, for scripts and for screens. Pure.

What each condition says is a piece of a sentence with places for the answer and the number of the
question, so that every language can order its own words. Questions are counted over the whole
questionnaire, as they are printed on paper.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import override

from surveys.questionnaires.enums import About, Audience, Match, Test
from surveys.questionnaires.wording import in_language

Document = Mapping[str, Any]
Condition = Mapping[str, Any]

#: What somebody is, and by which way they answer, as pieces of "Only if …".
AUDIENCES = {
    Audience.PARENT_CARERS: (
        noop("you are a parent carer"),
        noop("you are not a parent carer"),
    ),
    Audience.YOUNG_PEOPLE: (
        noop("you are a young person"),
        noop("you are not a young person"),
    ),
}
CHANNELS = {
    "web": (noop("you answer on this website"), noop("you do not answer on this website")),
    "text": (noop("you answer by text message"), noop("you do not answer by text message")),
    "paper": (noop("you answer on paper"), noop("you do not answer on paper")),
    "phone": (noop("you answer by phone"), noop("you do not answer by phone")),
    "event": (noop("you answer at an event"), noop("you do not answer at an event")),
    "group": (noop("you answer in a group"), noop("you do not answer in a group")),
}
_SINGLE = {About.AUDIENCE: AUDIENCES, About.CHANNEL: CHANNELS}


def condition_in_words(step: Mapping[str, Any], document: Document, language: str) -> str:
    """ "Only if you answered “Yes” to question 3."; "" for a page that is always shown."""
    with override(language):
        groups = [
            (group.get("match") == Match.ANY and len(group["conditions"]) > 1, group)
            for group in step.get("show_if") or ()
            if group.get("conditions")
        ]
        if not groups:
            return ""
        said = [
            (either, [_said(each, document, language) for each in group["conditions"]])
            for either, group in groups
        ]
        if not any(either for either, _pieces in said):
            return _("Only if %(this)s.") % {
                "this": all_of([piece for _either, pieces in said for piece in pieces])
            }
        whole = [any_of(pieces) if either else all_of(pieces) for either, pieces in said]
        sentence = whole[0]
        for piece in whole[1:]:
            # "And" between two "or" would leave open what belongs together.
            sentence = _("%(this)s, and also only if %(that)s") % {"this": sentence, "that": piece}
        return _("Only if %(this)s.") % {"this": sentence}


def question_number(document: Document, question_key: str) -> int | None:
    """Which question it is, counted from 1 over the whole questionnaire; None if not asked."""
    keys = [step["question"] for step in document["steps"] if step["kind"] == "question"]
    return keys.index(question_key) + 1 if question_key in keys else None


def all_of(pieces: Sequence[str]) -> str:
    """ "a, b and c" in the language that is active."""
    return _joined(pieces, noop("%(this)s and %(that)s"))


def any_of(pieces: Sequence[str]) -> str:
    """ "a, b or c" in the language that is active."""
    return _joined(pieces, noop("%(this)s or %(that)s"))


def _joined(pieces: Sequence[str], last: str) -> str:
    if len(pieces) < 2:
        return "".join(pieces)
    sentence = pieces[0]
    for piece in pieces[1:-1]:
        sentence = _("%(this)s, %(that)s") % {"this": sentence, "that": piece}
    return _(last) % {"this": sentence, "that": pieces[-1]}


def _said(condition: Condition, document: Document, language: str) -> str:
    if condition["about"] != About.ANSWER:
        return _who_or_how(condition)
    return _answered(condition, document, language)


def _who_or_how(condition: Condition) -> str:
    known = _SINGLE[condition["about"]]
    pieces = [known[value] for value in condition.get("values") or () if value in known]
    test = condition["test"]
    if test == Test.IS_ANY_OF and pieces:
        return any_of([_(positive) for positive, _negative in pieces])
    if test == Test.IS_NONE_OF and pieces:
        return all_of([_(negative) for _positive, negative in pieces])
    if condition["about"] == About.AUDIENCE and test == Test.ANSWERED:
        return _("you told us who you are")
    if condition["about"] == About.AUDIENCE and test == Test.NOT_ANSWERED:
        return _("you did not tell us who you are")
    return _("something is so that cannot be")


def _answered(condition: Condition, document: Document, language: str) -> str:
    """What was answered to one question, or to one of its lines."""
    key = condition.get("question", "")
    number = question_number(document, key)
    asked = next((step for step in document["steps"] if step.get("question") == key), None)
    if asked is None or number is None:
        return _("you answered a question that is not asked here")
    question = _("question %(number)s") % {"number": number}
    row = _words_of(asked.get("rows") or (), condition.get("row", ""), language)
    if row:
        question = _("“%(line)s” in %(question)s") % {"line": row, "question": question}
    values = [
        _("“%(answer)s”")
        % {"answer": _words_of(asked.get("options") or (), value, language) or value}
        for value in condition.get("values") or ()
    ]
    return _sentence(condition["test"]) % {
        "question": question,
        "answers": any_of(values),
        "number": next(iter(condition.get("values") or ()), "?"),
    }


def _sentence(test: str) -> str:
    return {
        Test.IS_ANY_OF: _("you answered %(answers)s to %(question)s"),
        Test.IS_NONE_OF: _("you answered %(question)s, but not %(answers)s"),
        Test.AT_LEAST: _("your answer to %(question)s is %(number)s or more"),
        Test.AT_MOST: _("your answer to %(question)s is %(number)s or less"),
        Test.ANSWERED: _("you answered %(question)s"),
        Test.NOT_ANSWERED: _("you did not answer %(question)s"),
    }[test]


def _words_of(choices: Sequence[Mapping[str, Any]], key: str, language: str) -> str:
    return next(
        (str(in_language(each["text"], language)) for each in choices if each["key"] == key), ""
    )
