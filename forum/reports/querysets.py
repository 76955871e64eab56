"""Which packs and recipients, as adjectives."""

from django.db import models


class BoardPackQuerySet(models.QuerySet):
    def sent(self) -> "BoardPackQuerySet":
        return self.filter(sent_on__isnull=False)

    def newest_first(self) -> "BoardPackQuerySet":
        return self.order_by("-number")


class PackRecipientQuerySet(models.QuerySet):
    def for_reader(self, user) -> "PackRecipientQuerySet":
        """Copies that were sent to this person: the only ones they may open."""
        return self.filter(member__user=user).select_related("pack__meeting__board")

    def newest_first(self) -> "PackRecipientQuerySet":
        return self.order_by("-pack__meeting__held_on", "-pack__number")

    def with_delivery(self) -> "PackRecipientQuerySet":
        """With member and message, in the order of the seats."""
        return self.select_related("member__user", "member__partner", "email").order_by(
            "member__seat", "pk"
        )
