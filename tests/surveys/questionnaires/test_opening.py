"""Opening a survey freezes it; what is missing is said in plain words."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import SurveyNotReady, close_survey, open_survey
from surveys.questionnaires.enums import LawfulBasis, NonAttribution, QuestionType
from surveys.questionnaires.models import (
    AskingTerms,
    PlacedQuestion,
    QuestionnaireVersion,
    SurveyPage,
)
from surveys.questionnaires.readiness import missing_for_opening
from tests.builders import build_question, build_survey_page, build_terms

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def newest(page: SurveyPage) -> QuestionnaireVersion:
    return QuestionnaireVersion.objects.of_survey(page.survey_key).newest_first().first()


def test_a_coordinator_opens_the_survey_of_their_partner(forum, forum_coordinator):
    page = build_survey_page(owner=forum, questions=[build_question()], opens_on=YESTERDAY)
    version = open_survey(page=page, user=forum_coordinator, on=datetime.date(2025, 3, 3))
    assert (version.number, version.owner, version.opened_on) == (
        1,
        forum,
        datetime.date(2025, 3, 3),
    )
    assert newest(page) == version
    assert AuditEntry.objects.filter(action="survey.opened", user=forum_coordinator).exists()


def test_opening_publishes_the_page(forum, forum_coordinator):
    page = build_survey_page(owner=forum, questions=[build_question()])
    page.unpublish()
    page.introduction = "New words of a draft."
    open_survey(page=page, user=forum_coordinator)
    page = SurveyPage.objects.get(pk=page.pk)
    assert page.live
    assert page.introduction == "New words of a draft."


@pytest.mark.parametrize("person", ["council_coordinator", "forum_moderator", "administrator"])
def test_nobody_else_opens_it(person, forum, request):
    page = build_survey_page(owner=forum, questions=[build_question()])
    with pytest.raises(PermissionDenied):
        open_survey(page=page, user=request.getfixturevalue(person))
    with pytest.raises(PermissionDenied):
        close_survey(page=page, user=request.getfixturevalue(person))
    assert newest(page) is None


def test_everything_that_is_missing_is_listed_at_once(forum, forum_coordinator):
    page = build_survey_page(owner=forum, questions=[], opens_on=None)
    page.lawful_basis = page.non_attribution = page.who_may_answer = ""
    AskingTerms.objects.all().delete()
    with pytest.raises(SurveyNotReady) as refusal:
        open_survey(page=page, user=forum_coordinator)
    here = "You can do so on this page under “Promises”, or once for all under “How we ask”."
    assert refusal.value.missing == [
        f"Choose why we may ask. {here}",
        f"Choose how far people's words may travel. {here}",
        f"Say how many months redacted words are kept. {here}",
        f"Say in plain words who may answer. {here}",
        "Say what happens when somebody may not be safe. "
        "You do so under “How we ask”, once for all your surveys.",
        "Give the day on which it opens.",
        "Add at least one question.",
    ]


def test_what_the_page_leaves_empty_comes_from_the_partners_terms(forum, forum_coordinator):
    page = build_survey_page(owner=forum, questions=[build_question()])
    page.lawful_basis = page.non_attribution = page.who_may_answer = ""
    version = open_survey(page=page, user=forum_coordinator)
    assert version.document["lawful_basis"] == LawfulBasis.PUBLIC_TASK
    assert version.document["who_may_answer"] == {"en": "Anybody in the area."}
    assert version.document["retention_months"] == 36


def test_a_page_without_its_words_is_not_opened(forum):
    page = build_survey_page(owner=forum, questions=[build_question()])
    page.introduction = " "
    page.body.append(("section", {"heading": "", "show_if": {"conditions": []}}))
    assert missing_for_opening(page) == [
        "Write an introduction of a sentence or two.",
        "A section, an information page or an exit page has no heading.",
    ]


def test_who_may_quote_asks_first(forum):
    words = build_question(type=QuestionType.TEXT, text="What went well?")
    build_terms(owner=forum, consent_question=" ")
    page = build_survey_page(owner=forum, questions=[words])
    assert missing_for_opening(page) == [
        "Say how people are asked for a quote. "
        "You do so under “How we ask”, once for all your surveys."
    ]
    page.non_attribution = NonAttribution.THEMES_ONLY
    assert missing_for_opening(page) == []


def test_a_question_is_asked_once_and_choices_have_answers(forum):
    twice = build_question(code="CO1", text="Were you heard?")
    bare = build_question(code="CH1", text="Which?", type=QuestionType.CHOICE)
    page = build_survey_page(owner=forum, questions=[twice, bare, twice])
    assert missing_for_opening(page) == [
        "“CO1 · Were you heard?” stands in this survey more than once. Keep one.",
        "“CH1 · Which?” needs at least two answers to choose from.",
    ]


def test_a_question_that_left_the_bank_is_named(forum):
    gone = build_question()
    page = build_survey_page(owner=forum, questions=[build_question(), gone])
    gone.delete()
    page = SurveyPage.objects.get(pk=page.pk)
    assert missing_for_opening(page) == [
        "One place for a question is empty. Choose a question for it or take it away."
    ]


def test_opening_again_without_a_change_is_the_same_version(forum, forum_coordinator):
    page = build_survey_page(owner=forum, questions=[build_question()])
    first = open_survey(page=page, user=forum_coordinator)
    assert open_survey(page=page, user=forum_coordinator) == first
    assert QuestionnaireVersion.objects.count() == 1


def test_a_change_makes_the_next_version_and_leaves_the_first_alone(forum, forum_coordinator):
    question = build_question(text="Were you heard?")
    page = build_survey_page(owner=forum, questions=[question])
    first = open_survey(page=page, user=forum_coordinator)
    question.text = "Did people listen to you?"
    question.save()
    page = SurveyPage.objects.get(pk=page.pk)
    second = open_survey(page=page, user=forum_coordinator)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.questions()[0]["text"]["en"] == "Were you heard?"
    assert newest(page) == second


def test_the_index_knows_which_version_asks_what(forum, forum_coordinator):
    question = build_question()
    page = build_survey_page(owner=forum, questions=[question])
    version = open_survey(page=page, user=forum_coordinator)
    assert list(PlacedQuestion.objects.values_list("version", "question_key")) == [
        (version.pk, question.translation_key)
    ]
    assert QuestionnaireVersion.objects.placing(question.key).get() == version


def test_closing_names_the_last_day(forum, forum_coordinator):
    page = build_survey_page(owner=forum, questions=[build_question()], opens_on=YESTERDAY)
    open_survey(page=page, user=forum_coordinator)
    close_survey(page=page, user=forum_coordinator, on=YESTERDAY)
    page = SurveyPage.objects.get(pk=page.pk)
    assert page.closes_on == YESTERDAY
    assert not page.is_open()
    assert page.get_latest_revision_as_object().closes_on == YESTERDAY
