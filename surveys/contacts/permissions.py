"""Who rings people who asked for a call."""

from portal.partners.enums import Role
from portal.partners.permissions import Person, has_role
from surveys.contacts.models import CallBack

#: They see the number of a call that they take on; nobody else does, administrators included.
RINGING_BACK = (Role.COORDINATOR, Role.HELPER)


def may_open_calls(user: Person) -> bool:
    """Coordinators and helpers of any partner; each sees the calls of their own."""
    return has_role(user, *RINGING_BACK)


def may_ring(user: Person, call: CallBack) -> bool:
    """Coordinators and helpers of the partner that is to ring."""
    return has_role(user, *RINGING_BACK, partner=call.owner_id)
