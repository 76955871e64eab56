"""Which places, runs and forms, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from surveys.responding.models import Response
from surveys.responding.paper.enums import KEYED_STATES, WAITING_STATES, FormState


def _number(rows: models.QuerySet, by: str, what: models.Aggregate) -> Coalesce:
    counted = rows.order_by().values(by).annotate(number=what).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class PlaceQuerySet(models.QuerySet):
    def of_partner(self, partner_id: int) -> "PlaceQuerySet":
        return self.filter(partner=partner_id)

    def in_use(self) -> "PlaceQuerySet":
        return self.filter(closed=False)

    def with_success_in(self, survey_key: uuid.UUID) -> "PlaceQuerySet":
        """Each place with ``code``, ``printed`` (forms) and ``responses`` for this survey.

        True counts: only for coordinators of the partner that asks.
        """
        # By name: the models module imports this one.
        codes = apps.get_model("paper", "PlaceCode").objects.filter(
            place=OuterRef("pk"), survey_key=survey_key
        )
        lots = (
            apps.get_model("paper", "PrintLot")
            .objects.printed()
            .filter(run__place_code__place=OuterRef("pk"), run__place_code__survey_key=survey_key)
        )
        responses = (
            Response.objects.counting()
            .to_survey(survey_key)
            .exclude(place_code="")
            .filter(place_code=OuterRef("code"))
        )
        return (
            self.annotate(code=Coalesce(Subquery(codes.values("code")[:1]), models.Value("")))
            .annotate(
                printed=_number(lots, "run__place_code__place", Sum("copies")),
                responses=_number(responses, "place_code", Count("pk")),
            )
            .order_by("-responses", "name")
        )


class PrintRunQuerySet(models.QuerySet):
    def of_survey(self, survey_key: uuid.UUID) -> "PrintRunQuerySet":
        return self.filter(version__survey_key=survey_key)

    def ready_to_list(self) -> "PrintRunQuerySet":
        return self.select_related("version", "made_by", "place_code__place").prefetch_related(
            "lots"
        )

    def with_progress(self) -> "PrintRunQuerySet":
        """Each run with how many of its forms were keyed, and how well two people agreed."""
        forms = apps.get_model("paper", "PaperForm").objects.filter(lot__run=OuterRef("pk"))
        checked = forms.filter(compared__gt=0)
        return self.annotate(
            keyed=_number(forms.keyed(), "lot__run", Count("pk")),
            waiting=_number(forms.waiting(), "lot__run", Count("pk")),
            checked=_number(checked, "lot__run", Count("pk")),
            compared=_number(checked, "lot__run", Sum("compared")),
            differing=_number(checked, "lot__run", Sum("differing")),
        )


class PrintLotQuerySet(models.QuerySet):
    def printed(self) -> "PrintLotQuerySet":
        """Handed out and not reported lost: as far as anybody knows, on paper."""
        return self.filter(handed_out_on__isnull=False, lost=False)

    def not_fetched_since(self, day: datetime.date) -> "PrintLotQuerySet":
        return self.exclude(file="").filter(made_on__lt=day)


class PaperFormQuerySet(models.QuerySet):
    def of_survey(self, survey_key: uuid.UUID) -> "PaperFormQuerySet":
        return self.filter(lot__run__version__survey_key=survey_key)

    def of_partners(self, partner_ids: Iterable[int]) -> "PaperFormQuerySet":
        return self.filter(lot__run__owner__in=list(partner_ids))

    def ready_to_key(self) -> "PaperFormQuerySet":
        return self.select_related("lot__run__version", "lot__run__owner", "lot__run__place_code")

    def keyed(self) -> "PaperFormQuerySet":
        return self.filter(state__in=KEYED_STATES)

    def waiting(self) -> "PaperFormQuerySet":
        """Forms that a second person still keys, or that somebody settles."""
        return self.filter(state__in=WAITING_STATES)

    def to_settle(self) -> "PaperFormQuerySet":
        return self.filter(state=FormState.COMPARED)

    def doubles_to_look_at(self) -> "PaperFormQuerySet":
        return self.filter(possible_double=True, double_seen=False)

    def answered_on_the_web_too(self) -> "PaperFormQuerySet":
        """Recorded forms whose square code led to an answer on the web, not marked yet."""
        also = Response.objects.counting().filter(
            place_code=OuterRef("web_code"), survey_key=OuterRef("lot__run__version__survey_key")
        )
        return self.filter(
            Exists(also), state=FormState.RECORDED, possible_double=False
        ).select_related("lot__run__version", "lot__run__owner")

    def counts_by_survey(self) -> dict[uuid.UUID, dict[str, int]]:
        """{survey: {"keyed", "held", "to_settle", "doubles"}}, for whole lists in one query."""
        rows = (
            self.order_by()
            .values(survey=F("lot__run__version__survey_key"))
            .annotate(
                keyed=Count("pk", filter=Q(state__in=KEYED_STATES)),
                held=Count("pk", filter=Q(state=FormState.HELD)),
                to_settle=Count("pk", filter=Q(state=FormState.COMPARED)),
                doubles=Count("pk", filter=Q(possible_double=True, double_seen=False)),
            )
        )
        return {row.pop("survey"): row for row in rows}
