"""Which plans and actions, as adjectives."""

import datetime

from django.db import models
from django.utils import timezone

from forum.board.models import Board
from forum.plan.enums import UNFINISHED


class PlanQuerySet(models.QuerySet):
    def of_board(self, board) -> "PlanQuerySet":
        return self.filter(board=board)

    def clerked_by(self, user) -> "PlanQuerySet":
        """Plans of boards whose papers this person keeps."""
        return self.filter(board__in=Board.objects.clerked_by(user))


class ActionQuerySet(models.QuerySet):
    def unfinished(self) -> "ActionQuerySet":
        return self.filter(brag__in=UNFINISHED)

    def late(self, on: datetime.date | None = None) -> "ActionQuerySet":
        """Unfinished after their day, the oldest first."""
        day = on or timezone.localdate()
        return self.unfinished().filter(due_on__lt=day).order_by("due_on")

    def due_within(self, days: int) -> "ActionQuerySet":
        """Unfinished and due from today on within this many days."""
        today = timezone.localdate()
        return self.unfinished().filter(
            due_on__range=(today, today + datetime.timedelta(days=days))
        )

    def answered_for_by(self, user, partner_ids) -> "ActionQuerySet":
        """Actions this person leads, and those of the partners they answer for."""
        return self.filter(models.Q(lead=user) | models.Q(partner__in=partner_ids))

    def led_by(self, user) -> "ActionQuerySet":
        return self.filter(lead=user)

    def of_board(self, board) -> "ActionQuerySet":
        return self.filter(plan__board=board)

    def with_story(self) -> "ActionQuerySet":
        """With everything that one line of a plan says."""
        return self.select_related("plan", "partner", "lead").prefetch_related("progress", "impact")
