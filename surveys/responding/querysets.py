"""Which responses and drafts, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Sum
from django.utils import timezone

from surveys.responding.enums import ResponseState


class ResponseQuerySet(models.QuerySet):
    def counting(self) -> "ResponseQuerySet":
        """Responses that count: received and not withdrawn."""
        return self.filter(state=ResponseState.RECEIVED)

    def to_survey(self, survey_key: uuid.UUID) -> "ResponseQuerySet":
        return self.filter(survey_key=survey_key)

    def to_surveys(self, survey_keys: Iterable[uuid.UUID]) -> "ResponseQuerySet":
        return self.filter(survey_key__in=list(survey_keys))

    def received_between(self, first: datetime.date, last: datetime.date) -> "ResponseQuerySet":
        """Responses of the weeks that begin in this span, both ends counted."""
        return self.filter(week_received__range=(first, last))

    def people(self) -> int:
        """How many people these responses speak for: a group counts each of its members.

        A true count. It may leave the owner's desk only through surveys.results.disclosure.
        """
        return self.aggregate(people=Sum("group_size"))["people"] or 0


class DraftQuerySet(models.QuerySet):
    def kept(self) -> "DraftQuerySet":
        """Drafts that have not expired."""
        return self.filter(expires_on__gte=timezone.localdate())

    def expired(self) -> "DraftQuerySet":
        return self.filter(expires_on__lt=timezone.localdate())
