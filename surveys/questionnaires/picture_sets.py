"""A downloaded set of pictures, brought in as Wagtail images that say whose they are."""

# For staff only.

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import typst
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Canvas
from wagtail.images import get_image_model
from wagtail.models import Collection

ENDINGS = (".png", ".jpg", ".jpeg", ".svg")
#: Of a drawing that has no size in dots.
DRAWN_DOTS = 480
LARGEST_BYTES = 5_000_000
#: A zip that unpacks to more than this is no set of pictures.
LARGEST_SET_BYTES = 1_000_000_000


@dataclass
class Imported:
    """What became of a set."""

    added: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)


class NoSet(Exception):
    """There is nothing to import; the message says why."""


def import_set(*, source: Path, credit: str) -> Imported:
    """Bring every picture of a folder or zip into the collection that is named by its credit.

    The title of each is the name of its file. A picture that is there already, by its content, is
    left as it is: importing a newer release of a set adds what is new.

    Raises:
        NoSet: the folder or zip holds no pictures.
    """
    imported = Imported()
    collection = _collection(credit)
    images = get_image_model().objects.filter(collection=collection)
    there = set(images.values_list("file_hash", flat=True))
    for name, content in _pictures(source, imported):
        try:
            ready = _as_picture(name, content)
        except Unreadable as error:
            imported.refused.append(str(error))
            continue
        image = get_image_model()(
            title=title_of(name),
            collection=collection,
            file=ContentFile(ready, name=f"{PurePosixPath(name).stem}.{_ending(ready)}"),
        )
        with transaction.atomic():
            image._set_file_hash()
            if image.file_hash in there:
                imported.known += 1
                continue
            image.save()
        there.add(image.file_hash)
        imported.added += 1
    if not (imported.added or imported.known or imported.refused):
        raise NoSet(_("There is no PNG, JPG or SVG picture in %(source)s.") % {"source": source})
    return imported


def title_of(name: str) -> str:
    """ "man_reading,_to" out of "en/man_reading,_to.svg" becomes "Man reading, to"."""
    words = re.sub(r"[_\s]+", " ", PurePosixPath(name).stem).strip()
    return (words[:1].upper() + words[1:])[:255] or name[:255]


class Unreadable(Exception):
    """A file that is not the picture that its name says it is."""


def _collection(credit: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=credit).first() or root.add_child(name=credit)


def _pictures(source: Path, imported: Imported) -> Iterator[tuple[str, bytes]]:
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.is_file() and path.suffix.lower() in ENDINGS:
                if path.stat().st_size > LARGEST_BYTES:
                    imported.refused.append(_too_big(path.name))
                else:
                    yield str(path.relative_to(source)), path.read_bytes()
        return
    try:
        with zipfile.ZipFile(source) as packed:
            yield from _unpacked(packed, imported)
    except (zipfile.BadZipFile, OSError) as error:
        raise NoSet(
            _("%(source)s is neither a folder nor a zip file.") % {"source": source}
        ) from error


def _unpacked(packed: zipfile.ZipFile, imported: Imported) -> Iterator[tuple[str, bytes]]:
    entries = sorted(packed.infolist(), key=lambda entry: entry.filename)
    if sum(entry.file_size for entry in entries) > LARGEST_SET_BYTES:
        raise NoSet(_("This zip unpacks to more than a gigabyte. It is no set of pictures."))
    for entry in entries:
        name = PurePosixPath(entry.filename)
        if entry.is_dir() or name.suffix.lower() not in ENDINGS or name.parts[0] == "__MACOSX":
            continue
        if entry.file_size > LARGEST_BYTES:
            imported.refused.append(_too_big(name.name))
        else:
            yield entry.filename, packed.read(entry)


def _as_picture(name: str, content: bytes) -> bytes:
    if name.lower().endswith(".svg"):
        return _drawn(name, content)
    try:
        with Canvas.open(io.BytesIO(content)) as opened:
            opened.verify()
    except (OSError, SyntaxError, ValueError, Canvas.DecompressionBombError) as error:
        raise Unreadable(_("%(name)s is not a picture.") % {"name": name}) from error
    return content


def _drawn(name: str, drawing: bytes) -> bytes:
    """An SVG as dots on white. Nothing in it is run, and nothing outside it is fetched."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "drawing.svg").write_bytes(drawing)
        page = Path(folder) / "page.typ"
        page.write_text(
            "#set page(width: 240pt, height: 240pt, margin: 0pt, fill: white)\n"
            '#image("drawing.svg", width: 100%, height: 100%, fit: "contain")',
            encoding="utf-8",
        )
        try:
            return typst.compile(page, root=folder, format="png", ppi=72 * DRAWN_DOTS / 240)
        except RuntimeError as error:
            raise Unreadable(
                _("%(name)s cannot be drawn. Save it as PNG and import that.") % {"name": name}
            ) from error


def _too_big(name: str) -> str:
    return _("%(name)s is larger than 5 MB.") % {"name": name}


def _ending(content: bytes) -> str:
    return "png" if content.startswith(b"\x89PNG") else "jpg"
