"""Which imports, as adjectives."""

import datetime
import uuid

from django.db import models

from portal.partners.enums import Role
from portal.partners.permissions import Person, partners_where
from surveys.responding.importing.enums import ImportState


class ResponseImportQuerySet(models.QuerySet):
    def of_coordinator(self, user: Person) -> "ResponseImportQuerySet":
        """Imports of the partners that this person coordinates."""
        return self.filter(owner__in=partners_where(user, (Role.COORDINATOR,)))

    def into_survey(self, survey_key: uuid.UUID) -> "ResponseImportQuerySet":
        return self.filter(version__survey_key=survey_key)

    def checked_before(self, day: datetime.date) -> "ResponseImportQuerySet":
        """Files that were checked and then left lying."""
        return self.filter(state=ImportState.CHECKED, checked_on__lt=day)
