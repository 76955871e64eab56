"""Wagtail's app of accounts, told to use our screens."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersAppConfig(WagtailUsersAppConfig):
    user_viewset = "portal.accounts.viewsets.StaffViewSet"
