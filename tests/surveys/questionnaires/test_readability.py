"""Advice on plain words: what is hard to read, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaires.readability import (
    FEWEST_WORDS,
    About,
    Piece,
    read_pieces,
    sentences_of,
    short_forms_of,
)
from surveys.questionnaires.survey_words import easy_pieces, read_survey, survey_pieces
from tests.builders import build_step

PLAIN = (
    "We want to know how it was for your family at the meeting about your child. "
    "Please tell us what went well. Tell us what we should do better. "
    "It takes about five minutes. We read all of it."
)
HARD = (
    "The multi-agency partnership is undertaking a comprehensive consultation regarding the "
    "implementation of statutory provision, in which professionals and representatives of "
    "families are encouraged to participate with the utmost transparency and accountability."
)


def read(*texts: str, easy_read: bool = False, explained=()):
    pieces = [
        Piece(f"Question {number}", text, easy_read=easy_read)
        for number, text in enumerate(texts, start=1)
    ]
    return read_pieces(pieces, explained=explained)


def advised(about: About, *texts: str, **given) -> list[str]:
    return [advice.words for advice in read(*texts, **given).of(about)]


def test_plain_words_have_a_low_reading_age_and_hard_ones_a_high_one():
    assert read(PLAIN).age < 9
    assert read(HARD).age > 16


def test_a_few_words_are_too_short_to_tell():
    short = " ".join(["word"] * (FEWEST_WORDS - 1))
    assert read(short).age is None
    assert read(f"{short} more").age is not None


def test_answers_to_choose_from_do_not_make_a_text_easier():
    answers = [Piece("Answers", "Yes", counts=False)] * 50
    assert read_pieces([Piece("Page", HARD), *answers]).age == read(HARD).age


def test_sentences_are_told_apart():
    assert sentences_of("We met, e.g. at 2.30 p.m. Dr. Khan came! Did you?\nA line\n\n- \nEnd") == [
        "We met, e.g. at 2.30 p.m.",
        "Dr. Khan came!",
        "Did you?",
        "A line",
        "End",
    ]


@pytest.mark.parametrize(("easy_read", "most"), [(False, 20), (True, 15)])
def test_long_sentences_are_named_with_their_place(easy_read, most):
    fits, too_long = " ".join(["go"] * most) + ".", " ".join(["go"] * (most + 1)) + "."
    reading = read(fits, too_long, easy_read=easy_read)
    assert [(a.place, a.words, a.number) for a in reading.of(About.LONG_SENTENCE)] == [
        ("Question 2", too_long, most + 1)
    ]


def test_short_forms_must_be_explained_somewhere():
    assert advised(About.SHORT_FORM, "Ask CAMHS about EHCPs.", "Does CAMHS ring back?") == [
        "CAMHS",
        "EHCP",
    ]
    assert not advised(About.SHORT_FORM, "An education, health and care plan (EHCP).", "Your EHCP?")
    assert not advised(About.SHORT_FORM, "Ask SENDIASS (free advice for families).")
    assert not advised(About.SHORT_FORM, "Ask CAMHS.", explained=["camhs"])


def test_capitals_for_emphasis_and_everyday_short_forms_are_left_alone():
    assert short_forms_of("You do NOT have to. Ring your GP or the NHS. A SEND plan.") == ["SEND"]


def test_an_easier_word_is_offered():
    advice = read("Please utilise the facility.").of(About.HARD_WORD)
    assert ("utilise", "use") in [(each.words, each.instead) for each in advice]
    assert not advised(About.HARD_WORD, "We asked many families. Children listened.")
    assert not advised(About.HARD_WORD, "Come to Featherstonehaugh.")


def test_a_hard_word_is_named_once():
    assert advised(About.HARD_WORD, "A consultation.", "One more consultation.") == ["consultation"]


@given(st.text(max_size=200))
def test_nothing_that_can_be_typed_is_too_much(text):
    reading = read(text, text)
    assert reading.age is None or reading.age >= 5


def test_a_survey_is_read_with_its_places():
    question = build_step(text="Did CAMHS help?", options={"y": "Yes, a lot", "n": "No"})
    page = {
        "id": "p",
        "kind": "information",
        "heading": {"en": "About you"},
        "text": {"en": "<p>We ask <b>parents</b>.</p><ul><li>One</li></ul>"},
    }
    easy = {
        "steps": [
            {"lines": {"en": ["We want to hear you."]}, "options": {"y": {"words": {"en": "Yes"}}}}
        ]
    }
    document = {
        "title": {"en": "Your say"},
        "introduction": {"en": "Tell us.", "pl": "Powiedz nam."},
        "who_may_answer": {"en": ""},
        "steps": [question, page],
        "easy_read": easy,
    }
    assert [(piece.place, piece.text) for piece in survey_pieces(document)] == [
        ("Title", "Your say"),
        ("Introduction", "Tell us."),
        ("Question 1", "Did CAMHS help?"),
        ("Answers to question 1", "Yes, a lot"),
        ("Answers to question 1", "No"),
        ("Page “About you”", "About you"),
        ("Page “About you”", "We ask parents.\nOne"),
    ]
    assert [piece.text for piece in easy_pieces(document)] == ["We want to hear you.", "Yes"]
    assert all(piece.easy_read for piece in easy_pieces(document))
    assert [each.place for each in read_survey(document).of(About.SHORT_FORM)] == ["Question 1"]
