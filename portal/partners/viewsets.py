"""Partners, and who works for them, in the admin."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from portal.partners.actions import end_role, give_role
from portal.partners.enums import Role
from portal.partners.forms import GiveRoleForm
from portal.partners.models import Membership, Partner
from portal.partners.permissions import may_give_roles
from portal.partners.policies import MembershipPolicy

register_permission_policy(Partner, MembershipPolicy(Partner, actions=("add", "change", "view")))
register_permission_policy(
    Membership,
    MembershipPolicy(Membership, changing=(Role.COORDINATOR,), actions=("add", "delete", "view")),
)


class PartnerViewSet(ModelViewSet):
    """Only administrators add partners or rename them."""

    model = Partner
    icon = "group"
    menu_label = _("Partners")
    add_to_settings_menu = True
    menu_order = 20
    list_display = ("name", "kind", "reply_team", "phone")
    form_fields = ("name", "slug", "kind", "description", "reply_team", "phone")
    copy_view_enabled = False


class GiveRoleView(generic.CreateView):
    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "for_user": self.request.user}

    def save_instance(self) -> Membership:
        with transaction.atomic():
            account = self.form.account or get_user_model().objects.create_user(
                self.form.cleaned_data["email"], role_title=self.form.cleaned_data["role_title"]
            )
            return give_role(
                user=account,
                partner=self.form.cleaned_data["partner"],
                role=self.form.cleaned_data["role"],
                by=self.request.user,
            )


class EndRoleView(generic.DeleteView):
    """Ends a role. The row stays, so that "who could read this in May?" has an answer."""

    page_title = _("End this role")
    success_message = _("Ended: %(object)s")

    def user_has_permission(self, permission: str) -> bool:
        return super().user_has_permission(permission) and may_give_roles(
            self.request.user, self.object.partner
        )

    def delete_action(self) -> None:
        end_role(membership=self.object, by=self.request.user)


class MembershipIndexView(generic.IndexView):
    def get_base_queryset(self):
        mine = Partner.objects.where_user_is(self.request.user, Role.COORDINATOR)
        rows = Membership.objects.in_force().select_related("user", "partner")
        return rows if self.request.user.is_superuser else rows.filter(partner__in=mine)


class MembershipViewSet(ModelViewSet):
    """Who works for which partner. Coordinators give and end roles at their own partner."""

    model = Membership
    name = "memberships"
    icon = "user"
    menu_label = _("People and roles")
    add_to_settings_menu = True
    menu_order = 30
    list_display = ("user", "role", "partner", "starts_on")
    list_filter = ("partner", "role")
    add_view_class = GiveRoleView
    delete_view_class = EndRoleView
    index_view_class = MembershipIndexView
    copy_view_enabled = False
    add_to_reference_index = False

    def get_form_class(self, for_update: bool = False):
        return GiveRoleForm
