"""A text as words with their places, and what their letters and neighbours show."""

import re
from dataclasses import dataclass, field

from surveys.comments.words import plain

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+[^\W\d_]*")
_STARTS_SENTENCE = re.compile(r"[.!?:;\n\r\"“”•*|]|(?:^|\s)[-–—]+\s|[(\[]\s*$|—")


@dataclass(frozen=True)
class Token:
    """One word of a normalised text."""

    text: str
    start: int
    end: int
    # What stands between the word before and this one.
    gap: str
    # In lower case, without accents and without a possessive ending.
    bare: str
    capital: bool
    starts_sentence: bool


@dataclass(frozen=True)
class Words:
    """The words of one text; `shouting` and `title_case` mean that capitals say nothing."""

    text: str
    tokens: list[Token]
    shouting: bool
    tail: str = field(default="")

    def gap_after(self, index: int) -> str:
        return self.tokens[index + 1].gap if index + 1 < len(self.tokens) else self.tail

    def bare(self, index: int) -> str:
        """The word at an index, or nothing beyond either end."""
        return self.tokens[index].bare if 0 <= index < len(self.tokens) else ""

    def joined(self, index: int) -> bool:
        """Whether only spaces stand between the word at an index and the next one."""
        return index + 1 < len(self.tokens) and not self.tokens[index + 1].gap.strip()


def read_words(text: str) -> Words:
    """Split a normalised text into words."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    shouting = len(letters) > 15 and capitals > 0.7 * len(letters)
    if not shouting and len(letters) > 15:
        initials = [m.group()[0].isupper() for m in re.finditer(r"[^\W\d_]{3,}", text)]
        shouting = len(initials) > 5 and sum(initials) > 0.8 * len(initials)
    tokens: list[Token] = []
    position = 0
    for match in _WORD.finditer(text):
        word = match.group()
        gap = text[position : match.start()]
        # After "Dr." or an initial the full stop ends no sentence.
        abbreviated = bool(tokens) and gap.startswith(".") and _is_abbreviation(tokens[-1].text)
        starts = not tokens or (not abbreviated and _STARTS_SENTENCE.search(gap) is not None)
        tokens.append(
            Token(
                text=word,
                start=match.start(),
                end=match.end(),
                gap=gap,
                bare=_bare(word),
                capital=word[0].isupper() and not shouting,
                starts_sentence=starts,
            )
        )
        position = match.end()
    return Words(text=text, tokens=tokens, shouting=shouting, tail=text[position:])


def _is_abbreviation(word: str) -> bool:
    return word.lower() in {"mr", "mrs", "ms", "dr", "prof", "st", "rev", "cllr", "mx"} or (
        len(word) == 1 and word.isupper() and word != "I"
    )


def _bare(word: str) -> str:
    word = plain(word)
    if word.endswith("'s"):
        return word[:-2]
    return word.removesuffix("'")
