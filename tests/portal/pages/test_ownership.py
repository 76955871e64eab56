"""A page with an owner is changed by its owner's coordinators, and by nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from portal.partners.enums import Role
from portal.partners.models import Membership
from surveys.questionnaires.models import SurveyPage
from tests.builders import build_question, build_survey_page, sign_in

ACTS = ("edit", "delete", "move", "copy", "unpublish")


@pytest.fixture
def editors(db):
    group = Group.objects.get_or_create(name="Editors")[0]
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=Page.objects.get(depth=1),
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    return group


@pytest.fixture
def page(forum):
    return build_survey_page(owner=forum, questions=[build_question()])


@pytest.mark.parametrize("act", ACTS)
def test_coordinators_of_the_owner_may(act, client, page, forum_coordinator, editors):
    forum_coordinator.groups.add(editors)
    address = reverse(f"wagtailadmin_pages:{act}", args=[page.pk])
    assert sign_in(client, forum_coordinator).get(address).status_code == 200


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("person", ["council_coordinator", "administrator"])
def test_others_may_not(act, person, client, page, editors, request):
    user = request.getfixturevalue(person)
    user.groups.add(editors)
    address = reverse(f"wagtailadmin_pages:{act}", args=[page.pk])
    assert sign_in(client, user).get(address).status_code in (302, 403)
    assert client.post(address, {"title": "Taken over"}).status_code in (302, 403)
    page = SurveyPage.objects.get(pk=page.pk)
    assert (page.title, page.live) != ("Taken over", False)
    assert page.live


@pytest.mark.parametrize("action", ["delete", "unpublish", "publish", "move"])
def test_others_may_not_in_bulk(action, client, page, administrator):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    sign_in(client, administrator).post(f"{address}?next=%2Fadmin%2F&id={page.pk}")
    assert SurveyPage.objects.get(pk=page.pk).live


def test_a_branch_with_somebody_elses_page_is_not_deleted(client, page, administrator):
    address = reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk])
    sign_in(client, administrator).post(address)
    assert SurveyPage.objects.filter(pk=page.pk).exists()


def test_pages_above_can_still_be_edited(client, page, administrator):
    address = reverse("wagtailadmin_pages:edit", args=[page.get_parent().pk])
    assert sign_in(client, administrator).get(address).status_code == 200


def test_wagtails_own_permissions_know_it_too(page, administrator, forum_coordinator, editors):
    forum_coordinator.groups.add(editors)
    # As Wagtail's lists ask: of the page without its own type.
    plain = Page.objects.get(pk=page.pk)
    others, owners = (plain.permissions_for_user(u) for u in (administrator, forum_coordinator))
    for right in ("can_edit", "can_publish", "can_unpublish", "can_delete", "can_copy"):
        assert getattr(owners, right)(), right
        assert not getattr(others, right)(), right


def test_a_new_page_can_only_be_given_to_partners_one_coordinates(
    client, council, forum, council_coordinator, editors, home_page
):
    council_coordinator.groups.add(editors)
    address = reverse("wagtailadmin_pages:add", args=["questionnaires", "surveypage", home_page.pk])
    form = sign_in(client, council_coordinator).get(address).context["form"]
    assert list(form.fields["owner_partner"].queryset) == [council]
    assert form.initial["owner_partner"] == council


def test_an_administrator_without_a_role_is_told_why_they_cannot_make_one(
    client, administrator, home_page
):
    address = reverse("wagtailadmin_pages:add", args=["questionnaires", "surveypage", home_page.pk])
    words = sign_in(client, administrator).get(address).content.decode()
    assert "You are not a coordinator of any partner" in words


def test_ended_coordinators_lose_it(client, page, forum, forum_coordinator, editors):
    import datetime

    forum_coordinator.groups.add(editors)
    Membership.objects.filter(user=forum_coordinator, role=Role.COORDINATOR).update(
        ends_on=datetime.date(2024, 2, 1)
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert sign_in(client, forum_coordinator).get(address).status_code in (302, 403)
