"""Which contacts, wishes and calls, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from portal.encryption import keyed_hash
from surveys.contacts.enums import OPEN_CALLS


class ContactQuerySet(models.QuerySet):
    def reachable(self) -> "ContactQuerySet":
        """People who have not opted out."""
        return self.filter(opted_out_on__isnull=True)

    def named(self, short_code: str) -> "ContactQuerySet":
        """Whose texts or letters carry this short code."""
        return self.filter(short_code=short_code) if short_code else self.none()


class WishToBeToldQuerySet(models.QuerySet):
    def about(self, survey_keys: Iterable[uuid.UUID]) -> "WishToBeToldQuerySet":
        return self.filter(survey_key__in=list(survey_keys))

    def made_with(self, code: str) -> "WishToBeToldQuerySet":
        """Wishes of whoever holds this receipt code."""
        return self.filter(code_lookup=keyed_hash(code, purpose="wish"))


class CallBackQuerySet(models.QuerySet):
    def open(self) -> "CallBackQuerySet":
        """Somebody still has to ring."""
        return self.filter(state__in=OPEN_CALLS)

    def closed(self) -> "CallBackQuerySet":
        return self.exclude(state__in=OPEN_CALLS)

    def late(self, on: datetime.date | None = None) -> "CallBackQuerySet":
        """The promised day has passed."""
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def of_partners(self, partner_ids: Iterable[int]) -> "CallBackQuerySet":
        return self.filter(owner__in=list(partner_ids))

    def with_number(self, number: str) -> "CallBackQuerySet":
        return self.filter(lookup=self.model.lookup_of(number))

    def ready_to_list(self) -> "CallBackQuerySet":
        """With partner and whoever took it on; the day that comes first stands first."""
        return self.select_related("owner", "taken_by").order_by("due_on", "asked_on", "pk")

    def asked_before(self, day: datetime.date) -> "CallBackQuerySet":
        return self.filter(asked_on__lt=day)

    def closed_since(self, day: datetime.date) -> "CallBackQuerySet":
        return self.closed().filter(closed_on__gte=day)

    def counted_by_state(self) -> dict[str, int]:
        """How many stand at each state. True counts: for the owner's desk."""
        counted = self.order_by().values("state").annotate(calls=models.Count("pk"))
        return dict(counted.values_list("state", "calls"))
