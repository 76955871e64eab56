"""Recordings without their tags: names, places, days and pictures that phones put beside the voice.

Pure. A format that cannot be cleaned for certain is not here, and so it is refused.
"""

import io
import struct
import wave
from collections.abc import Iterator

import mutagen
from mutagen.apev2 import delete as delete_apev2
from mutagen.id3 import delete as delete_id3
from mutagen.mp3 import MP3
from mutagen.oggopus import OggOpus
from mutagen.oggspeex import OggSpeex
from mutagen.oggvorbis import OggVorbis

from surveys.responding.refusals import Refusal, Refused


def clean_mp3(content: bytes) -> bytes:
    """MPEG sound without ID3 and APE tags."""
    cleaned = _without_tags_around(content)
    try:
        sound = MP3(io.BytesIO(cleaned))
    except mutagen.MutagenError as error:
        raise Refused(Refusal.UNREADABLE) from error
    if sound.tags:
        raise Refused(Refusal.UNREADABLE)
    return cleaned


def clean_adts(content: bytes) -> bytes:
    """AAC in frames without ID3 and APE tags."""
    cleaned = _without_tags_around(content)
    if cleaned[:1] != b"\xff":
        raise Refused(Refusal.UNREADABLE)
    return cleaned


def _without_tags_around(content: bytes) -> bytes:
    file = io.BytesIO(content)
    try:
        delete_id3(fileobj=file)
        file.seek(0)
        delete_apev2(fileobj=file)
    except mutagen.MutagenError as error:
        raise Refused(Refusal.UNREADABLE) from error
    return file.getvalue()


def clean_ogg(content: bytes) -> bytes:
    """Opus, Vorbis or Speex without comments and pictures."""
    for known in (OggOpus, OggVorbis, OggSpeex):
        file = io.BytesIO(content)
        try:
            sound = known(file)
            file.seek(0)
            sound.delete(fileobj=file)
            file.seek(0)
            left = known(file).tags
        except (mutagen.MutagenError, EOFError, struct.error):
            continue
        if not left:
            return file.getvalue()
    raise Refused(Refusal.UNREADABLE)


def clean_wav(content: bytes) -> bytes:
    """The sound alone, written anew."""
    cleaned = io.BytesIO()
    try:
        with wave.open(io.BytesIO(content)) as heard, wave.open(cleaned, "wb") as written:
            written.setnchannels(heard.getnchannels())
            written.setsampwidth(heard.getsampwidth())
            written.setframerate(heard.getframerate())
            written.writeframes(heard.readframes(heard.getnframes()))
    except (wave.Error, EOFError, ValueError, struct.error) as error:
        raise Refused(Refusal.UNREADABLE) from error
    return cleaned.getvalue()


#: Bytes after the first one of a frame, by its type (3GPP TS 26.101). 15 is "nothing was said".
_AMR_FRAMES = {**dict(enumerate((12, 13, 15, 17, 19, 20, 26, 31, 5))), 15: 0}
_AMR_MARK = b"#!AMR\n"


def clean_amr(content: bytes) -> bytes:
    """Frames of speech and nothing else: the format has no place for tags."""
    if not content.startswith(_AMR_MARK):
        raise Refused(Refusal.UNREADABLE)
    position = len(_AMR_MARK)
    while position < len(content):
        length = _AMR_FRAMES.get(content[position] >> 3 & 15)
        if length is None or content[position] & 0x83:
            raise Refused(Refusal.UNREADABLE)
        if position + 1 + length > len(content):
            break  # the recorder was stopped in the middle of a frame
        position += 1 + length
    return content[:position]


_BOXES_OF_BOXES = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf", b"mvex")
_BOXES_WITH_TIMES = (b"mvhd", b"tkhd", b"mdhd")
#: What a player needs to find the sound (ISO 14496-12). All others can hold names, places, covers
#: and notes: `udta`, `meta`, `uuid` and what makers invented.
_NEEDED_BOXES = (
    *(b"ftyp", b"mdat", b"dinf", b"smhd", b"vmhd", b"nmhd", b"elst", b"stsd", b"stts", b"ctts"),
    *(b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"sgpd", b"sbgp", b"trex", b"mfhd"),
    *(b"tfhd", b"tfdt", b"trun", b"mehd", b"sidx"),
)


def clean_mp4(content: bytes) -> bytes:
    """MPEG-4 and 3GPP sound. What tells of people is overwritten where it stands.

    Nothing moves, because the sound is found by its distance from the beginning of the file.
    """
    cleaned = bytearray(content)
    handlers: list[bytes] = []
    try:
        _clean_boxes(cleaned, 0, len(cleaned), handlers)
    except (struct.error, IndexError, RecursionError) as error:
        raise Refused(Refusal.UNREADABLE) from error
    if b"vide" in handlers:
        raise Refused(Refusal.VIDEO)
    if handlers.count(b"soun") != 1:
        raise Refused(Refusal.UNREADABLE)
    return bytes(cleaned)


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, first byte of its content, end) of each box."""
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            header = 16
        size = size or end - start
        if size < header or start + size > end:
            raise Refused(Refusal.UNREADABLE)
        yield bytes(name), start + header, start + size
        start += size


def _clean_boxes(data: bytearray, start: int, end: int, handlers: list[bytes]) -> None:
    for name, inside, after in _boxes(data, start, end):
        if name in _BOXES_OF_BOXES:
            _clean_boxes(data, inside, after, handlers)
        elif name in _BOXES_WITH_TIMES:
            length = 16 if data[inside] == 1 else 8
            data[inside + 4 : inside + 4 + length] = bytes(length)
        elif name == b"hdlr":
            handlers.append(bytes(data[inside + 8 : inside + 12]))
            # The name of the track, which some recorders set to that of the owner.
            data[inside + 24 : after] = bytes(after - inside - 24)
        elif name not in _NEEDED_BOXES:
            place = data.rindex(name, start, inside)
            data[place : place + 4] = b"free"
            data[inside:after] = bytes(after - inside)
