import datetime

import pytest
from django.core.exceptions import PermissionDenied

from portal.partners.actions import end_role, give_role
from portal.partners.enums import Role
from portal.partners.models import Membership
from portal.partners.permissions import (
    forget_memberships,
    has_role,
    may_change_account,
    may_enter_admin,
    may_give_roles,
    may_read_raw_words,
    needs_second_factor,
)
from tests.builders import build_member, build_partner, build_person, sign_in


def test_a_role_counts_at_its_own_partner_only(forum, council, forum_moderator):
    assert may_read_raw_words(forum_moderator, forum)
    assert not may_read_raw_words(forum_moderator, council)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MODERATOR])
def test_no_role_but_moderator_reads_raw_words(forum, role):
    assert not may_read_raw_words(build_member(partner=forum, role=role), forum)


def test_an_administrator_reads_no_raw_words(forum, administrator):
    assert not may_read_raw_words(administrator, forum)


def test_a_role_that_has_ended_opens_nothing(forum, forum_moderator):
    Membership.objects.filter(user=forum_moderator).update(ends_on=datetime.date(2025, 1, 1))
    assert not may_read_raw_words(forum_moderator, forum)
    assert not may_enter_admin(forum_moderator)


def test_a_closed_account_opens_nothing(forum, forum_moderator):
    forum_moderator.is_active = False
    forum_moderator.save()
    assert not has_role(forum_moderator, Role.MODERATOR)


def test_roles_are_looked_up_once_for_many_questions(
    forum, council, forum_moderator, django_assert_num_queries
):
    with django_assert_num_queries(1):
        for partner in (forum, council) * 10:
            may_read_raw_words(forum_moderator, partner)


def test_a_coordinator_gives_roles_at_their_own_partner(forum, forum_coordinator):
    newcomer = build_person()
    give_role(user=newcomer, partner=forum, role=Role.MODERATOR, by=forum_coordinator)
    assert may_read_raw_words(newcomer, forum)


def test_an_administrator_cannot_make_themselves_moderator_of_a_running_forum(
    forum, forum_coordinator, administrator
):
    with pytest.raises(PermissionDenied):
        give_role(user=administrator, partner=forum, role=Role.MODERATOR, by=administrator)


def test_an_administrator_cannot_wait_until_the_coordinator_has_left(
    forum, forum_coordinator, administrator
):
    end_role(membership=forum_coordinator.memberships.get(), by=forum_coordinator)
    assert not may_give_roles(administrator, forum)


def test_an_administrator_names_the_first_coordinator_of_a_new_partner(administrator):
    partner = build_partner()
    newcomer = build_person()
    give_role(user=newcomer, partner=partner, role=Role.COORDINATOR, by=administrator)
    assert may_give_roles(newcomer, partner)


def test_a_council_coordinator_gives_no_roles_at_the_forum(forum, council_coordinator):
    with pytest.raises(PermissionDenied):
        give_role(user=build_person(), partner=forum, role=Role.CODER, by=council_coordinator)


def test_an_ended_role_stays_on_record(forum, forum_coordinator, forum_coder):
    membership = end_role(membership=forum_coder.memberships.get(), by=forum_coordinator)
    assert Membership.objects.filter(pk=membership.pk, ends_on__isnull=False).exists()
    forget_memberships(forum_coder)
    assert not has_role(forum_coder, Role.CODER)


def test_whoever_can_open_raw_words_needs_a_second_factor(
    forum_moderator, council_safeguarding_lead, administrator, forum_coder
):
    assert needs_second_factor(forum_moderator)
    assert needs_second_factor(council_safeguarding_lead)
    assert needs_second_factor(administrator)
    assert not needs_second_factor(forum_coder)


def test_an_administrator_cannot_change_the_address_of_a_forum_moderator(
    client, administrator, forum_moderator
):
    assert not may_change_account(administrator, forum_moderator)
    page = f"/admin/users/edit/{forum_moderator.pk}/"
    sign_in(client, administrator)
    client.post(page, {"email": "mine@wexmere.example", "role_title": "Mine", "is_active": "on"})
    forum_moderator.refresh_from_db()
    assert forum_moderator.email != "mine@wexmere.example"


def test_an_administrator_changes_an_account_without_guarded_roles(client, administrator):
    somebody = build_person()
    sign_in(client, administrator)
    answer = client.post(
        f"/admin/users/edit/{somebody.pk}/",
        {"email": "new@wexmere.example", "role_title": "Clerk", "is_active": "on"},
    )
    somebody.refresh_from_db()
    assert answer.status_code == 302
    assert somebody.email == "new@wexmere.example"


def test_an_administrator_cannot_close_a_forum_account_in_bulk(
    client, administrator, forum_moderator
):
    sign_in(client, administrator)
    client.post(
        "/admin/bulk/accounts/user/set_active_state/?id=" + str(forum_moderator.pk),
        {"mark_as_active": ""},
    )
    forum_moderator.refresh_from_db()
    assert forum_moderator.is_active


def test_a_coordinator_invites_somebody_new_through_the_admin(client, forum, forum_coordinator):
    sign_in(client, forum_coordinator)
    answer = client.post(
        "/admin/memberships/new/",
        {
            "email": "helper@wexmere.example",
            "role_title": "Forum helper",
            "partner": forum.pk,
            "role": Role.HELPER,
        },
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    membership = Membership.objects.get(user__email="helper@wexmere.example")
    assert (membership.partner, membership.role) == (forum, Role.HELPER)
    assert membership.granted_by == forum_coordinator


def test_a_coordinator_sees_the_people_of_their_own_partner_only(
    client, forum_coordinator, council_moderator
):
    page = sign_in(client, forum_coordinator).get("/admin/memberships/").content.decode()
    assert forum_coordinator.role_title in page
    assert council_moderator.role_title not in page
