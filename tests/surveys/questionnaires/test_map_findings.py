"""What is wrong with the routes of a survey is said in a sentence, and never wrongly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaires.branching import route_through
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.map_findings import IN_THE_CONDITION, Kind, findings_of
from surveys.questionnaires.survey_map import map_survey
from tests.surveys.questionnaires.documents import (
    documents,
    of,
    on,
    only_if,
    page,
    question,
    walks,
    who,
)

CHOICE, NUMBER = QuestionType.CHOICE, QuestionType.NUMBER
NEVER_MET = (Kind.UNREACHABLE, Kind.CONTRADICTION)


def found_in(*steps, sections=()):
    document = of(*steps)
    return findings_of(document, map_survey(document), sections)


def said_of(*steps) -> list[tuple[str, str]]:
    return [(finding.kind, finding.step_id) for finding in found_in(*steps)]


def test_a_sound_survey_has_nothing_to_look_at():
    leaves = only_if(on(1, "is_any_of", "a"))
    follows = only_if(on(1, "is_any_of", "b"))
    assert not found_in(
        question(1, CHOICE, required=True),
        page(2, "exit", show_if=leaves),
        # A question that needs an answer and that only some meet is fine.
        question(3, CHOICE, required=True, show_if=follows),
        page(4),
    )


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        (on(9, "answered"), Kind.NOT_ASKED),
        (on(3, "answered"), Kind.LATER),
        (on(2, "answered"), Kind.LOOP),
        (on(1, "is_any_of", "d"), Kind.NO_SUCH_ANSWER),
        (on(1, "is_any_of"), Kind.NO_SUCH_ANSWER),
        (on(1, "at_least", "many"), Kind.NO_SUCH_ANSWER),
        (who("is_any_of", "teachers"), Kind.NO_SUCH_ANSWER),
    ],
)
def test_a_condition_that_cannot_be_so_is_named_once(condition, kind):
    steps = (
        question(1, CHOICE),
        question(2, CHOICE, show_if=only_if(condition)),
        question(3, CHOICE),
    )
    assert said_of(*steps) == [(kind, "step2")]


def test_each_finding_is_a_sentence_about_its_page():
    steps = (
        question(1, CHOICE),
        page(2, show_if=only_if(on(3, "answered"))),
        question(3, CHOICE, show_if=only_if(on(1, "is_any_of", "gone"))),
    )
    assert [finding.sentence for finding in found_in(*steps)] == [
        "The page “Page 2” looks at question 2, which is asked later.",
        "Question 2, “What about 3?”, looks for “gone”, which is no answer to question 1.",
    ]


def test_numbers_outside_the_limits_are_answers_that_nobody_gives():
    asked = question(1, NUMBER, minimum=0, maximum=10)

    def said(test, value):
        return said_of(asked, page(2, show_if=only_if(on(1, test, value))))

    assert said("at_least", "11") == [(Kind.NO_SUCH_ANSWER, "step2")]
    assert said("at_most", "-1") == [(Kind.NO_SUCH_ANSWER, "step2")]
    assert said("at_least", "10") == []


def test_conditions_that_exclude_each_other():
    steps = (
        question(1, CHOICE),
        page(2, show_if=only_if(on(1, "is_any_of", "a"), on(1, "is_any_of", "b"))),
    )
    assert said_of(*steps) == [(Kind.CONTRADICTION, "step2")]


def test_a_page_for_those_who_have_left_already():
    a = only_if(on(1, "is_any_of", "a"))
    steps = (question(1, CHOICE), page(2, "exit", show_if=a), page(3, show_if=a), page(4))
    assert said_of(*steps) == [(Kind.UNREACHABLE, "step3")]


def test_an_exit_that_everybody_reaches_is_said_once():
    steps = (question(1, CHOICE), page(2, "exit", sends=True), page(3), question(4, CHOICE))
    assert said_of(*steps) == [(Kind.EVERYBODY_LEAVES, "step2")]
    answered, unanswered = only_if(on(1, "answered")), only_if(on(1, "not_answered"))
    together = (
        question(1, CHOICE),
        page(2, "exit", show_if=answered),
        page(3, "exit", sends=True, show_if=unanswered),
        page(4),
    )
    assert said_of(*together) == [(Kind.EVERYBODY_LEAVES, "step3")]


def test_a_survey_that_never_sends_anything():
    steps = (question(1, CHOICE), page(2, "exit"))
    assert said_of(*steps) == [(Kind.DEAD_END, "")]


def test_a_route_without_a_question_that_would_send():
    young = only_if(who("is_any_of", "young_people"))
    assert said_of(page(1), question(2, CHOICE, show_if=young)) == [(Kind.NOTHING_ASKED, "")]
    others = only_if(who("is_none_of", "young_people"))
    unsaid = only_if(who("not_answered"))
    turned_away = (
        page(1, "exit", show_if=others),
        page(2, "exit", show_if=unsaid),
        question(3, CHOICE),
    )
    assert said_of(*turned_away) == []


def test_a_section_without_pages():
    sections = [("section", "About you"), ("section", "Your school"), ("question", "")]
    found = found_in(question(1, CHOICE), sections=[*sections, ("section", "The end")])
    assert [finding.sentence for finding in found] == [
        "The section “About you” has no pages.",
        "The section “The end” has no pages.",
    ]


@st.composite
def documents_and_walks(draw):
    document = draw(documents())
    return document, draw(st.lists(walks(document), min_size=1, max_size=6))


@settings(max_examples=200, deadline=None)
@given(documents_and_walks())
def test_nobody_ever_walks_what_is_called_impossible(drawn):
    document, people = drawn
    found = findings_of(document, map_survey(document))
    never = {finding.step_id for finding in found if finding.kind in NEVER_MET}
    kinds = {finding.kind for finding in found}
    steps = [step["id"] for step in document["steps"]]
    ends = [finding.step_id for finding in found if finding.kind == Kind.EVERYBODY_LEAVES]
    if ends:
        never |= set(steps[steps.index(ends[0]) + 1 :])
    for answers, situation in people:
        route = route_through(document, answers, situation)
        assert not never & {step["id"] for step in route.steps}
        assert not (route.sends and Kind.DEAD_END in kinds)
        assert not (route.sends and not route.questions and Kind.NOTHING_ASKED not in kinds)


@settings(max_examples=200, deadline=None)
@given(documents())
def test_every_page_that_no_route_meets_is_explained(document):
    found = map_survey(document, most_routes=10_000)
    findings = findings_of(document, found)
    explained = {f.step_id for f in findings if f.kind in (*NEVER_MET, *IN_THE_CONDITION)}
    ends = [finding.step_id for finding in findings if finding.kind == Kind.EVERYBODY_LEAVES]
    steps = [step["id"] for step in document["steps"]]
    after = set(steps[steps.index(ends[0]) + 1 :]) if ends else set()
    assert set(steps) - found.met <= explained | after
