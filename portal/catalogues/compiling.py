"""From .po to .mo: ``python -m portal.catalogues.compiling``. Needs polib and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import polib

LOCALE_FOLDER = Path(__file__).resolve().parent.parent.parent / "locale"


def compile_catalogues(folder: Path = LOCALE_FOLDER) -> Sequence[Path]:
    """Writes a .mo beside each .po that is newer than it; returns those written.

    Entries that are empty or marked fuzzy are left out: the source shows in their place.
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Whole or not at all: another process may be reading the old one.
        making = target.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(making))
        making.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_catalogues()
