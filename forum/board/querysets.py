"""Which members, meetings and decisions, as adjectives."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.board.enums import LEADS_TO_ACTION


class BoardMemberQuerySet(models.QuerySet):
    def sitting(self, on: datetime.date | None = None) -> "BoardMemberQuerySet":
        """Members on a day (today if none is named) whose account is open."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, user__is_active=True
        )


class MeetingQuerySet(models.QuerySet):
    def coming(self) -> "MeetingQuerySet":
        return self.filter(held_on__gte=timezone.localdate()).order_by("held_on")

    def held(self) -> "MeetingQuerySet":
        return self.filter(held_on__lt=timezone.localdate()).order_by("-held_on")


class DecisionQuerySet(models.QuerySet):
    def leading_to_action(self) -> "DecisionQuerySet":
        return self.filter(outcome__in=LEADS_TO_ACTION)
