"""Decisions: references, reasons, what waiting means, and the signal."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from forum.board.actions import record_decision
from forum.board.enums import NEEDS_REASON, Outcome
from forum.board.models import BoardItem, Decision
from forum.board.signals import decision_recorded
from tests.builders import (
    build_board,
    build_decision,
    build_meeting,
    build_point,
    in_days,
)


@pytest.fixture
def point(council, council_clerk):
    meeting = build_meeting(board=build_board(clerk_partner=council))
    return build_point(meeting=meeting, user=council_clerk)


def test_references_count_on_beyond_nine(point, council_clerk):
    for _number in range(10):
        build_decision(item=point, user=council_clerk, outcome=Outcome.DEFERRED)

    assert build_decision(item=point, user=council_clerk).reference == "D-11"


@pytest.mark.parametrize("outcome", NEEDS_REASON)
def test_everything_but_a_full_yes_needs_a_reason(point, council_clerk, outcome):
    with pytest.raises(ValidationError) as refusal:
        build_decision(item=point, user=council_clerk, outcome=outcome, reason=" ")

    assert refusal.value.message_dict["reason"] == [
        "Give the reason in plain words. Families will read it."
    ]
    assert not Decision.objects.exists()


def test_putting_off_says_what_waiting_means_for_families(point, council_clerk):
    with pytest.raises(ValidationError) as refusal:
        build_decision(item=point, user=council_clerk, outcome=Outcome.DEFERRED, waiting_means="")

    assert list(refusal.value.message_dict) == ["waiting_means"]


def test_the_database_keeps_a_no_without_reason_out(point, council_clerk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            item=point,
            reference="D-1",
            outcome=Outcome.NOT_AGREED,
            words="No.",
            recorded_by=council_clerk,
        )


def test_a_point_is_decided_once(point, council_clerk):
    build_decision(item=point, user=council_clerk)

    with pytest.raises(ValidationError, match="has decided this point"):
        build_decision(item=point, user=council_clerk)


def test_a_point_that_was_put_off_takes_a_further_decision(point, council_clerk):
    build_decision(item=point, user=council_clerk, outcome=Outcome.DEFERRED)
    assert point.is_open

    build_decision(item=point, user=council_clerk, decided_on=in_days(0))

    fresh = BoardItem.objects.with_story().get(pk=point.pk)
    assert [each.reference for each in fresh.decisions_in_order] == ["D-1", "D-2"]
    assert fresh.times_deferred == 1
    assert not fresh.is_open


@pytest.mark.parametrize("days", [-8, 1])
def test_a_decision_falls_between_the_meeting_and_today(point, council_clerk, days):
    with pytest.raises(ValidationError) as refusal:
        build_decision(item=point, user=council_clerk, decided_on=in_days(days))

    assert list(refusal.value.message_dict) == ["decided_on"]


def test_the_signal_is_sent_with_decision_and_person(point, council_clerk):
    heard = []

    def listen(decision, user, **_more):
        heard.append((decision.reference, user, transaction.get_connection().in_atomic_block))

    decision_recorded.connect(listen)
    try:
        decision = build_decision(item=point, user=council_clerk)
    finally:
        decision_recorded.disconnect(listen)

    assert heard == [(decision.reference, council_clerk, True)]


def test_a_receiver_that_fails_takes_the_decision_back(point, council_clerk):
    def fail(**_more):
        raise RuntimeError

    decision_recorded.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            build_decision(item=point, user=council_clerk)
    finally:
        decision_recorded.disconnect(fail)

    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["forum_coordinator", "administrator", "council_moderator"])
def test_only_who_keeps_the_papers_records_decisions(point, request, who):
    with pytest.raises(PermissionDenied):
        record_decision(
            item=point, outcome=Outcome.AGREED, words="Yes.", user=request.getfixturevalue(who)
        )
