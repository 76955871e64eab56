"""Who may do what with a consultation, and with its pages in the editor."""

from wagtail.models import PagePermissionTester

from portal.pages.ownership import OwnedPagePermissionTester
from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role


def may_launch(user: Person, partner: Partner | int) -> bool:
    """The owner's coordinators promise families an answer: nobody else does so for them."""
    return has_role(user, Role.COORDINATOR, partner=partner)


def may_see_all(user: Person) -> bool:
    """Any coordinator sees when each partner asks, so that families are not asked twice."""
    return user.is_superuser or has_role(user, Role.COORDINATOR)


class ConsultationPagePermissions(OwnedPagePermissionTester):
    """The editor's rights on one consultation. Going live for the first time is a launch."""

    def can_publish(self) -> bool:
        return self._owners and self.page.was_launched()

    def can_unpublish(self) -> bool:
        """Never: people who answered find the outcome at the same address."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and not self.page.was_launched()


class ConsultationIndexPagePermissions(PagePermissionTester):
    """A consultation is first saved as a draft and then launched."""

    def can_publish_subpage(self) -> bool:
        return False
