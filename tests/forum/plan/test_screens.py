"""The plan's screens in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.plan.actions import add_impact, report_progress
from forum.plan.enums import Brag
from forum.plan.models import Action, Plan
from tests.builders import (
    build_action,
    build_board,
    build_decision,
    build_meeting,
    build_plan,
    build_point,
    in_days,
    sign_in,
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


def plan_page(client, plan, **query) -> str:
    return client.get(reverse("plan_admin:plan", args=[plan.pk]), query).content.decode()


def test_a_clerk_sets_up_the_first_plan(client, council_clerk, board):
    sign_in(client, council_clerk)
    set_up = reverse("plan_admin:set_up", args=[board.pk])
    assert set_up in client.get(reverse("plan_admin:plans")).content.decode()

    client.post(set_up, {"title": "Improvement plan"})

    assert Plan.objects.get().board == board


def test_a_line_says_state_movement_lateness_lead_and_both_dates(
    client, plan, council_clerk, council_action_lead
):
    late = build_action(plan=plan, user=council_clerk, lead=council_action_lead, due_in=-10)
    for brag, day in ((Brag.GREEN, -20), (Brag.RED, -12)):
        report_progress(
            action=late, brag=brag, words="Nobody.", user=council_action_lead, on=in_days(day)
        )
    Action.objects.filter(pk=late.pk).update(first_due_on=in_days(-40))
    sign_in(client, council_action_lead)

    page = plan_page(client, plan)

    assert "brag-red" in page
    assert "Red" in page
    assert "worse" in page
    assert "Late" in page
    assert str(council_action_lead) in page
    assert "first promised for" in page


def test_at_most_twelve_lines_are_shown_and_what_needs_an_eye_comes_first(
    client, plan, council_clerk
):
    for _number in range(14):
        build_action(plan=plan, user=council_clerk)
    late = build_action(plan=plan, user=council_clerk, due_in=-5)
    sign_in(client, council_clerk)

    page = client.get(reverse("plan_admin:plan", args=[plan.pk]))

    shown = list(page.context["page_obj"])
    assert len(shown) == 12
    assert shown[0] == late
    assert page.context["page_obj"].paginator.count == 15


def test_the_plan_asks_as_often_for_30_actions_as_for_3(
    client, plan, council_clerk, council_action_lead, django_assert_num_queries
):
    def add_actions(number):
        for _number in range(number):
            action = build_action(plan=plan, user=council_clerk, lead=council_action_lead)
            report_progress(
                action=action, brag=Brag.GREEN, words="Going.", user=council_action_lead
            )
            add_impact(action=action, words="x", source="y", user=council_action_lead)

    sign_in(client, council_clerk)
    add_actions(3)
    plan_page(client, plan)  # fills caches of site and content types
    with CaptureQueriesContext(connection) as for_three:
        plan_page(client, plan)
    add_actions(27)

    # plans, actions with partner and lead, progress, impact; the rest is the admin's own frame
    with django_assert_num_queries(len(for_three)):
        plan_page(client, plan)


def test_an_action_is_made_from_a_decision(client, plan, board, council_clerk, council_action_lead):
    point = build_point(meeting=build_meeting(board=board), user=council_clerk)
    decision = build_decision(item=point, user=council_clerk)
    sign_in(client, council_clerk)
    address = f"{reverse('plan_admin:add')}?decision={decision.pk}"
    assert decision.reference in client.get(address).content.decode()

    client.post(
        address,
        {
            "plan": plan.pk,
            "title": "Send the letter",
            "led_by": f"{plan.board.clerk_partner_id}-{council_action_lead.pk}",
            "accountable_role": "Head of SEND",
            "measure": "41% to 70%",
            "due_on": in_days(60).isoformat(),
        },
    )

    action = Action.objects.get()
    assert (action.decision, action.lead) == (decision, council_action_lead)
    meeting = reverse("board_admin:meeting", args=[point.meeting_id])
    assert str(action) in client.get(meeting).content.decode()


@pytest.mark.parametrize("key", ["nonsense", "3f6b5c39-5a5a-4a3d-9a3e-1f1f1f1f1f1f"])
def test_an_unknown_decision_is_not_found(client, plan, council_clerk, key):
    sign_in(client, council_clerk)

    assert client.get(reverse("plan_admin:add"), {"decision": key}).status_code == 404


def test_the_lead_reports_and_is_told_what_is_missing(client, action, council_action_lead):
    sign_in(client, council_action_lead)
    address = reverse("plan_admin:progress", args=[action.pk])

    page = client.post(address, {"brag": "blue", "words": "All letters go out."}).content.decode()
    assert "Blue means that families have noticed a change" in page
    assert "All letters go out." in page

    client.post(
        reverse("plan_admin:impact", args=[action.pk]), {"words": "67%", "source": "Survey"}
    )
    client.post(address, {"brag": "blue", "words": "All letters go out."})
    action.refresh_from_db()
    assert action.brag == Brag.BLUE


def test_an_action_shows_progress_and_impact_apart(client, action, council_action_lead):
    report_progress(action=action, brag=Brag.GREEN, words="40 sent.", user=council_action_lead)
    sign_in(client, council_action_lead)

    page = client.get(reverse("plan_admin:action", args=[action.pk])).content.decode()

    assert page.index("Progress: what we did") < page.index("40 sent.")
    assert page.index("40 sent.") < page.index("Impact: what changed for families")
    assert "No evidence yet." in page


def test_others_read_an_action_but_find_no_forms(client, action, council_moderator):
    sign_in(client, council_moderator)
    page = client.get(reverse("plan_admin:action", args=[action.pk])).content.decode()

    for name in ("progress", "impact", "due_date"):
        address = reverse(f"plan_admin:{name}", args=[action.pk])
        assert address not in page
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404
