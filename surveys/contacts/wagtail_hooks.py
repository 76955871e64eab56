from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from surveys.contacts.permissions import may_open_calls


class CallsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_calls(request.user)


@hooks.register("register_admin_urls")
def register_calls():
    return [path("call-backs/", include("surveys.contacts.desk_urls"))]


@hooks.register("register_admin_menu_item")
def register_calls_menu_item():
    return CallsMenuItem(
        _("Call-backs"),
        reverse_lazy("call_backs:index"),
        name="call-backs",
        icon_name="mobile-alt",
        order=205,
    )
