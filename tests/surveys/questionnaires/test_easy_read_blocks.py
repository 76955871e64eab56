"""What the editor of an Easy Read version refuses, and how it keeps answers."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model

from surveys.questionnaires.blocks import EasyLineBlock, EasyQuestionBlock
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.recordings import is_playable, wrong_with_recording
from tests.builders import build_question

MP3 = b"\xff\xf3\x48\xc4" + bytes(200)


def recording(content: bytes, name: str = "words.mp3"):
    return get_document_model().objects.create(title="Words", file=ContentFile(content, name=name))


def easy_question(question, *, answer: str = "Ring someone", sound=None):
    block = EasyQuestionBlock()
    return block, block.normalize(
        {
            "question": question,
            "picture": None,
            "lines": ["Which one?"],
            "options": [{"answer": answer, "words": "Ring", "picture": None}],
            "recording": sound,
        }
    )


@pytest.fixture
def booking(db):
    return build_question(
        text="How do you book?", type=QuestionType.CHOICE, options=["Ring someone", "Ask"]
    )


def test_a_line_has_at_most_fifteen_words():
    assert EasyLineBlock().clean("word " * 15)
    with pytest.raises(ValidationError, match="16 words"):
        EasyLineBlock().clean("word " * 16)


def test_an_answer_is_kept_by_its_key_and_shown_by_its_words(booking):
    block, value = easy_question(booking, answer="ring someone")
    kept = block.clean(value)
    key = booking.option_list()[0][0]
    assert kept["options"][0]["answer"] == key
    assert kept["options"].bound_blocks[0].id == value["options"].bound_blocks[0].id
    shown = block.get_form_state(kept)
    assert shown["options"][0]["value"]["answer"] == "Ring someone"


def test_words_that_are_no_answer_are_refused_with_the_answers(booking):
    block, value = easy_question(booking, answer="Write")
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert error.value.block_errors["options"].messages == [
        "“Write” is no answer of this question. Its answers are: Ring someone, Ask."
    ]


def test_only_sound_that_plays_everywhere_is_taken(booking, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    block, value = easy_question(booking, sound=recording(MP3))
    assert block.clean(value)
    block, value = easy_question(booking, sound=recording(b"%PDF-1.7 rest of it", "words.pdf"))
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert "recording" in error.value.block_errors


def test_a_question_of_the_bank_refuses_other_files_too(booking, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    booking.recording = recording(b"RIFF....WAVEfmt ", "words.wav")
    with pytest.raises(ValidationError, match="Save it as MP3 or M4A"):
        booking.clean()
    booking.recording = recording(MP3)
    booking.clean()


def test_a_recording_that_is_too_large_is_refused():
    large = SimpleNamespace(title="Words", file=SimpleNamespace(size=5_000_001))
    assert "larger than 5 MB" in wrong_with_recording(large)
    assert wrong_with_recording(None) == ""


@pytest.mark.parametrize(
    ("head", "playable"),
    [
        (b"ID3\x04rest", True),
        (b"\xff\xfb\x90\x00", True),
        (b"\xff\xf3\x48\xc4", True),
        (b"\x00\x00\x00\x20ftypM4A ", True),
        (b"OggS\x00\x02", False),
        (b"RIFF\x00\x00\x00\x00WAVE", False),
        (b"\xff\xd8\xff\xe0", False),
        (b"", False),
    ],
)
def test_sound_is_known_by_how_it_begins(head, playable):
    assert is_playable(head) is playable
