"""Texts in the admin: what went out, what did not, and a button to try again."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from portal.partners.permissions import partners_where
from portal.partners.policies import MembershipPolicy
from portal.texts.actions import try_again
from portal.texts.models import OutgoingText
from portal.texts.permissions import LOOKING_AFTER_TEXTS

register_permission_policy(
    OutgoingText,
    MembershipPolicy(
        OutgoingText, viewing=LOOKING_AFTER_TEXTS, administrators=False, actions=("view",)
    ),
)


class StateColumn(BaseColumn):
    cell_template_name = "texts/admin/state_cell.html"


class TextIndexView(generic.IndexView):
    columns = [
        Column("purpose", label=_("Purpose")),
        Column("recipient", label=_("For")),
        StateColumn("state", label=_("State")),
        Column("attempts", label=_("Attempts")),
        Column("last_error_sentence", label=_("Last error")),
        Column("created_on", label=_("Written on")),
        Column("sent_on", label=_("Sent on")),
    ]
    is_searchable = False

    def get_base_queryset(self) -> QuerySet[OutgoingText]:
        own = partners_where(self.request.user, LOOKING_AFTER_TEXTS)
        return OutgoingText.objects.of_partners(own)


@require_POST
def try_again_view(request: HttpRequest, pk: str) -> HttpResponse:
    """The button of a failed text. The action itself asks who may."""
    text = get_object_or_404(OutgoingText, pk=pk)
    if try_again(text=text, user=request.user):
        messages.success(request, _now("The text is being sent again."))
    else:
        messages.warning(request, _now("This text cannot be sent again."))
    return redirect(texts.get_url_name("index"))


class OutgoingTextViewSet(ModelViewSet):
    model = OutgoingText
    name = "outgoing_texts"
    url_prefix = "texts"
    icon = "comment"
    menu_label = _("Text messages")
    menu_order = 915
    index_view_class = TextIndexView
    list_filter = ("state", "purpose")
    form_fields = ("purpose",)
    copy_view_enabled = False
    add_to_reference_index = False

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("try-again/<uuid:pk>/", try_again_view, name="try_again"),
        ]


texts = OutgoingTextViewSet()
