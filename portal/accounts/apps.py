from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Staff accounts")

    def ready(self) -> None:
        post_save.connect(
            keep_address_confirmed, sender="accounts.User", dispatch_uid="keep_address_confirmed"
        )


def keep_address_confirmed(instance, created: bool, update_fields, **kwargs) -> None:
    """A new or changed address is at once the one for sign-in codes."""
    from portal.accounts.actions import confirm_address  # Models load after this module.

    if created or update_fields is None or "email" in update_fields:
        confirm_address(user=instance)
