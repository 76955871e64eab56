"""The queue's processes, with one habit of django-q2 changed.

A worker waits for its next task while it holds the lock of the queue between the processes. When
it is killed there (the kernel does so when memory runs out), django-q2 starts another worker, but
the lock stays with the dead: no task ever runs again. Here the whole group ends itself at once
instead, and the supervisor starts a new one within a second. Tasks that were running come again.
"""

import logging
import os
import signal
from multiprocessing import Process
from typing import NoReturn

import django_q.cluster
from django_q.cluster import Cluster, Sentinel

logger = logging.getLogger("portal.jobs")

#: Values of a worker's timer, as django-q2 sets them; above zero: seconds left for its task.
_IDLE = -1


class WatchfulSentinel(Sentinel):
    """Ends the group when a process died that may have held a lock."""

    def reincarnate(self, process: Process) -> None:
        """Called for each process that is gone or has used up its time."""
        if process in (self.monitor, self.pusher) or process.timer.value == _IDLE:
            logger.warning(
                "A process of the queue was killed while it waited. The queue starts again."
            )
            os.killpg(os.getpgrp(), signal.SIGKILL)
        super().reincarnate(process)


def run_cluster() -> NoReturn:
    """Runs the queue in this process, which must lead a session of its own, until it is stopped."""
    supervisor = os.getppid()
    django_q.cluster.Sentinel = WatchfulSentinel
    cluster = Cluster()
    cluster.start()
    while cluster.sentinel.is_alive():
        cluster.sentinel.join(timeout=1)
        if os.getppid() != supervisor:
            logger.warning("The queue's supervisor is gone. The queue stops.")
            os.killpg(os.getpgrp(), signal.SIGKILL)
    raise SystemExit(0)
