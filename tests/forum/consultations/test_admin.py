"""The screens on which coordinators look after consultations."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from portal.partners.actions import EDITORS_GROUP
from surveys.questionnaires.actions import open_survey
from tests.builders import build_consultation, build_question, build_survey_page, sign_in


@pytest.fixture
def draft(council, council_coordinator):
    page = build_consultation(owner=council, live=False, title="Booking a break")
    survey = build_survey_page(owner=council, questions=[build_question()], parent=page)
    open_survey(page=survey, user=council_coordinator)
    page.save_revision()
    return page


@pytest.fixture
def editors():
    """Wagtail's rights of editors, as an area sets them up."""
    group = Group.objects.get_or_create(name=EDITORS_GROUP)[0]
    root = Page.objects.get(depth=1)
    for permission in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=root,
            permission=GroupPagePermission._meta.get_field("permission").related_model.objects.get(
                codename=permission
            ),
        )
    return group


def test_the_list_shows_drafts_promises_and_what_is_late(client, council, council_coordinator):
    build_consultation(owner=council, title="A draft", live=False)
    build_consultation(owner=council, title="A late one", opens=-90, closes=-60, answer=-2)
    words = sign_in(client, council_coordinator).get(reverse("consultations:index"))
    assert words.status_code == 200
    assert "Check and launch" in words.content.decode()
    assert "Late: we promised this by" in words.content.decode()


def test_the_launch_screen_lists_what_is_missing(client, council, council_coordinator):
    page = build_consultation(owner=council, live=False, closes=None)
    address = reverse("consultations:launch", args=[page.pk])
    words = sign_in(client, council_coordinator).get(address).content.decode()
    assert "Say which is the last day to answer." in words
    assert "Add a survey page below this consultation." in words
    assert ">Launch</button>" not in words
    client.post(address)
    page.refresh_from_db()
    assert not page.live


def test_launching_puts_the_page_in_public(client, draft, council_coordinator):
    address = reverse("consultations:launch", args=[draft.pk])
    assert ">Launch</button>" in sign_in(client, council_coordinator).get(address).content.decode()
    assert client.post(address).status_code == 302
    draft.refresh_from_db()
    assert draft.live


@pytest.mark.parametrize("role", ["forum_coordinator", "council_moderator", "administrator"])
def test_to_others_the_launch_looks_missing(client, draft, role, request):
    sign_in(client, request.getfixturevalue(role))
    assert client.get(reverse("consultations:launch", args=[draft.pk])).status_code == 404


def test_publish_in_the_editor_is_not_a_launch(client, draft, council_coordinator, editors):
    council_coordinator.groups.add(editors)
    rights = draft.permissions_for_user(council_coordinator)
    assert (rights.can_edit(), rights.can_publish()) == (True, False)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    words = sign_in(client, council_coordinator).get(address).content.decode()
    assert reverse("consultations:launch", args=[draft.pk]) in words
    assert "action-publish" not in words


def test_a_launched_consultation_is_edited_but_never_taken_down(
    council, council_coordinator, editors
):
    council_coordinator.groups.add(editors)
    page = build_consultation(owner=council)
    rights = page.permissions_for_user(council_coordinator)
    assert rights.can_publish()
    assert not rights.can_unpublish()
    assert not rights.can_delete()


def test_a_new_consultation_begins_as_a_draft(draft, administrator):
    assert not draft.get_parent().permissions_for_user(administrator).can_publish_subpage()
