"""Which entries and rounds of telling, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from forum.loop.enums import FINAL


class LoopEntryQuerySet(models.QuerySet):
    def published(self) -> "LoopEntryQuerySet":
        return self.filter(published_on__isnull=False)

    def unfinished(self) -> "LoopEntryQuerySet":
        """Something is still promised."""
        return self.exclude(status__in=FINAL)

    def late(self) -> "LoopEntryQuerySet":
        """The day we named has passed; the oldest first."""
        return self.unfinished().filter(next_date__lt=timezone.localdate()).order_by("next_date")

    def due_within(self, days: int) -> "LoopEntryQuerySet":
        today = timezone.localdate()
        return self.unfinished().filter(
            next_date__range=(today, today + datetime.timedelta(days=days))
        )

    def behind(self, survey_keys: Iterable[uuid.UUID]) -> "LoopEntryQuerySet":
        """Entries that answer what was said in these surveys."""
        return self.filter(surveys__survey_key__in=list(survey_keys)).distinct()


class TellingQuerySet(models.QuerySet):
    def newest_first(self) -> "TellingQuerySet":
        return self.order_by("-started_on", "-pk")
