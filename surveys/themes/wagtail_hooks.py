from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from surveys.themes.permissions import may_open_coding
from surveys.themes.viewsets import ThemeViewSet


class CodingMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_coding(request.user)


@hooks.register("register_admin_urls")
def register_coding_desk():
    return [path("coding/", include("surveys.themes.urls"))]


@hooks.register("register_admin_viewset")
def register_code_list():
    return ThemeViewSet(add_to_admin_menu=True, menu_order=225)


@hooks.register("register_admin_menu_item")
def register_coding():
    return CodingMenuItem(
        _("Coding"), reverse_lazy("themes:overview"), name="coding", icon_name="tag", order=220
    )
