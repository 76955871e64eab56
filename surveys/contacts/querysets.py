"""Which contacts and wishes, as adjectives."""

import uuid
from collections.abc import Iterable

from django.db import models

from portal.encryption import keyed_hash


class ContactQuerySet(models.QuerySet):
    def reachable(self) -> "ContactQuerySet":
        """People who have not opted out."""
        return self.filter(opted_out_on__isnull=True)


class WishToBeToldQuerySet(models.QuerySet):
    def about(self, survey_keys: Iterable[uuid.UUID]) -> "WishToBeToldQuerySet":
        return self.filter(survey_key__in=list(survey_keys))

    def made_with(self, code: str) -> "WishToBeToldQuerySet":
        """Wishes of whoever holds this receipt code."""
        return self.filter(code_lookup=keyed_hash(code, purpose="wish"))
