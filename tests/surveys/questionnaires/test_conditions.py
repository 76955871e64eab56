"""Conditions: words for their authors, keys for what is kept, sentences for what cannot be."""

import json

import pytest
from django.core.exceptions import ValidationError

from surveys.questionnaires.actions import SurveyNotReady, open_survey, save_question
from surveys.questionnaires.blocks import ConditionBlock
from surveys.questionnaires.compiling import compile_survey
from surveys.questionnaires.conditions import CHANNELS, mistakes_in, with_keys, with_words
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.meaning import Meaning
from surveys.questionnaires.models import Question, SurveyPage
from surveys.questionnaires.readiness import missing_for_opening
from surveys.responding.enums import Channel
from tests.builders import build_question, build_survey_page

NOT_AN_ANSWER = "“Yess” is not an answer of “Did you book?”. Its answers are: “Yes”, “No”."


@pytest.fixture
def booked(db):
    return build_question(
        code="SB", text="Did you book?", type=QuestionType.CHOICE, options=["Yes", "No"]
    )


@pytest.fixture
def lines(db):
    return build_question(
        code="M",
        text="Is this happening?",
        type=QuestionType.MATRIX,
        options=["Always", "Not yet"],
        rows=["We listen first.", "You tell your story once."],
    )


def condition(question=None, answers="", test="is_any_of", about="answer", row=""):
    return {
        "about": about,
        "question": question,
        "row": row,
        "test": test,
        "answers": answers,
    }


def show_if(*conditions, match="all"):
    return {"match": match, "conditions": list(conditions)}


def page_of(owner, *blocks) -> SurveyPage:
    """A survey of these pages: questions stand for themselves, others are given whole."""
    page = build_survey_page(owner=owner, questions=[])
    for each in blocks:
        block = each if isinstance(each, tuple) else (each, show_if())
        kind, value = block if isinstance(block[0], str) else ("question", _placed(*block))
        page.body.append((kind, value))
    page.save()
    return SurveyPage.objects.get(pk=page.pk)


def _placed(question, when):
    return {"question": question, "required": False, "show_if": when}


def ends(*conditions, sends=False):
    return "exit", {
        "heading": "Thank you",
        "text": "<p>Bye.</p>",
        "sends": sends,
        "show_if": show_if(*conditions),
    }


def test_channels_are_called_as_on_the_other_screens():
    assert {key: str(words) for key, words in CHANNELS.items()} == dict(Channel.choices)


def test_words_are_kept_as_keys_and_shown_as_words(booked):
    kept = ConditionBlock().clean(ConditionBlock().normalize(condition(booked, " yes \n\nNO")))
    assert kept["answers"].split() == [block.id for block in booked.options]
    assert ConditionBlock().get_form_state(kept)["answers"] == "Yes\nNo"


def test_a_line_of_a_question_is_kept_by_its_key(lines):
    typed = condition(lines, "Always", row="you tell your story once.")
    kept = with_keys(typed)
    assert (kept["row"], kept["answers"]) == (lines.rows[1].id, lines.options[0].id)
    assert with_words(kept)["row"] == "You tell your story once."


def test_a_reworded_answer_stays_the_same_condition(forum, forum_coordinator, booked):
    block = ConditionBlock()
    kept = block.get_prep_value(block.clean(block.normalize(condition(booked, "Yes"))))
    page = page_of(forum, booked, (build_question(), show_if({**kept, "question": booked})))
    version = open_survey(page=page, user=forum_coordinator)
    question = Question.objects.get(pk=booked.pk)
    raw = question.options.get_prep_value()
    raw[0]["value"] = "Yes, I did"
    question.options = json.dumps(raw)
    save_question(question=question, user=forum_coordinator, meaning=Meaning.SAME)
    page = SurveyPage.objects.get(pk=page.pk)
    assert missing_for_opening(page) == []
    assert compile_survey(page)["steps"][1]["show_if"] == version.document["steps"][1]["show_if"]
    stored = page.body[1].value["show_if"]["conditions"][0]
    assert ConditionBlock().get_form_state(stored)["answers"] == "Yes, I did"


def test_an_answer_that_was_taken_away_is_named(booked):
    kept = with_keys(condition(booked, "No"))
    del booked.options[1]
    shown = with_words(kept)["answers"]
    assert shown == "(an answer that was taken away)"
    assert "(an answer that was taken away)” is not an answer of" in mistakes_in(kept)["answers"]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"answers": "Yess"}, "answers", NOT_AN_ANSWER),
        ({"answers": ""}, "answers", "Say which answers, one on each line."),
        (
            {"answers": "3", "test": "at_least"},
            "test",
            "“At least” and “at most” are only for answers that are numbers.",
        ),
        (
            {"answers": "Yes", "test": "answered"},
            "answers",
            "This test looks at no answer in particular. Leave this empty.",
        ),
        (
            {"answers": "Yes", "row": "First"},
            "row",
            "Only a question with several lines has lines. Leave this empty.",
        ),
        (
            {"answers": "Teachers", "about": "audience"},
            "answers",
            "“Teachers” is not one of these: “Parent carers”, “Young people”.",
        ),
        (
            {"answers": "Pigeon", "about": "channel"},
            "answers",
            "“Pigeon” is not one of these: “Web”, “Text message”, “Paper”, “Phone”, “Event”, "
            "“Group session”.",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(given, field, sentence, booked):
    assert mistakes_in(condition(booked, **given)) == {field: sentence}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("many", "“many” is not a number. Give a number, for example 3."),
        ("", "Give the number, for example 3."),
        ("1\n2", "Give one number only, for example 3."),
        ("2.5", None),
    ],
)
def test_at_least_needs_one_number(typed, sentence, db):
    weeks = build_question(type=QuestionType.NUMBER, text="How many weeks?")
    found = mistakes_in(condition(weeks, typed, test="at_least"))
    assert found.get("answers") == sentence


def test_a_line_that_a_question_does_not_have_is_named(lines):
    assert mistakes_in(condition(lines, "Always", row="We sing."))["row"] == (
        "“We sing.” is not a line of “Is this happening?”. "
        "Its lines are: “We listen first.”, “You tell your story once.”."
    )


def test_words_can_only_be_tested_for_being_there(db):
    words = build_question(type=QuestionType.TEXT, text="What went well?")
    assert "Test whether it was answered." in mistakes_in(condition(words, "Tea"))["test"]
    assert mistakes_in(condition(words, test="answered")) == {}


def test_a_draft_may_leave_conditions_unfinished_but_not_wrong(booked):
    assert mistakes_in(condition(None), unfinished=True) == {}
    assert mistakes_in(condition(booked, ""), unfinished=True) == {}
    assert mistakes_in(condition(booked, "Yess"), unfinished=True) == {"answers": NOT_AN_ANSWER}


def test_the_block_says_it_beside_the_field(booked):
    with pytest.raises(ValidationError) as refusal:
        ConditionBlock().clean(ConditionBlock().normalize(condition(booked, "Yess")))
    assert refusal.value.block_errors["answers"].messages == [NOT_AN_ANSWER]


def test_a_survey_with_wrong_conditions_does_not_open(forum, forum_coordinator, booked):
    later = build_question(text="Asked later")
    elsewhere = build_question(text="Asked elsewhere")
    first = build_question(text="First")
    itself = build_question(text="Itself")
    agrees = show_if(condition(itself, "Agree a lot"))
    page = page_of(
        forum,
        (first, show_if(condition(later, "Agree a lot"), condition(elsewhere, "Not sure"))),
        (itself, agrees),
        later,
        booked,
        ("section", {"heading": "Part two", "show_if": show_if(condition(booked, "Yess"))}),
        build_question(text="Last"),
    )
    with pytest.raises(SurveyNotReady) as refusal:
        open_survey(page=page, user=forum_coordinator)
    assert refusal.value.missing == [
        "When “First” is shown: “Asked later” is asked later. "
        "A condition can only look back: move it up.",
        "When “First” is shown: This survey does not ask “Asked elsewhere”. "
        "Add it before this page, or choose another.",
        "When “Itself” is shown: “Itself” cannot depend on its own answer.",
        f"When “Part two” is shown: {NOT_AN_ANSWER}",
    ]


@pytest.mark.parametrize(
    ("exits", "opens"),
    [
        ([], True),
        ([("No", False)], True),
        ([("No", False), ("Yes", False)], True),
        ([("", False)], False),
        ([("Yes", True), ("", False)], True),
        ([("No", False), ("", False)], False),
    ],
)
def test_a_survey_that_never_sends_anything_does_not_open(exits, opens, forum, booked):
    pages = [ends(*[condition(booked, word)] * bool(word), sends=sends) for word, sends in exits]
    missing = missing_for_opening(page_of(forum, booked, *pages))
    assert (missing == []) is opens
    assert opens or "they end on an exit page that sends nothing" in missing[0]


def test_when_everybody_must_take_one_of_two_such_exits_it_does_not_open(forum, booked):
    page = page_of(forum, booked, ends(condition(booked, "Yes")), ends(condition(booked, "No")))
    # Whoever skips the question passes both exits; once it needs an answer nobody does.
    assert missing_for_opening(page) == []
    page.body[0].value["required"] = True
    assert len(missing_for_opening(page)) == 1
