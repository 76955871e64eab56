"""Safeguarding concerns: who is called, who may do what, and that nothing is skipped."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from portal.mail.models import OutgoingEmail
from surveys.comments.actions import pass_comment
from surveys.comments.concerns import (
    NotTheNextStep,
    ReasonMissing,
    acknowledge_concern,
    assess_concern,
    close_concern,
    decide_concern,
    flag_comment,
)
from surveys.comments.enums import CommentStatus, SafeguardingState
from surveys.comments.models import Comment
from tests.builders import build_comment, build_passed_comment

pytestmark = pytest.mark.django_db
WORDS = "someone at respite grabs my arm hard"


@pytest.fixture
def flagged(forum, forum_moderator, forum_safeguarding_lead):
    comment = build_comment(owner=forum, words=WORDS)
    return flag_comment(comment=comment, reason="Possible harm", user=forum_moderator)


def close(comment, lead, **given):
    acknowledge_concern(comment=comment, user=lead)
    assess_concern(comment=comment, reason="Read it", user=lead)
    decide_concern(comment=comment, decision="no_further_action", reason="A misreading", user=lead)
    return close_concern(
        comment=comment, reason="Done", user=lead, **{"return_to_coding": True, **given}
    )


def test_flagging_locks_the_comment_and_calls_the_lead_without_a_word_of_it(
    flagged, forum_moderator, forum_safeguarding_lead
):
    assert flagged.status == CommentStatus.FLAGGED
    assert not Comment.objects.readable_by(forum_moderator).exists()
    email = OutgoingEmail.objects.get()
    assert email.to_user == forum_safeguarding_lead
    assert email.purpose == "safeguarding"
    message = str(email.opened_message())
    assert str(flagged) in message
    assert WORDS not in message
    assert "Possible harm" not in message


def test_flagging_twice_calls_once(flagged, forum_moderator):
    flag_comment(comment=flagged, reason="Again", user=forum_moderator)

    assert OutgoingEmail.objects.count() == 1
    assert flagged.steps.count() == 1


def test_where_nobody_is_lead_the_coordinators_are_told(forum, forum_moderator, forum_coordinator):
    comment = build_comment(owner=forum, words=WORDS)

    flag_comment(comment=comment, reason="Possible harm", user=forum_moderator)

    assert OutgoingEmail.objects.get().to_user == forum_coordinator


def test_a_coder_can_flag_what_was_passed(forum, forum_moderator, forum_coder):
    comment = build_passed_comment(owner=forum, words=WORDS, user=forum_moderator)

    flag_comment(comment=comment, reason="Possible harm", user=forum_coder)

    assert not Comment.objects.redacted_for(forum_coder).exists()


def test_a_concern_moves_one_state_at_a_time(flagged, forum_safeguarding_lead):
    lead = forum_safeguarding_lead

    with pytest.raises(NotTheNextStep):
        close_concern(comment=flagged, reason="Done", return_to_coding=True, user=lead)
    with pytest.raises(NotTheNextStep):
        assess_concern(comment=flagged, reason="Read it", user=lead)

    close(flagged, lead)
    assert [step.state for step in flagged.steps.all()] == [
        SafeguardingState.NEW,
        SafeguardingState.ACKNOWLEDGED,
        SafeguardingState.ASSESSED,
        SafeguardingState.NO_FURTHER_ACTION,
        SafeguardingState.CLOSED,
    ]


def test_steps_need_a_reason(flagged, forum_safeguarding_lead):
    acknowledge_concern(comment=flagged, user=forum_safeguarding_lead)

    with pytest.raises(ReasonMissing):
        assess_concern(comment=flagged, reason="  ", user=forum_safeguarding_lead)

    flagged.refresh_from_db()
    assert flagged.safeguarding == SafeguardingState.ACKNOWLEDGED


def test_only_the_lead_of_the_partner_that_asked_handles_a_concern(
    flagged, council_safeguarding_lead, forum_moderator, forum_coordinator, administrator
):
    for stranger in (
        council_safeguarding_lead,
        forum_moderator,
        forum_coordinator,
        administrator,
    ):
        with pytest.raises(PermissionDenied):
            acknowledge_concern(comment=flagged, user=stranger)


def test_a_closed_concern_given_back_waits_to_be_read_again(
    flagged, forum_moderator, forum_safeguarding_lead
):
    close(flagged, forum_safeguarding_lead)

    comment = Comment.objects.waiting().get()
    assert Comment.objects.readable_by(forum_moderator).get() == comment
    pass_comment(comment=comment, spans=[], user=forum_moderator)


def test_a_closed_concern_that_is_not_given_back_stays_locked_for_everyone(
    flagged, forum_moderator, forum_safeguarding_lead
):
    close(flagged, forum_safeguarding_lead, return_to_coding=False)

    assert not Comment.objects.readable_by(forum_moderator).exists()
    assert not Comment.objects.readable_by(forum_safeguarding_lead).exists()
    with pytest.raises(PermissionDenied):
        pass_comment(comment=flagged, spans=[], user=forum_moderator)


def test_nothing_deletes_or_moves_an_open_concern(flagged):
    with pytest.raises(ProtectedError):
        Comment.objects.all().delete()
    with pytest.raises(ProtectedError):
        flagged.response.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=flagged.pk).update(status=CommentStatus.WAITING)
