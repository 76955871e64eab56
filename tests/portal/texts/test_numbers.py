"""Telephone numbers, however people write them."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from portal.texts.fields import MobileNumberField, PhoneNumberField
from portal.texts.numbers import NotANumber, NumberKind, parse_number, read_aloud

MOBILE = "+447700900123"


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900 123",
        "07700900123",
        "07700-900-123",
        "07700.900.123",
        "(07700) 900123",
        "+44 7700 900123",
        "+44 (0)7700 900 123",
        "00447700900123",
        "447700900123",
        "7700900123",
        "  07700 900123 ",
        "07700\u00a0900\u2011123",
        "٠٧٧٠٠ ٩٠٠ ١٢٣",
        "۰۷۷۰۰۹۰۰۱۲۳",
        "۰۷۷۰۰ ۹۰۰-۱۲۳",
        "੦੭੭੦੦ ੯੦੦ ੧੨੩",
        "\u202a+44 7700 900123\u202c",
        "０７７００ ９００１２３",
    ],
)
def test_a_mobile_is_understood_in_any_usual_way(typed):
    number = parse_number(typed)
    assert (number.e164, number.kind) == (MOBILE, NumberKind.UK_MOBILE)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("01632 960100", NumberKind.UK_OTHER),
        ("020 7946 0123", NumberKind.UK_OTHER),
        ("07624 900123", NumberKind.UK_MOBILE),
        ("+48 512 345 678", NumberKind.ABROAD),
        ("070 1234 5678", NumberKind.DEAR),
        ("09011 234567", NumberKind.DEAR),
        ("0845 123 4567", NumberKind.DEAR),
        ("076 1234 5678", NumberKind.DEAR),
    ],
)
def test_the_kind_of_a_number_is_told_from_its_beginning(typed, kind):
    assert parse_number(typed).kind == kind


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hello",
        "0770",
        "07700 900 123 456 789",
        "07700 900123 after 5",
        "0800 FLOWERS",
        "-",
        "1" * 90,
    ],
)
def test_what_cannot_be_a_number_is_refused(typed):
    with pytest.raises(NotANumber):
        parse_number(typed)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_refused(typed):
    try:
        number = parse_number(typed)
    except NotANumber:
        return
    assert number.e164.startswith("+") and number.e164[1:].isascii() and number.e164[1:].isdigit()
    assert parse_number(number.e164) == number


@given(st.integers(min_value=0, max_value=999), st.text(alphabet=" -.()", max_size=6))
def test_signs_between_digits_change_nothing(last, between):
    digits = f"07700900{last:03}"
    assert parse_number(digits[:5] + between + digits[5:]).e164 == f"+44{digits[1:]}"


def test_a_number_is_shown_as_people_write_it():
    assert read_aloud(MOBILE) == "07700 900123"
    assert read_aloud("+48512345678").startswith("+48")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("01632 960100", "That looks like a landline."),
        ("+48 512 345 678", "We can only text mobile numbers of the UK."),
        ("hello", "Please type a phone number, like 07700900123."),
        ("", "Please type your mobile number."),
    ],
)
def test_a_number_that_takes_no_texts_is_refused_with_a_reason(typed, sentence):
    with pytest.raises(forms.ValidationError, match=sentence):
        MobileNumberField().clean(typed)


def test_a_call_goes_to_landlines_and_abroad_but_not_to_dear_numbers():
    assert PhoneNumberField().clean("01632 960100") == "+441632960100"
    assert PhoneNumberField().clean("+48 512 345 678") == "+48512345678"
    with pytest.raises(forms.ValidationError, match="We cannot ring this kind of number"):
        PhoneNumberField().clean("09011 234567")
