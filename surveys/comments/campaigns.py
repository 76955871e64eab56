"""Which comments are nearly the same: a campaign, or the same short answer. Pure.

Two texts are nearly the same when their sets of three words in a row overlap by nine tenths
(Jaccard). Comparing each with each would take minutes, so texts meet only where they can be alike:
two sets of that overlap share one of the rarest members of either ("prefix filter", Bayardo and
others, 2007), and their sizes differ by at most a tenth.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

NEARLY = 0.9
#: Shorter texts coincide by themselves: "More help at school" is nobody's campaign.
FEWEST_WORDS = 5
_WORD = re.compile(r"\w+")

Trigrams = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Groups:
    """Each group holds the keys of two texts or more, in the order in which they came."""

    #: Nearly the same, and long enough to be no coincidence.
    campaigns: list[list[Hashable]]
    #: The same letter for letter, short ones included.
    same_words: list[list[Hashable]]


def group(texts: Mapping[Hashable, str]) -> Groups:
    """Groups among these texts; each text stands in one campaign at most.

    A text that is like two others joins them, so that a letter which people change a little from
    one to the next stays one campaign.
    """
    by_words: dict[str, list[Hashable]] = defaultdict(list)
    for key, text in texts.items():
        by_words[tidied(text)].append(key)
    by_shape: dict[tuple[str, ...], list[Hashable]] = defaultdict(list)
    for text, keys in by_words.items():
        words = words_of(text)
        if len(words) >= FEWEST_WORDS:
            by_shape[words] += keys
    shapes = list(by_shape)
    joined = _Joined(len(shapes))
    _join_alike([trigrams(words) for words in shapes], joined)
    found: dict[int, list[Hashable]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        found[joined.root(number)] += by_shape[shape]
    place = {key: number for number, key in enumerate(texts)}
    campaigns = [sorted(keys, key=place.__getitem__) for keys in found.values() if len(keys) > 1]
    return Groups(
        campaigns=sorted(campaigns, key=lambda keys: place[keys[0]]),
        same_words=[keys for words, keys in by_words.items() if words and len(keys) > 1],
    )


def tidied(text: str) -> str:
    """The text with nothing but its blanks made alike: what is equal then can be read as one."""
    return " ".join(text.split())


def words_of(text: str) -> tuple[str, ...]:
    """The words, without capitals, signs and marks: what somebody changes who retypes a letter."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def trigrams(words: tuple[str, ...]) -> Trigrams:
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def similarity(one: Trigrams, other: Trigrams) -> float:
    """Jaccard: shared members by all members."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _join_alike(sets: list[Trigrams], joined: "_Joined") -> None:
    """Join the places in the list whose sets overlap by `NEARLY`."""
    frequency = Counter(member for members in sets for member in members)
    by_size = sorted(range(len(sets)), key=lambda number: len(sets[number]))
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in by_size:
        members = sets[number]
        rarest = sorted(members, key=lambda member: (frequency[member], member))
        # Rounded down with a little room: 0.9 * 10 is not exactly 9 for a machine.
        prefix = rarest[: len(members) - math.ceil(NEARLY * len(members) - 1e-9) + 1]
        met: set[int] = set()
        for member in prefix:
            met.update(index[member])
        for other in met:
            if len(sets[other]) < NEARLY * len(members) - 1e-9:
                continue
            # Of a thousand that are alike already, one more is compared with one.
            if joined.root(number) == joined.root(other):
                continue
            if similarity(members, sets[other]) >= NEARLY - 1e-9:
                joined.join(number, other)
        for member in prefix:
            index[member].append(number)


class _Joined:
    """Which places belong together (disjoint sets)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        self._above[self.root(one)] = self.root(other)
