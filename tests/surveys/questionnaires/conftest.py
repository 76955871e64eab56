"""Who edits surveys in Wagtail."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page


@pytest.fixture
def editors(db):
    """Coordinators may edit the whole page tree: whose page it is decides in the end."""
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
