"""What stands between a draft and its launch, and what a launch does."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.consultations.actions import NotReadyToLaunch, launch_consultation, what_is_missing
from forum.consultations.views import languages_without_translation
from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import open_survey
from tests.builders import (
    build_consultation,
    build_question,
    build_survey_page,
    build_translation,
    in_days,
)


@pytest.fixture
def ready(council, council_coordinator):
    """A draft that lacks nothing."""
    page = build_consultation(owner=council, live=False)
    survey = build_survey_page(owner=council, questions=[build_question()], parent=page)
    open_survey(page=survey, user=council_coordinator)
    return page


def missing_fields(page):
    return [each.field for each in what_is_missing(page)]


def test_a_complete_draft_lacks_nothing(ready):
    assert what_is_missing(ready) == []


@pytest.mark.parametrize("field", ["summary", "already_decided", "can_change", "who_decides"])
def test_every_text_is_needed(ready, field):
    setattr(ready, field, "  ")
    assert missing_fields(ready) == [field]


def test_people_need_background(ready):
    ready.background.clear()
    assert missing_fields(ready) == ["background"]


@pytest.mark.parametrize("field", ["opens_on", "closes_on", "answer_by"])
def test_every_date_is_needed(ready, field):
    setattr(ready, field, None)
    assert missing_fields(ready) == [field]


def test_the_answer_is_promised_within_twelve_weeks(ready):
    ready.answer_by = in_days(35 + 84)
    assert missing_fields(ready) == []
    ready.answer_by = in_days(35 + 85)
    assert missing_fields(ready) == ["answer_by"]


def test_a_closed_consultation_cannot_be_launched(ready):
    ready.opens_on, ready.closes_on, ready.answer_by = in_days(-30), in_days(-1), in_days(20)
    assert missing_fields(ready) == ["closes_on"]


def test_the_survey_must_be_there_and_opened(council):
    page = build_consultation(owner=council, live=False)
    assert missing_fields(page) == ["survey"]
    build_survey_page(owner=council, questions=[build_question()], parent=page)
    assert missing_fields(page) == ["survey"]


def test_everything_missing_is_said_at_once(council, council_coordinator):
    page = build_consultation(owner=council, live=False, opens=None, closes=None, summary="")
    with pytest.raises(NotReadyToLaunch) as refused:
        launch_consultation(page=page, user=council_coordinator)
    fields = [each.field for each in refused.value.missing]
    assert fields == ["summary", "opens_on", "closes_on", "survey"]
    page.refresh_from_db()
    assert not page.live


def test_a_launch_publishes_the_words_saved_last(ready, council_coordinator):
    ready.summary = "Newer words."
    ready.save_revision()
    launch_consultation(page=ready, user=council_coordinator)
    assert ready.live
    assert ready.summary == "Newer words."
    assert AuditEntry.objects.filter(action="consultation.launched").count() == 1


def test_a_launch_publishes_translations_too(ready, council_coordinator):
    urdu = build_translation(ready, "ur", live=False)
    launch_consultation(page=ready, user=council_coordinator)
    urdu.refresh_from_db()
    assert urdu.live


def test_missing_translations_are_named_by_their_own_name(ready):
    build_translation(ready, "ur", live=False)
    assert languages_without_translation(ready) == ["ਪੰਜਾਬੀ", "Polski", "Română"]


@pytest.mark.parametrize("role", ["forum_coordinator", "council_moderator", "administrator"])
def test_only_the_owners_coordinators_launch(ready, role, request):
    with pytest.raises(PermissionDenied):
        launch_consultation(page=ready, user=request.getfixturevalue(role))
    ready.refresh_from_db()
    assert not ready.live
