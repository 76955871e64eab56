"""The survey in Wagtail: its public page, its previews and the screen that opens it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from tests.builders import build_open_survey, build_question, build_survey_page, sign_in

TODAY = timezone.localdate()


@pytest.fixture
def coordinator(forum_coordinator, editors):
    forum_coordinator.groups.add(editors)
    return forum_coordinator


def test_the_page_of_an_open_survey_tells_everything_before_it_begins(
    client, forum, forum_coordinator
):
    version = build_open_survey(coordinator=forum_coordinator, questions=[build_question()])
    page = SurveyPage.objects.get(translation_key=version.survey_key)
    answer = client.get(page.url)
    words = answer.content.decode()
    for sentence in (
        "You do not have to answer.",
        "It takes about 2 minutes.",
        forum.name,
        "Anybody whose child has special needs.",
        "It is part of our public duty to ask and to listen.",
        "36 months, with names taken out.",
        "Is someone not safe?",
        "I would like someone to ring me",
    ):
        assert sentence in words
    assert f'action="/en/answer/{version.survey_key}/start/"' in words
    assert answer["Cache-Control"] == "no-store"


def test_before_and_after_there_is_a_date_and_no_form(client, forum_coordinator):
    version = build_open_survey(
        coordinator=forum_coordinator,
        questions=[build_question()],
        opens_on=TODAY + datetime.timedelta(days=3),
    )
    page = SurveyPage.objects.get(translation_key=version.survey_key)
    before = client.get(page.url).content.decode()
    assert "This survey opens on" in before
    page.opens_on = TODAY - datetime.timedelta(days=9)
    page.closes_on = TODAY - datetime.timedelta(days=2)
    page.save_revision().publish()
    after = client.get(page.url).content.decode()
    assert "This survey closed on" in after
    assert "What happens next" in after
    assert "/start/" not in before + after


def test_a_page_that_was_published_but_never_opened_takes_no_answers(client, forum):
    page = build_survey_page(owner=forum, questions=[build_question()])
    words = client.get(page.url).content.decode()
    assert "This survey opens on" in words or "is not open yet" in words
    assert "/start/" not in words


@pytest.mark.parametrize("mode", ["introduction", "questions"])
def test_the_preview_shows_a_draft(mode, forum, rf):
    question = build_question(text="Were you heard?")
    page = build_survey_page(owner=forum, questions=[question])
    page.introduction = "Only in the draft."
    answer = page.make_preview_request(preview_mode=mode)
    answer.render()
    words = answer.content.decode()
    assert answer.status_code == 200
    expected = "Only in the draft." if mode == "introduction" else "Were you heard?"
    assert expected in words


def test_the_opening_screen_lists_what_is_missing(client, coordinator, forum):
    page = build_survey_page(owner=forum, questions=[])
    address = reverse("questionnaires_open_survey", args=[page.pk])
    words = sign_in(client, coordinator).get(address).content.decode()
    assert "Not ready yet" in words
    assert "Add at least one question." in words
    assert "Yes, open" not in words
    client.post(address)
    assert not QuestionnaireVersion.objects.exists()


def test_the_opening_screen_shows_the_questions_and_opens(client, coordinator, forum):
    page = build_survey_page(owner=forum, questions=[build_question(text="Were you heard?")])
    address = reverse("questionnaires_open_survey", args=[page.pk])
    words = sign_in(client, coordinator).get(address).content.decode()
    assert "Were you heard?" in words
    assert "Yes, open this survey" in words
    client.post(address)
    assert QuestionnaireVersion.objects.get().opened_by == coordinator


def test_other_coordinators_cannot_open_it(client, council_coordinator, forum, editors):
    council_coordinator.groups.add(editors)
    page = build_survey_page(owner=forum, questions=[build_question()])
    address = reverse("questionnaires_open_survey", args=[page.pk])
    assert sign_in(client, council_coordinator).post(address).status_code == 302
    assert not QuestionnaireVersion.objects.exists()


def test_the_editor_offers_to_open_the_survey(client, coordinator, forum):
    page = build_survey_page(owner=forum, questions=[build_question()])
    words = (
        sign_in(client, coordinator)
        .get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        .content.decode()
    )
    assert reverse("questionnaires_open_survey", args=[page.pk]) in words
