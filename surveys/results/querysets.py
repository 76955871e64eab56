"""Which releases, as adjectives."""

import uuid

from django.db import models

from portal.partners.enums import Role
from portal.partners.permissions import partners_where


class ReleaseQuerySet(models.QuerySet):
    def in_force(self) -> "ReleaseQuerySet":
        return self.filter(withdrawn_on__isnull=True)

    def published(self) -> "ReleaseQuerySet":
        return self.in_force().filter(is_public=True)

    def of_coordinator(self, user) -> "ReleaseQuerySet":
        """Releases of the partners that this person coordinates."""
        return self.filter(owner__in=partners_where(user, (Role.COORDINATOR,)))

    def about(self, survey_key: uuid.UUID) -> "ReleaseQuerySet":
        """Releases whose figures include this survey."""
        return self.filter(surveys__survey_key=survey_key)
