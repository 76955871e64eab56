"""One place in the admin's menu for every way of answering that goes with people."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

#: Rooms hang their screens here: ``@hooks.register(WAYS_HOOK)``.
WAYS_HOOK = "register_way_to_answer"
ways_to_answer = Menu(register_hook_name=WAYS_HOOK)


@hooks.register("register_admin_menu_item")
def register_ways_to_answer():
    return SubmenuMenuItem(
        _("Ways to answer"), ways_to_answer, name="ways-to-answer", icon_name="group", order=215
    )
