"""The queue under supervision, as real processes on a database of their own."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.tooling import bootstrap

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
WITHIN_A_MINUTE = 60

#: Writes a task into the queue of the database that the environment names.
ENQUEUE = """
import sys, django
django.setup()
from portal.jobs.queue import run_later
run_later(*sys.argv[1:])
"""


def stay_busy(note: str, seconds: str) -> None:
    """A task: writes down which process runs it, and takes its time."""
    Path(note).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(float(seconds))


def processes_and_parents() -> Iterator[tuple[int, int]]:
    if not Path("/proc/self/stat").exists():
        command = ["ps", "-A", "-o", "pid=,ppid="]
        listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for line in listing.splitlines():
            pid, parent = map(int, line.split())
            yield pid, parent
        return
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name of a program may hold spaces and brackets; what we want comes after it.
            yield int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])


class Queue:
    """``run_queue`` in a session of its own, its database, and its family of processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "portal.sqlite3"
        with bootstrap.only_one_at_a_time():
            template = bootstrap.template_database(bootstrap.migrations_fingerprint())
        shutil.copyfile(template, self.database)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PORTAL_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "manage.py", "run_queue", "--grace", "5"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )

    def ask(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", ENQUEUE, *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
        )

    def last_beat(self) -> str:
        with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as connection:
            row = connection.execute("SELECT max(beat_at) FROM jobs_heartbeat").fetchone()
        return row[0] or ""

    def seconds_to_a_beat_after(self, beat: str) -> float:
        began = time.monotonic()
        self.wait_until(lambda: self.last_beat() > beat)
        return time.monotonic() - began

    def wait_until(self, condition) -> None:
        deadline = time.monotonic() + WITHIN_A_MINUTE
        while not condition():
            assert self.process.poll() is None, "the supervisor ended"
            assert time.monotonic() < deadline, "nothing happened within a minute"
            time.sleep(0.1)  # real processes: there is nothing else to wait for

    def members(self) -> list[int]:
        """Everything below the supervisor, parents before children."""
        children: dict[int, list[int]] = {}
        for pid, parent in processes_and_parents():
            children.setdefault(parent, []).append(pid)
        found, row = [], [self.process.pid]
        while row:
            row = sorted(child for pid in row for child in children.get(pid, []))
            found += row
        return found

    def worker(self) -> int:
        """django-q2 starts its workers first: below cluster and sentinel, the lowest number."""
        self.wait_until(lambda: len(self.members()) >= 6)
        return self.members()[2]

    def stop(self) -> float:
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        return time.monotonic() - began


@pytest.fixture(scope="module")
def queue(tmp_path_factory):
    started = Queue(tmp_path_factory.mktemp("queue"))
    started.seconds_to_a_beat_after("")
    yield started
    family = started.members()
    if started.process.poll() is None:
        started.process.kill()
    for pid in family:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_the_queue_works_again_after_an_idle_worker_was_killed(queue):
    before = queue.last_beat()
    os.kill(queue.worker(), signal.SIGKILL)
    assert queue.seconds_to_a_beat_after(before) < WITHIN_A_MINUTE


def test_the_queue_works_again_after_a_busy_worker_was_killed(queue):
    busy = queue.folder / "busy"
    queue.ask(f"{__name__}.stay_busy", str(busy), "25")
    queue.wait_until(lambda: busy.exists() and busy.read_text())
    os.kill(int(busy.read_text()), signal.SIGKILL)
    before = queue.last_beat()
    assert queue.seconds_to_a_beat_after(before) < WITHIN_A_MINUTE


def test_the_queue_works_again_after_its_main_process_was_killed(queue):
    before = queue.last_beat()
    os.kill(queue.members()[0], signal.SIGKILL)
    assert queue.seconds_to_a_beat_after(before) < WITHIN_A_MINUTE


def test_the_queue_stops_within_seconds_and_leaves_nothing_behind(queue):
    queue.worker()
    family = queue.members()
    assert queue.stop() < 15
    for pid in family:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert queue.process.returncode == 0
