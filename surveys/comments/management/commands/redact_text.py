"""Redact texts from the command line: JSON lines in on standard input, JSON lines out."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.comments import redaction, safeguarding

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Reads `{"text", "language"}` a line; writes text, redacted, spans and safeguarding a line."""

    help = "Redact texts: JSON lines on standard input, JSON lines on standard output, same order."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer each line as it comes; a line that cannot be read stops the run."""
        _write_utf8(self.stdout)
        for number, line in _lines():
            text, language = _request(line, number=number)
            self.stdout.write(_as_line(_answer(text, language=language)))
            self.stdout.flush()


def _lines() -> Iterator[tuple[int, bytes]]:
    """The lines of standard input that are not blank, numbered, whatever the locale says."""
    stream = getattr(sys.stdin, "buffer", None) or io.BytesIO(sys.stdin.read().encode())
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield number, line


def _request(line: bytes, *, number: int) -> tuple[str, str]:
    try:
        asked = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise CommandError(f"Line {number} is not written in UTF-8.") from None
    except ValueError:
        raise CommandError(f"Line {number} is not JSON.") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise CommandError(f'Line {number} needs a "text" in quotation marks.')
    language = asked.get("language") or "en"
    if not isinstance(language, str):
        raise CommandError(f'Line {number} has a "language" that is not a code such as "en".')
    return asked["text"], language


def _answer(text: str, *, language: str) -> dict[str, object]:
    suggestion = redaction.suggest(text, language=language)
    return {
        "text": text,
        "redacted": redaction.apply(text, suggestion.spans),
        "spans": [
            {"start": span.start, "end": span.end, "kind": span.kind} for span in suggestion.spans
        ],
        "safeguarding": _is_flagged(text),
    }


def _is_flagged(text: str) -> bool:
    try:
        return bool(safeguarding.scan(text))
    except Exception:  # noqa: BLE001 - a text that nobody has looked at counts as flagged
        logger.error("The safeguarding list could not be applied; the text counts as flagged.")
        return True


def _as_line(answer: dict[str, object]) -> str:
    line = json.dumps(answer, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a character, which only an escape can hold
        return json.dumps(answer)
    return line


def _write_utf8(output: Any) -> None:
    """Make the command's output UTF-8 where it is a stream that can still choose."""
    stream = getattr(output, "_out", output)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
