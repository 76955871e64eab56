"""The map of a survey knows every route, and no others."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaires.branching import route_through
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.survey_map import MOST_ROUTES, map_survey
from tests.surveys.questionnaires.documents import (
    OPTIONS,
    documents,
    of,
    on,
    only_if,
    page,
    question,
    walks,
    who,
)

CHOICE, CHOICES, NUMBER = QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.NUMBER


def numbers(found) -> list[list[int]]:
    """Which pages each route has, by their numbers."""
    return [[int(step_id.removeprefix("step")) for step_id in route.ids] for route in found.routes]


@st.composite
def documents_and_walks(draw):
    document = draw(documents())
    return document, draw(st.lists(walks(document), min_size=1, max_size=5))


@settings(max_examples=300, deadline=None)
@given(documents_and_walks())
def test_whatever_somebody_answers_their_route_is_on_the_map(drawn):
    document, people = drawn
    found = map_survey(document, most_routes=10_000)
    mapped = {route.ids for route in found.routes}
    for answers, situation in people:
        walked = tuple(step["id"] for step in route_through(document, answers, situation).steps)
        assert walked in mapped
        assert not found.not_met & set(walked)


@settings(max_examples=200, deadline=None)
@given(documents())
def test_each_route_of_the_map_is_walked_by_its_own_example(document):
    found = map_survey(document)
    assert found.routes
    for route in found.routes:
        walked = route_through(document, route.answers, route.situation)
        assert tuple(step["id"] for step in walked.steps) == route.ids
        assert walked.sends == route.sends


@settings(max_examples=100, deadline=None)
@given(documents())
def test_a_map_that_is_cut_short_says_the_same_of_each_page(document):
    whole, short = map_survey(document, most_routes=10_000), map_survey(document, most_routes=1)
    assert short.more == (len(whole.routes) > 1)
    assert (short.met, short.not_met) == (whole.met, whole.not_met)


def test_a_survey_without_conditions_has_one_route():
    found = map_survey(of(question(1, CHOICE), page(2), question(3, NUMBER)))
    assert (numbers(found), found.more, found.not_met) == ([[1, 2, 3]], False, frozenset())


def test_answers_that_no_condition_tells_apart_make_no_routes_of_their_own():
    yes = only_if(on(1, "is_any_of", "a", "b"))
    found = map_survey(of(question(1, CHOICE), question(2, CHOICE, show_if=yes)))
    assert numbers(found) == [[1, 2], [1]]
    assert found.routes[0].answers == {"q1": ["a"]}


def test_routes_differ_by_audience_only_where_it_matters():
    young = only_if(who("is_any_of", "young_people"))
    steps = (question(1, CHOICE), question(2, CHOICE, show_if=young))
    both = map_survey(of(*steps))
    assert numbers(both) == [[1, 2], [1]]
    assert both.routes[0].situation.audience == "young_people"
    assert numbers(map_survey(of(*steps, audience="parent_carers"))) == [[1]]


def test_a_question_that_needs_an_answer_is_never_left_out():
    unanswered = only_if(on(1, "not_answered"))
    skipped = page(2, show_if=unanswered)
    assert numbers(map_survey(of(question(1, CHOICE), skipped))) == [[1, 2], [1]]
    assert numbers(map_survey(of(question(1, CHOICE, required=True), skipped))) == [[1]]


def test_a_chain_of_conditions_falls_together():
    first = only_if(on(1, "is_any_of", "a"))
    second = only_if(on(2, "answered"))
    found = map_survey(
        of(question(1, CHOICE), question(2, NUMBER, show_if=first), page(3, show_if=second))
    )
    assert numbers(found) == [[1, 2, 3], [1, 2], [1]]


def test_numbers_between_two_bounds_are_found():
    few, many = only_if(on(1, "at_most", "2")), only_if(on(1, "at_least", "3"))
    found = map_survey(of(question(1, NUMBER), page(2, show_if=few), page(3, show_if=many)))
    # The last one is somebody who wrote 2.5, or nothing.
    assert numbers(found) == [[1, 2], [1, 3], [1]]


def test_at_most_so_many_answers_are_combined():
    pages = [
        page(number, show_if=only_if(on(1, "is_any_of", key)))
        for number, key in enumerate(OPTIONS, start=2)
    ]
    assert len(map_survey(of(question(1, CHOICES), *pages)).routes) == 8
    assert len(map_survey(of(question(1, CHOICES, most=1), *pages)).routes) == 4


def long_survey() -> dict:
    """Sixty questions, fifteen of which only some people meet, each for two reasons at once."""
    steps = [question(number, CHOICE) for number in range(45)]
    for number in range(45, 60):
        conditions = (
            on(number - 45, "is_any_of", "a"),
            on(number - 40, "is_none_of", "b"),
            on(number - 1, "not_answered"),
        )
        match = "any" if number % 2 else "all"
        steps.append(question(number, CHOICE, show_if=only_if(*conditions, match=match)))
    never = only_if(on(0, "is_any_of", "a"), on(0, "is_any_of", "b"))
    return of(*steps, page(60, show_if=never))


def test_a_long_survey_with_many_conditions_is_mapped_in_no_time():
    document = long_survey()
    began = time.process_time()
    found = map_survey(document)
    # Measured at 0.6 seconds; there are tens of thousands of routes.
    assert time.process_time() - began < 5
    assert found.more
    assert len(found.routes) == MOST_ROUTES
    assert found.not_met == {"step60"}


def test_a_follow_up_for_each_of_many_answers_is_mapped_in_no_time():
    many = question(0, CHOICES)
    many["options"] = [{"key": f"k{n}", "text": {"en": str(n)}} for n in range(20)]
    pages = [page(n + 1, show_if=only_if(on(0, "is_any_of", f"k{n}"))) for n in range(20)]
    began = time.process_time()
    found = map_survey(of(many, *pages))
    assert time.process_time() - began < 5
    assert found.more
    assert not found.not_met
