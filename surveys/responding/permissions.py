"""Who may take a whole response out of counting. Asked by the screens and again by the actions."""

from portal.partners.enums import Role
from portal.partners.permissions import Person, has_role
from surveys.responding.models import Response


def may_open_doubles(user: Person) -> bool:
    """Coordinators of any partner; each sees the responses of their own partners only."""
    return has_role(user, Role.COORDINATOR)


def may_set_response_aside(user: Person, response: Response) -> bool:
    """Coordinators of the partner that asked."""
    return has_role(user, Role.COORDINATOR, partner=response.owner_id)
