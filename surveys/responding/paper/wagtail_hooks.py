from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from surveys.responding.paper.permissions import may_open_paper
from surveys.responding.wagtail_hooks import WAYS_HOOK


class PaperMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_paper(request.user)


@hooks.register("register_admin_urls")
def register_paper():
    return [path("paper/", include("surveys.responding.paper.admin_urls"))]


@hooks.register(WAYS_HOOK)
def register_paper_menu_item():
    return PaperMenuItem(
        _("Paper"),
        reverse_lazy("paper_admin:index"),
        name="paper",
        icon_name="doc-empty",
        order=20,
    )
