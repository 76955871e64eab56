"""Which recipients, as adjectives."""

from django.db import models


class PackRecipientQuerySet(models.QuerySet):
    def for_reader(self, user) -> "PackRecipientQuerySet":
        """Copies that were sent to this person: the only ones they may open."""
        return self.filter(member__user=user)
