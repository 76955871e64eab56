"""Whose page it is: only coordinators of the partner that owns a page change it in Wagtail.

Wagtail's own rights go by place in the page tree. Partners share one tree, so these rules stand on
top of them. Administrators are held to them too: the council's administrator must not be able to
reword, close or take down what the forum asks.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, PagePermissionTester

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role


def may_change_owned_page(user: Person, page: Page) -> bool:
    """Whether this person coordinates the partner that owns the page.

    Pages without an owner are left to Wagtail's own rights. So is a page that has not been given
    its owner yet.
    """
    owner_id = getattr(page, "owner_partner_id", None)
    return owner_id is None or has_role(user, Role.COORDINATOR, partner=owner_id)


def refuse_others_pages(user: Person, pages: Iterable[Page], *, with_pages_below: bool) -> None:
    """Stop unless the person may change every one of these pages.

    ``with_pages_below`` asks it of everything under them too: for acts that take a branch along.

    Raises:
        PermissionDenied: one of them belongs to a partner that the person does not coordinate.
    """
    for page in pages:
        family = page.get_descendants(inclusive=True).specific() if with_pages_below else [page]
        if not all(may_change_owned_page(user, each.specific) for each in family):
            raise PermissionDenied


class OwnedPagePermissionTester(PagePermissionTester):
    """Wagtail's rights on a page, for coordinators of its owner only."""

    @property
    def _owners(self) -> bool:
        return may_change_owned_page(self.user, self.page)

    def can_add_subpage(self) -> bool:
        return self._owners and super().can_add_subpage()

    def can_publish_subpage(self) -> bool:
        return self._owners and super().can_publish_subpage()

    def can_reorder_children(self) -> bool:
        return self._owners and super().can_reorder_children()

    def can_edit(self) -> bool:
        return self._owners and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._owners and super().can_delete(ignore_bulk=ignore_bulk)

    def can_publish(self) -> bool:
        return self._owners and super().can_publish()

    def can_unpublish(self) -> bool:
        return self._owners and super().can_unpublish()

    def can_lock(self) -> bool:
        return self._owners and super().can_lock()

    def can_unlock(self) -> bool:
        return self._owners and super().can_unlock()

    def can_move_to(self, destination: Page) -> bool:
        return self._owners and super().can_move_to(destination)


class OwnedPageForm(WagtailAdminPageForm):
    """The editing form of an owned page: it can only be given to a partner one coordinates."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "owner_partner" not in self.fields or self.for_user is None:
            return
        owners = Partner.objects.where_user_is(self.for_user, Role.COORDINATOR)
        field = self.fields["owner_partner"]
        field.queryset = owners
        field.help_text = _("Only its coordinators can change, open and close this page.")
        if not owners:
            field.help_text = _(
                "You are not a coordinator of any partner, so you cannot make this page. "
                "Ask a coordinator of the partner that asks."
            )
        elif len(owners) == 1 and not self.instance.owner_partner_id:
            self.initial["owner_partner"] = owners[0]
