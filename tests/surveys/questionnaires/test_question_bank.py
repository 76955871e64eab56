"""The question bank: shared by the coordinators of every partner; what was asked stays."""

import pytest
from django.urls import reverse

from surveys.questionnaires.models import Question
from surveys.questionnaires.permissions import question_bank_policy
from tests.builders import build_open_survey, build_question, sign_in

LIST = "wagtailsnippets_questionnaires_question:list"


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("forum_coordinator", True),
        ("council_coordinator", True),
        ("council_moderator", False),
        ("council_clerk", False),
    ],
)
def test_coordinators_of_any_partner_change_the_bank(person, may, client, request):
    sign_in(client, request.getfixturevalue(person))
    answer = client.get(reverse("wagtailsnippets_questionnaires_question:add"))
    assert (answer.status_code == 200) is may


def test_the_list_shows_how_often_a_question_was_asked(client, forum_coordinator):
    asked = build_question(code="CO1", text="Were you heard?")
    build_question(code="CO2", text="Never asked yet")
    build_open_survey(coordinator=forum_coordinator, questions=[asked])
    build_open_survey(coordinator=forum_coordinator, questions=[asked])
    times = dict(Question.objects.with_times_asked().values_list("code", "times_asked"))
    assert times == {"CO1": 2, "CO2": 0}
    page = sign_in(client, forum_coordinator).get(reverse(LIST)).content.decode()
    assert "Were you heard?" in page
    assert "Agree scale (five faces)" in page
    assert "Surveys that ask it" in page


def test_a_question_that_was_asked_is_never_deleted(forum_coordinator):
    asked, new = build_question(), build_question()
    build_open_survey(coordinator=forum_coordinator, questions=[asked])
    may = question_bank_policy.user_has_permission_for_instance
    assert not may(forum_coordinator, "delete", asked)
    assert may(forum_coordinator, "delete", new)
    assert may(forum_coordinator, "change", asked)
