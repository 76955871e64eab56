"""Which releases, as adjectives."""

import uuid

from django.db import models


class ReleaseQuerySet(models.QuerySet):
    def in_force(self) -> "ReleaseQuerySet":
        return self.filter(withdrawn_on__isnull=True)

    def published(self) -> "ReleaseQuerySet":
        return self.in_force().filter(is_public=True)

    def about(self, survey_key: uuid.UUID) -> "ReleaseQuerySet":
        """Releases whose figures include this survey."""
        return self.filter(surveys__survey_key=survey_key)
