"""Events and calls in the admin's menu."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from surveys.responding.assisted import admin_views
from surveys.responding.assisted.permissions import may_help_by_phone
from surveys.responding.wagtail_hooks import WAYS_HOOK


class HelpingMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_help_by_phone(request.user)


class HelpingViewSet(ViewSet):
    name = "assisted"
    url_prefix = "events-and-phone"
    icon = "group"
    menu_label = _("Events and phone")
    menu_order = 10
    menu_hook = WAYS_HOOK
    menu_item_class = HelpingMenuItem

    def get_urlpatterns(self) -> list:
        return [
            path("", admin_views.index, name="index"),
            path("make/", admin_views.make, name="make"),
            path("phone/", admin_views.phone, name="phone"),
            path("<uuid:event_id>/", admin_views.event, name="event"),
            path("<uuid:event_id>/new-pin/", require_POST(admin_views.new_pin), name="new_pin"),
            path("<uuid:event_id>/end/", require_POST(admin_views.end), name="end"),
            path("<uuid:event_id>/let-in/", require_POST(admin_views.let_them_in), name="let_in"),
            path("<uuid:event_id>/sheet/", admin_views.sheet, name="sheet"),
        ]
