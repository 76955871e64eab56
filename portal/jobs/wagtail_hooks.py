from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.jobs.viewsets import long_jobs


@hooks.register("register_admin_viewset")
def register_long_jobs():
    return long_jobs


@hooks.register("register_reports_menu_item")
def register_long_jobs_menu_item():
    return MenuItem(
        long_jobs.menu_label,
        reverse(long_jobs.get_url_name("index")),
        icon_name=long_jobs.icon,
        order=long_jobs.menu_order,
    )
