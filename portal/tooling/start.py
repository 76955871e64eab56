"""Starts the demonstration: web server and queue together, until Ctrl-C.

Run by ``make run`` inside the virtual environment, with the database already up to date. Each
child lives in a session of its own, so that Ctrl-C reaches only this process, which then stops
them in order; whatever they leave behind is ended with their session.
"""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from portal.tooling.port import PortBusy, require_free_port, wanted_addresses

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("PORTAL_VAR", str(ROOT / "var"))).resolve()
STAMPS = VAR / "stamps.json"
LOGINS = VAR / "logins.json"
STARTING_TAKES_AT_MOST = 120
STOPPING_TAKES_AT_MOST = 10
#: A child that dies this often within a minute has a fault that starting again does not cure.
DEATHS_IN_A_MINUTE = 4


class StartFailed(Exception):
    """The portal did not come up; the text says why in plain words."""


class Stop(BaseException):
    """Somebody asked the portal to stop; holds the signal's number."""


def say(text: str = "") -> None:
    print(text, flush=True)


class Child:
    """One program of the portal, started again when it dies by itself."""

    def __init__(self, title: str, command: Sequence[str]) -> None:
        self.title = title
        self.command = list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths: list[float] = []

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def start_again_if_dead(self) -> None:
        """Replaces a process that ended although nobody asked it to.

        Raises:
            StartFailed: it keeps dying.
        """
        if self.process is None or self.process.poll() is None:
            return
        self._end_session()
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < 60] + [now]
        if len(self.deaths) >= DEATHS_IN_A_MINUTE:
            raise StartFailed(
                f"The {self.title} stopped {len(self.deaths)} times within a minute. "
                "The lines above say why."
            )
        say(f"The {self.title} stopped by itself (exit {self.process.returncode}); starting again.")
        self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def make_sure_it_stopped(self, deadline: float) -> None:
        """Waits until the deadline, then ends the process and everything that it started."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"The {self.title} did not stop in time and was ended.")
        self._end_session()
        self.process.wait()

    def _end_session(self) -> None:
        # Nobody of that session being left is how it should be.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


# The demonstration area


def _demonstration_sources() -> list[Path]:
    home = ROOT / "home"
    sources = [home / "demonstration.py", home / "management" / "commands" / "load_demo.py"]
    sources += (home / "demonstration").rglob("*")
    return [path for path in sources if path.is_file() and path.suffix != ".pyc"]


def load_demonstration() -> None:
    """Loads the demonstration area once for each version of it and each new database.

    Raises:
        StartFailed: the command did not end well.
    """
    command = ROOT / "home" / "management" / "commands" / "load_demo.py"
    if not command.exists():
        return
    digest = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode())
    for path in sorted(_demonstration_sources()):
        digest.update(path.read_bytes())
    stamps = json.loads(STAMPS.read_text(encoding="utf-8")) if STAMPS.exists() else {}
    if stamps.get("demonstration") == digest.hexdigest():
        return
    say("Loading the demonstration area (once) …")
    began = time.monotonic()
    if subprocess.run([sys.executable, "manage.py", "load_demo"], cwd=ROOT, check=False).returncode:
        raise StartFailed("The demonstration area could not be loaded. The lines above say why.")
    say(f"Loaded after {time.monotonic() - began:.1f} s")
    stamps["demonstration"] = digest.hexdigest()
    STAMPS.write_text(json.dumps(stamps, indent=1, sort_keys=True), encoding="utf-8")
    LOGINS.unlink(missing_ok=True)


#: Asked of Django in a process of its own: this one stays small and starts at once.
_LOGINS_CODE = """
import json, django
django.setup()
from home.demonstration.logins import logins
print(json.dumps([[str(title), email] for title, email in logins()]))
"""


def demonstration_logins() -> list[tuple[str, str]]:
    """(role, e-mail address) of each demonstration account; kept in a file for the next start."""
    home = ROOT / "home"
    if not (home / "demonstration.py").exists() and not (home / "demonstration").is_dir():
        return []
    if not LOGINS.exists():
        asked = subprocess.run(
            [sys.executable, "-c", _LOGINS_CODE],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        if asked.returncode != 0:
            return []
        LOGINS.write_text(asked.stdout.strip().splitlines()[-1], encoding="utf-8")
    return [(title, email) for title, email in json.loads(LOGINS.read_text(encoding="utf-8"))]


# Starting and stopping


def children(port: int) -> list[Child]:
    """The programs of the portal: the scheduler is part of the queue."""
    binds = []
    for address in wanted_addresses():
        binds += ["--bind", f"[{address}]:{port}" if ":" in address else f"{address}:{port}"]
    return [
        Child(
            "web server",
            [
                sys.executable, "-m", "gunicorn", "portal.wsgi:application",
                "--config", "python:portal.tooling.gunicorn_settings", *binds,
            ],
        ),
        Child("queue", [sys.executable, "manage.py", "run_queue", "--grace", "5"]),
    ]  # fmt: skip


def wait_until_healthy(port: int, programs: Sequence[Child]) -> None:
    """Returns when the portal says that the database and the queue answer.

    Raises:
        StartFailed: it did not within two minutes.
    """
    address = f"http://{_host_for_links()}:{port}/healthz"
    deadline = time.monotonic() + STARTING_TAKES_AT_MOST
    while time.monotonic() < deadline:
        for program in programs:
            program.start_again_if_dead()
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.3)
    raise StartFailed(
        f"The portal did not become healthy within {STARTING_TAKES_AT_MOST} seconds: {address}"
    )


def _host_for_links() -> str:
    host = os.environ.get("HOST", "")
    return "localhost" if host in ("", "0.0.0.0", "::") else host  # noqa: S104 - only compared


def print_welcome(port: int, logins: Sequence[tuple[str, str]], seconds: float) -> None:
    """Addresses and one login per role, for a person who has never seen the portal."""
    address = f"http://{_host_for_links()}:{port}"
    say(f"\nThe portal is running (started in {seconds:.1f} s).\n")
    say(f"  Portal for families    {address}/")
    say(f"  Sign in for staff      {address}/accounts/login/")
    say(f"  E-mails and codes      {address}/demonstration/")
    if logins:
        say("\nSign in with one of these addresses; the code that the portal asks for, whether it")
        say(f"came by e-mail or from an authenticator, is shown at {address}/demonstration/\n")
        width = max(len(title) for title, _ in logins)
        for title, email in logins:
            say(f"  {title:<{width}}  {email}")
    say("\nCtrl-C stops it.\n")


def _on_signal(number: int, frame: FrameType | None) -> None:
    # Asked once is enough: further signals must not interrupt the orderly stop.
    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_number, signal.SIG_IGN)
    raise Stop(number)


def main() -> int:
    """Runs until somebody asks it to stop; returns the exit status."""
    began = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)
    # When make itself is killed, nobody is left to press Ctrl-C.
    parent = os.getppid() if os.environ.get("MAKELEVEL") else None
    programs: list[Child] = []
    status = 0
    try:
        port = require_free_port()
        os.environ.setdefault("PUBLIC_URL", f"http://{_host_for_links()}:{port}")
        os.environ["PORTAL_STOP_WITH_PARENT"] = "1"
        load_demonstration()
        programs = children(port)
        for program in programs:
            program.start()
        logins = demonstration_logins()
        wait_until_healthy(port, programs)
        print_welcome(port, logins, time.monotonic() - began)
        while parent is None or os.getppid() == parent:
            for program in programs:
                program.start_again_if_dead()
            time.sleep(0.5)
    except Stop as stop:
        (number,) = stop.args
        if number != signal.SIGINT:
            say(f"\nAnother program asked the portal to stop ({signal.Signals(number).name}).")
    except (StartFailed, PortBusy) as trouble:
        say(f"\n{trouble}")
        status = 1
    if programs:
        say("\nStopping …")
        for program in programs:
            program.ask_to_stop()
        deadline = time.monotonic() + STOPPING_TAKES_AT_MOST
        for program in programs:
            program.make_sure_it_stopped(deadline)
        say("Stopped.")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
