"""Work that takes longer than a page may, and the signs of life of the portal's processes."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.jobs.enums import ENDED_STATES, OPEN_STATES, JobState

#: A running job shows life every few seconds; after this silence its worker is taken for dead.
SILENCE_MEANS_DEAD = datetime.timedelta(seconds=60)


class LongJobQuerySet(models.QuerySet["LongJob"]):
    def waiting(self) -> "LongJobQuerySet":
        return self.filter(state=JobState.WAITING)

    def alive(self) -> "LongJobQuerySet":
        """Running, with a sign of life from the worker that runs it."""
        return self.filter(
            state=JobState.RUNNING, updated_at__gt=timezone.now() - SILENCE_MEANS_DEAD
        )

    def abandoned(self) -> "LongJobQuerySet":
        """Running by their state, but nothing was heard from their worker."""
        return self.filter(
            state=JobState.RUNNING, updated_at__lte=timezone.now() - SILENCE_MEANS_DEAD
        )

    def ended_before(self, moment: datetime.datetime) -> "LongJobQuerySet":
        return self.filter(state__in=ENDED_STATES, updated_at__lt=moment)

    def visible_to(self, user: models.Model) -> "LongJobQuerySet":
        """The person's own. How far a job is can be a true count of families: no one else's."""
        return self.filter(started_by=user)


class LongJob(models.Model):
    """One piece of work in the queue that a person waits for and can watch.

    ``arguments`` are primary keys and settings, never words that a family wrote. ``claim`` names
    the worker's current attempt: a worker that was taken for dead and wakes up finds another one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(
        _("state"), max_length=8, choices=JobState.choices, default=JobState.WAITING
    )
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=list)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    message = models.CharField(_("message"), max_length=300, blank=True)
    result_url = models.CharField(_("result"), max_length=500, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    updated_at = models.DateTimeField(_("last sign of life"), default=timezone.now)

    objects = LongJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("long job")
        verbose_name_plural = _("long jobs")
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("state", "updated_at"), name="job_state_and_life"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def percent(self) -> int | None:
        """How far it is, from 0 to 100; None while the total is unknown."""
        return min(100, self.done * 100 // self.total) if self.total else None


class Heartbeat(models.Model):
    """When a process last did something. ``queue``: when a task last ran."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def beat(cls, name: str) -> None:
        """Note that the process of this name is alive now."""
        cls.objects.update_or_create(name=name, defaults={"beat_at": timezone.now()})

    @classmethod
    def age(cls, name: str) -> datetime.timedelta | None:
        """How long ago it last beat; None if it never did."""
        beat_at = cls.objects.filter(pk=name).values_list("beat_at", flat=True).first()
        return None if beat_at is None else timezone.now() - beat_at
