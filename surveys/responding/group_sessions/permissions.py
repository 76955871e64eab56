"""Who may prepare sessions for groups."""

from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role
from surveys.responding.group_sessions.querysets import PREPARING_ROLES


def may_open_sessions(user: Person) -> bool:
    """Coordinators and helpers of any partner; each sees the sessions of their own partners."""
    return has_role(user, *PREPARING_ROLES)


def may_prepare_session(user: Person, owner: Partner | int) -> bool:
    """Coordinators and helpers of the partner that asks. No administrator as such."""
    return has_role(user, *PREPARING_ROLES, partner=owner)
