"""Files as they are kept: known by their content, without what says who made them where. Pure.

Bytes in, bytes out. Pictures are drawn anew, so that place, day, camera and anything hidden in the
file stay behind; recordings lose their tags; PDFs are rebuilt from their pages. What cannot be
cleaned, or could do something by itself when it is opened, is refused. Word and other office files
are not taken: tracked changes, comments and linked templates carry names and programs, and
everybody can save as PDF.
"""

import io
from collections.abc import Callable, Collection
from dataclasses import dataclass

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from portal.uploads import LARGEST_FILE
from surveys.questionnaires.enums import FileKind
from surveys.responding.cleaning_audio import (
    clean_adts,
    clean_amr,
    clean_mp3,
    clean_mp4,
    clean_ogg,
    clean_wav,
)
from surveys.responding.cleaning_pdf import clean_pdf
from surveys.responding.refusals import Refusal, Refused

register_heif_opener(thumbnails=False)

LONGEST_SIDE = 2000
#: More pixels than any phone takes: a small file can unfold into gigabytes.
MOST_PIXELS = 120_000_000
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "MPO")


@dataclass(frozen=True)
class CleanFile:
    """A file that may be kept."""

    kind: FileKind
    media_type: str
    content: bytes


def clean(content: bytes, *, accepts: Collection[str]) -> CleanFile:
    """The file as it may be kept; what it is called does not matter, only what it is.

    ``accepts`` are the kinds that the question takes.

    Raises:
        Refused: it is too large, of another kind, broken, or cannot be made safe.
    """
    if not content:
        raise Refused(Refusal.EMPTY)
    if len(content) > LARGEST_FILE:
        raise Refused(Refusal.TOO_LARGE)
    kind, media_type, cleaner = _recognise(content)
    if kind not in accepts:
        raise Refused(Refusal.OTHER_KIND)
    cleaned = cleaner(content)
    if not cleaned or len(cleaned) > LARGEST_FILE:
        raise Refused(Refusal.UNREADABLE)
    return CleanFile(kind, media_type, cleaned)


def _recognise(content: bytes) -> tuple[FileKind, str, Callable[[bytes], bytes]]:
    found = filetype.guess(content)
    media_type = found.mime if found else ""
    if media_type in _KNOWN:
        return _KNOWN[media_type]
    if media_type.startswith("image/"):
        # Newer names of the same pictures; the picture library knows them or refuses them.
        return FileKind.PHOTO, "image/jpeg", clean_picture
    if not media_type and _is_adts(content):
        return FileKind.VOICE, "audio/aac", clean_adts
    if not media_type and _as_text(content) is not None:
        return FileKind.DOCUMENT, "text/plain", clean_text
    raise Refused(Refusal.OTHER_KIND)


def clean_picture(content: bytes) -> bytes:
    """The picture as a JPEG, upright and no larger than a screen, with nothing beside it."""
    try:
        with Image.open(io.BytesIO(content), formats=PICTURE_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(Refusal.TOO_LARGE)
            # A JPEG can be read smaller than it is: much less memory for the same result.
            opened.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            drawn = Image.new("RGB", picture.size, "white")
            with_holes = picture.convert("RGBA")
            drawn.paste(with_holes, mask=with_holes.getchannel("A"))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        RuntimeError,
    ) as error:
        raise Refused(Refusal.UNREADABLE) from error
    drawn_file = io.BytesIO()
    drawn.save(drawn_file, "JPEG", quality=85, optimize=True)
    return drawn_file.getvalue()


def clean_text(content: bytes) -> bytes:
    """Plain text in UTF-8."""
    text = _as_text(content)
    if text is None:
        raise Refused(Refusal.UNREADABLE)
    return text.encode()


def _as_text(content: bytes) -> str | None:
    """What is written in it; None if it is no plain text."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((name for mark, name in marks if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    strange = sum(1 for sign in text if sign < " " and sign not in "\n\r\t\f")
    # A page of HTML or a drawing is text as well, and can do things by itself.
    return None if strange or text.lstrip()[:1] in ("<", "%") else text


def _is_adts(content: bytes) -> bool:
    return len(content) > 7 and content[0] == 0xFF and content[1] & 0xF6 == 0xF0


_Known = tuple[FileKind, str, Callable[[bytes], bytes]]
_PICTURE: _Known = (FileKind.PHOTO, "image/jpeg", clean_picture)
_MP4: _Known = (FileKind.VOICE, "audio/mp4", clean_mp4)
_OGG: _Known = (FileKind.VOICE, "audio/ogg", clean_ogg)
_WAV: _Known = (FileKind.VOICE, "audio/x-wav", clean_wav)
#: What the content says it is: the kind for people, the type as it is kept, how it is cleaned.
_KNOWN: dict[str, _Known] = {
    "image/jpeg": _PICTURE,
    "image/png": _PICTURE,
    "image/webp": _PICTURE,
    "image/gif": _PICTURE,
    "image/heic": _PICTURE,
    "image/heif": _PICTURE,
    "audio/mpeg": (FileKind.VOICE, "audio/mpeg", clean_mp3),
    "audio/aac": (FileKind.VOICE, "audio/aac", clean_adts),
    "audio/mp4": _MP4,
    "audio/m4a": _MP4,
    "video/mp4": _MP4,
    "video/x-m4v": _MP4,
    "video/3gpp": _MP4,
    "video/quicktime": _MP4,
    "audio/ogg": _OGG,
    "video/ogg": _OGG,
    "audio/x-wav": _WAV,
    "audio/wav": _WAV,
    "audio/amr": (FileKind.VOICE, "audio/amr", clean_amr),
    "application/pdf": (FileKind.DOCUMENT, "application/pdf", clean_pdf),
}
