"""Codes on paper: drawn, checked and explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.encryption import CODE_ALPHABET
from surveys.responding.paper import codes

LETTERS = st.sampled_from(CODE_ALPHABET)


@st.composite
def form_codes(draw):
    signs = draw(st.text(LETTERS, min_size=7, max_size=7).filter(codes.check_sign))
    return signs + codes.check_sign(signs)


@given(form_codes(), st.integers(0, 7), LETTERS)
def test_one_wrong_sign_is_always_noticed(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]
    assert (codes.tidy_code(wrong) == wrong) == (wrong == code)


@given(form_codes(), st.integers(0, 7), st.integers(0, 7))
def test_two_signs_that_changed_places_are_always_noticed(code, one, other):
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    wrong = "".join(signs)
    assert (codes.tidy_code(wrong) == wrong) == (wrong == code)


def test_a_code_is_read_however_it_was_typed_or_scanned():
    code = codes.make_form_code()
    spaced = codes.in_fours(code).lower()
    for typed in (spaced, f" {code[:4]}-{code[4:]} ", f"http://localhost:8000/ur/p/{code}/?x=1"):
        assert codes.tidy_code(typed) == code


def test_a_place_code_is_no_form_code():
    code = codes.make_place_code()
    assert codes.tidy_code(code, codes.PLACE_CODE_LENGTH) == code
    assert codes.tidy_code(code) == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("7K3P 9XO0", "never has 0, O in it"),
        ("7K3P 9XQ", "has 8 letters and numbers"),
        ("7K3P 9XQW 34HM", "looks like a receipt code"),
        ("7777 7776", "compare them with the paper"),
    ],
)
def test_a_wrong_code_is_explained(typed, says):
    assert codes.tidy_code(typed) == ""
    assert says in codes.what_is_wrong(typed)


def test_about_one_form_in_ten_is_keyed_twice_and_always_the_same_ones(settings):
    settings.LOOKUP_KEY = "a key of this test"
    drawn = [f"{number:07}" for number in range(3000)]
    chosen = [code for code in drawn if codes.is_keyed_twice(code)]
    assert 240 < len(chosen) < 360
    assert [code for code in drawn if codes.is_keyed_twice(code)] == chosen

    # Whoever does not know the portal's key cannot tell which.
    settings.LOOKUP_KEY = "another key"
    assert [code for code in drawn if codes.is_keyed_twice(code)] != chosen


def test_what_a_web_answer_carries_does_not_give_the_code_away():
    code = codes.make_form_code()
    carried = codes.web_code_of(code)
    assert len(carried) == 8
    assert set(carried) <= set(CODE_ALPHABET)
    assert carried not in (code, codes.lookup_of(code)[:8])
