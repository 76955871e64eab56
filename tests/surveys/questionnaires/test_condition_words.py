"""When a page is shown, said in one plain sentence."""

import pytest
from django.utils.translation import override

from surveys.questionnaires.condition_words import condition_in_words, question_number
from surveys.questionnaires.enums import QuestionType
from tests.builders import build_step

PLAN = build_step(
    code="EX1",
    text="Do you have a plan?",
    type=QuestionType.CHOICE,
    options={"y": "Yes", "n": "No", "w": "We are waiting"},
)
WAIT = build_step(code="NU1", text="How many weeks?", type=QuestionType.NUMBER)
LINES = build_step(
    code="MX1",
    text="How were they?",
    type=QuestionType.MATRIX,
    options={"good": "Good", "poor": "Poor"},
) | {"rows": [{"key": "r1", "text": {"en": "Your school", "pl": "Twoja szkoła"}}]}
DOCUMENT = {"steps": [PLAN, {"id": "i", "kind": "information"}, WAIT, LINES]}


def on_answer(step, test, *values, row=""):
    return {
        "about": "answer",
        "question": step["question"],
        "row": row,
        "test": test,
        "values": list(values),
    }


def who_or_how(about, test, *values):
    return {"about": about, "question": "", "row": "", "test": test, "values": list(values)}


def group(*conditions, match="all"):
    return {"match": match, "conditions": list(conditions)}


def in_words(*groups, language="en"):
    return condition_in_words({"show_if": list(groups)}, DOCUMENT, language)


def test_a_page_that_is_always_shown_has_no_condition():
    assert in_words() == ""
    assert in_words(group()) == ""
    assert condition_in_words({}, DOCUMENT, "en") == ""


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (on_answer(PLAN, "is_any_of", "y"), "Only if you answered “Yes” to question 1."),
        (
            on_answer(PLAN, "is_any_of", "y", "n", "w"),
            "Only if you answered “Yes”, “No” or “We are waiting” to question 1.",
        ),
        (
            on_answer(PLAN, "is_none_of", "y", "n"),
            "Only if you answered question 1, but not “Yes” or “No”.",
        ),
        (on_answer(WAIT, "at_least", "6"), "Only if your answer to question 2 is 6 or more."),
        (on_answer(WAIT, "at_most", "2"), "Only if your answer to question 2 is 2 or less."),
        (on_answer(PLAN, "answered"), "Only if you answered question 1."),
        (on_answer(PLAN, "not_answered"), "Only if you did not answer question 1."),
        (
            on_answer(LINES, "is_any_of", "poor", row="r1"),
            "Only if you answered “Poor” to “Your school” in question 3.",
        ),
        (who_or_how("audience", "is_any_of", "young_people"), "Only if you are a young person."),
        (
            who_or_how("audience", "is_none_of", "young_people"),
            "Only if you are not a young person.",
        ),
        (
            who_or_how("channel", "is_any_of", "web", "paper"),
            "Only if you answer on this website or you answer on paper.",
        ),
        (
            on_answer(build_step(), "answered"),
            "Only if you answered a question that is not asked here.",
        ),
    ],
)
def test_each_condition_is_a_plain_sentence(condition, sentence):
    assert in_words(group(condition)) == sentence


def test_several_conditions_are_joined_as_their_groups_say():
    plan = on_answer(PLAN, "is_any_of", "y")
    young = who_or_how("audience", "is_any_of", "young_people")
    weeks = on_answer(WAIT, "at_least", "6")
    assert in_words(group(plan, young)) == (
        "Only if you answered “Yes” to question 1 and you are a young person."
    )
    assert in_words(group(plan, young, match="any")) == (
        "Only if you answered “Yes” to question 1 or you are a young person."
    )
    # A group of one is joined to the next by "and", whatever its match says.
    assert in_words(group(plan, match="any"), group(young), group(weeks)) == (
        "Only if you answered “Yes” to question 1, you are a young person and your answer to "
        "question 2 is 6 or more."
    )
    assert in_words(group(young), group(plan, weeks, match="any")) == (
        "Only if you are a young person, and also only if you answered “Yes” to question 1 or "
        "your answer to question 2 is 6 or more."
    )


def test_answers_are_said_in_the_readers_language_as_far_as_it_has_words():
    line = on_answer(LINES, "is_any_of", "poor", row="r1")
    assert "Twoja szkoła" in in_words(group(line), language="pl")
    with override("pl"):
        assert in_words(group(line)) == (
            "Only if you answered “Poor” to “Your school” in question 3."
        )


def test_questions_are_counted_over_the_whole_questionnaire():
    assert question_number(DOCUMENT, LINES["question"]) == 3
    assert question_number(DOCUMENT, "not asked") is None
