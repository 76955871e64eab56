"""Agendas: meetings, points and whose words they are."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from forum.board.actions import (
    add_item,
    add_meeting,
    change_item,
    create_board,
    end_seat,
    seat_by_email,
    seat_member,
)
from forum.board.models import BoardMember, Meeting
from forum.board.permissions import may_change_item, may_clerk, may_place_item, may_read_board
from portal.audit.models import AuditEntry
from portal.partners.enums import PartnerKind, Role
from tests.builders import (
    build_board,
    build_decision,
    build_meeting,
    build_member,
    build_partner,
    build_person,
    build_point,
    build_release,
    build_seat,
    build_theme,
    in_days,
)

WORDS = {"title": "Letters", "question": "Shall we?", "families_say": "We hear nothing."}


@pytest.fixture
def board(council):
    return build_board(clerk_partner=council)


@pytest.fixture
def meeting(board):
    return build_meeting(board=board)


def test_points_are_numbered_in_the_order_in_which_they_are_placed(meeting, council_clerk):
    first = build_point(meeting=meeting, user=council_clerk)
    second = build_point(meeting=meeting, user=council_clerk)
    elsewhere = build_meeting(board=meeting.board, held_on=in_days(20))

    assert (first.number, second.number) == (1, 2)
    assert build_point(meeting=elsewhere, user=council_clerk).number == 1


def test_a_board_meets_once_a_day(board, council_clerk):
    add_meeting(board=board, held_on=in_days(3), place="Hall", user=council_clerk)

    with pytest.raises(ValidationError, match="meets on that day already"):
        add_meeting(board=board, held_on=in_days(3), place="Hall", user=council_clerk)


def test_a_point_without_what_families_say_is_refused_at_the_field(meeting, council_clerk):
    with pytest.raises(ValidationError) as refusal:
        add_item(meeting=meeting, user=council_clerk, **WORDS | {"families_say": "  "})

    assert "families_say" in refusal.value.message_dict
    assert not meeting.items.exists()


def test_a_forum_places_its_point_in_its_own_words(meeting, forum, forum_coordinator):
    point = build_point(meeting=meeting, user=forum_coordinator)

    assert point.placed_by == forum


def test_nobody_else_changes_the_words_of_a_forum(meeting, forum_coordinator, council_clerk):
    point = build_point(meeting=meeting, user=forum_coordinator)

    with pytest.raises(PermissionDenied):
        change_item(item=point, user=council_clerk, **WORDS)
    changed = change_item(item=point, user=forum_coordinator, **WORDS)
    assert changed.title == "Letters"


def test_a_forum_does_not_write_in_the_name_of_the_council(meeting, council, forum_coordinator):
    with pytest.raises(PermissionDenied):
        add_item(meeting=meeting, user=forum_coordinator, placed_by=council, **WORDS)


def test_the_clerk_does_not_write_in_the_name_of_a_forum(meeting, forum, council_clerk):
    with pytest.raises(PermissionDenied):
        add_item(meeting=meeting, user=council_clerk, placed_by=forum, **WORDS)


def test_words_stay_once_the_board_has_decided(meeting, council_clerk):
    point = build_point(meeting=meeting, user=council_clerk)
    build_decision(item=point, user=council_clerk)

    with pytest.raises(ValidationError, match="stay as they were"):
        change_item(item=point, user=council_clerk, **WORDS)


@pytest.mark.parametrize(("is_public", "shown"), [(True, True), (False, False)])
def test_another_partners_figures_go_on_an_agenda_only_once_published(
    meeting, forum, council_clerk, is_public, shown
):
    release = build_release(owner=forum, is_public=is_public)

    if shown:
        point = build_point(meeting=meeting, user=council_clerk, release=release)
        assert point.release == release
    else:
        with pytest.raises(ValidationError, match="belong to another partner"):
            build_point(meeting=meeting, user=council_clerk, release=release)


def test_withdrawn_figures_do_not_go_on_an_agenda(meeting, council, council_clerk):
    release = build_release(owner=council, withdrawn_on=in_days(-1), withdrawn_because="Wrong")

    with pytest.raises(ValidationError, match="withdrawn"):
        build_point(meeting=meeting, user=council_clerk, release=release)


def test_a_point_keeps_its_themes_and_is_logged_without_words(meeting, council_clerk):
    theme = build_theme()
    point = build_point(meeting=meeting, user=council_clerk, themes=[theme])

    assert list(point.themes.all()) == [theme]
    line = AuditEntry.objects.get(action="board.item_added")
    assert line.user == council_clerk
    assert "nothing" not in line.note


def test_the_meetings_that_come_next_stand_first(board):
    later = build_meeting(board=board, held_on=in_days(40))
    next_one = build_meeting(board=board, held_on=in_days(5))
    held = build_meeting(board=board, held_on=in_days(-5))

    assert list(Meeting.objects.coming()) == [next_one, later]
    assert list(Meeting.objects.held()) == [held]


def test_somebody_who_left_can_be_seated_again(board, council_clerk):
    seated = build_seat(board=board)
    end_seat(member=seated, user=council_clerk)
    assert not board.members.sitting().exists()

    again = seat_member(board=board, member=seated.user, seat="Governor", user=council_clerk)

    assert again.pk == seated.pk
    assert board.members.sitting().get().seat == "Governor"


def test_nobody_sits_twice_on_one_board(board, council_clerk):
    seated = build_seat(board=board)

    with pytest.raises(ValidationError, match="sits on the board already"):
        seat_member(board=board, member=seated.user, seat="Governor", user=council_clerk)


def test_seating_a_new_address_makes_an_account_without_any_role(board, council_clerk):
    seated = seat_by_email(
        board=board, email="Head@School.example", seat="Headteacher", user=council_clerk
    )

    assert seated.user.email == "head@school.example"
    assert not seated.user.memberships.exists()
    assert not seated.user.has_usable_password()


def test_seats_are_held_from_one_day_to_another(board):
    seated = build_seat(board=board, starts_on=in_days(-10), ends_on=in_days(-1))

    assert list(BoardMember.objects.sitting(in_days(-1))) == [seated]
    assert not BoardMember.objects.sitting(in_days(0)).exists()
    assert not BoardMember.objects.sitting(in_days(-11)).exists()


#: Who may: keep the papers, read them, place a point for the council, place one for the forum.
PERMISSIONS = {
    "clerk of the clerking partner": (True, True, True, False),
    "coordinator of the clerking partner": (True, True, True, False),
    "moderator of the clerking partner": (False, False, False, False),
    "clerk of another partner": (False, False, False, False),
    "coordinator of the forum": (False, True, False, True),
    "moderator of the forum": (False, False, False, False),
    "coordinator of a youth group": (False, True, False, False),
    "coordinator of the health board": (False, False, False, False),
    "sitting member": (False, True, False, False),
    "former member": (False, False, False, False),
    "administrator": (False, False, False, False),
}


@pytest.mark.parametrize("who", PERMISSIONS)
def test_who_may_do_what_with_a_boards_papers(who, board, meeting, council, forum, administrator):
    health = build_partner(kind=PartnerKind.HEALTH_BOARD)
    youth = build_partner(kind=PartnerKind.YOUTH_GROUP)
    person = {
        "clerk of the clerking partner": lambda: build_member(partner=council, role=Role.CLERK),
        "coordinator of the clerking partner": lambda: build_member(
            partner=council, role=Role.COORDINATOR
        ),
        "moderator of the clerking partner": lambda: build_member(
            partner=council, role=Role.MODERATOR
        ),
        "clerk of another partner": lambda: build_member(partner=health, role=Role.CLERK),
        "coordinator of the forum": lambda: build_member(partner=forum, role=Role.COORDINATOR),
        "moderator of the forum": lambda: build_member(partner=forum, role=Role.MODERATOR),
        "coordinator of a youth group": lambda: build_member(partner=youth, role=Role.COORDINATOR),
        "coordinator of the health board": lambda: build_member(
            partner=health, role=Role.COORDINATOR
        ),
        "sitting member": lambda: build_seat(board=board).user,
        "former member": lambda: build_seat(board=board, ends_on=in_days(-1)).user,
        "administrator": lambda: administrator,
    }[who]()

    assert (
        may_clerk(person, board),
        may_read_board(person, board),
        may_place_item(person, board, council),
        may_place_item(person, board, forum),
    ) == PERMISSIONS[who]


def test_only_who_placed_a_point_may_change_it(meeting, council_clerk, forum_coordinator):
    point = build_point(meeting=meeting, user=forum_coordinator)

    assert may_change_item(forum_coordinator, point)
    assert not may_change_item(council_clerk, point)
    assert not may_change_item(build_person(superuser=True), point)


@pytest.mark.parametrize("act", ["meeting", "member", "seat", "end"])
def test_a_moderator_keeps_no_papers(board, council_moderator, act):
    seated = build_seat(board=board)
    acts = {
        "meeting": lambda: add_meeting(
            board=board, held_on=in_days(1), place="", user=council_moderator
        ),
        "member": lambda: seat_by_email(
            board=board, email="a@wexmere.example", seat="Head", user=council_moderator
        ),
        "seat": lambda: seat_member(
            board=board, member=build_person(), seat="Head", user=council_moderator
        ),
        "end": lambda: end_seat(member=seated, user=council_moderator),
    }
    with pytest.raises(PermissionDenied):
        acts[act]()


def test_administrators_set_up_a_board_but_do_not_keep_its_papers(council, administrator):
    board = create_board(name="SEND board", clerk_partner=council, user=administrator)

    assert not may_clerk(administrator, board)
    assert not may_read_board(administrator, board)
