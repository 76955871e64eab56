"""Every check and test, one after the other; each runs even when one before it failed.

Arguments go to pytest and leave out the other checks: ``python -m portal.tooling.run_tests
tests/portal``.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from portal.tooling.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
#: By the interpreter and not by the script in .venv, which breaks when the folder is moved.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
#: pytest's own status for "nothing was collected".
NO_TESTS = 5


def checks() -> list[tuple[str, list[str]]]:
    """Title and command of each part, the quickest first."""
    ruff = [sys.executable, "-m", "ruff"]
    pytest = [sys.executable, "-m", "pytest", "-q"]
    return [
        ("Code style", [*ruff, "check", "."]),
        ("Code format", [*ruff, "format", "--check", "."]),
        ("Imports point one way", [sys.executable, "-c", LINT_IMPORTS]),
        (
            "Migrations are complete",
            [sys.executable, "-m", "portal.tooling.check_migrations"],
        ),
        ("Tests", [*pytest, "--dist", "loadfile", "-n", "2", "-m", "not browser"]),
        # In a run of their own and one after the other: they share one portal that was started
        # with the demonstration area, as a person would start it.
        ("Tests in a real browser", [*pytest, "-m", "browser"]),
    ]


def run(title: str, command: list[str]) -> tuple[bool, float]:
    """Whether a part passed, and the seconds it took."""
    print(f"\n=== {title}", flush=True)
    began = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    passed = status == 0 or (status == NO_TESTS and "browser" in title)
    return passed, time.monotonic() - began


def main(arguments: list[str]) -> int:
    """Runs the parts and says which passed; returns 1 unless all did."""
    if arguments:
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    outcomes = [(title, *run(title, command)) for title, command in checks()]
    print("\n=== Summary")
    for title, passed, seconds in outcomes:
        print(f"  {'passed' if passed else 'FAILED':<7} {title} ({seconds:.0f} s)")
    good = all(passed for _, passed, _ in outcomes)
    if find_chromium() is None:
        print("  NOT RUN: tests in a real browser, because this machine has no Chromium.")
        good = good and not os.environ.get("CI")
    print("All passed." if good else "Something failed.", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
