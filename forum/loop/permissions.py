"""Who may do what with an entry, and with its pages in the editor."""

from portal.pages.ownership import OwnedPagePermissionTester
from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role


def may_write(user: Person, partner: Partner | int) -> bool:
    """The partner's coordinators write its answers to families, and nobody writes them for it."""
    return has_role(user, Role.COORDINATOR, partner=partner)


def may_see_entry(user: Person, partner: Partner | int) -> bool:
    """Everybody who works for the partner: the screen counts who asked to be told."""
    return has_role(user, partner=partner)


def may_see_entries(user: Person) -> bool:
    return has_role(user)


class LoopEntryPagePermissions(OwnedPagePermissionTester):
    """The editor's rights on the words of one entry.

    Publishing for the first time happens on the entry's own screen, where people are told too.
    A published entry stays at its address for good.
    """

    def can_publish(self) -> bool:
        return self._owners and self.page.entry.published_on is not None

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_copy(self) -> bool:
        return False
