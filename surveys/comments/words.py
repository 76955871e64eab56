"""Which words are ordinary English, so that redaction can tell a word from a name.

The frequencies are the SCOWL list with Google Books counts that the package `symspellpy` carries;
only its data file is read. What people type in a text message and the vocabulary of special
educational needs are added here, because no general dictionary has them.
"""

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from surveys.comments.word_lists import listed

# Abbreviations and words of the field. An area may add its own (`WordLists.keep`).
KEPT_WORDS: frozenset[str] = listed("kept_words")

# Words that English writes with a capital though they point at nobody.
CAPITALISED_WORDS: frozenset[str] = listed("capitalised_words")

# Spellings of text messages and of people who write as they speak.
CHAT_WORDS: frozenset[str] = listed("chat_words")

# A word as common as this is a word even where a name is expected ("Mrs said", "my son gets").
VERY_COMMON_RANK = 2500

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@cache
def frequencies() -> dict[str, int]:
    """Each known English word with its count, the most frequent first; read once, on first use."""
    package = find_spec("symspellpy")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("redaction needs the word list in the package symspellpy")
    path = Path(package.submodule_search_locations[0]) / "frequency_dictionary_en_82_765.txt"
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        word, _, count = line.partition(" ")
        counts[word] = int(count)
    return counts


@cache
def ranks() -> dict[str, int]:
    """Each known word with its rank, 0 for the most frequent."""
    return {word: rank for rank, word in enumerate(frequencies())}


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """The word in lower case without accents, as the lists spell it."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def rank(word: str) -> int | None:
    """How common the word is (0 is "the"); None for a word the dictionary does not hold."""
    return ranks().get(word)


def frequency(word: str) -> int:
    """How often the word occurs in printed English; 0 for a word the dictionary does not hold."""
    return frequencies().get(word, 0)


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """Whether a lower-case word is English, text-speak or of the field."""
    return word in frequencies() or word in KEPT_WORDS or word in CHAT_WORDS or _is_built_from(word)


def is_very_common(word: str) -> bool:
    """Whether the word is one of those that fill sentences ("the", "school", "said")."""
    position = rank(word)
    return word in CHAT_WORDS or (position is not None and position < VERY_COMMON_RANK)


def _is_built_from(word: str) -> bool:
    """Whether the word is a known one with an ordinary ending or beginning ("uneatable")."""
    known = ranks()
    if "-" in word:
        return all(part in known or part in CHAT_WORDS or not part for part in word.split("-"))
    bare = word.replace("'", "")
    if bare != word and (bare in known or bare in CHAT_WORDS):
        return True
    if len(word) < 6:
        return False
    for ending in ("s", "ed", "d", "ing", "er", "ers", "y", "ly", "ish", "ness", "less", "able"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and (stem in known or stem + "e" in known):
            return True
    for beginning in ("un", "re", "pre", "non", "mis", "over", "under", "self", "anti", "multi"):
        stem = word.removeprefix(beginning)
        if stem != word and len(stem) > 3 and stem in known:
            return True
    return False


def misspellings(word: str) -> set[str]:
    """Everything one slip away: a letter left out, swapped, changed or added."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in cuts if right),
        *(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
        *(left + c + right[1:] for left, right in cuts if right for c in _ALPHABET),
        *(left + c + right for left, right in cuts for c in _ALPHABET),
    }
