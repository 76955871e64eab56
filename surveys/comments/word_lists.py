"""The lists of words that the rules of redaction go by, read from `redaction_words.txt`."""

from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Each list under its heading; a line that begins with "# " is a comment."""
    path = Path(__file__).with_name("redaction_words.txt")
    lists: dict[str, set[str]] = {}
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            heading = line[1:-1]
            lists[heading] = set()
        elif heading and not line.startswith("# "):
            lists[heading].update(line.split())
    return {name: frozenset(words) for name, words in lists.items()}


def listed(name: str) -> frozenset[str]:
    """The words of one list; KeyError if there is no such list."""
    return _lists()[name]
