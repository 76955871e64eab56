"""Who looks after e-mails that did not go out."""

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role

#: They see purposes, roles and states; addresses and words are shown to nobody.
LOOKING_AFTER_EMAIL = (Role.COORDINATOR, Role.CLERK)


def may_look_after_email(user: Person) -> bool:
    """Coordinators and clerks of any partner; each sees the e-mails of their own."""
    return has_role(user, *LOOKING_AFTER_EMAIL)


def may_try_again(user: Person, partner: Partner | int) -> bool:
    """Coordinators and clerks of the partner on whose behalf the e-mail is sent."""
    return has_role(user, *LOOKING_AFTER_EMAIL, partner=partner)
