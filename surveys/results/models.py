"""Figures as they left the owner's desk: protected, frozen and hashed."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import seal
from portal.partners.models import Partner
from surveys.results.charts import Chart, Grid, charts_of, shown
from surveys.results.querysets import ReleaseQuerySet


class ReleaseIsFrozen(Exception):
    """The figures of a release can be neither changed nor deleted."""


class Release(models.Model):
    """A frozen, disclosure-controlled snapshot. A correction withdraws it and makes another.

    ``figures`` is ``{"people": count, "minimum", "base", "tables": [{"key", "title", "columns":
    [...], "rows": [{<column>: words, ..., "key", "count", "suppressed": 0 or 1}], "minimum",
    "base"}]}`` where a count is an int or ``{"suppressed": true}``. Rows and titles that families
    were shown also carry ``"words": {language: words}``. True counts are kept sealed so that a
    later release can be checked against this one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    title = models.CharField(_("title"), max_length=160)
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to"), null=True, blank=True)
    figures = models.JSONField(_("figures"))
    sealed_true_counts = models.TextField()
    hash = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    frozen_on = models.DateField(_("frozen on"), default=timezone.localdate)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
    )
    is_public = models.BooleanField(_("published"), default=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=250, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("-frozen_on", "title")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **options) -> None:
        changes = set(options.get("update_fields") or ())
        changeable = {"is_public", "withdrawn_on", "withdrawn_because"}
        if not self._state.adding and not (changes and changes <= changeable):
            raise ReleaseIsFrozen
        super().save(*args, **options)

    def delete(self, *args, **options) -> None:
        raise ReleaseIsFrozen

    @property
    def charts(self) -> "list[Chart | Grid]":
        """The figures, ready to be shown in the reader's language."""
        return charts_of(self.figures)

    @property
    def people(self) -> str:
        """How many people the figures are about, or "too few to show"."""
        return shown(self.figures["people"])

    @property
    def is_in_force(self) -> bool:
        return self.withdrawn_on is None

    def seal_true_counts(self, counts: object) -> None:
        self.sealed_true_counts = seal(
            json.dumps(counts), model="results.Release", field="true_counts", row=self.pk
        )

    def expected_hash(self) -> str:
        """The hash of the figures; it differs from ``hash`` if anybody touched them."""
        frozen = json.dumps(
            [str(self.pk), self.title, self.figures], sort_keys=True, ensure_ascii=False
        )
        return hashlib.sha256(frozen.encode()).hexdigest()


class ReleasedSurvey(models.Model):
    """Which surveys the figures of a release come from."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="surveys")
    survey_key = models.UUIDField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("release", "survey_key"), name="a_survey_is_released_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.survey_key)
