"""Plans and their actions. Progress (what we did) and impact (what changed) stay apart."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.board.models import Board, Decision
from forum.plan.enums import UNFINISHED, Brag, Movement, movement
from forum.plan.querysets import ActionQuerySet, PlanQuerySet
from portal.partners.models import Partner
from surveys.themes.models import Theme

ACTION_PREFIX = "A"


class Plan(models.Model):
    title = models.CharField(_("title"), max_length=160, unique=True)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="plans")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Action(models.Model):
    """A piece of work with one lead, one accountable role and a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    reference = models.CharField(_("reference"), max_length=12, unique=True)
    title = models.CharField(_("what will be done"), max_length=200)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("decision"),
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="actions", verbose_name=_("themes")
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="actions", verbose_name=_("partner")
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="actions_led",
        verbose_name=_("action lead"),
    )
    accountable_role = models.CharField(_("accountable officer (role)"), max_length=120)
    measure = models.CharField(_("how we will know"), max_length=200)
    due_on = models.DateField(_("due on"))
    #: Kept when the date moves: the first promise stays visible.
    first_due_on = models.DateField(_("first promised for"), editable=False)
    brag = models.CharField(
        _("state"), max_length=6, choices=Brag.choices, default=Brag.WHITE, editable=False
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ("reference",)

    def __str__(self) -> str:
        return f"{self.reference} · {self.title}"

    @property
    def is_late(self) -> bool:
        """Unfinished after its day. No query."""
        return self.is_late_on(timezone.localdate())

    def is_late_on(self, day: datetime.date) -> bool:
        """Unfinished and past the day it was due, seen from ``day``. No query."""
        return self.brag in UNFINISHED and self.due_on < day

    @property
    def was_moved(self) -> bool:
        """Whether a later day is promised now than at first. No query."""
        return self.due_on != self.first_due_on

    @property
    def number(self) -> int:
        """The number in the reference: A9 comes before A10; one without a number comes last."""
        digits = "".join(sign for sign in self.reference if sign.isdigit())
        return int(digits) if digits else 10**6

    @property
    def latest_update(self) -> "ProgressUpdate | None":
        """The last word about it. No query when progress was prefetched."""
        return next(iter(self.progress.all()), None)

    @property
    def movement(self) -> Movement:
        """How the last update changed its state. No query when progress was prefetched."""
        return movement([update.brag for update in self.progress.all()])


class RowIsFinal(Exception):
    """What was reported can be neither changed nor deleted: a mistake is put right by a new row."""


class AppendOnly(models.Model):
    """A row of a history that is never rewritten."""

    class Meta:
        abstract = True

    def save(self, *args, **options) -> None:
        if not self._state.adding:
            raise RowIsFinal
        super().save(*args, **options)

    def delete(self, *args, **options) -> None:
        raise RowIsFinal


class ProgressUpdate(AppendOnly):
    """What was done since last time. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    on = models.DateField(_("date"), default=timezone.localdate)
    brag = models.CharField(_("state"), max_length=6, choices=Brag.choices)
    words = models.TextField(_("progress: what we did"), max_length=600)
    recovery_note = models.CharField(_("late: what happens now"), max_length=250, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.on} {self.brag}"


class ImpactEvidence(AppendOnly):
    """What changed for families, and how we know. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="impact")
    on = models.DateField(_("date"), default=timezone.localdate)
    words = models.TextField(_("impact: what changed for families"), max_length=600)
    source = models.CharField(_("how we know"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("impact evidence")
        verbose_name_plural = _("impact evidence")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.on} {self.source}"


class DueDateChange(AppendOnly):
    """The day was moved, and why. The first promise stays on the action. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="date_changes")
    on = models.DateField(_("date"), default=timezone.localdate)
    moved_from = models.DateField(_("was due on"))
    moved_to = models.DateField(_("is due on"))
    because = models.CharField(_("why the day moves"), max_length=250)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("change of the due date")
        verbose_name_plural = _("changes of the due date")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.on} {self.moved_to}"
