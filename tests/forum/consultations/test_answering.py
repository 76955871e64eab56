"""A consultation is answered by the entry that says what was decided."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Revision

from forum.consultations.actions import NoAnswerYet, answer_consultation
from forum.consultations.enums import Moment
from forum.loop.actions import move_entry, publish_entry, write_words
from forum.loop.enums import LoopStatus
from tests.builders import build_consultation, build_entry, build_translation, in_days


@pytest.fixture
def closed(council):
    return build_consultation(owner=council, opens=-60, closes=-30, answer=10)


@pytest.fixture
def entry(closed, council_coordinator):
    return build_entry(user=council_coordinator, consultation_key=closed.consultation_key)


def decide(entry, user, **given):
    write_words(entry=entry, user=user, we_decided="Yes.")
    return move_entry(entry=entry, status=LoopStatus.YES, next_date=in_days(30), user=user, **given)


def test_publishing_a_decided_entry_answers_its_consultation(closed, entry, council_coordinator):
    urdu = build_translation(closed, "ur")
    decide(entry, council_coordinator)
    publish_entry(entry=entry, user=council_coordinator)
    closed.refresh_from_db()
    urdu.refresh_from_db()
    assert (closed.moment, closed.answered_on) == (Moment.ANSWERED, in_days(0))
    assert urdu.answered_on == in_days(0)


def test_deciding_a_published_entry_answers_its_consultation(closed, entry, council_coordinator):
    publish_entry(entry=entry, user=council_coordinator)
    closed.refresh_from_db()
    assert closed.answered_on is None
    decide(entry, council_coordinator)
    closed.refresh_from_db()
    assert closed.answered_on == in_days(0)


def test_the_first_answer_counts(closed, entry, council_coordinator):
    decide(entry, council_coordinator, on=in_days(0))
    publish_entry(entry=entry, user=council_coordinator, on=in_days(0))
    answer_consultation(page=closed, entry=entry, user=council_coordinator, on=in_days(5))
    assert closed.answered_on == in_days(0)


def test_an_undecided_entry_is_no_answer(closed, entry, council_coordinator):
    publish_entry(entry=entry, user=council_coordinator)
    with pytest.raises(NoAnswerYet):
        answer_consultation(page=closed, entry=entry, user=council_coordinator)


def test_an_unpublished_entry_is_no_answer(closed, entry, council_coordinator):
    decide(entry, council_coordinator)
    with pytest.raises(NoAnswerYet):
        answer_consultation(page=closed, entry=entry, user=council_coordinator)


def test_another_partner_may_answer_but_not_keep_the_owners_promise(
    closed, council, forum_coordinator
):
    entry = build_entry(user=forum_coordinator, consultation_key=closed.consultation_key)
    decide(entry, forum_coordinator)
    publish_entry(entry=entry, user=forum_coordinator)
    closed.refresh_from_db()
    assert closed.answered_on is None
    with pytest.raises(PermissionDenied):
        answer_consultation(page=closed, entry=entry, user=forum_coordinator)


def test_an_older_draft_does_not_take_the_answer_back(closed, entry, council_coordinator):
    closed.summary = "Spelling mended."
    draft = closed.save_revision()
    decide(entry, council_coordinator)
    publish_entry(entry=entry, user=council_coordinator)
    Revision.objects.get(pk=draft.pk).publish()
    closed.refresh_from_db()
    assert closed.summary == "Spelling mended."
    assert closed.answered_on == in_days(0)


def test_a_copy_starts_without_an_answer(closed, entry, council_coordinator):
    decide(entry, council_coordinator)
    publish_entry(entry=entry, user=council_coordinator)
    closed.refresh_from_db()
    copied = closed.copy(update_attrs={"slug": "again"}, keep_live=False)
    assert copied.answered_on is None
