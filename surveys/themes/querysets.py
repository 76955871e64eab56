"""Which themes and codings, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from portal.partners.enums import Role
from portal.partners.permissions import partners_where
from surveys.comments.enums import READABLE_STATUSES
from surveys.responding.enums import ResponseState
from surveys.themes.enums import CodingState, ThemeState


class ThemeQuerySet(models.QuerySet):
    def in_use(self) -> "ThemeQuerySet":
        return self.filter(state=ThemeState.APPROVED)

    def usable_by(self, partner_id: int) -> "ThemeQuerySet":
        """The area's shared themes and this partner's own."""
        return self.in_use().filter(
            Q(code_list__partner__isnull=True) | Q(code_list__partner=partner_id)
        )

    def visible_to(self, user, roles: Iterable[str]) -> "ThemeQuerySet":
        own = partners_where(user, tuple(roles))
        return self.filter(Q(code_list__partner__isnull=True) | Q(code_list__partner__in=own))


class CodeListQuerySet(models.QuerySet):
    def changeable_by(self, user) -> "CodeListQuerySet":
        """Lists to which this person may add themes: the area's, and those of their partners."""
        own = partners_where(user, (Role.COORDINATOR, Role.CODER))
        return self.filter(Q(partner__isnull=True) | Q(partner__in=own)) if own else self.none()


class CodingQuerySet(models.QuerySet):
    def confirmed(self) -> "CodingQuerySet":
        """Codings that a person has decided: only these count."""
        return self.filter(state=CodingState.CONFIRMED)

    def suggested(self) -> "CodingQuerySet":
        return self.filter(state=CodingState.SUGGESTED)

    def about(self, survey_keys: Iterable[uuid.UUID]) -> "CodingQuerySet":
        return self.filter(comment__survey_key__in=list(survey_keys))

    def counting(self) -> "CodingQuerySet":
        """Confirmed themes of comments that may be counted: passed, and not taken back."""
        return self.confirmed().filter(
            comment__status__in=READABLE_STATUSES,
            comment__response__state=ResponseState.RECEIVED,
        )

    def received_between(self, first: datetime.date, last: datetime.date) -> "CodingQuerySet":
        """Codings of comments from the weeks that begin in this span, both ends counted."""
        return self.filter(comment__week_received__range=(first, last))
