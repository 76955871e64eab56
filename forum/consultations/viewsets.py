"""Consultations in the admin's menu, and the way from a page to its launch."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from forum.consultations import views
from forum.consultations.models import ConsultationPage
from forum.consultations.permissions import may_launch, may_see_all


class ConsultationsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_see_all(request.user)


class ConsultationsViewSet(ViewSet):
    name = "consultations"
    icon = "comment"
    menu_label = _("Consultations")
    menu_order = 210
    add_to_admin_menu = True
    menu_item_class = ConsultationsMenuItem

    def get_urlpatterns(self) -> list:
        return [
            path("", views.index, name="index"),
            path("<int:page_id>/launch/", views.launch, name="launch"),
        ]


class LaunchMenuItem(ActionMenuItem):
    """Stands in the editor where "Publish" will stand once the consultation was launched."""

    name = "action-launch"
    label = _("Check and launch…")
    icon_name = "upload"

    def is_shown(self, context) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and isinstance(page, ConsultationPage)
            and not page.was_launched()
            and may_launch(context["request"].user, page.owner_partner_id)
        )

    def get_url(self, parent_context) -> str:
        return reverse("consultations:launch", args=[parent_context["page"].pk])
