"""The board's screens in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.board.enums import Outcome
from forum.board.models import Board, BoardItem, Decision, Meeting
from tests.builders import (
    build_board,
    build_decision,
    build_meeting,
    build_point,
    build_release,
    build_seat,
    in_days,
    sign_in,
)


@pytest.fixture
def board(council):
    return build_board(clerk_partner=council)


@pytest.fixture
def clerk(client, council_clerk):
    return sign_in(client, council_clerk)


def test_an_empty_area_offers_to_set_up_a_board(clerk, council):
    page = clerk.get(reverse("board_admin:meetings"))
    assert "There is no board here yet" in page.content.decode()

    answer = clerk.post(
        reverse("board_admin:set_up"), {"name": "SEND board", "clerk_partner": council.pk}
    )

    assert answer.url == reverse("board_admin:members", args=[Board.objects.get().pk])


def test_the_list_of_meetings_asks_as_often_for_30_as_for_3(
    clerk, board, council_clerk, django_assert_num_queries
):
    address = reverse("board_admin:meetings")

    def add_meetings(days):
        for day in days:
            meeting = build_meeting(board=board, held_on=in_days(day))
            point = build_point(meeting=meeting, user=council_clerk)
            if day <= 0:
                build_decision(item=point, user=council_clerk)

    add_meetings((-1, 0, 1))
    clerk.get(address)  # fills caches of site and content types
    with CaptureQueriesContext(connection) as for_three:
        clerk.get(address)
    add_meetings((*range(-15, -1), *range(2, 15)))

    # boards, coming and held meetings with their counts; the rest is the admin's own frame
    with django_assert_num_queries(len(for_three)):
        clerk.get(address)


def test_a_meeting_shows_points_figures_decisions_and_what_waits(
    clerk, board, council, council_clerk
):
    earlier = build_meeting(board=board, held_on=in_days(-40))
    put_off = build_point(meeting=earlier, user=council_clerk, title="Reminder texts")
    build_decision(item=put_off, user=council_clerk, outcome=Outcome.DEFERRED)
    meeting = build_meeting(board=board)
    release = build_release(owner=council)
    build_point(meeting=meeting, user=council_clerk, release=release, title="Letters")

    page = clerk.get(reverse("board_admin:meeting", args=[meeting.pk])).content.decode()

    assert "1. Letters" in page
    assert release.title in page
    assert "too few to show" in page
    assert "Reminder texts" in page
    assert "40 days, put off once" in page
    assert "About 40 families a month ring instead." in page


def test_the_clerk_adds_a_meeting_a_point_and_a_decision(clerk, board):
    clerk.post(
        reverse("board_admin:add_meeting"),
        {"board": board.pk, "held_on": in_days(0).isoformat(), "place": "Riverside Hall"},
    )
    meeting = Meeting.objects.get()
    clerk.post(
        reverse("board_admin:add_point", args=[meeting.pk]),
        {"title": "Letters", "question": "Shall we?", "families_say": "We hear nothing."},
    )
    point = BoardItem.objects.get()
    clerk.post(
        reverse("board_admin:decide", args=[point.pk]),
        {"outcome": "agreed", "words": "Yes, from May.", "decided_on": in_days(0).isoformat()},
    )

    assert Decision.objects.get().item == point
    page = clerk.get(reverse("board_admin:meeting", args=[meeting.pk])).content.decode()
    assert "Make an action from this decision" in page


def test_a_decision_without_reason_is_asked_for_it_and_loses_nothing(clerk, board, council_clerk):
    point = build_point(meeting=build_meeting(board=board), user=council_clerk)

    page = clerk.post(
        reverse("board_admin:decide", args=[point.pk]),
        {"outcome": "not_agreed", "words": "Not this year.", "decided_on": in_days(0).isoformat()},
    ).content.decode()

    assert page.count("Give the reason in plain words. Families will read it.") == 2
    assert "There is a problem" in page
    assert "Not this year." in page


def test_a_forum_sees_its_own_point_to_change_and_no_decision_form(
    client, board, forum_coordinator, council_clerk
):
    meeting = build_meeting(board=board)
    own = build_point(meeting=meeting, user=forum_coordinator)
    other = build_point(meeting=meeting, user=council_clerk)
    sign_in(client, forum_coordinator)

    page = client.get(reverse("board_admin:meeting", args=[meeting.pk])).content.decode()

    assert reverse("board_admin:change_point", args=[meeting.pk, own.pk]) in page
    assert reverse("board_admin:change_point", args=[meeting.pk, other.pk]) not in page
    assert reverse("board_admin:decide", args=[own.pk]) not in page
    change_other = reverse("board_admin:change_point", args=[meeting.pk, other.pk])
    assert client.get(change_other).status_code == 404


@pytest.mark.parametrize("who", ["council_moderator", "administrator"])
def test_a_meeting_that_may_not_be_read_looks_missing(client, board, request, who):
    meeting = build_meeting(board=board)
    sign_in(client, request.getfixturevalue(who))

    assert client.get(reverse("board_admin:meeting", args=[meeting.pk])).status_code == 404
    assert client.get(reverse("board_admin:members", args=[board.pk])).status_code == 404


def test_a_seat_is_ended_by_button(clerk, board):
    seated = build_seat(board=board, seat="Headteacher")

    clerk.post(reverse("board_admin:end_seat", args=[board.pk, seated.pk]))

    assert not board.members.sitting().exists()


def test_adding_a_member_without_seat_says_so(clerk, board):
    page = clerk.post(
        reverse("board_admin:members", args=[board.pk]), {"email": "head@wexmere.example"}
    ).content.decode()

    assert "There is a problem" in page
    assert "head@wexmere.example" in page
