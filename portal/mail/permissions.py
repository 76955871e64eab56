"""Who looks after e-mails that did not go out."""

from portal.partners.enums import Role
from portal.partners.permissions import Person, has_role

#: They see purposes, roles and states; addresses and words are shown to nobody.
LOOKING_AFTER_EMAIL = (Role.COORDINATOR, Role.CLERK)


def may_try_again(user: Person) -> bool:
    """Coordinators, clerks and administrators."""
    return user.is_active and (user.is_superuser or has_role(user, *LOOKING_AFTER_EMAIL))
