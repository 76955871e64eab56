"""What a pack says."""

import json

import pytest

from forum.board.enums import Outcome
from forum.plan.actions import report_progress
from forum.plan.enums import Brag
from forum.reports.assembling import FiguresWereAltered, assemble
from forum.reports.reading import words_of
from portal.partners.enums import PartnerKind, Role
from surveys.results.models import Release
from tests.builders import (
    build_action,
    build_board,
    build_consultation,
    build_decision,
    build_entry,
    build_meeting,
    build_member,
    build_partner,
    build_plan,
    build_point,
    build_release,
    in_days,
)


@pytest.fixture
def board(council):
    return build_board(clerk_partner=council)


@pytest.fixture
def meeting(board):
    return build_meeting(board=board, held_on=in_days(10))


def content_of(meeting, days=0):
    return assemble(meeting, on=in_days(days))


def test_figures_are_copied_as_they_were_frozen(meeting, council, council_clerk):
    release = build_release(owner=council)
    build_point(meeting=meeting, user=council_clerk, release=release)

    figures = content_of(meeting)["points"][0]["figures"]

    rows = {row["label"]: row for row in figures["tables"][0]["rows"]}
    assert rows["Yes"]["value"] == "40 (50%)"
    assert rows["Not sure"] == {
        "label": "Not sure",
        "value": "too few to show",
        "percent": 0,
        "withheld": True,
    }
    assert (figures["minimum"], figures["base"]) == (5, 5)


def test_figures_that_were_touched_stop_the_pack(meeting, council, council_clerk):
    release = build_release(owner=council)
    build_point(meeting=meeting, user=council_clerk, release=release)
    figures = release.figures | {"people": 3}
    Release.objects.filter(pk=release.pk).update(figures=figures)

    with pytest.raises(FiguresWereAltered):
        content_of(meeting)


def test_withdrawn_figures_are_named_and_not_shown(meeting, council, council_clerk):
    release = build_release(owner=council, title="After reviews")
    build_point(meeting=meeting, user=council_clerk, release=release)
    release.withdrawn_on, release.withdrawn_because = in_days(-1), "One answer was counted twice."
    release.save(update_fields=["withdrawn_on", "withdrawn_because"])

    figures = words_of(content_of(meeting))["points"][0]["figures"]

    assert figures["tables"] == []
    assert "“After reviews” were withdrawn" in figures["withdrawn"]
    assert "One answer was counted twice." in figures["withdrawn"]


def test_figures_behind_two_points_are_printed_once(meeting, council, council_clerk):
    release = build_release(owner=council)
    for _point in range(2):
        build_point(meeting=meeting, user=council_clerk, release=release)

    first, second = words_of(content_of(meeting))["points"]

    assert first["figures"]["tables"]
    assert second["figures"]["tables"] == []
    assert second["figures"]["see"] == "The figures are under point 1."


def test_voices_that_are_missing_are_said_to_be_missing(meeting, council_clerk):
    build_point(meeting=meeting, user=council_clerk)

    voices = words_of(content_of(meeting))["voices"]

    assert [voice["supplied"] for voice in voices] == [False, False]
    assert voices[0]["text"] == (
        "Not supplied: no parent carer forum has put a point on this agenda."
    )
    assert voices[1]["text"].startswith("Not supplied: no youth voice group")


def test_voices_are_named_with_their_points(meeting, forum_coordinator, council_clerk):
    youth = build_partner(name="The Signal Box", kind=PartnerKind.YOUTH_GROUP)
    build_point(meeting=meeting, user=council_clerk)
    build_point(meeting=meeting, user=forum_coordinator)
    build_point(meeting=meeting, user=build_member(partner=youth, role=Role.COORDINATOR))

    voices = words_of(content_of(meeting))["voices"]

    assert voices[0]["text"] == "In point 2, by Wexmere Parent Carers Together."
    assert voices[1]["text"] == "In point 3, by The Signal Box."


def test_what_waits_is_told_with_age_and_what_waiting_means(board, meeting, council_clerk):
    earlier = build_meeting(board=board, held_on=in_days(-60))
    put_off = build_point(meeting=earlier, user=council_clerk, title="Reminder texts")
    for day in (-60, -20):
        build_decision(
            item=put_off, user=council_clerk, outcome=Outcome.DEFERRED, decided_on=in_days(day)
        )
    build_decision(item=build_point(meeting=earlier, user=council_clerk), user=council_clerk)
    build_point(meeting=meeting, user=council_clerk)

    (waiting,) = words_of(content_of(meeting))["waiting"]

    assert waiting["title"] == "D-2 · Reminder texts"
    assert waiting["waited"].startswith("60 days, first asked on ")
    assert waiting["deferred"] == "Put off 2 times"
    assert waiting["waiting_means"] == "About 40 families a month ring instead."


def test_decisions_since_the_last_meeting_carry_reason_and_age(board, meeting, council_clerk):
    earlier = build_meeting(board=board, held_on=in_days(-30))
    build_decision(
        item=build_point(meeting=earlier, user=council_clerk),
        user=council_clerk,
        outcome=Outcome.PARTLY,
    )

    (decision,) = words_of(content_of(meeting))["decided"]

    assert decision["heading"].startswith("D-1 · Partly · ")
    assert decision["age"] == "30 days ago"
    assert decision["reason"] == "There is no money for more."


def test_late_promises_to_families_are_counted_and_named(
    home_page, meeting, council, council_coordinator
):
    build_consultation(owner=council, opens=-90, closes=-60, answer=-4, title="Short breaks")
    build_consultation(owner=council, opens=-90, closes=-60, answer=4)
    late = build_entry(user=council_coordinator, published=True, title="Training for staff")
    type(late).objects.filter(pk=late.pk).update(next_date=in_days(-1))

    words = words_of(content_of(meeting))

    (consultation,) = words["late_consultations"]["rows"]
    assert (consultation["title"], consultation["late"]) == ("Short breaks", "4 days")
    assert [row["title"] for row in words["late_entries"]["rows"]] == ["Training for staff"]
    assert "2 promises to families are late." in words["summary"]


def test_lateness_is_seen_from_the_day_of_the_pack(home_page, meeting, council):
    build_consultation(owner=council, opens=-90, closes=-60, answer=-4)

    assert content_of(meeting, days=-4)["late_consultations"] == []
    assert len(content_of(meeting, days=-3)["late_consultations"]) == 1


def test_only_late_and_red_actions_are_exceptions(
    board, meeting, council_clerk, council_action_lead
):
    plan = build_plan(board=board)
    red = build_action(plan=plan, user=council_clerk, lead=council_action_lead)
    report_progress(action=red, brag=Brag.RED, words="Stuck.", user=council_action_lead)
    late = build_action(plan=plan, user=council_clerk, due_in=-3)
    build_action(plan=plan, user=council_clerk)

    told = words_of(content_of(meeting))["actions"]

    assert [each["title"].split(" · ")[0] for each in told] == [red.reference, late.reference]
    assert [each["late"] for each in told] == [False, True]
    assert told[0]["progress"] == "Stuck."


def test_a_board_without_a_plan_is_told_so(meeting):
    assert words_of(content_of(meeting))["no_actions"] == ("Not supplied: this board has no plan.")


def test_the_content_is_plain_json(board, meeting, council, council_clerk):
    build_point(meeting=meeting, user=council_clerk, release=build_release(owner=council))
    content = content_of(meeting)

    assert json.loads(json.dumps(content)) == content
