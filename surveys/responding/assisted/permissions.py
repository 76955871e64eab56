"""Who makes events, and who helps people to answer by phone."""

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role

_HELPING = (Role.HELPER, Role.COORDINATOR)


def may_make_events(user: Person, partner: Partner | int | None = None) -> bool:
    """Coordinators of the partner that asks (of any, if none is named). No administrator as such.

    Whoever makes events also ends their PINs and decides about sealed answers that came late.
    """
    return has_role(user, Role.COORDINATOR, partner=partner)


def may_help_by_phone(user: Person, partner: Partner | int | None = None) -> bool:
    """Helpers and coordinators of the partner that asks (of any, if none is named)."""
    return has_role(user, *_HELPING, partner=partner)
