from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from surveys.comments.permissions import may_open_concerns, may_open_queue
from surveys.responding.permissions import may_open_doubles


class QueueMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_queue(request.user)


class DoublesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_doubles(request.user)


class ConcernsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_concerns(request.user)


@hooks.register("register_admin_urls")
def register_desks():
    return [path("comments/", include("surveys.comments.urls"))]


@hooks.register("register_admin_menu_item")
def register_queue():
    return QueueMenuItem(
        _("Comments"),
        reverse_lazy("comments:queue"),
        name="comments",
        icon_name="comment",
        order=210,
    )


@hooks.register("register_admin_menu_item")
def register_files():
    return QueueMenuItem(
        _("Files"), reverse_lazy("comments:files"), name="files", icon_name="doc-full", order=211
    )


@hooks.register("register_admin_menu_item")
def register_doubles():
    return DoublesMenuItem(
        _("Possible doubles"),
        reverse_lazy("comments:doubles"),
        name="doubles",
        icon_name="copy",
        order=212,
    )


@hooks.register("register_admin_menu_item")
def register_concerns():
    return ConcernsMenuItem(
        _("Safeguarding"),
        reverse_lazy("comments:concerns"),
        name="safeguarding",
        icon_name="warning",
        order=215,
    )
