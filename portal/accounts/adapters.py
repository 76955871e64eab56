"""How sign-in differs from the stock one: no sign-up by strangers, secrets sealed at rest."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse

from portal.encryption import seal, unseal
from portal.partners.permissions import may_enter_admin


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or a partner's coordinator, never by sign-up."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        """The admin for people who may enter it; the papers sent to them for board members."""
        if may_enter_admin(request.user):
            return super().get_login_redirect_url(request)
        return reverse("reports:papers")


class SealedMFAAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text, model="mfa.Authenticator", field="secret", row="")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, model="mfa.Authenticator", field="secret", row="")
