"""Actions, progress, impact and dates."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from forum.board.enums import Outcome
from forum.plan.actions import (
    add_impact,
    create_plan,
    move_due_date,
    report_progress,
)
from forum.plan.enums import ATTENTION, ROAD, SHAPES, WORDS, Brag, Movement, movement
from forum.plan.models import Action, RowIsFinal
from forum.plan.permissions import may_create_action, may_report
from portal.partners.enums import Role
from tests.builders import (
    build_action,
    build_board,
    build_decision,
    build_meeting,
    build_member,
    build_partner,
    build_person,
    build_plan,
    build_point,
    build_theme,
    in_days,
)


@pytest.fixture
def board(council):
    return build_board(clerk_partner=council)


@pytest.fixture
def plan(board):
    return build_plan(board=board)


@pytest.fixture
def action(plan, council_clerk, council_action_lead):
    return build_action(plan=plan, user=council_clerk, lead=council_action_lead)


@pytest.fixture
def late_action(plan, council_clerk, council_action_lead):
    return build_action(plan=plan, user=council_clerk, lead=council_action_lead, due_in=-10)


def test_a_new_action_is_not_started_and_keeps_its_first_promise(action):
    assert (action.reference, action.brag) == ("A1", Brag.WHITE)
    assert action.first_due_on == action.due_on
    assert action.movement == Movement.NONE


def test_references_count_on_from_the_highest(plan, council_clerk):
    build_action(plan=plan, user=council_clerk, reference="A9")
    build_action(plan=plan, user=council_clerk, reference="SUMMIT")

    assert build_action(plan=plan, user=council_clerk).reference == "A10"


def test_an_action_from_a_decision_carries_its_themes(plan, board, council_clerk):
    theme = build_theme()
    point = build_point(meeting=build_meeting(board=board), user=council_clerk, themes=[theme])
    decision = build_decision(item=point, user=council_clerk)

    action = build_action(plan=plan, user=council_clerk, decision=decision)

    assert action.decision == decision
    assert list(action.themes.all()) == [theme]


def test_nothing_follows_from_a_no(plan, board, council_clerk):
    point = build_point(meeting=build_meeting(board=board), user=council_clerk)
    decision = build_decision(item=point, user=council_clerk, outcome=Outcome.NOT_AGREED)

    with pytest.raises(ValidationError) as refusal:
        build_action(plan=plan, user=council_clerk, decision=decision)

    assert list(refusal.value.message_dict) == ["decision"]


@pytest.mark.parametrize("nobody", ["Everyone", "everyone.", "All partners", " ALL "])
def test_everyone_is_nobody(plan, council_clerk, nobody):
    with pytest.raises(ValidationError) as refusal:
        build_action(plan=plan, user=council_clerk, accountable_role=nobody)

    assert "Name one role" in refusal.value.message_dict["accountable_role"][0]


def test_an_action_is_not_promised_for_the_past(plan, council_clerk):
    with pytest.raises(ValidationError) as refusal:
        build_action(plan=plan, user=council_clerk, due_on=in_days(-1), on=in_days(0))

    assert list(refusal.value.message_dict) == ["due_on"]


def test_progress_sets_the_state_and_stays_in_the_history(action, council_action_lead):
    report_progress(
        action=action, brag=Brag.RED, words="Nobody yet.", user=council_action_lead, on=in_days(-3)
    )
    report_progress(action=action, brag=Brag.AMBER, words="Began.", user=council_action_lead)

    fresh = Action.objects.with_story().get(pk=action.pk)
    assert action.brag == fresh.brag == Brag.AMBER
    assert [update.words for update in fresh.progress.all()] == ["Began.", "Nobody yet."]
    assert fresh.movement == Movement.BETTER


def test_blue_is_refused_without_impact_evidence(action, council_action_lead):
    blue = {"brag": Brag.BLUE, "words": "All done.", "user": council_action_lead}
    with pytest.raises(ValidationError) as refusal:
        report_progress(action=action, **blue)
    assert "First write down the impact" in refusal.value.message_dict["brag"][0]
    assert not action.progress.exists()

    add_impact(action=action, words="67% are told.", source="Survey", user=council_action_lead)
    report_progress(action=action, **blue)
    assert action.brag == Brag.BLUE


def test_late_and_unfinished_needs_a_recovery_note(late_action, council_action_lead):
    amber = {"brag": Brag.AMBER, "words": "Half of it.", "user": council_action_lead}
    with pytest.raises(ValidationError) as refusal:
        report_progress(action=late_action, **amber)
    assert list(refusal.value.message_dict) == ["recovery_note"]

    update = report_progress(action=late_action, recovery_note="A second person helps.", **amber)
    assert update.recovery_note == "A second person helps."


def test_no_recovery_note_was_needed_before_the_day(late_action, council_action_lead):
    report_progress(
        action=late_action,
        brag=Brag.GREEN,
        words="On track.",
        user=council_action_lead,
        on=in_days(-10),
    )

    assert late_action.brag == Brag.GREEN
    assert late_action.is_late
    assert not late_action.is_late_on(in_days(-10))


def test_a_report_does_not_come_before_the_last_one(action, council_action_lead):
    report_progress(action=action, brag=Brag.GREEN, words="Going.", user=council_action_lead)

    with pytest.raises(ValidationError) as refusal:
        report_progress(
            action=action, brag=Brag.RED, words="Old.", user=council_action_lead, on=in_days(-2)
        )

    assert list(refusal.value.message_dict) == ["on"]


def test_what_was_reported_is_never_rewritten(action, council_action_lead):
    update = report_progress(action=action, brag=Brag.RED, words="No.", user=council_action_lead)
    evidence = add_impact(action=action, words="Yes.", source="Calls", user=council_action_lead)
    change = move_due_date(
        action=action, to=in_days(60), because="Staff left.", user=council_action_lead
    )

    for row in (update, evidence, change):
        with pytest.raises(RowIsFinal):
            row.save()
        with pytest.raises(RowIsFinal):
            row.delete()


def test_moving_the_day_keeps_the_first_promise(action, council_action_lead):
    first = action.due_on

    move_due_date(action=action, to=in_days(60), because="Staff left.", user=council_action_lead)

    fresh = Action.objects.get(pk=action.pk)
    assert (fresh.due_on, fresh.first_due_on) == (in_days(60), first)
    assert fresh.was_moved
    assert fresh.date_changes.get().because == "Staff left."


@pytest.mark.parametrize(
    ("to", "because", "field"), [(-1, "Ill.", "to"), (30, "Ill.", "to"), (60, " ", "because")]
)
def test_a_day_moves_forward_and_with_a_reason(action, council_action_lead, to, because, field):
    with pytest.raises(ValidationError) as refusal:
        move_due_date(action=action, to=in_days(to), because=because, user=council_action_lead)

    assert list(refusal.value.message_dict) == [field]
    assert not action.date_changes.exists()


def test_late_is_told_by_the_day_alone(action, late_action):
    assert list(Action.objects.late()) == [late_action]
    assert not Action.objects.late(in_days(-10)).exists()


#: Who may: add an action of the council to the plan, report on one that somebody else leads.
PERMISSIONS = {
    "clerk": (True, False),
    "coordinator": (True, True),
    "lead": (False, True),
    "another action lead": (False, False),
    "coordinator of another partner": (False, False),
    "administrator": (False, False),
}


@pytest.mark.parametrize("who", PERMISSIONS)
def test_who_may_do_what_with_an_action(
    who, plan, action, council, council_clerk, council_action_lead, administrator
):
    person = {
        "clerk": lambda: council_clerk,
        "coordinator": lambda: build_member(partner=council, role=Role.COORDINATOR),
        "lead": lambda: council_action_lead,
        "another action lead": lambda: build_member(partner=council, role=Role.ACTION_LEAD),
        "coordinator of another partner": lambda: build_member(
            partner=build_partner(), role=Role.COORDINATOR
        ),
        "administrator": lambda: administrator,
    }[who]()

    assert (
        may_create_action(person, plan, council),
        may_report(person, action),
    ) == PERMISSIONS[who]


def test_a_coordinator_adds_actions_of_their_own_partner_only(plan, forum, forum_coordinator):
    own = build_action(plan=plan, user=forum_coordinator, partner=forum)
    assert own.partner == forum

    with pytest.raises(PermissionDenied):
        build_action(plan=plan, user=forum_coordinator)


def test_strangers_report_nothing(action):
    stranger = build_person()
    for attempt in (
        lambda: report_progress(action=action, brag=Brag.GREEN, words="x", user=stranger),
        lambda: add_impact(action=action, words="x", source="x", user=stranger),
        lambda: move_due_date(action=action, to=in_days(60), because="x", user=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_only_who_clerks_the_board_sets_up_its_plan(board, council_clerk, forum_coordinator):
    with pytest.raises(PermissionDenied):
        create_plan(board=board, title="Plan", user=forum_coordinator)
    assert create_plan(board=board, title="Plan", user=council_clerk).board == board


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], Movement.NONE),
        ([Brag.RED], Movement.NEW),
        ([Brag.AMBER, Brag.RED], Movement.BETTER),
        ([Brag.RED, Brag.WHITE], Movement.BETTER),
        ([Brag.RED, Brag.GREEN, Brag.RED], Movement.WORSE),
        ([Brag.RED, Brag.RED], Movement.SAME),
    ],
)
def test_movement_compares_the_last_two_reports(states, expected):
    assert movement(states) == expected


def test_every_state_has_word_shape_and_place():
    for known in (WORDS, SHAPES, ROAD, ATTENTION):
        assert set(known) == set(Brag)
    assert len(set(SHAPES.values())) == len(Brag)
