"""Which actions, as adjectives."""

import datetime

from django.db import models
from django.utils import timezone

from forum.plan.enums import UNFINISHED


class ActionQuerySet(models.QuerySet):
    def unfinished(self) -> "ActionQuerySet":
        return self.filter(brag__in=UNFINISHED)

    def late(self) -> "ActionQuerySet":
        """Unfinished after their day, the oldest first."""
        return self.unfinished().filter(due_on__lt=timezone.localdate()).order_by("due_on")

    def due_within(self, days: int) -> "ActionQuerySet":
        """Unfinished and due from today on within this many days."""
        today = timezone.localdate()
        return self.unfinished().filter(
            due_on__range=(today, today + datetime.timedelta(days=days))
        )

    def led_by(self, user) -> "ActionQuerySet":
        return self.filter(lead=user)
