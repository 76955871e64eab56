"""Drafts are tried out, by their makers and by groups of readers; nothing of it counts."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from forum.consultations.actions import what_is_missing
from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.models import (
    Question,
    QuestionnaireVersion,
    ReaderCheck,
    ReaderRemark,
)
from surveys.questionnaires.trial_actions import (
    REMARK_LENGTH,
    ReaderCheckOver,
    end_reader_check,
    forget_old_trials,
    freeze_trial,
    leave_remark,
    settle_remark,
    start_reader_check,
)
from surveys.questionnaires.trying import name_of_check, name_of_trial, tried_under
from surveys.results.forms import ReleaseForm
from tests.builders import build_consultation, build_question, build_survey_page

MONDAY = datetime.date(2026, 3, 2)
FRIDAY = datetime.date(2026, 3, 6)
OTHERS = ["council_coordinator", "forum_moderator", "administrator"]


@pytest.fixture
def survey(forum):
    return build_survey_page(owner=forum, questions=[build_question(code="CO1")])


@pytest.fixture
def reader_check(survey, forum_coordinator):
    return start_reader_check(
        page=survey, user=forum_coordinator, group="Class 9B", until=FRIDAY, on=MONDAY
    )


def test_the_newest_draft_is_frozen_and_the_page_stays(survey, forum_coordinator):
    survey.introduction = "New words of a draft."
    survey.save_revision()
    trial = freeze_trial(page=survey, user=forum_coordinator)
    assert (trial.trial, trial.number) == (True, 0)
    assert trial.document["introduction"]["en"] == "New words of a draft."
    survey.refresh_from_db()
    assert survey.introduction != "New words of a draft."


def test_a_draft_that_has_not_changed_is_frozen_once(survey, forum_coordinator):
    first = freeze_trial(page=survey, user=forum_coordinator, on=MONDAY)
    again = freeze_trial(page=survey, user=forum_coordinator, on=FRIDAY)
    assert (again.pk, again.opened_on) == (first.pk, FRIDAY)
    survey.introduction = "Changed."
    survey.save_revision()
    assert freeze_trial(page=survey, user=forum_coordinator).pk != first.pk


def test_trials_are_no_versions_and_do_not_ask_their_questions(survey, forum_coordinator):
    freeze_trial(page=survey, user=forum_coordinator)
    assert not QuestionnaireVersion.objects.of_survey(survey.survey_key).exists()
    assert Question.objects.with_times_asked().get().times_asked == 0
    assert open_survey(page=survey, user=forum_coordinator).number == 1
    freeze_trial(page=survey, user=forum_coordinator)
    newest = QuestionnaireVersion.objects.of_survey(survey.survey_key).newest_first().first()
    assert (newest.number, newest.trial) == (1, False)
    assert Question.objects.with_times_asked().get().times_asked == 1


@pytest.mark.parametrize("person", OTHERS)
def test_only_coordinators_of_the_owner_try_ask_and_read(person, survey, reader_check, request):
    stranger = request.getfixturevalue(person)
    remark = leave_remark(reader_check=reader_check, words="Too long.", on=MONDAY)
    with pytest.raises(PermissionDenied):
        freeze_trial(page=survey, user=stranger)
    with pytest.raises(PermissionDenied):
        start_reader_check(page=survey, user=stranger, group="Us", until=FRIDAY, on=MONDAY)
    with pytest.raises(PermissionDenied):
        settle_remark(remark=remark, user=stranger, dealt_with=True)
    with pytest.raises(PermissionDenied):
        end_reader_check(reader_check=reader_check, user=stranger, on=MONDAY)


def test_names_of_trials_cannot_be_guessed(survey, reader_check, forum_coordinator):
    trial = freeze_trial(page=survey, user=forum_coordinator)
    assert tried_under(name_of_trial(trial)).version == trial
    assert tried_under(name_of_trial(trial)).reader_check is None
    assert tried_under(name_of_check(reader_check)).reader_check == reader_check
    opened = open_survey(page=survey, user=forum_coordinator)
    for name in (str(trial.pk), f"{trial.pk}~", f"{trial.pk}~abc", name_of_trial(opened), "x"):
        assert tried_under(name) is None


def test_a_reader_check_takes_remarks_until_its_last_day(reader_check):
    step = reader_check.version.document["steps"][0]["id"]
    remark = leave_remark(
        reader_check=reader_check, words="  What is a review? ", step=step, on=FRIDAY
    )
    assert (remark.words, remark.step, remark.dealt_with) == ("What is a review?", step, False)
    with pytest.raises(ReaderCheckOver):
        leave_remark(
            reader_check=reader_check, words="Late.", on=FRIDAY + datetime.timedelta(days=1)
        )


def test_a_reader_check_cannot_end_before_it_begins(survey, forum_coordinator):
    with pytest.raises(ReaderCheckOver):
        start_reader_check(page=survey, user=forum_coordinator, group="Us", until=MONDAY, on=FRIDAY)
    assert not ReaderCheck.objects.exists()


def test_a_remark_about_a_page_that_is_not_there_is_about_the_whole(reader_check):
    assert leave_remark(reader_check=reader_check, words="Hm.", step="gone", on=MONDAY).step == ""


def test_remarks_have_words_and_an_end(reader_check):
    with pytest.raises(ValueError):
        leave_remark(reader_check=reader_check, words="  ", on=MONDAY)
    kept = leave_remark(reader_check=reader_check, words="a" * 5000, on=MONDAY)
    assert len(kept.words) == REMARK_LENGTH


def test_nothing_says_who_made_a_remark_or_when(reader_check):
    before = AuditEntry.objects.count()
    leave_remark(reader_check=reader_check, words="Hard.", on=MONDAY)
    assert AuditEntry.objects.count() == before
    names = {field.name for field in ReaderRemark._meta.get_fields()}
    assert names == {"id", "reader_check", "step", "words", "dealt_with"}


def test_remarks_are_dealt_with_and_opened_again(reader_check, forum_coordinator):
    remark = leave_remark(reader_check=reader_check, words="Hard.", on=MONDAY)
    survey_key = reader_check.version.survey_key
    assert ReaderRemark.objects.of_survey(survey_key).open().count() == 1
    settle_remark(remark=remark, user=forum_coordinator, dealt_with=True)
    assert not ReaderRemark.objects.of_survey(survey_key).open().exists()
    settle_remark(remark=remark, user=forum_coordinator, dealt_with=False)
    assert ReaderRemark.objects.of_survey(survey_key).open().count() == 1


def test_a_reader_check_can_be_ended_early(reader_check, forum_coordinator):
    end_reader_check(reader_check=reader_check, user=forum_coordinator, on=MONDAY)
    assert not reader_check.is_running(MONDAY)


def test_old_trials_go_with_their_remarks_unless_a_group_still_reads(survey, forum_coordinator):
    def trial(words: str, on: datetime.date):
        survey.introduction = words
        survey.save_revision()
        return freeze_trial(page=survey, user=forum_coordinator, on=on)

    today = MONDAY + datetime.timedelta(days=61)
    old, read = trial("Old.", MONDAY), trial("Read.", MONDAY)
    start_reader_check(page=survey, user=forum_coordinator, group="Us", until=FRIDAY, on=MONDAY)
    young = trial("Young.", MONDAY + datetime.timedelta(days=30))
    opened = open_survey(page=survey, user=forum_coordinator, on=MONDAY)
    assert forget_old_trials(on=today) == 1
    assert set(QuestionnaireVersion.objects.all()) == {read, young, opened}
    assert not QuestionnaireVersion.objects.filter(pk=old.pk).exists()
    assert forget_old_trials(on=today + datetime.timedelta(days=10)) == 1
    assert not ReaderCheck.objects.exists()


def test_a_survey_that_was_only_tried_cannot_be_released(survey, forum_coordinator):
    freeze_trial(page=survey, user=forum_coordinator)
    assert not ReleaseForm(user=forum_coordinator).fields["surveys"].choices
    open_survey(page=survey, user=forum_coordinator)
    assert len(ReleaseForm(user=forum_coordinator).fields["surveys"].choices) == 1


def test_a_consultation_does_not_take_a_trial_for_an_open_survey(forum, forum_coordinator):
    consultation = build_consultation(owner=forum, live=False)
    survey = build_survey_page(
        owner=forum, questions=[build_question(code="CO2")], parent=consultation
    )
    before = [each.field for each in what_is_missing(consultation)]
    freeze_trial(page=survey, user=forum_coordinator)
    assert [each.field for each in what_is_missing(consultation)] == before
    open_survey(page=survey, user=forum_coordinator)
    assert len(what_is_missing(consultation)) == len(before) - 1
