"""What happens by itself at regular times. Each room registers its own in ``AppConfig.ready``."""

import datetime
import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from portal.jobs.queue import PERFORM

logger = logging.getLogger("portal.jobs")


@dataclass(frozen=True)
class _Entry:
    task: str
    minutes: int | None
    daily_at: datetime.time | None


_registry: dict[str, _Entry] = {}


def register(
    name: str,
    task: str,
    *,
    minutes: int | None = None,
    daily_at: datetime.time | None = None,
) -> None:
    """Run ``task`` (a dotted path, no arguments) every so many minutes, or daily at a local time.

    The scheduler looks every half minute. A run that was missed while the portal was down happens
    once when it comes back.

    Raises:
        ValueError: the name is taken by another task, or the time is given twice or not at all.
    """
    entry = _Entry(task, minutes, daily_at)
    if (minutes is None) == (daily_at is None):
        raise ValueError(f"Schedule {name!r} needs either minutes or daily_at.")
    if _registry.setdefault(name, entry) != entry:
        raise ValueError(f"There is another schedule with the name {name!r}.")


def registered() -> dict[str, str]:
    """Name and task of everything that is registered."""
    return {name: entry.task for name, entry in _registry.items()}


@transaction.atomic
def synchronise() -> None:
    """Make the queue's schedules equal to what is registered; times that stay are not touched."""
    Schedule.objects.filter(func=PERFORM).exclude(name__in=_registry).delete()
    for name, entry in _registry.items():
        rule = {
            "func": PERFORM,
            "args": repr((entry.task,)),
            "schedule_type": Schedule.DAILY if entry.daily_at else Schedule.MINUTES,
            "minutes": entry.minutes,
            "repeats": -1,
        }
        schedules = Schedule.objects.filter(name=name)
        # Two supervisors that started together may have made two: the second one is dropped.
        kept = schedules.order_by("pk").first()
        if kept is not None:
            schedules.exclude(pk=kept.pk).delete()
            changed = any(getattr(kept, field) != value for field, value in rule.items())
            at_other_time = entry.daily_at and _local_time(kept.next_run) != entry.daily_at
            if not changed and not at_other_time:
                continue
        Schedule.objects.update_or_create(
            name=name, defaults={**rule, "next_run": _first_run(entry)}
        )


def _local_time(moment: datetime.datetime | None) -> datetime.time | None:
    return None if moment is None else timezone.localtime(moment).time().replace(microsecond=0)


def _first_run(entry: _Entry) -> datetime.datetime:
    now = timezone.localtime()
    if entry.daily_at is None:
        return now
    today = timezone.make_aware(datetime.datetime.combine(now.date(), entry.daily_at))
    return today if today > now else today + datetime.timedelta(days=1)
