from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from surveys.responding.group_sessions.permissions import may_open_sessions
from surveys.responding.wagtail_hooks import WAYS_HOOK


class SessionsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_sessions(request.user)


@hooks.register("register_admin_urls")
def register_sessions():
    return [path("group-sessions/", include("surveys.responding.group_sessions.admin_urls"))]


@hooks.register(WAYS_HOOK)
def register_sessions_item():
    return SessionsMenuItem(
        _("Group sessions"),
        reverse_lazy("group_sessions_admin:sessions"),
        name="group-sessions",
        icon_name="group",
        order=40,
    )
