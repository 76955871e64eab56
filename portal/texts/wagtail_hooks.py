from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.texts.permissions import may_look_after_texts
from portal.texts.viewsets import texts


class TextsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look_after_texts(request.user)


@hooks.register("register_admin_viewset")
def register_texts():
    return texts


@hooks.register("register_reports_menu_item")
def register_texts_menu_item():
    return TextsMenuItem(
        texts.menu_label,
        reverse(texts.get_url_name("index")),
        icon_name=texts.icon,
        order=texts.menu_order,
    )
