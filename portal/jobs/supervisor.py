"""Keeps the queue running: starts it, feels its pulse, and starts it again when it has none.

Three things can go wrong, and each has its answer. A process of the queue dies: the queue ends
itself (`portal.jobs.cluster`) and is started again at once. It hangs: no task has run for longer
than the longest ordinary task takes; the whole group is killed and started again. This supervisor
dies: the queue notices within a second and ends, and whoever runs the supervisor starts it again.
"""

import contextlib
import datetime
import logging
import os
import signal
import time
import traceback
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, connections

from portal.jobs import schedules
from portal.jobs.cluster import run_cluster
from portal.jobs.models import Heartbeat
from portal.jobs.queue import run_later
from portal.jobs.tasks import QUEUE

logger = logging.getLogger("portal.jobs")

BEAT = "portal.jobs.tasks.beat"
BEAT_EVERY_SECONDS = 10
#: How often the database is asked whether a beat came.
PULSE_EVERY_SECONDS = 2
#: Unanswered beats are asked again this seldom, so that they do not pile up in a stuck queue.
BEAT_AGAIN_SECONDS = 30
#: On top of the longest ordinary task: time for the beat to be queued, fetched and run.
PATIENCE_SECONDS = 25
#: Between starts of a queue that dies at once, for example while the database is away.
LONGEST_PAUSE_SECONDS = 15


class Supervisor:
    """One queue in a session of its own, watched until a signal says stop."""

    def __init__(self, *, grace: float = 30, stop_with_parent: bool = False) -> None:
        self.grace = grace
        self.parent = os.getppid() if stop_with_parent else None
        self.stopping = False
        self.pid: int | None = None
        self.started_at = 0.0
        self.quick_deaths = 0
        self.last_beat: datetime.datetime | None = None
        self.last_beat_seen_at = 0.0
        self.beat_asked_at = 0.0
        self.pulse_felt_at = 0.0
        self.database_answers = True

    def run(self) -> None:
        """Returns once the queue has stopped because somebody asked for it."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self._synchronise_schedules()
        while not self.stopping:
            self._start()
            reason = self._watch()
            if self.stopping:
                break
            logger.warning("%s It is started again.", reason)
            self._kill_group()
            self._pause_after_quick_death()
        self._stop()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _synchronise_schedules(self) -> None:
        while not self.stopping:
            try:
                schedules.synchronise()
            except DatabaseError as error:
                logger.warning("The database does not answer (%s).", type(error).__name__)
                connections.close_all()
                time.sleep(2)
            else:
                return

    def _start(self) -> None:
        # Two processes must not share one connection.
        connections.close_all()
        self.pid = os.fork()
        if self.pid == 0:
            self._become_the_queue()
        now = time.monotonic()
        self.started_at = self.last_beat_seen_at = now
        self.beat_asked_at = self.pulse_felt_at = 0.0
        logger.info("The queue runs as process %d.", self.pid)

    def _become_the_queue(self) -> None:
        """In the new process: never returns into the supervisor's code."""
        try:
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            run_cluster()
        except SystemExit as ended:
            os._exit(int(ended.code or 0))
        except BaseException:  # noqa: BLE001 - whatever it is, this process ends here
            traceback.print_exc()
        os._exit(1)

    def _watch(self) -> str:
        """Returns, with the reason in words, when the queue has to be started again."""
        while not self.stopping:
            if self._has_ended():
                return "The queue ended by itself."
            if self.parent is not None and os.getppid() != self.parent:
                self.stopping = True
                break
            self._feel_the_pulse()
            silence = time.monotonic() - self.last_beat_seen_at
            if silence > settings.Q_CLUSTER["timeout"] + PATIENCE_SECONDS:
                return f"No task has run for {silence:.0f} seconds: the queue hangs."
            time.sleep(0.5)
        return ""

    def _has_ended(self) -> bool:
        if self.pid is None:
            return True
        try:
            ended, _status = os.waitpid(self.pid, os.WNOHANG)
        except ChildProcessError:
            return True
        return ended == self.pid

    def _feel_the_pulse(self) -> None:
        now = time.monotonic()
        if now - self.pulse_felt_at < PULSE_EVERY_SECONDS:
            return
        self.pulse_felt_at = now
        try:
            beat_at = Heartbeat.objects.filter(pk=QUEUE).values_list("beat_at", flat=True).first()
            if beat_at != self.last_beat:
                self.last_beat, self.last_beat_seen_at = beat_at, now
            answered = self.last_beat_seen_at >= self.beat_asked_at
            pause = BEAT_EVERY_SECONDS if answered else BEAT_AGAIN_SECONDS
            if now - self.beat_asked_at >= pause:
                run_later(BEAT)
                self.beat_asked_at = now
        except DatabaseError as error:
            # Without a database no task can run, and no new process would change that.
            self.last_beat_seen_at = now
            connections.close_all()
            if self.database_answers:
                logger.warning("The database does not answer (%s).", type(error).__name__)
            self.database_answers = False
        else:
            if not self.database_answers:
                logger.warning("The database answers again.")
            self.database_answers = True

    def _pause_after_quick_death(self) -> None:
        if time.monotonic() - self.started_at > 30:
            self.quick_deaths = 0
            return
        self.quick_deaths += 1
        # The first start again is immediate: one killed process is no pattern.
        pause = min(LONGEST_PAUSE_SECONDS, 2.0 ** (self.quick_deaths - 1) - 1)
        until = time.monotonic() + pause
        while time.monotonic() < until and not self.stopping:
            time.sleep(0.2)

    def _kill_group(self) -> None:
        if self.pid is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        # By itself as well: right after its start it does not yet lead a group.
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self.pid = None

    def _stop(self) -> None:
        """Lets running tasks end for as long as the grace lasts; what is left comes again."""
        if self.pid is None:
            return
        # Only the main process: the same signal to all of them makes django-q2 hang.
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + self.grace
        while time.monotonic() < deadline and not self._has_ended():
            time.sleep(0.1)
        self._kill_group()
        logger.info("The queue has stopped.")
