from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.mail.permissions import may_look_after_email
from portal.mail.viewsets import emails


class EmailsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look_after_email(request.user)


@hooks.register("register_admin_viewset")
def register_emails():
    return emails


@hooks.register("register_reports_menu_item")
def register_emails_menu_item():
    return EmailsMenuItem(
        emails.menu_label,
        reverse(emails.get_url_name("index")),
        icon_name=emails.icon,
        order=emails.menu_order,
    )
