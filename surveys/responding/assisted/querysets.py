"""Which events and which sealed answers, as adjectives."""

import datetime
from collections import Counter

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from portal.partners.enums import Role
from portal.partners.permissions import Person, partners_where


class EventQuerySet(models.QuerySet):
    def made_for(self, user: Person) -> "EventQuerySet":
        """Events of the partners that this person coordinates."""
        return self.filter(partner__in=partners_where(user, (Role.COORDINATOR,)))

    def today(self) -> "EventQuerySet":
        return self.filter(held_on=timezone.localdate())

    def to_list(self) -> "EventQuerySet":
        """With ``kept_aside``, the number of sealed answers that were not recorded."""
        return self.select_related("partner").annotate(kept_aside=Count("envelopes"))

    def with_key_older_than(self, day: datetime.date) -> "EventQuerySet":
        """Events before this day whose key is still there."""
        return self.filter(~Q(sealed_private_key=""), held_on__lt=day)


class KeptEnvelopeQuerySet(models.QuerySet):
    def kept_because(self, *reasons: str) -> "KeptEnvelopeQuerySet":
        return self.filter(because__in=reasons)

    def counted_by_reason(self) -> Counter[str]:
        counts = self.order_by().values("because").annotate(number=Count("pk"))
        return Counter({row["because"]: row["number"] for row in counts})
