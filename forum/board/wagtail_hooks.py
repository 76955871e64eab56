"""The board in the admin's menu and among its addresses."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from forum.board import admin_urls
from forum.board.permissions import may_see_board_screens


class BoardMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_see_board_screens(request.user)


@hooks.register("register_admin_urls")
def board_addresses() -> list:
    return [path("board/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    return BoardMenuItem(
        _("Board"), reverse_lazy("board_admin:meetings"), name="board", icon_name="group", order=400
    )
