"""Near-identical comments are found however many there are; coincidences are left alone."""

import random

from hypothesis import given
from hypothesis import strategies as st

from surveys.comments.campaigns import group, similarity, trigrams, words_of

LETTER = (
    "We ask the council to keep the Meadow respite centre open because our children need it and "
    "their families cannot go on without a night of sleep now and then please listen to us"
)


def test_the_same_letter_with_a_word_changed_is_one_campaign():
    texts = {
        "as it was": LETTER,
        "shouted": LETTER.upper() + "!!",
        "one more word": LETTER + " today",
        "something else": "Nobody rang us back after the review, and we waited for five weeks.",
    }
    found = group(texts)
    assert found.campaigns == [["as it was", "shouted", "one more word"]]
    assert found.same_words == []


def test_a_letter_that_was_rewritten_is_no_campaign():
    half = " ".join(LETTER.split()[:15]) + " and I want to add how it was for my own two boys"
    assert group({1: LETTER, 2: half}).campaigns == []


def test_short_answers_are_the_same_answer_and_no_campaign():
    found = group({1: "More help", 2: "More  help", 3: "more help please", 4: "More help"})
    assert found.campaigns == []
    assert found.same_words == [[1, 2, 4]]


def test_five_words_that_are_the_same_are_a_campaign():
    assert group({1: "Keep the Meadow centre open", 2: "keep the meadow centre OPEN."}).campaigns
    assert not group({1: "Keep the centre open", 2: "keep the centre OPEN."}).campaigns


def test_urdu_is_compared_by_its_words_as_well():
    words = "ہم چاہتے ہیں کہ اسکول ہماری بات سنے اور وقت پر جواب دے"
    assert group({1: words, 2: words + "۔"}).campaigns == [[1, 2]]


def test_empty_texts_are_alike_in_nothing():
    found = group({1: "", 2: " ", 3: "?!", 4: ""})
    assert (found.campaigns, found.same_words) == ([], [])


WORDS = st.sampled_from(["we", "ask", "you", "to", "keep", "it", "open", "now"])


@given(st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=12))
def test_the_quick_way_finds_what_comparing_each_with_each_finds(texts):
    found = group(dict(enumerate(texts)))
    together = {frozenset(pair) for keys in found.campaigns for pair in _pairs(keys)}
    words = [words_of(text) for text in texts]
    alike = {
        frozenset(pair)
        for pair in _pairs(range(len(texts)))
        if min(len(words[pair[0]]), len(words[pair[1]])) >= 5
        and (
            words[pair[0]] == words[pair[1]]
            or similarity(trigrams(words[pair[0]]), trigrams(words[pair[1]])) >= 0.9
        )
    }
    assert alike <= together
    # Whatever is together hangs together by pairs that are alike.
    for keys in found.campaigns:
        reached, edge = {keys[0]}, {keys[0]}
        while edge:
            edge = {k for k in keys for r in edge if frozenset((k, r)) in alike} - reached
            reached |= edge
        assert reached == set(keys)


def _pairs(keys):
    keys = list(keys)
    return [(a, b) for number, a in enumerate(keys) for b in keys[number + 1 :]]


def test_ten_thousand_comments_take_seconds(monkeypatch):
    """Counted in comparisons, which do not depend on the machine."""
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(3000)]
    texts = {
        number: " ".join(chance.choices(vocabulary, k=chance.randint(5, 60)))
        for number in range(9_000)
    }
    letters = [LETTER, *(f"{LETTER} {word}" for word in vocabulary[:50])]
    texts |= {number: chance.choice(letters) for number in range(9_000, 10_000)}
    compared = []
    monkeypatch.setattr(
        "surveys.comments.campaigns.similarity",
        lambda one, other: compared.append(1) or similarity(one, other),
    )
    found = group(texts)
    assert [len(keys) for keys in found.campaigns] == [1_000]
    assert len(compared) < 20_000
