"""The one door into the queue.

Everything that happens later goes through `run_later`. The queue runs a task at least once, so a
task must be harmless when it comes twice: it claims a row of ours before it does anything that
cannot be undone. Arguments are primary keys and settings: the queue keeps them unencrypted.
"""

import logging
import traceback

from django.db import transaction
from django.utils.module_loading import import_string
from django_q.conf import Conf
from django_q.exceptions import TimeoutException
from django_q.models import OrmQ
from django_q.tasks import async_task

logger = logging.getLogger("portal.jobs")

#: What goes into the queue in place of the task itself.
PERFORM = "portal.jobs.queue.perform"


class TaskFailed(Exception):
    """A task raised. Says which, where and what kind; never what the error's text was."""


def run_later(task: str, *arguments: object, seconds: int | None = None) -> None:
    """Queue ``task`` (a dotted path), with primary keys or settings as arguments.

    Inside a transaction the task is queued if and only if the transaction is committed.
    ``seconds`` is how long it may run, where the usual limit is too short.
    """
    options: dict[str, object] = {"task_name": task[-100:]}
    if seconds is not None:
        options["timeout"] = seconds

    def enqueue() -> None:
        async_task(PERFORM, task, *arguments, q_options=options)

    if Conf.ORM:
        enqueue()  # a row in the same database: it comes and goes with the transaction
    else:
        transaction.on_commit(enqueue)


def perform(task: str, *arguments: object) -> None:
    """Runs a task in a worker and keeps what its error said out of logs and tables.

    An error's text may quote what a family wrote or an address that was written to.

    Raises:
        TaskFailed: the task raised; the queue tries it again later.
    """
    try:
        import_string(task)(*arguments)
    except TimeoutException:
        # Not caught for good: the worker must know, to end itself.
        logger.error("The task %s took longer than it may.", task)
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, only its kind may leave
        kind, place = type(error).__name__, _place(error)
        logger.error("The task %s failed with %s at %s.", task, kind, place)
        raise TaskFailed(f"{task}: {kind} at {place}") from None


def _place(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno}"


def run_waiting_tasks(*, at_most: int = 1000) -> int:
    """Run what waits in the queue, here and now; returns how many tasks ran.

    For tests, and for commands that must not leave work behind when no worker is up. An error of a
    task is raised to the caller as it is.
    """
    ran = 0
    while ran < at_most:
        waiting = OrmQ.objects.order_by("pk").first()
        if waiting is None:
            break
        task = waiting.task
        waiting.delete()
        ran += 1
        if task["func"] == PERFORM:
            path, *arguments = task["args"]
            import_string(path)(*arguments)
    return ran
