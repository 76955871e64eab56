"""“Check and try” in the admin: the map, trials, plain words and reader checks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.partners.models import AreaSettings
from surveys.questionnaires.actions import SurveyNotReady, open_survey
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import (
    QuestionnaireVersion,
    ReaderCheck,
    ReaderRemark,
    SurveyPage,
)
from surveys.questionnaires.trial_actions import leave_remark, start_reader_check
from tests.builders import build_question, build_survey_page, in_days, sign_in

HARD = (
    "The multi-agency partnership is undertaking a comprehensive consultation regarding the "
    "implementation of statutory provision, in which professionals and representatives of "
    "families are encouraged to participate with the utmost transparency and accountability."
)


@pytest.fixture
def questions(db):
    return [
        build_question(
            code="EX1", text="Do you have a plan?", type=QuestionType.CHOICE, options=["Yes", "No"]
        ),
        build_question(code="TI1", text="How long did it take?"),
        build_question(code="OPEN1", text="What should change?", type=QuestionType.TEXT),
    ]


def survey_of(forum, questions, conditional) -> SurveyPage:
    """These questions in this order, of which one is only for those who say yes to the first."""
    if_yes = {
        "about": "answer",
        "question": next(each for each in questions if each.code == "EX1"),
        "row": "",
        "test": "is_any_of",
        "answers": "Yes",
    }
    survey = build_survey_page(owner=forum, questions=[])
    for question in questions:
        conditions = [if_yes] if question.code == conditional else []
        show_if = {"match": "all", "conditions": conditions}
        placed = {"question": question, "required": False, "show_if": show_if}
        survey.body.append(("question", placed))
    survey.save()
    survey.save_revision()
    return SurveyPage.objects.get(pk=survey.pk)


@pytest.fixture
def survey(forum, questions):
    return survey_of(forum, questions, "TI1")


@pytest.fixture
def reader_check(survey, forum_coordinator):
    return start_reader_check(page=survey, user=forum_coordinator, group="Year 9", until=in_days(7))


@pytest.fixture
def admin(client, forum_coordinator):
    return sign_in(client, forum_coordinator)


def address(name: str, *parts) -> str:
    return reverse(f"questionnaires_{name}", args=parts)


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_map_shows_routes_conditions_and_that_all_is_well(admin, survey):
    shown = words_of(admin.get(address("map", survey.pk)))
    assert "Every page can be reached, and every route makes sense." in shown
    assert "Question 1: “Yes”" in shown
    assert "Question 1: “No” or no answer" in shown
    assert "Only if you answered “Yes” to question 1." in shown


def test_the_map_warns_of_what_cannot_be(admin, forum, questions):
    asked, follows, last = questions
    survey = survey_of(forum, [follows, asked, last], "TI1")
    shown = words_of(admin.get(address("map", survey.pk)))
    assert "looks at question 2, which is asked later." in shown


def test_the_map_of_an_empty_survey_says_what_to_do(admin, forum):
    empty = build_survey_page(owner=forum, questions=[])
    assert "No pages yet" in words_of(admin.get(address("map", empty.pk)))


def test_a_route_is_looked_at_page_by_page_in_a_frame(admin, survey):
    frame = words_of(admin.get(address("route", survey.pk, 2)))
    assert address("route_pages", survey.pk, 2) in frame
    pages = words_of(admin.get(address("route_pages", survey.pk, 2)))
    assert "Do you have a plan?" in pages
    assert "How long did it take?" not in pages
    assert admin.get(address("route", survey.pk, 3)).status_code == 404


def test_trying_freezes_the_draft_and_leads_to_the_trial(admin, survey):
    response = admin.post(address("try", survey.pk), {"route": "2"})
    assert response.status_code == 302
    assert response.url.endswith("?route=2")
    assert QuestionnaireVersion.objects.trials_of(survey.survey_key).count() == 1
    assert admin.get(address("try", survey.pk)).status_code == 405
    begun = admin.get(response.url)
    assert 'name="route" value="2"' in begun.content.decode()


@pytest.mark.parametrize(
    "person", ["council_coordinator", "forum_moderator", "council_clerk", "administrator"]
)
def test_nobody_else_sees_drafts_or_what_readers_said(
    person, client, survey, reader_check, request
):
    remark = leave_remark(reader_check=reader_check, words="Hard.")
    stranger = sign_in(client, request.getfixturevalue(person))
    for name in ("map", "words", "reader_checks"):
        response = stranger.get(address(name, survey.pk))
        assert response.status_code in (302, 403), name
        assert survey.title not in response.content.decode()
    stranger.post(address("try", survey.pk))
    assert QuestionnaireVersion.objects.count() == 1
    assert stranger.get(address("reader_check", reader_check.pk)).status_code == 404
    assert stranger.post(address("settle_remark", remark.pk), {"done": "y"}).status_code == 404
    assert stranger.post(address("end_reader_check", reader_check.pk)).status_code == 404
    remark.refresh_from_db()
    assert not remark.dealt_with


def test_a_reader_check_is_started_with_its_link_and_slip(admin, survey):
    data = {"group": "Year 9", "until": in_days(7).isoformat()}
    response = admin.post(address("reader_checks", survey.pk), data)
    started = ReaderCheck.objects.get()
    assert response.url == address("reader_check", started.pk)
    shown = words_of(admin.get(response.url))
    assert reverse("responding:try", args=[started.pk]) in shown
    assert "<svg" in shown
    assert reverse("responding:try_slip", args=[started.pk]) in shown


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"group": "", "until": "2099-01-01"}, "Say which group tries it."),
        ({"group": "Us", "until": "2020-01-01"}, "This day has passed. Give a later one."),
        ({"group": "Us", "until": "soon"}, "Give a day, for example 14/03/2026."),
    ],
)
def test_what_is_wrong_with_a_new_check_is_said_and_nothing_typed_is_lost(
    admin, survey, data, sentence
):
    shown = words_of(admin.post(address("reader_checks", survey.pk), data))
    assert sentence in shown
    assert f'value="{data["until"]}"' in shown
    assert not ReaderCheck.objects.exists()


def test_remarks_stand_beside_the_words_of_their_page(admin, reader_check):
    step = reader_check.version.document["steps"][1]["id"]
    leave_remark(reader_check=reader_check, words="What took long?", step=step)
    leave_remark(reader_check=reader_check, words="Nice survey.")
    shown = words_of(admin.get(address("reader_check", reader_check.pk)))
    assert shown.index("The survey as a whole") < shown.index("Nice survey.")
    assert shown.index("Question 2: How long did it take?") < shown.index("What took long?")
    assert "2 remarks are still open." in shown


def test_a_remark_is_dealt_with_and_opened_again(admin, reader_check):
    remark = leave_remark(reader_check=reader_check, words="Hard.")
    admin.post(address("settle_remark", remark.pk), {"done": "yes"})
    assert not ReaderRemark.objects.open().exists()
    shown = words_of(admin.get(address("reader_check", reader_check.pk)))
    assert "Every remark is dealt with." in shown
    admin.post(address("settle_remark", remark.pk))
    assert ReaderRemark.objects.open().exists()


def test_checks_are_listed_with_their_remarks_in_the_same_number_of_queries(
    admin, survey, reader_check, forum_coordinator
):
    """Session, roles, page, draft, checks with counts: no query of its own for each check."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            admin.get(address("reader_checks", survey.pk))
        return len(counted)

    leave_remark(reader_check=reader_check, words="Hard.")
    queries()
    one = queries()
    for number in range(6):
        start_reader_check(
            page=survey, user=forum_coordinator, group=f"Group {number}", until=in_days(7)
        )
    assert queries() == one
    assert "Group 5" in words_of(admin.get(address("reader_checks", survey.pk)))


def test_the_opening_screen_says_how_many_remarks_are_open_and_opens_all_the_same(
    admin, survey, reader_check
):
    leave_remark(reader_check=reader_check, words="Hard.")
    shown = words_of(admin.get(address("open_survey", survey.pk)))
    assert "One remark of readers is still open." in shown
    assert "Every page can be reached" in shown
    assert admin.post(address("open_survey", survey.pk)).status_code == 302
    assert QuestionnaireVersion.objects.of_survey(survey.survey_key).exists()


def test_the_words_screen_gives_advice(admin, survey):
    survey.introduction = HARD
    survey.save_revision()
    shown = words_of(admin.get(address("words", survey.pk)))
    assert "The limit here is 12." in shown
    assert "<td>regarding</td><td>about</td>" in shown
    assert HARD in shown


def test_a_survey_that_is_hard_to_read_opens_only_with_a_reason(survey, forum_coordinator):
    survey.introduction = HARD
    with pytest.raises(SurveyNotReady) as refusal:
        open_survey(page=survey, user=forum_coordinator)
    assert "the limit here is 12" in refusal.value.missing[0]
    survey.hard_words_reason = "The law prescribes these words."
    version = open_survey(page=survey, user=forum_coordinator)
    logged = AuditEntry.objects.get(action="survey.opened_though_hard_to_read")
    assert logged.target_id == str(version.pk)
    assert "limit 12" in logged.note
    assert "prescribes" not in logged.note


def test_the_limit_is_the_areas_own(survey, forum_coordinator):
    survey.introduction = (
        "We asked several organisations about the meetings and letters that families got. "
        "Now we want to understand what happened afterwards and whether anything was different."
    )
    area = AreaSettings.load()
    area.reading_age_limit = 16
    area.save()
    open_survey(page=survey, user=forum_coordinator)
    area.reading_age_limit = 7
    area.save()
    with pytest.raises(SurveyNotReady):
        open_survey(page=survey, user=forum_coordinator)
