"""Files as they are kept: known by content, and telling nothing of who made them where."""

import io
import struct
import wave

import pytest
from mutagen.id3 import ID3, TIT2
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from portal.uploads import LARGEST_FILE
from surveys.questionnaires.enums import FileKind
from surveys.responding.cleaning import clean
from surveys.responding.cleaning_pdf import without_camera_notes
from surveys.responding.refusals import Refusal, Refused

EVERYTHING = tuple(FileKind.values)
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def picture(*, format: str = "JPEG", size=(400, 200), telling: bool = True, **more) -> bytes:
    """A picture that says where it was taken, by whom, and that it is to be turned."""
    image = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    if telling:
        exif[MAKE] = "Aleena's phone"
        exif[ORIENTATION] = 6
        exif.get_ifd(GPS)[2] = (51.0, 30.0, 12.0)
    file = io.BytesIO()
    image.save(file, format, exif=exif.tobytes(), **more)
    return file.getvalue()


def mp3() -> bytes:
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    file = io.BytesIO(frame * 20)
    tags = ID3()
    tags.add(TIT2(text="Aleena at home"))
    tags.save(file)
    return file.getvalue()


def wav() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(8000)
        written.writeframes(bytes(1600))
    sound = file.getvalue()
    note = b"LIST" + struct.pack("<I", 22) + b"INFOIART" + struct.pack("<I", 10) + b"Aleena K.\0"
    return sound[:4] + struct.pack("<I", len(sound) - 8 + len(note)) + sound[8:] + note


def box(name: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return struct.pack(">I4s", len(content) + 8, name) + content


def mp4(*, handler: bytes = b"soun") -> bytes:
    header = box(b"mvhd", bytes(4), struct.pack(">II", 3_800_000_000, 3_800_000_001), bytes(88))
    media = box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12), b"Aleena Recorder\0"))
    place = box(b"udta", box(b"\xa9xyz", b"+51.5074-000.1278/"))
    sound = box(b"mdat", b"the sound itself")
    return (
        box(b"ftyp", b"M4A \0\0\0\0M4A ") + box(b"moov", header, box(b"trak", media), place) + sound
    )


def pdf(*, act=None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Aleena Khan", "/Title": "Our complaint"})
    if act:
        act(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def with_program(writer: PdfWriter) -> None:
    program = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('hello')"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = program


def with_file(writer: PdfWriter) -> None:
    writer.add_attachment("secret.txt", b"hello")


def with_launch(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("a.exe")}
    link = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/A"): DictionaryObject(action),
        }
    )
    writer.add_annotation(0, link)


def refused(content: bytes, accepts=EVERYTHING) -> Refusal:
    with pytest.raises(Refused) as raised:
        clean(content, accepts=accepts)
    assert raised.value.sentence
    return raised.value.refusal


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_keeps_no_place_and_no_name_and_stands_upright(format):
    cleaned = clean(picture(format=format), accepts=[FileKind.PHOTO])
    seen = Image.open(io.BytesIO(cleaned.content))
    assert cleaned.media_type == "image/jpeg"
    assert not seen.getexif()
    assert b"Aleena" not in cleaned.content
    assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    if format != "HEIF":
        assert seen.size == (200, 400)


def test_a_large_picture_becomes_small_enough_for_a_screen():
    cleaned = clean(picture(size=(5000, 2500), telling=False), accepts=[FileKind.PHOTO])
    assert Image.open(io.BytesIO(cleaned.content)).size == (2000, 1000)


def test_what_is_hidden_behind_a_picture_is_gone():
    cleaned = clean(picture() + b"PK\x03\x04 a whole archive", accepts=[FileKind.PHOTO])
    assert b"archive" not in cleaned.content


@pytest.mark.parametrize("make", [mp3, wav, mp4])
def test_a_recording_keeps_its_sound_and_no_tags(make):
    cleaned = clean(make(), accepts=[FileKind.VOICE])
    assert cleaned.kind == FileKind.VOICE
    assert b"Aleena" not in cleaned.content
    assert b"+51.5074" not in cleaned.content
    assert len(cleaned.content) > 100


def test_mpeg_4_sound_stays_where_it_is_and_loses_day_and_hour():
    cleaned = clean(mp4(), accepts=[FileKind.VOICE]).content
    assert cleaned.index(b"the sound itself") == mp4().index(b"the sound itself")
    assert struct.pack(">I", 3_800_000_000) not in cleaned


def test_speech_of_old_phones_is_taken_up_to_its_last_whole_frame():
    frame = bytes([7 << 3 | 4]) + bytes(31)
    cleaned = clean(b"#!AMR\n" + frame * 3 + frame[:9], accepts=[FileKind.VOICE])
    assert len(cleaned.content) == 6 + 3 * 32


def test_a_pdf_keeps_its_pages_and_not_its_author():
    cleaned = clean(pdf(), accepts=[FileKind.DOCUMENT])
    again = PdfReader(io.BytesIO(cleaned.content))
    assert len(again.pages) == 1
    assert not again.metadata
    assert b"Aleena" not in cleaned.content
    assert again.xmp_metadata is None


def test_a_photo_inside_a_pdf_loses_what_the_camera_wrote():
    cleaned = without_camera_notes(picture())
    assert b"Aleena" not in cleaned
    assert not Image.open(io.BytesIO(cleaned)).getexif()
    assert Image.open(io.BytesIO(cleaned)).size == (400, 200)


@pytest.mark.parametrize("act", [with_program, with_file, with_launch])
def test_a_pdf_that_could_do_something_is_refused(act):
    assert refused(pdf(act=act)) == Refusal.ACTIVE


def test_a_locked_pdf_is_refused():
    assert refused(pdf(act=lambda writer: writer.encrypt("secret"))) == Refusal.LOCKED


def test_plain_text_is_taken_in_any_common_writing():
    text = "ہم نے فون کیا۔ Nobody came."
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        cleaned = clean(text.encode(encoding), accepts=[FileKind.DOCUMENT])
        assert cleaned.content.decode() == text
        assert cleaned.media_type == "text/plain"


@pytest.mark.parametrize(
    ("content", "accepts", "why"),
    [
        (b"", EVERYTHING, Refusal.EMPTY),
        (b"a" * (LARGEST_FILE + 1), EVERYTHING, Refusal.TOO_LARGE),
        (b"MZ" + bytes(200), EVERYTHING, Refusal.OTHER_KIND),
        (b"PK\x03\x04" + bytes(200), EVERYTHING, Refusal.OTHER_KIND),
        (b"<html><script>1</script>", EVERYTHING, Refusal.OTHER_KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", EVERYTHING, Refusal.OTHER_KIND),
        (picture(), (FileKind.VOICE,), Refusal.OTHER_KIND),
        (pdf(), (FileKind.PHOTO,), Refusal.OTHER_KIND),
        (picture()[:300], EVERYTHING, Refusal.UNREADABLE),
        (b"%PDF-1.7\n" + bytes(50), EVERYTHING, Refusal.UNREADABLE),
        (b"ID3" + bytes(80), EVERYTHING, Refusal.UNREADABLE),
        (mp4(handler=b"vide"), EVERYTHING, Refusal.VIDEO),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(content, accepts, why):
    assert refused(content, accepts) == why


def test_a_picture_that_unfolds_into_gigabytes_is_refused():
    huge = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(huge, "PNG")
    assert len(huge.getvalue()) < 100_000
    assert refused(huge.getvalue()) in (Refusal.TOO_LARGE, Refusal.UNREADABLE)
