"""Which themes and codings, as adjectives."""

import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from portal.partners.permissions import partners_where
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


class CodingQuerySet(models.QuerySet):
    def confirmed(self) -> "CodingQuerySet":
        """Codings that a person has decided: only these count."""
        return self.filter(state=CodingState.CONFIRMED)

    def about(self, survey_keys: Iterable[uuid.UUID]) -> "CodingQuerySet":
        return self.filter(comment__survey_key__in=list(survey_keys))
