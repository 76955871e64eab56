"""Build what browsers load: ``python build.py [--node-bin DIR]``.

Makes ``build/portal.css``, ``portal.rtl.css``, ``portal-admin.css``, ``symbols.svg``,
``favicon.svg`` and ``portal.js`` from the sources here. Standard library only. Does nothing when
its inputs have not changed since the last build.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
BUILD = ASSETS / "build"
NODE_MODULES = ASSETS / "node_modules"
STAMP = BUILD / ".inputs"
LOCK_STAMP = NODE_MODULES / ".lock"
OUTPUTS = (
    "portal.css",
    "portal.rtl.css",
    "portal-admin.css",
    "symbols.svg",
    "favicon.svg",
    "portal.js",
)
COPIED = ("favicon.svg", "portal.js")
#: Belongs to the government's own sites; this is not one.
FORBIDDEN = re.compile(r"GDS Transport|crown|crest|govuk-logotype|Royal Arms", re.IGNORECASE)
LARGEST = {"portal.css": 120_000, "portal.rtl.css": 120_000, "portal.js": 3_000}


class BuildError(Exception):
    """Something that whoever builds can put right; says what, in plain words."""


def main(arguments: list[str] | None = None) -> int:
    """Build if anything changed; return the exit status."""
    parser = argparse.ArgumentParser(description="Build the style sheets and symbols.")
    parser.add_argument("--node-bin", type=Path, help="folder that holds node and npm")
    parser.add_argument("--force", action="store_true", help="build although nothing changed")
    options = parser.parse_args(arguments)
    try:
        return build(node_bin=options.node_bin, force=options.force)
    except BuildError as error:
        sys.stderr.write(f"The style sheets could not be built: {error}\n")
        return 1


def build(*, node_bin: Path | None = None, force: bool = False) -> int:
    """Make every output file, or leave all of them as they are when nothing changed."""
    fingerprint = _fingerprint(_inputs())
    if not force and _is_current(fingerprint):
        return 0
    environment = _environment(node_bin)
    _install(environment)
    BUILD.mkdir(exist_ok=True)
    STAMP.unlink(missing_ok=True)
    _sass("portal", environment)
    _sass("portal-admin", environment)
    _tool(environment, "rtlcss", "build/portal.css", "build/portal.rtl.css")
    _symbols()
    for name in COPIED:
        shutil.copyfile(ASSETS / name, BUILD / name)
    check(BUILD / name for name in OUTPUTS)
    STAMP.write_text(fingerprint, encoding="utf-8")
    sys.stdout.write(f"Built {', '.join(OUTPUTS)}.\n")
    return 0


def check(files: Iterable[Path]) -> None:
    """Raise ``BuildError`` when a file carries a government mark or has grown too large."""
    for file in files:
        text = file.read_text(encoding="utf-8")
        if found := FORBIDDEN.search(text):
            raise BuildError(f"{file.name} contains {found[0]!r}, which only GOV.UK may use.")
        largest = LARGEST.get(file.name)
        if largest and len(text) > largest:
            raise BuildError(f"{file.name} has {len(text)} bytes; it may have {largest}.")


def _inputs() -> list[Path]:
    named = ["package.json", "package-lock.json", "build.py", "build_symbols.py", *COPIED]
    return [
        *(ASSETS / name for name in named),
        *sorted((ASSETS / "scss").glob("*.scss")),
        *sorted((ASSETS / "symbols").glob("*.svg")),
    ]


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _is_current(fingerprint: str) -> bool:
    return (
        STAMP.is_file()
        and STAMP.read_text(encoding="utf-8") == fingerprint
        and all((BUILD / name).is_file() for name in OUTPUTS)
    )


def _environment(node_bin: Path | None) -> dict[str, str]:
    environment = dict(os.environ)
    if node_bin:
        environment["PATH"] = f"{node_bin.resolve()}{os.pathsep}{environment.get('PATH', '')}"
    for program in ("node", "npm"):
        if not shutil.which(program, path=environment.get("PATH")):
            raise BuildError(
                f"{program} was not found. Install Node 20 or later, or pass its folder with "
                "--node-bin DIR."
            )
    return environment


def _install(environment: dict[str, str]) -> None:
    """Run ``npm ci`` unless the packages of this very lock file are there already."""
    wanted = _fingerprint([ASSETS / "package.json", ASSETS / "package-lock.json"])
    if LOCK_STAMP.is_file() and LOCK_STAMP.read_text(encoding="utf-8") == wanted:
        return
    _run(environment, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    LOCK_STAMP.write_text(wanted, encoding="utf-8")


def _sass(name: str, environment: dict[str, str]) -> None:
    _tool(
        environment,
        "sass",
        "--load-path=node_modules",
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        f"scss/{name}.scss",
        f"build/{name}.css",
    )


def _symbols() -> None:
    from build_symbols import sprite  # Stands beside this file, which may be run from anywhere.

    try:
        text = sprite(NODE_MODULES)
    except LookupError as error:
        raise BuildError(str(error)) from error
    (BUILD / "symbols.svg").write_text(text, encoding="utf-8")


def _tool(environment: dict[str, str], name: str, *arguments: str) -> None:
    _run(environment, str(NODE_MODULES / ".bin" / name), *arguments)


def _run(environment: dict[str, str], program: str, *arguments: str) -> None:
    """Run a program in the folder of the assets; its own words appear only when it fails."""
    found = shutil.which(program, path=environment.get("PATH")) or program
    try:
        done = subprocess.run(
            [found, *arguments],
            cwd=ASSETS,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise BuildError(f"{program} could not be started ({error}).") from error
    if done.returncode:
        raise BuildError(
            f"{Path(program).name} failed.\n{(done.stdout + done.stderr).strip()[-3000:]}"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ASSETS))
    raise SystemExit(main())
