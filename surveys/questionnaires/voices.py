"""The seam to whatever can speak. The setting COMPUTER_VOICE names a class like `EspeakVoice`.

Without such a class, or where what it needs is not installed, pages have no computer voice and
lose nothing else.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, Self

from django.conf import settings
from django.utils.module_loading import import_string

from surveys.questionnaires.speaking import Parts

ESPEAK_PROGRAM = Path(__file__).parent / "espeak.py"


class Voice(Protocol):
    """``name`` is the engine with its version: another version says the words anew."""

    name: str
    languages: frozenset[str]

    @classmethod
    def is_installed(cls) -> bool:
        """Whether it is worth trying; asked often, so it starts nothing."""

    def __enter__(self) -> Self:
        """Start the engine. Raises `NoVoice` if it does not start."""

    def __exit__(self, *error: object) -> None: ...

    def say(self, pages: Sequence[Parts]) -> Iterator[bytes]:
        """One MP3 for each page, in order; empty where it failed."""


class NoVoice(Exception):
    """The engine does not start on this machine."""


def computer_voice() -> Voice | None:
    """The voice of this portal, not yet started; None where there is none."""
    if not settings.COMPUTER_VOICE:
        return None
    kind = import_string(settings.COMPUTER_VOICE)
    return kind() if kind.is_installed() else None


class EspeakVoice:
    """espeak-ng, in a process of its own: a fault in it ends only that process."""

    name = ""
    languages: frozenset[str] = frozenset()

    @classmethod
    def is_installed(cls) -> bool:
        return find_spec("lameenc") is not None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no argument from anybody
            [sys.executable, "-I", str(ESPEAK_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        greeting = self._process.stdout.readline()
        if not greeting:
            self.__exit__()
            raise NoVoice
        hello = json.loads(greeting)
        self.name, self.languages = hello["name"], frozenset(hello["languages"])
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(BrokenPipeError):  # it may have ended by itself
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.terminate()
        self._process.wait()

    def say(self, pages: Sequence[Parts]) -> Iterator[bytes]:
        for parts in pages:
            line = json.dumps([[words.language, words.text] for words in parts])
            try:
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()
            except BrokenPipeError:
                yield b""
                continue
            yield base64.b64decode(self._process.stdout.readline())
