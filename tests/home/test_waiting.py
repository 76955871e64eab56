"""The first screen says what waits for whoever comes in, and leads there in one click."""

import pytest

from forum.loop.actions import move_entry
from forum.loop.enums import LoopStatus
from home.waiting import what_waits
from portal.partners.enums import Role
from surveys.comments.concerns import flag_comment
from surveys.contacts.calls import ask_for_call
from surveys.contacts.enums import CallSubject
from tests.builders import (
    build_comment,
    build_consultation,
    build_entry,
    build_member,
    build_passed_comment,
    in_days,
    sign_in,
)


def words_of(user) -> dict[str, int]:
    return {str(each.words): each.count for each in what_waits(user)}


@pytest.fixture
def closed_consultation(council, home_page):
    return build_consultation(owner=council, opens=-60, closes=-20, answer=30)


def test_a_moderator_sees_how_many_comments_are_to_be_read(forum, forum_moderator):
    build_comment(owner=forum, words="No date.")
    build_comment(owner=forum, words="No date.")
    assert words_of(forum_moderator) == {"Comments to read": 2}


def test_comments_of_another_partner_are_not_counted(forum, council_moderator):
    build_comment(owner=forum, words="No date.")
    assert words_of(council_moderator) == {}


def test_a_coder_sees_what_needs_a_theme(forum, forum_moderator, forum_coder):
    build_passed_comment(owner=forum, user=forum_moderator)
    assert words_of(forum_coder) == {"Comments that need a theme": 1}


def test_a_safeguarding_lead_sees_an_open_concern_first(
    council, council_moderator, council_safeguarding_lead
):
    flag_comment(
        comment=build_comment(owner=council, words="No date."),
        reason="Not safe",
        user=council_moderator,
    )
    first = what_waits(council_safeguarding_lead)[0]
    assert first.count == 1
    assert first.late


def test_a_closed_consultation_waits_for_its_answer(closed_consultation, council_coordinator):
    assert words_of(council_coordinator) == {"Closed consultations without an answer yet": 1}


def test_past_its_promise_it_is_late_by_itself(closed_consultation, council_coordinator):
    type(closed_consultation).objects.filter(pk=closed_consultation.pk).update(
        answer_by=in_days(-1)
    )
    assert words_of(council_coordinator) == {"Consultations whose answer is late": 1}


def test_a_promise_is_due_and_then_late(council, council_coordinator, home_page):
    entry = build_entry(
        partner=council,
        user=council_coordinator,
        on=in_days(-30),
        next_date=in_days(-29),
    )
    assert words_of(council_coordinator) == {"Promises to families that are late": 1}
    move_entry(
        entry=entry, status=LoopStatus.DOING, user=council_coordinator, next_date=in_days(10)
    )
    assert words_of(council_coordinator) == {
        "Promises to families that come due in the next 14 days": 1
    }


def test_late_work_stands_before_the_rest(closed_consultation, council, council_coordinator):
    build_comment(owner=council, words="No date.")
    type(closed_consultation).objects.filter(pk=closed_consultation.pk).update(
        answer_by=in_days(-1)
    )
    assert [each.late for each in what_waits(council_coordinator)] == [True, False]


def test_each_line_leads_to_a_screen_that_opens(
    client, closed_consultation, council, council_coordinator
):
    build_comment(owner=council, words="No date.")
    sign_in(client, council_coordinator)
    first_screen = client.get("/admin/").content.decode()
    lines = what_waits(council_coordinator)
    assert len(lines) == 2
    for line in lines:
        assert f'href="{line.url}"' in first_screen
        assert client.get(line.url).status_code == 200


def test_whoever_has_nothing_to_do_is_thanked(client, forum):
    viewer = build_member(partner=forum, role=Role.VIEWER)
    assert what_waits(viewer) == []
    assert "Nothing waits for you. Thank you." in sign_in(client, viewer).get("/admin/").text


def test_the_number_of_queries_does_not_grow_with_the_work(
    council, council_coordinator, django_assert_max_num_queries
):
    for _comment in range(12):
        build_comment(owner=council, words="No date.")
    with django_assert_max_num_queries(14):
        what_waits(council_coordinator)


def test_calls_wait_for_those_who_ring_and_late_ones_say_so(council, council_coordinator, forum):
    helper = build_member(partner=council, role=Role.HELPER)
    elsewhere = build_member(partner=forum, role=Role.HELPER)
    for number, day in (("+447700900123", in_days(-20)), ("+447700900124", in_days(0))):
        ask_for_call(number=number, language="en", subject=CallSubject.HELP, on=day)
    waiting = {
        "Families who asked for a call: late": 1,
        "Families who asked for a call": 1,
    }
    assert words_of(helper) == waiting
    assert words_of(council_coordinator) == waiting
    assert words_of(elsewhere) == {}
    assert what_waits(helper)[0].late
