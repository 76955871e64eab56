from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from surveys.results.permissions import may_open_results


class FiguresMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_results(request.user)


@hooks.register("register_admin_urls")
def register_desk():
    return [path("figures/", include("surveys.results.desk_urls"))]


@hooks.register("register_admin_menu_item")
def register_figures():
    return FiguresMenuItem(
        _("Figures"),
        reverse_lazy("releases:releases"),
        name="figures",
        icon_name="table",
        order=230,
    )
