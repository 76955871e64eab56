"""What happens to an account behind the screens."""

from allauth.account.models import EmailAddress
from django.db import transaction

from portal.accounts.models import User


@transaction.atomic
def confirm_address(*, user: User) -> None:
    """Make the account's own address the one that sign-in codes go to, and the only one.

    It counts as confirmed: nobody gets in without reading a code that was sent to it.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
