"""The plan in the admin's menu and among its addresses."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from forum.plan import admin_urls


@hooks.register("register_admin_urls")
def plan_addresses() -> list:
    return [path("plan/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def plan_menu_item() -> MenuItem:
    return MenuItem(
        _("Plan"), reverse_lazy("plan_admin:plans"), name="plan", icon_name="tasks", order=410
    )
