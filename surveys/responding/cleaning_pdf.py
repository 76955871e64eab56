"""PDFs rebuilt from their pages: no author, no history, nothing that acts by itself. Pure."""

import io
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from surveys.responding.refusals import Refusal, Refused

MOST_PAGES = 100
#: Entries of which a reader that opens the file learns who made it, when and with what.
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/SeparationInfo", "/Thumb")
#: Actions (ISO 32000-2, table 201) that only lead to a page or an address.
_HARMLESS_ACTIONS = ("/GoTo", "/URI", "/Named")
_ACTIVE_KINDS = (
    "/FileAttachment",
    "/RichMedia",
    "/Screen",
    "/Movie",
    "/Sound",
    "/3D",
    "/EmbeddedFile",
    "/Filespec",
)
#: What annotations say about their writer and day.
_TELLING_OF_NOTES = ("/T", "/CreationDate", "/M", "/NM", "/RC")


def clean_pdf(content: bytes) -> bytes:
    """The same pages in a new file.

    Raises:
        Refused: it is broken, locked, too long, or holds programs or other files.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused(Refusal.LOCKED)
        _refuse_active_catalogue(reader)
        if len(reader.pages) > MOST_PAGES:
            raise Refused(Refusal.TOO_MANY_PAGES)
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        for entry in _dictionaries(writer):
            _clean_dictionary(entry)
        writer.metadata = None
        written = io.BytesIO()
        writer.write(written)
    except Refused:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        RecursionError,
        OverflowError,
        OSError,
        NotImplementedError,
    ) as error:
        # Whatever a broken file makes the reader stumble over.
        raise Refused(Refusal.UNREADABLE) from error
    return written.getvalue()


def _refuse_active_catalogue(reader: PdfReader) -> None:
    """Programs, attached files and what happens at the opening stand in the catalogue."""
    catalogue = reader.trailer["/Root"].get_object()
    names = catalogue.get("/Names", DictionaryObject()).get_object()
    if "/JavaScript" in names or "/EmbeddedFiles" in names or "/AF" in catalogue:
        raise Refused(Refusal.ACTIVE)
    if "/AA" in catalogue:
        raise Refused(Refusal.ACTIVE)
    opening = catalogue.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    if isinstance(opening, DictionaryObject) and opening.get("/S") not in _HARMLESS_ACTIONS:
        raise Refused(Refusal.ACTIVE)
    form = catalogue.get("/AcroForm", DictionaryObject()).get_object()
    if "/XFA" in form:
        raise Refused(Refusal.ACTIVE)


def _dictionaries(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Every dictionary of the new file, those inside others included."""
    waiting = [each for each in writer._objects if each is not None]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, DictionaryObject):
            yield entry
            waiting += [each for each in entry.values() if not isinstance(each, IndirectObject)]
        elif isinstance(entry, ArrayObject):
            waiting += [each for each in entry if not isinstance(each, IndirectObject)]


def _clean_dictionary(entry: DictionaryObject) -> None:
    if entry.get("/Type") in _ACTIVE_KINDS or entry.get("/Subtype") in _ACTIVE_KINDS:
        raise Refused(Refusal.ACTIVE)
    if "/JS" in entry or "/EF" in entry or "/AA" in entry or "/AF" in entry:
        raise Refused(Refusal.ACTIVE)
    action = entry.get("/A")
    action = action.get_object() if action is not None else None
    if isinstance(action, DictionaryObject) and action.get("/S") not in _HARMLESS_ACTIONS:
        raise Refused(Refusal.ACTIVE)
    is_note = "/Rect" in entry and "/Subtype" in entry
    for name in (*_TELLING, *(_TELLING_OF_NOTES if is_note else ())):
        entry.pop(NameObject(name), None)
    if isinstance(entry, StreamObject) and _is_photo(entry):
        entry._data = without_camera_notes(entry._data)


def _is_photo(stream: StreamObject) -> bool:
    filters = stream.get("/Filter")
    last = filters[-1] if isinstance(filters, ArrayObject) and filters else filters
    only = not isinstance(filters, ArrayObject) or len(filters) == 1
    return last == "/DCTDecode" and only


def without_camera_notes(jpeg: bytes) -> bytes:
    """A JPEG without what the camera wrote beside the picture: place, day, make, small preview.

    The marks that say how the colours are to be read stay (APP0 of JFIF and APP14 of Adobe).
    """
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, position = [b"\xff\xd8"], 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF:
        mark = jpeg[position + 1]
        if mark == 0xDA:  # here the picture itself begins
            break
        end = position + 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
        note = (0xE1 <= mark <= 0xEF and mark != 0xEE) or mark == 0xFE
        if not note:
            kept.append(jpeg[position:end])
        position = end
    return b"".join(kept) + jpeg[position:]
