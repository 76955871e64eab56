"""The words that are to go, between proposal, form and screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.comments.marking import (
    WordsNotFound,
    find_words,
    from_rows,
    key_of,
    pieces,
    proposals,
    span_of,
    to_rows,
)
from surveys.comments.redaction import Span

TEXT = "Sam and the same sam went to Oakbank  School."


def test_whole_words_are_found_whatever_their_capitals():
    assert [TEXT[s.start : s.end] for s in find_words(TEXT, "sam", kind="PERSON")] == ["Sam", "sam"]


def test_parts_of_words_are_found_only_where_no_whole_word_is():
    assert [s.start for s in find_words(TEXT, "bank", kind="SCHOOL")] == [TEXT.index("bank")]


def test_several_words_are_found_across_any_space():
    (span,) = find_words(TEXT, " oakbank school ", kind="SCHOOL")
    assert TEXT[span.start : span.end] == "Oakbank  School"


def test_words_that_are_not_there_are_refused():
    with pytest.raises(WordsNotFound):
        find_words(TEXT, "Samuel", kind="PERSON")


def test_nothing_typed_finds_nothing():
    assert find_words(TEXT, "  ", kind="PERSON") == []


@pytest.mark.parametrize(
    "key", ["", "1-2", "2-1-PERSON", "0-99-PERSON", "0-3-SCRIPT", "a-b-PERSON"]
)
def test_a_form_cannot_name_what_no_span_can_be(key):
    assert span_of(key, length=len(TEXT)) is None


def test_a_key_names_its_span():
    span = Span(0, 3, "PERSON")
    assert span_of(key_of(span), length=len(TEXT)) == span


spans = st.lists(
    st.tuples(st.integers(0, 44), st.integers(1, 10)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], 45), "PERSON")
    ),
    max_size=8,
)


@given(spans, spans)
def test_the_pieces_on_the_screen_are_the_whole_text_in_order(sure, doubtful):
    shown = pieces(TEXT, proposals(TEXT, sure, doubtful))
    assert "".join(piece.text for piece in shown) == TEXT


@given(spans)
def test_rows_and_spans_say_the_same(listed):
    assert set(from_rows(to_rows(listed))) == set(listed)
