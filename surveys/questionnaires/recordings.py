"""Which recordings may be uploaded. No database."""

# For staff only.

from typing import IO, Protocol

from django.utils.translation import gettext as _

#: Half an hour of speech; more would keep somebody with little data waiting.
LARGEST_MEGABYTES = 5
HEAD = 12


class Upload(Protocol):
    """A document of Wagtail's, as far as it matters here."""

    title: str

    @property
    def file(self) -> IO[bytes]: ...


def wrong_with_recording(document: Upload | None) -> str:
    """What is wrong with it, in a sentence; "" if it can be listened to everywhere."""
    if document is None:
        return ""
    if document.file.size > LARGEST_MEGABYTES * 1_000_000:
        return _("This recording is larger than %(most)s MB. Save it as an MP3 for speech.") % {
            "most": LARGEST_MEGABYTES
        }
    with document.file.open("rb") as content:
        head = content.read(HEAD)
    if not is_playable(head):
        return _(
            "“%(title)s” is no recording that every telephone plays. Save it as MP3 or M4A."
        ) % {"title": document.title}
    return ""


def is_playable(head: bytes) -> bool:
    """Whether a file that begins so is MP3 or M4A: both play in every browser, Safari included."""
    if head.startswith(b"ID3") or head[4:8] == b"ftyp":
        return True
    # A frame of MPEG audio, layer III: eleven bits set, then version and layer.
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
