"""What the queue runs for the kernel itself."""

import datetime
import logging
import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_q.exceptions import TimeoutException
from django_q.models import Failure, Success

from portal.jobs.actions import (
    JobTakenOver,
    claim_job,
    fail_job,
    finish_job,
    put_back_abandoned_jobs,
    show_life,
)
from portal.jobs.models import Heartbeat, LongJob

logger = logging.getLogger("portal.jobs")

#: The name under which the queue shows that tasks are being run.
QUEUE = "queue"
SIGN_OF_LIFE_SECONDS = 15
KEEP_ENDED_JOBS = datetime.timedelta(days=30)
KEEP_FAILED_TASKS = datetime.timedelta(days=30)


def beat() -> None:
    """Shows that a worker takes tasks out of the queue and runs them."""
    Heartbeat.beat(QUEUE)


def run_job(pk: str) -> None:
    """Runs a long job, unless another worker has it or had it."""
    job = claim_job(pk)
    if job is None:
        return
    try:
        with override(settings.LANGUAGE_CODE), _signs_of_life(job):
            _run_claimed(job)
    except JobTakenOver:
        logger.warning("The job %s is run by another worker; this one leaves it.", pk)


def _run_claimed(job: LongJob) -> None:
    try:
        result_url = import_string(job.task)(job, *job.arguments)
    except JobTakenOver:
        raise
    except TimeoutException:
        fail_job(job, message=_("It took too long and was stopped. Please tell support."))
        raise  # the worker must know, to end itself
    except Exception as error:
        kind = type(error).__name__
        fail_job(
            job,
            message=_("It stopped: a fault in the portal (%(kind)s). Please tell support.")
            % {"kind": kind},
        )
        raise  # portal.jobs.queue.perform logs the place and hides the words
    else:
        # A function that ended the job itself has said all there is to say.
        if job.is_open:
            finish_job(job, result_url=result_url or "")


@contextmanager
def _signs_of_life(job: LongJob) -> Iterator[None]:
    """Shows every few seconds that this worker is alive, however long one step of the job takes."""
    if not multiprocessing.current_process().daemon:
        yield  # not in a worker of the queue: nobody will take this process for dead
        return
    over = threading.Event()

    def show() -> None:
        try:
            while not over.wait(SIGN_OF_LIFE_SECONDS):
                try:
                    show_life(job)
                except DatabaseError:
                    continue  # busy or away: the next sign comes soon enough
        finally:
            connection.close()

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=5)


def sweep() -> None:
    """Each minute: gives jobs of dead workers to living ones."""
    put_back = put_back_abandoned_jobs()
    if put_back:
        logger.warning("%d interrupted jobs were put back into the queue.", put_back)


def prune() -> None:
    """Each night: deletes old rows of the queue and of ended jobs."""
    now = timezone.now()
    Success.objects.filter(stopped__lt=now - datetime.timedelta(days=1)).delete()
    Failure.objects.filter(stopped__lt=now - KEEP_FAILED_TASKS).delete()
    LongJob.objects.ended_before(now - KEEP_ENDED_JOBS).delete()
