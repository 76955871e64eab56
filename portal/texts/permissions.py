"""Who looks after texts that did not go out."""

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role

#: They see purposes and states; numbers and words are shown to nobody.
LOOKING_AFTER_TEXTS = (Role.COORDINATOR,)


def may_look_after_texts(user: Person) -> bool:
    """Coordinators of any partner; each sees the texts of their own."""
    return has_role(user, *LOOKING_AFTER_TEXTS)


def may_try_again(user: Person, partner: Partner | int) -> bool:
    """Coordinators of the partner on whose behalf the text is sent."""
    return has_role(user, *LOOKING_AFTER_TEXTS, partner=partner)
