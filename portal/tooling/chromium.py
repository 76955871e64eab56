"""Where this machine keeps the browser and the fonts that the tests need."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PLACES = (
    "/usr/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
#: One face per script that the portal prints: Latin, Urdu and Gurmukhi.
FONTS = ("NotoSans-Regular", "NotoNaskhArabic-Regular", "NotoSansGurmukhi-Regular")
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "~/.local/share/fonts",
)


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome: the one ``PORTAL_CHROMIUM`` names, or the first found."""
    named = os.environ.get("PORTAL_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in PLACES if Path(place).exists()), None)


def noto_fonts_present() -> bool:
    """Whether every script that the PDFs use has its Noto font on this machine."""
    present = {
        path.stem
        for folder in FONT_FOLDERS
        for path in Path(folder).expanduser().rglob("Noto*.[to]tf")
    }
    return set(FONTS) <= present
