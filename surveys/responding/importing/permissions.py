"""Who may bring in responses that were collected elsewhere."""

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role


def may_open_imports(user: Person) -> bool:
    """Coordinators of any partner; each sees the imports of their own partners only."""
    return has_role(user, Role.COORDINATOR)


def may_bring_in(user: Person, owner: Partner | int) -> bool:
    """Only coordinators of the partner that asked. No administrator as such."""
    return has_role(user, Role.COORDINATOR, partner=owner)
