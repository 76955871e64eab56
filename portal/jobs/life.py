"""Whether the queue is alive, as its workers show it."""

import datetime
import time

from django.db import DatabaseError

from portal.jobs.models import Heartbeat
from portal.jobs.tasks import QUEUE

#: At most one row written in so many seconds by one worker.
_SELDOM_SECONDS = 5
#: The queue counts as alive when a task ran within this time.
ALIVE = datetime.timedelta(seconds=60)

_last_noted = 0.0


def note_that_tasks_run(**signal: object) -> None:
    """Before each task in a worker: any task is a sign of life, not only the heartbeat's own.

    With three thousand e-mails in the queue, a heartbeat waits behind them for minutes.
    """
    global _last_noted
    if time.monotonic() - _last_noted < _SELDOM_SECONDS:
        return
    try:
        Heartbeat.beat(QUEUE)
    except DatabaseError:
        return  # an error here would end the worker, and the task itself will say what is wrong
    _last_noted = time.monotonic()


def queue_is_alive() -> bool:
    """Whether a task ran within the last minute."""
    age = Heartbeat.age(QUEUE)
    return age is not None and age < ALIVE
