"""Entries in the admin's menu, and the way from a page to its entry."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from forum.loop import views
from forum.loop.models import LoopEntryPage
from forum.loop.permissions import may_see_entries, may_write


class EntriesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_see_entries(request.user)


class EntriesViewSet(ViewSet):
    name = "loop_entries"
    url_prefix = "you-said-we-did"
    icon = "rotate"
    menu_label = _("You said, we did")
    menu_order = 250
    add_to_admin_menu = True
    menu_item_class = EntriesMenuItem

    def get_urlpatterns(self) -> list:
        return [
            path("", views.index, name="index"),
            path("start/", views.start, name="start"),
            path("<uuid:entry_id>/", views.entry, name="entry"),
            path("<uuid:entry_id>/move/", require_POST(views.move), name="move"),
            path("<uuid:entry_id>/words/", require_POST(views.words), name="words"),
            path("<uuid:entry_id>/publish/", views.publish, name="publish"),
            path("letters/<uuid:telling_id>/", require_POST(views.letters), name="letters"),
            path("posted/<uuid:telling_id>/", require_POST(views.posted), name="posted"),
        ]


class PublishAndTellMenuItem(ActionMenuItem):
    """Leads from the editor to the screen on which an entry is published and people are told."""

    name = "action-publish-and-tell"
    label = _("Publish and tell…")
    icon_name = "upload"

    def is_shown(self, context) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and isinstance(page, LoopEntryPage)
            and may_write(context["request"].user, page.owner_partner_id)
        )

    def get_url(self, parent_context) -> str:
        return reverse("loop_entries:publish", args=[parent_context["page"].entry_id])
