"""Starting, following and ending long jobs."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.jobs.enums import JobState
from portal.jobs.models import LongJob
from portal.jobs.queue import run_later

RUN_JOB = "portal.jobs.tasks.run_job"
#: How long one job may run before it is stopped.
LONGEST_JOB_SECONDS = 1800
#: A job whose worker died this often is the likely cause of it.
MOST_ATTEMPTS = 3


class JobTakenOver(Exception):
    """Another worker runs this job by now: the one that hears this must stop without a trace."""


@transaction.atomic
def start_job(
    *,
    kind: str,
    title: str,
    user: AbstractBaseUser | None,
    task: str,
    arguments: Sequence[object] = (),
    total: int = 0,
) -> LongJob:
    """Queue a job and return the row at which it can be watched.

    ``task`` is the dotted path of ``function(job, *arguments)``; it may return the address of its
    result. It may be run again from the start after a crash: whatever it writes for good, it
    writes in one transaction with `report_progress`, and it starts from ``job.done``.
    ``arguments`` are primary keys and settings, never words that a family wrote.
    """
    job = LongJob.objects.create(
        kind=kind,
        title=title[:200],
        task=task,
        arguments=list(arguments),
        total=total,
        started_by=user,
    )
    _queue(job)
    return job


def _queue(job: LongJob) -> None:
    run_later(RUN_JOB, str(job.pk), seconds=LONGEST_JOB_SECONDS)


def _jobs_at_once() -> int:
    # One worker stays free, so that e-mails and heartbeats never wait for a long job.
    return max(1, settings.Q_CLUSTER["workers"] - 1)


@transaction.atomic
def claim_job(pk: str | uuid.UUID) -> LongJob | None:
    """The job, now this worker's to run; None if it is taken, ended or not its turn yet."""
    if LongJob.objects.alive().count() >= _jobs_at_once():
        return None  # whichever ends next starts this one
    taken = (
        LongJob.objects.waiting()
        .filter(pk=pk)
        .update(
            state=JobState.RUNNING,
            claim=uuid.uuid4(),
            attempts=F("attempts") + 1,
            updated_at=timezone.now(),
        )
    )
    return LongJob.objects.get(pk=pk) if taken else None


def _update_own(job: LongJob, **changes: object) -> None:
    changes["updated_at"] = timezone.now()
    own = LongJob.objects.filter(pk=job.pk, state=JobState.RUNNING, claim=job.claim)
    if not own.update(**changes):
        raise JobTakenOver(str(job.pk))
    for name, value in changes.items():
        setattr(job, name, value)


def report_progress(
    job: LongJob, *, done: int, total: int | None = None, message: str = ""
) -> None:
    """Show how far a running job is. Inside a transaction, progress and work are kept together.

    Raises:
        JobTakenOver: the job was given to another worker; let this end yours.
    """
    changes: dict[str, object] = {"done": done, "message": message[:300]}
    if total is not None:
        changes["total"] = total
    _update_own(job, **changes)


def show_life(job: LongJob) -> bool:
    """Show that the worker of this job is alive; False if the job is no longer its own."""
    own = LongJob.objects.filter(pk=job.pk, state=JobState.RUNNING, claim=job.claim)
    return bool(own.update(updated_at=timezone.now()))


@transaction.atomic
def finish_job(job: LongJob, *, message: str = "", result_url: str = "") -> None:
    """The job ended well; ``result_url`` is where its result can be fetched.

    Raises:
        JobTakenOver: the job was given to another worker.
    """
    _update_own(
        job,
        state=JobState.DONE,
        done=max(job.done, job.total),
        message=message[:300] or job.message,
        result_url=result_url,
        claim=None,
    )
    start_next_job()


@transaction.atomic
def fail_job(job: LongJob, *, message: str) -> None:
    """The job ended badly; ``message`` says in plain words what the person can do.

    Raises:
        JobTakenOver: the job was given to another worker.
    """
    _update_own(job, state=JobState.FAILED, message=message[:300], claim=None)
    start_next_job()


def start_next_job() -> None:
    """Queue the job that has waited longest, if there is one. Doing so too often is harmless."""
    longest = LongJob.objects.waiting().order_by("created_at").first()
    if longest is not None:
        _queue(longest)


@transaction.atomic
def put_back_abandoned_jobs() -> int:
    """Queue again what a dead worker left behind; returns how many jobs that were.

    A job that was left behind three times is failed instead: it may be what kills the workers.
    """
    put_back = 0
    for job in LongJob.objects.abandoned():
        if job.attempts >= MOST_ATTEMPTS:
            with override(settings.LANGUAGE_CODE):
                fail_job(job, message=_("It was interrupted three times. Please tell support."))
        else:
            same = LongJob.objects.filter(pk=job.pk, state=JobState.RUNNING, claim=job.claim)
            put_back += same.update(state=JobState.WAITING, claim=None, updated_at=timezone.now())
    start_next_job()
    return put_back
