"""Make one sprite of the symbols that the portal shows: ``build/symbols.svg``.

Every symbol is drawn in ``currentColor``, so it is right in light, dark, forced colours and print.
Templates use ``{% symbol "face-3" %}``. Names here are what a symbol means, not what it shows.
Faces come from Fluent Emoji (MIT), topics from Health Icons (MIT), the rest
is our own drawing, in ``symbols/``; shapes of BRAG differ in outline, not only in colour.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
FACES = "fluent-emoji-high-contrast"
TOPICS = "healthicons"

#: Symbols taken from an icon set: our name, the set, the name of the icon in it.
TAKEN: Mapping[str, tuple[str, str]] = {
    "face-1": (FACES, "frowning-face"),
    "face-2": (FACES, "slightly-frowning-face"),
    "face-3": (FACES, "neutral-face"),
    "face-4": (FACES, "slightly-smiling-face"),
    "face-5": (FACES, "grinning-face"),
    "calendar": (TOPICS, "calendar-outline"),
    "ear": (TOPICS, "ear-outline"),
    "group": (TOPICS, "group-discussion-meeting-outline"),
    "health": (TOPICS, "heart-outline"),
    "home": (TOPICS, "home-outline"),
    "money": (TOPICS, "money-bag-outline"),
    "people": (TOPICS, "people-outline"),
    "phone": (TOPICS, "phone-outline"),
    "school": (FACES, "school"),
    "search": (TOPICS, "magnifying-glass-outline"),
    "travel": (FACES, "bus"),
    "young-people": (TOPICS, "young-people-outline"),
}

OWN_SHAPE = re.compile(r'<svg[^>]*viewBox="0 0 24 24"[^>]*>(.*)</svg>', re.DOTALL)


def sprite(node_modules: Path) -> str:
    """Return the whole sprite as text; raises ``LookupError`` naming a symbol that is missing."""
    sets = {
        name: json.loads((node_modules / "@iconify-json" / name / "icons.json").read_text("utf-8"))
        for name in (FACES, TOPICS)
    }
    parts = []
    for name, (set_name, icon) in TAKEN.items():
        icons = sets[set_name]
        if icon not in icons["icons"]:
            raise LookupError(f"The icon {icon} of {set_name} is gone; choose another for {name}.")
        found = icons["icons"][icon]
        width = found.get("width", icons.get("width", 16))
        height = found.get("height", icons.get("height", 16))
        parts.append(_symbol(name, f"0 0 {width} {height}", found["body"]))
    parts.extend(_own(file) for file in own_files())
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>\n'


def names() -> list[str]:
    """Return the names that templates may use."""
    return [*TAKEN, *(file.stem for file in own_files())]


def own_files() -> list[Path]:
    """Return the drawings of our own: ``symbols/<name>.svg``, each on a square of 24."""
    return sorted((ASSETS / "symbols").glob("*.svg"))


def _own(file: Path) -> str:
    match = OWN_SHAPE.search(file.read_text("utf-8"))
    if match is None:
        raise LookupError(f"{file.name} is not an <svg> with a viewBox of 0 0 24 24.")
    return _symbol(file.stem, "0 0 24 24", re.sub(r"\s*\n\s*", "", match[1]))


def _symbol(name: str, view_box: str, body: str) -> str:
    body = re.sub(r'\s(fill|stroke)="currentColor"', _current_colour, body)
    return f'<symbol id="{name}" viewBox="{view_box}">{body}</symbol>'


def _current_colour(match: re.Match[str]) -> str:
    """Drop ``fill``, which the style sheet gives; keep ``stroke``, which it does not."""
    return "" if match[1] == "fill" else match[0]


if __name__ == "__main__":
    target = ASSETS / "build" / "symbols.svg"
    target.parent.mkdir(exist_ok=True)
    target.write_text(sprite(ASSETS / "node_modules"), encoding="utf-8")
    sys.stdout.write(f"{len(names())} symbols, {target.stat().st_size} bytes\n")
