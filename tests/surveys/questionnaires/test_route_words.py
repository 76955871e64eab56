"""Who takes a route is said in words."""

import time

import pytest
from hypothesis import given, settings

from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.route_words import who_takes
from surveys.questionnaires.survey_map import Search, map_survey
from tests.surveys.questionnaires.documents import (
    documents,
    how,
    of,
    on,
    only_if,
    page,
    question,
    who,
)
from tests.surveys.questionnaires.test_survey_map import long_survey

CHOICE, CHOICES, NUMBER = QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.NUMBER


def takers(*steps, audience="everyone"):
    document = of(*steps, audience=audience)
    search = Search(document)
    return [who_takes(search, document, route) for route in map_survey(document).routes]


def in_words(*steps) -> list[tuple[str, ...]]:
    return [each.answers for each in takers(*steps)]


def test_a_single_route_is_for_everybody():
    assert in_words(question(1, CHOICE), page(2)) == [()]


def test_answers_that_lead_along_a_route_are_listed():
    follows = page(2, show_if=only_if(on(1, "is_any_of", "a", "b")))
    assert in_words(question(1, CHOICE), follows) == [
        ("Question 1: “A” or “B”",),
        ("Question 1: “C” or no answer",),
    ]
    assert in_words(question(1, CHOICE, required=True), follows)[1] == ("Question 1: “C”",)


@pytest.mark.parametrize(
    ("condition", "met", "not_met"),
    [
        (on(1, "at_least", "6"), "6 or more", "less than 6 or no answer"),
        (on(1, "at_most", "2.5"), "2.5 or less", "more than 2.5 or no answer"),
        (on(1, "is_any_of", "3"), "3", "less than 3, more than 3 or no answer"),
    ],
)
def test_numbers_are_said_as_ranges(condition, met, not_met):
    found = in_words(question(1, NUMBER), page(2, show_if=only_if(condition)))
    assert found == [(f"Question 1: {met}",), (f"Question 1: {not_met}",)]


def test_several_answers_are_chosen_or_not():
    follows = page(2, show_if=only_if(on(1, "is_any_of", "a")))
    assert in_words(question(1, CHOICES), follows) == [
        ("Question 1: “A” chosen",),
        ("Question 1: “A” not chosen",),
    ]


def test_lines_of_a_question_are_named():
    follows = page(2, show_if=only_if(on(1, "is_any_of", "a", row="l2")))
    assert in_words(question(1, QuestionType.MATRIX), follows)[0] == ("Question 1, “l2”: “A”",)


def test_people_and_ways_are_named():
    young = page(2, show_if=only_if(who("is_any_of", "young_people")))
    by_web = page(3, show_if=only_if(how("is_any_of", "web")))
    found = in_words(question(1, CHOICE), young, by_web)
    assert found[0] == ("For: Young people", "Answers by: Web")
    assert found[2][0] == "For: Parent carers or people who do not say who they are"


def test_where_answers_go_together_it_is_said_that_not_every_mix_does():
    either_one = page(
        3, show_if=only_if(on(1, "is_any_of", "a"), on(2, "is_any_of", "a"), match="any")
    )
    shown, not_shown = takers(question(1, CHOICE), question(2, CHOICE), either_one)
    assert (shown.answers, shown.exactly) == ((), False)
    assert not_shown.exactly
    assert not_shown.answers == (
        "Question 1: “B”, “C” or no answer",
        "Question 2: “B”, “C” or no answer",
    )


@settings(max_examples=60, deadline=None)
@given(documents(most_steps=6))
def test_every_route_has_words(document):
    search = Search(document)
    for route in map_survey(document).routes:
        found = who_takes(search, document, route)
        assert all(found.answers)


def test_many_routes_have_words_in_no_time():
    document = long_survey()
    search, routes = Search(document), map_survey(document).routes
    began = time.process_time()
    for route in routes:
        who_takes(search, document, route)
    assert time.process_time() - began < 15
