from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from surveys.responding.importing.permissions import may_open_imports
from surveys.responding.wagtail_hooks import WAYS_HOOK


class ImportsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_imports(request.user)


@hooks.register("register_admin_urls")
def register_imports():
    return [path("imports/", include("surveys.responding.importing.urls"))]


@hooks.register(WAYS_HOOK)
def register_imports_item():
    return ImportsMenuItem(
        _("Bring in responses"),
        reverse_lazy("importing:surveys"),
        name="imports",
        icon_name="download",
        order=50,
    )
