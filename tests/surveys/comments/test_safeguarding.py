"""Words that may mean somebody is not safe."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.comments.safeguarding import KIND_LABELS, LIST_VERSION, scan


def kinds(text: str) -> set[str]:
    return {concern.kind for concern in scan(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He has stopped eating since the move and says he does not want to be here.", "self_harm"),
        ("someone at respite grabs my arm hard", "professionals"),
        ("my son cuts himself when he comes home", "self_harm"),
        ("she took an overdose", "self_harm"),
        ("whats the point of living", "self_harm"),
        ("hed be better off without me", "self_harm"),
        ("his mum's partner hit him", "abuse"),
        ("I dont feel safe at home", "abuse"),
        ("I am scared of my stepdad", "abuse"),
        ("there are bruises on his back", "abuse"),
        ("a boy touched his private parts", "abuse"),
        ("they pin him down on the floor", "professionals"),
        ("he was put in seclusion all day", "professionals"),
        ("the teacher dragged him by the hood", "professionals"),
        ("locked in a cupboard", "professionals"),
        ("left in a wet nappy for hours", "neglect"),
        ("there is no food in the house", "neglect"),
        ("the driver left him in the car", "neglect"),
        ("an older man sends her gifts and wants pics", "exploitation"),
        ("i think its county lines", "exploitation"),
        ("someone online asked for nudes", "exploitation"),
        ("we cant cope any more", "plea"),
        ("please help me", "plea"),
        ("im at breaking point", "plea"),
    ],
)
def test_each_class_is_found(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text", ["kms", "i wanna kys", "she wants to unalive herself", "want 2 die"]
)
def test_text_speak_is_found(text):
    assert "self_harm" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to live",
        "I don’t want to live",
        "i dont want to live",
        "I DONT WANT TO LIVE",
        "i  dont\nwant   to     live",
        "i dont want to li\u200bve",
    ],
)
def test_apostrophes_letter_case_and_spacing_make_no_difference(text):
    assert kinds(text) == {"self_harm"}


@pytest.mark.parametrize("text", ["selfharm", "self harm", "self-harming", "un-alive", "k.m.s"])
def test_a_word_may_be_spelt_in_one_or_two(text):
    assert "self_harm" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I would never hurt myself",
        "he is not being abused",
        "she no longer self harms",
        "nobody hit him, he says",
    ],
)
def test_negation_clears_nothing(text):
    assert scan(text)


def test_the_past_and_the_third_person_are_told_but_still_count():
    (concern,) = scan("last year she tried to kill herself")
    assert concern.past
    assert concern.about_another
    (concern,) = scan("i want to kill myself")
    assert not concern.past
    assert not concern.about_another


@pytest.mark.parametrize(
    "text",
    [
        "this paperwork is killing me",
        "he is dying for a trampoline",
        "I'm dying to know what they decided",
        "they cut hours again",
        "they cut his hours",
        "cut transport funding",
        "the phone line was a dead end",
        "the link is dead",
        "the deadline was missed",
        "it hit the nail on the head",
        "I cannot go on the school trip",
        "the staff were kind and the room was quiet",
        "Please help families find the Local Offer",
        "",
    ],
)
def test_everyday_exaggeration_is_no_concern(text):
    assert scan(text) == ()


def test_exaggeration_does_not_hide_a_concern_beside_it():
    assert kinds("the wait is killing me and i want to kill myself") == {"self_harm"}


def test_offsets_are_those_of_the_text_as_written():
    text = "well… I don’t   want to live"
    (concern,) = scan(text)
    assert text[concern.start : concern.end] == "don’t   want to live"


def test_every_class_has_a_label_and_the_list_a_version():
    assert set(KIND_LABELS) == {
        "self_harm",
        "abuse",
        "professionals",
        "neglect",
        "exploitation",
        "plea",
    }
    assert LIST_VERSION


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_concern_is_found_whatever_stands_around_it(before, after):
    assert "self_harm" in kinds(f"{before}\n. i want to kill myself .\n{after}")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=150))
def test_any_text_can_be_read_and_offsets_lie_inside_it(text):
    assert all(0 <= concern.start < concern.end <= len(text) for concern in scan(text))


@pytest.mark.parametrize("text", ["grabs " * 2000, "no " * 3000, " " * 10_000, "a b " * 2500])
def test_a_text_made_to_be_slow_is_not(text):
    began = time.process_time()
    scan(text)
    assert time.process_time() - began < 5
