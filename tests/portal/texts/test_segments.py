"""How many messages a text is sent as."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.texts.segments import (
    GSM_BASIC,
    GSM_EXTENSION,
    GSM_PART,
    UNICODE_PART,
    count_segments,
    fits_gsm,
)

plain = st.text(alphabet=sorted(GSM_BASIC))
shared = st.text(alphabet=sorted(GSM_BASIC | GSM_EXTENSION), max_size=700)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        # 152 signs and an escape would be torn apart: the euro moves to the next part.
        ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ک" * 70, 1),
        ("ک" * 71, 2),
        ("ک" * 134, 2),
        ("ک" * 135, 3),
        ("👍" * 35, 1),
        ("👍" * 36, 2),
        # 67 is odd, so only 33 pairs go into a part.
        ("👍" * 66, 2),
        ("👍" * 67, 3),
    ],
)
def test_segments_are_counted_as_networks_do(text, segments):
    assert count_segments(text) == segments


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        # Texts of the domain, whose lengths were counted by hand.
        (
            "Wexmere Listens: about your recent review meeting - overall, how was it? Reply 1 Very "
            "good 2 Good 3 Neither 4 Poor 5 Very poor 6 Don't know. STOP to end",
            1,
        ),
        ("شکریہ۔ اس جواب کی سب سے بڑی وجہ کیا ہے؟ نام نہ لکھیں۔ بات کرنا چاہیں تو CALL لکھیں", 2),
    ],
)
def test_scripts_keep_to_the_lengths_that_were_planned(text, segments):
    assert count_segments(text) == segments


def test_typographic_marks_leave_the_shared_alphabet():
    assert fits_gsm("Don't wait - ring us")
    assert not fits_gsm("Don’t wait")
    assert not fits_gsm("wait – ring")
    assert not fits_gsm("Dzień dobry")


@given(shared)
def test_a_text_never_takes_fewer_messages_than_its_signs_need(text):
    places = sum(2 if sign in GSM_EXTENSION else 1 for sign in text)
    segments = count_segments(text)
    assert (places <= 160) == (segments <= 1)
    assert segments >= (math.ceil(places / GSM_PART) if segments > 1 else 0)
    assert segments <= max(1, math.ceil(places / (GSM_PART - 1)))


@given(st.text(max_size=400))
def test_any_text_takes_at_most_one_message_for_each_of_its_parts(text):
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert count_segments(text) <= max(1, math.ceil(units / (UNICODE_PART - 1)))


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_words_never_take_fewer_messages(first, second):
    assert count_segments(first + second) >= max(count_segments(first), count_segments(second))


@given(plain)
def test_a_sign_outside_the_alphabet_never_makes_a_text_cheaper(text):
    assert count_segments(text + "ک") >= count_segments(text)
