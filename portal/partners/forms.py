"""Forms for partners and the people who work for them."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from portal.partners.enums import Role
from portal.partners.models import Membership, Partner
from portal.partners.permissions import may_give_roles


class GiveRoleForm(forms.ModelForm):
    """Names a person by e-mail address; an account is made when there is none yet."""

    email = forms.EmailField(label=_("E-mail address of the person"))
    role_title = forms.CharField(
        label=_("Role as others see it"),
        max_length=120,
        required=False,
        help_text=_("For a new account, for example “Forum moderator”."),
    )

    class Meta:
        model = Membership
        fields = ("partner", "role")

    def __init__(self, *args, for_user=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.for_user = for_user
        allowed = [
            partner.pk for partner in Partner.objects.all() if may_give_roles(for_user, partner)
        ]
        self.fields["partner"].queryset = Partner.objects.filter(pk__in=allowed)
        self.order_fields(["email", "role_title", "partner", "role"])

    def clean(self) -> dict:
        cleaned = super().clean()
        email = (cleaned.get("email") or "").lower()
        self.account = get_user_model().objects.filter(email=email).first()
        if email and self.account is None and not cleaned.get("role_title"):
            self.add_error(
                "role_title",
                _("Nobody has this address yet. Say the role, and we make an account."),
            )
        partner, role = cleaned.get("partner"), cleaned.get("role")
        if partner and role and role != Role.COORDINATOR and self._only_first_coordinator(partner):
            self.add_error(
                "role",
                _(
                    "You can name this partner's first coordinator. The coordinator then gives "
                    "all other roles."
                ),
            )
        return cleaned

    def _only_first_coordinator(self, partner: Partner) -> bool:
        return not partner.memberships.filter(user=self.for_user, role=Role.COORDINATOR).exists()
