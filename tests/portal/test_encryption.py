import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.encryption import (
    CODE_ALPHABET,
    SealBroken,
    keyed_hash,
    make_code,
    seal,
    seal_with_code,
    unseal,
    unseal_with_code,
)

WHERE = {"model": "comments.Comment", "field": "words", "row": "1"}
OTHER_KEY = "second:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="


@given(st.text())
def test_what_was_sealed_opens_again(words):
    assert unseal(seal(words, **WHERE), **WHERE) == words


def test_a_sealed_value_shows_nothing_of_its_words():
    assert "reviews" not in seal("reviews", **WHERE)


def test_the_same_words_are_sealed_differently_each_time():
    assert seal("same", **WHERE) != seal("same", **WHERE)


@pytest.mark.parametrize(
    "elsewhere",
    [{**WHERE, "row": "2"}, {**WHERE, "field": "note"}, {**WHERE, "model": "mail.Email"}],
)
def test_a_sealed_value_does_not_open_in_another_place(elsewhere):
    with pytest.raises(SealBroken):
        unseal(seal("words", **WHERE), **elsewhere)


@pytest.mark.parametrize("value", ["", "words", "v1:unknown:AAAA", "v2:dev1:AAAA"])
def test_anything_else_than_a_sealed_value_is_refused(value):
    with pytest.raises(SealBroken):
        unseal(value, **WHERE)


def test_an_old_key_still_opens_after_a_new_one_was_put_first(settings):
    sealed = seal("words", **WHERE)
    settings.FIELD_ENCRYPTION_KEYS = [OTHER_KEY, *settings.FIELD_ENCRYPTION_KEYS]
    assert unseal(sealed, **WHERE) == "words"
    assert seal("words", **WHERE).startswith("v1:second:")


def test_a_value_whose_key_is_gone_does_not_open(settings):
    sealed = seal("words", **WHERE)
    settings.FIELD_ENCRYPTION_KEYS = [OTHER_KEY]
    with pytest.raises(SealBroken):
        unseal(sealed, **WHERE)


def test_a_draft_opens_with_its_code_only():
    code = make_code()
    sealed = seal_with_code("my answers", code=code)
    assert unseal_with_code(sealed, code=code) == "my answers"
    with pytest.raises(SealBroken):
        unseal_with_code(sealed, code=make_code())


def test_a_code_has_twelve_letters_that_cannot_be_mistaken():
    code = make_code()
    assert len(code) == 12
    assert set(code) <= set(CODE_ALPHABET)
    assert not set("0O1IL5S2Z8BAEU") & set(CODE_ALPHABET)


def test_one_text_has_unrelated_hashes_for_two_purposes():
    assert keyed_hash("x", purpose="receipt") != keyed_hash("x", purpose="wish")
