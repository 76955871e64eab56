"""Make one sprite of the symbols that the portal shows: ``build/symbols.svg``.

Every symbol is drawn in ``currentColor``, so it is right in light, dark, forced colours and print.
Templates use ``{% symbol "face-3" %}``. Names here are what a symbol means, not what it shows.
Faces come from Fluent Emoji (MIT), topics from Health Icons (MIT), the rest is our own drawing.
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

#: Symbols of our own, on a square of 24. Shapes of BRAG differ in outline, not only in colour.
OWN: Mapping[str, str] = {
    "mark": (
        '<path d="M5 3h10a4 4 0 0 1 4 4v4a4 4 0 0 1-4 4H9l-4 3v-3a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z"/>'
        '<path d="M20.500 8.200A4 4 0 0 1 23 12v3a4 4 0 0 1-3 3.900V22l-4-3h-4a4 4 0 0 1-2.600-1l.9-1'
        'H15a5.500 5.500 0 0 0 5.500-5.500z" opacity=".55"/>'
    ),
    "face-unknown": '<path d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22zm0 2a9 9 0 1 0 0 18 9 9 0 0 0 0-18z'
    'M8 9.300C8.200 7.200 9.800 5.800 12 5.800c2.300 0 4 1.400 4 3.500 0 2.800-2.800 2.900-2.800 5.200h-2.300c0-3.300'
    ' 2.700-3.400 2.700-5.100 0-.9-.6-1.500-1.600-1.500s-1.700.6-1.800 1.700zM10.700 16h2.700v2.600h-2.700z"/>',
    "tick": '<path d="m9.300 19.300-6.600-6.600 2.600-2.600 4 4 9.400-9.400 2.600 2.600z"/>',
    "cross": '<path d="m5.400 2.800 6.600 6.600 6.600-6.600 2.600 2.600-6.600 6.600 6.600 6.600-2.600 '
    "2.600-6.600-6.600-6.600 6.600-2.600-2.600L9.400 12 2.800 5.400z\"/>",
    "clock": '<path d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22zm0 3a8 8 0 1 0 0 16 8 8 0 0 0 0-16z'
    'M10.500 6h3v5.400l3.800 3.800-2.100 2.100-4.700-4.700z"/>',
    "warning": '<path d="M12 1.500 23.500 22H.5zM10.500 9v6h3V9zm0 7.500v3h3v-3z"/>',
    "information": '<path d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22zm-1.500 9v8h3v-8zm0-4.500v3h3'
    'v-3z"/>',
    "speech": '<path d="M5 3h14a4 4 0 0 1 4 4v7a4 4 0 0 1-4 4h-7l-6 4.500V18H5a4 4 0 0 1-4-4V7a4 4 '
    '0 0 1 4-4zm1 4v2.500h12V7zm0 4.500V14h8v-2.500z"/>',
    "text-message": '<path d="M7 1h10a2 2 0 0 1 2 2v18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V3a2 2 0 0 1 '
    '2-2zm.5 3v14h9V4zm3 15.500v2h3v-2z"/>',
    "paper": '<path d="M5 1h9l6 6v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2zm8 2.500V8h4.500z'
    'M6.500 11v2h10v-2zm0 4v2h10v-2z"/>',
    "listen": '<path d="M2 8.500h4.500L13 3v18l-6.500-5.500H2zM16 6.800a6.500 6.500 0 0 1 0 10.400l-1.200'
    '-1.800a4.300 4.300 0 0 0 0-6.800zM18.600 3.200a10.800 10.800 0 0 1 0 17.600l-1.300-1.800a8.600 8.600 '
    '0 0 0 0-14z"/>',
    "language": '<path d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22zm0 2.300c-1 0-2.300 2-2.800 '
    "5.200h5.600C14.300 5.300 13 3.300 12 3.300zM8 3.700a9 9 0 0 0-4 4.800h3c.2-1.800.5-3.500 1-4.800zm8 0"
    "c.5 1.300.8 3 1 4.800h3a9 9 0 0 0-4-4.800zM3.400 10.500a9 9 0 0 0 0 3h3.400v-3zm5.600 0v3h6v-3zm8.200 "
    "0v3h3.400a9 9 0 0 0 0-3zM4 15.500a9 9 0 0 0 4 4.800c-.5-1.300-.8-3-1-4.800zm5.200 0c.5 3.200 1.800 "
    '5.200 2.800 5.200s2.300-2 2.800-5.200zm7.800 0c-.2 1.800-.5 3.500-1 4.800a9 9 0 0 0 4-4.800z"/>',
    "easy-read": '<path d="M2 4h9v9H2zm11 1h9v2.500h-9zm0 4.500h7V12h-7zM2 16h20v2.500H2zm0 4.500h14'
    'V23H2z"/>',
    "brag-blue": '<path d="m12 1 3.400 7.100 7.600 1-5.600 5.400 1.400 7.700L12 18.400l-6.800 3.800 1.400-7.700'
    'L1 9.100l7.600-1z"/>',
    "brag-green": '<circle cx="12" cy="12" r="10"/>',
    "brag-amber": '<path d="M12 2 23.500 22H.5z"/>',
    "brag-red": '<path d="M2.500 2.500h19v19h-19z"/>',
    "brag-white": '<path d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22zm0 3a8 8 0 1 0 0 16 8 8 0 0 0 '
    '0-16z"/>',
    "step-reached": '<circle cx="12" cy="12" r="9"/>',
    "step-ahead": '<path d="M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm0 2.500a6.500 6.500 0 1 0 0 13 6.500 '
    '6.500 0 0 0 0-13z"/>',
}


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
            raise LookupError(f"The icon {icon!r} of {set_name} is gone; choose another for {name}.")
        found = icons["icons"][icon]
        width = found.get("width", icons.get("width", 16))
        height = found.get("height", icons.get("height", 16))
        parts.append(_symbol(name, f"0 0 {width} {height}", found["body"]))
    parts.extend(_symbol(name, "0 0 24 24", body) for name, body in OWN.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>\n'


def names() -> list[str]:
    """Return the names that templates may use."""
    return [*TAKEN, *OWN]


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
