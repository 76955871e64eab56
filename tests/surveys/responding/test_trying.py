"""Trying a draft on the web: the whole journey, and nothing of it is ever kept."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import ReaderRemark
from surveys.questionnaires.trial_actions import freeze_trial, start_reader_check
from surveys.questionnaires.trying import name_of_check, name_of_trial
from surveys.responding.actions import (
    begin_draft,
    open_draft,
    record_response,
    save_draft,
)
from surveys.responding.enums import Channel
from surveys.responding.models import Draft, Response
from surveys.responding.recording import TrialNotRecorded
from surveys.responding.sending import send_draft
from tests.builders import build_question, build_survey_page, in_days
from tests.surveys.responding.browser import Browser

BAR = "This is a trial. Nothing you answer is kept."


@pytest.fixture
def survey(forum):
    questions = [
        build_question(
            code="EX1", text="Did you know?", type=QuestionType.CHOICE, options=["Yes", "No"]
        ),
        build_question(code="OPEN1", text="What should change?", type=QuestionType.TEXT),
    ]
    survey = build_survey_page(owner=forum, questions=questions)
    survey.unpublish()
    return survey


@pytest.fixture
def trial(survey, forum_coordinator):
    return freeze_trial(page=survey, user=forum_coordinator)


@pytest.fixture
def reader_check(survey, forum_coordinator):
    return start_reader_check(
        page=survey, user=forum_coordinator, group="Class 9B", until=in_days(7)
    )


@pytest.fixture
def reader(reader_check):
    return Trying(reader_check.version, name_of_check(reader_check))


class Trying(Browser):
    """A browser that tries a draft."""

    def __init__(self, version, name: str) -> None:
        super().__init__(version)
        self.name = name

    def at(self, place: str = "try") -> str:
        return reverse(f"responding:{place}", args=[self.name])

    def look(self, **query):
        self.last = self.client.get(self.at(), query)
        return self.last

    def begin(self, **data):
        self.last = self.client.post(self.at(), data, follow=True)
        return self.last

    def remark(self, words: str, **data):
        self.last = self.client.post(self.at("remark"), {"words": words, **data}, follow=True)
        return self.last


@pytest.fixture
def maker(trial):
    return Trying(trial, name_of_trial(trial))


def first_option(version) -> str:
    return version.document["steps"][0]["options"][0]["key"]


def test_the_door_never_records_a_trial(trial):
    with pytest.raises(TrialNotRecorded):
        record_response(
            version=trial, answers={}, channel=Channel.PAPER, language="en", code="ABCD"
        )
    assert issubclass(TrialNotRecorded, ValueError)
    assert not Response.objects.exists()


def test_sending_a_trial_deletes_it_and_records_nothing(trial, words_handed_over):
    code = begin_draft(version=trial)
    key = trial.questions()[1]["question"]
    draft, content = open_draft(code=code)
    content["answers"] = {key: "Secret words."}
    times = save_draft(version=trial, code=code, answers=content, saved_times=draft.saved_times)
    assert send_draft(code=code, saved_times=times, language="en") is None
    assert not Response.objects.exists()
    assert not Draft.objects.exists()
    assert not words_handed_over


def test_the_whole_journey_of_a_trial_shows_its_bar_and_keeps_nothing(maker):
    assert maker.look().status_code == 200
    assert BAR in maker.words
    maker.begin()
    assert BAR in maker.words
    assert "Did you know?" in maker.words
    maker.answer(1, first_option(maker.version))
    assert "What should change?" in maker.words
    maker.answer(2, "More time.")
    maker.about()
    assert BAR in maker.words
    assert "More time." in maker.words
    maker.send()
    assert "The trial is over" in maker.words
    assert "receipt code" not in maker.words
    assert not Response.objects.exists()
    assert not Draft.objects.exists()
    # Going back leads to the end of the trial again.
    assert "The trial is over" in maker.go("check").content.decode()


def test_a_trial_ends_at_once_when_asked(maker):
    maker.begin()
    maker.last = maker.client.post(maker.at("try_over"), follow=True)
    assert "The trial is over" in maker.words
    assert not Draft.objects.exists()


def test_a_trial_has_no_receipt_and_no_code_to_come_back_with(maker):
    maker.begin()
    for name in ("later", "done", "send_code", "start"):
        maker.go(name)
        assert maker.path == maker.at(), name


def test_a_trial_begins_on_a_route_of_the_map(maker):
    maker.begin(route="1")
    assert maker.status == 200
    assert maker.begin(route="999").status_code == 200
    assert maker.begin(route="no number").status_code == 200


def test_a_real_answer_can_begin_after_a_trial(survey, maker, forum_coordinator):
    maker.begin()
    survey.opens_on = timezone.localdate()
    survey.save_revision()
    version = open_survey(page=survey.get_latest_revision_as_object(), user=forum_coordinator)
    maker.start()
    assert "Did you know?" in maker.words
    assert BAR not in maker.words
    maker.version = version
    maker.answer(1, first_option(version))
    maker.skip(2)
    maker.about()
    maker.send()
    assert Response.objects.get().version == version


def test_a_reader_leaves_a_remark_on_a_page_and_on_the_whole(reader, reader_check):
    assert "asks you to try this survey before it opens" in reader.look().content.decode()
    reader.begin()
    assert "Say something about this page" in reader.words
    step, here = reader.version.document["steps"][0]["id"], reader.path
    reader.remark("What is a review?", step=step, here=here)
    assert "We have kept your remark." in reader.words
    assert reader.path == here
    reader.remark("Too long.")
    assert reader.path == reader.at("try_over")
    said = set(ReaderRemark.objects.values_list("reader_check", "step", "words"))
    assert said == {
        (reader_check.pk, step, "What is a review?"),
        (reader_check.pk, "", "Too long."),
    }


def test_a_slip_to_print_has_the_address_and_its_code(reader, maker, settings):
    settings.PUBLIC_URL = "https://listens.wexmere.example"
    slip = reader.client.get(reader.at("try_slip")).content.decode()
    assert f"https://listens.wexmere.example{reader.at()}" in slip
    assert "<svg" in slip
    assert maker.client.get(maker.at("try_slip")).status_code == 404


def test_an_empty_remark_is_asked_for_again_and_a_long_one_is_not_lost(reader):
    reader.begin()
    reader.remark(" ")
    assert "Please write what you want to say, or go back." in reader.words
    reader.remark("word " * 400)
    assert "Please make it shorter" in reader.words
    assert "word word word" in reader.words
    assert not ReaderRemark.objects.exists()


def test_a_remark_never_leads_to_another_site(reader):
    reader.last = reader.client.post(
        reader.at("remark"), {"words": "Hm.", "here": "https://elsewhere.example/"}
    )
    assert reader.last.url == reader.at("try_over")


def test_only_readers_are_asked_for_remarks(maker):
    maker.begin()
    assert "Say something about this page" not in maker.words
    assert maker.client.post(maker.at("remark"), {"words": "Hm."}).status_code == 404


def test_after_the_last_day_the_link_explains_and_takes_nothing(reader, reader_check):
    reader.begin()
    reader_check.until = timezone.localdate() - datetime.timedelta(days=1)
    reader_check.save()
    for response in (reader.look(), reader.begin(), reader.remark("Late.")):
        assert "This trial has ended" in response.content.decode()
    assert not ReaderRemark.objects.exists()


def test_remarks_of_one_address_are_limited(reader, settings):
    settings.TRIES_IN_TEN_MINUTES = {"remark": 1}
    reader.remark("One.")
    assert reader.remark("Two.").status_code == 429
    assert ReaderRemark.objects.count() == 1


def test_a_name_that_was_never_given_is_not_found(db):
    for place in ("try", "try_over", "remark"):
        assert Client().get(reverse(f"responding:{place}", args=["7~x"])).status_code == 404
