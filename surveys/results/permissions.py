"""Who may see true counts, and who may let figures leave the owner's desk."""

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role
from surveys.results.models import Release


def may_open_results(user: Person) -> bool:
    """Coordinators of any partner; each sees the figures of their own partners only."""
    return has_role(user, Role.COORDINATOR)


def may_see_true_counts(user: Person, owner: Partner | int) -> bool:
    """Only coordinators of the partner that asked. No administrator as such."""
    return has_role(user, Role.COORDINATOR, partner=owner)


def may_freeze(user: Person, owner: Partner | int) -> bool:
    """Whoever sees the true counts decides what leaves of them."""
    return may_see_true_counts(user, owner)


def may_publish(user: Person, release: Release) -> bool:
    """Coordinators of the partner whose figures these are."""
    return has_role(user, Role.COORDINATOR, partner=release.owner_id)
