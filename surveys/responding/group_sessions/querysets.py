"""Which group sessions, as adjectives."""

from django.db import models

from portal.encryption import keyed_hash
from portal.partners.enums import Role
from portal.partners.permissions import Person, partners_where

#: Roles that prepare sessions for groups.
PREPARING_ROLES = (Role.COORDINATOR, Role.HELPER)


class GroupSessionQuerySet(models.QuerySet):
    def prepared_by_partners_of(self, user: Person) -> "GroupSessionQuerySet":
        """Sessions of the partners at which this person prepares some."""
        return self.filter(owner__in=partners_where(user, PREPARING_ROLES))

    def behind(self, secret: str) -> "GroupSessionQuerySet":
        """The session whose link holds this secret."""
        return self.filter(link_lookup=keyed_hash(secret, purpose="group-session"))
