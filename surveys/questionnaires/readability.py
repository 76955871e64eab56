"""How easy English words are to read, and what would make them easier. Advice, and pure.

The grade is that of Flesch and Kincaid (1975), which looks at the length of sentences and words;
the reading age is the age of a child in that grade. It says nothing of meaning, so nobody is
stopped from writing by it. It knows English only.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

#: Words a sentence may have: GOV.UK asks for 25, families asked for fewer.
MOST_WORDS, MOST_EASY_WORDS = 20, 15
#: So many words a grade needs, before it is more than chance.
FEWEST_WORDS = 30
#: A child in grade 1 is 6.
GRADE_TO_AGE = 5
SYLLABLES_OF_A_HARD_WORD = 3

#: Short forms that everybody knows as they are.
EVERYDAY_FORMS = frozenset({"AM", "GP", "ID", "NHS", "OK", "PM", "TV", "UK"})
#: Written in capitals these are short forms, though there is a word spelt like them.
ALSO_WORDS = frozenset({"AIR", "SEND", "SALT", "PIP", "CAT", "LEA", "IT", "US"})
#: What most people would say instead.
EASIER = {
    "accommodate": "fit in",
    "additional": "more",
    "adequate": "enough",
    "allocate": "give",
    "anticipate": "expect",
    "approximately": "about",
    "assistance": "help",
    "attend": "go to",
    "collaborate": "work together",
    "commence": "start",
    "commencement": "start",
    "communicate": "tell",
    "complete": "fill in",
    "comply": "follow",
    "comprehensive": "full",
    "consequently": "so",
    "demonstrate": "show",
    "determine": "decide",
    "discontinue": "stop",
    "disseminate": "send out",
    "endeavour": "try",
    "engagement": "taking part",
    "establish": "set up",
    "evaluate": "judge",
    "expedite": "speed up",
    "facilitate": "help",
    "feedback": "what you think",
    "furthermore": "also",
    "however": "but",
    "implement": "carry out",
    "implementation": "carrying out",
    "inform": "tell",
    "initiate": "start",
    "intervention": "help",
    "methodology": "way of working",
    "modification": "change",
    "monitor": "check",
    "nevertheless": "but",
    "notify": "tell",
    "obtain": "get",
    "participate": "take part",
    "participation": "taking part",
    "prior": "before",
    "prioritise": "do first",
    "provision": "help",
    "purchase": "buy",
    "regarding": "about",
    "remuneration": "pay",
    "require": "need",
    "respite": "short breaks",
    "retain": "keep",
    "stakeholder": "people who are part of it",
    "stakeholders": "people who are part of it",
    "statutory": "by law",
    "submit": "send",
    "subsequently": "later",
    "sufficient": "enough",
    "terminate": "end",
    "therefore": "so",
    "undertake": "do",
    "utilise": "use",
    "whilst": "while",
}

_NOT_AN_END = re.compile(r"\b(e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs)\.", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_SHORT_FORM = re.compile(r"\b[A-Z](?:[A-Z]|&(?=[A-Z])){1,}s?\b")
#: Endings that make no word harder, and what they stand for: families, listened, asking, nearly.
_ENDINGS = (("ies", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ly", ""))


class About(StrEnum):
    LONG_SENTENCE = "long_sentence"
    SHORT_FORM = "short_form"
    HARD_WORD = "hard_word"


@dataclass(frozen=True)
class Piece:
    """A piece of text and where it stands. ``easy_read``: one line of Easy Read.

    ``counts``: whether it is written in sentences, so that it makes the text easier or harder;
    answers to choose from are not.
    """

    place: str
    text: str
    counts: bool = True
    easy_read: bool = False


@dataclass(frozen=True)
class Advice:
    """``words`` are the sentence, short form or word; ``instead`` is "" or an easier word."""

    about: About
    place: str
    words: str
    number: int = 0
    instead: str = ""


@dataclass(frozen=True)
class Reading:
    """``age`` and ``grade`` are None for texts too short to tell."""

    words: int
    sentences: int
    grade: float | None
    advice: tuple[Advice, ...]

    @property
    def age(self) -> int | None:
        return None if self.grade is None else max(GRADE_TO_AGE, round(self.grade + GRADE_TO_AGE))

    def of(self, about: About) -> list[Advice]:
        return [each for each in self.advice if each.about == about]


def read_pieces(pieces: Sequence[Piece], *, explained: Collection[str] = ()) -> Reading:
    """Read these as one text. ``explained`` are short forms that the readers know."""
    counted = [
        sentence for piece in pieces if piece.counts for sentence in sentences_of(piece.text)
    ]
    words = [word for sentence in counted for word in words_of(sentence)]
    return Reading(
        words=len(words),
        sentences=len(counted),
        grade=_grade(words, len(counted)) if len(words) >= FEWEST_WORDS else None,
        advice=tuple(_advice(pieces, {each.upper() for each in explained})),
    )


def sentences_of(text: str) -> list[str]:
    """Sentences, and lines without an end of their own."""
    held = _NOT_AN_END.sub(lambda found: found[0].replace(".", "\0"), text)
    parts = (part.replace("\0", ".").strip() for part in _END.split(held))
    return [part for part in parts if _WORD.search(part)]


def words_of(sentence: str) -> list[str]:
    """Words without figures; “multi-agency” is one."""
    return _WORD.findall(sentence)


def short_forms_of(text: str) -> list[str]:
    """EHCP, CAMHS and the like, each once, without the s of a plural. Emphasis is not meant."""
    found = (form.rstrip("s") for form in _SHORT_FORM.findall(text))
    return [
        form
        for form in dict.fromkeys(found)
        if form not in EVERYDAY_FORMS and (form in ALSO_WORDS or not _is_easy(form.lower()))
    ]


def _grade(words: Sequence[str], sentences: int) -> float:
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _advice(pieces: Sequence[Piece], explained: set[str]) -> Iterator[Advice]:
    whole = "\n".join(piece.text for piece in pieces)
    known = explained | {form for form in short_forms_of(whole) if _is_explained(form, whole)}
    said: set[tuple[About, str]] = set()
    for piece in pieces:
        for advice in (*_long(piece), *_short_forms(piece, known), *_hard(piece)):
            # A long sentence is said wherever it stands; a word once is enough.
            key = (advice.about, advice.words.lower())
            if advice.about == About.LONG_SENTENCE or key not in said:
                said.add(key)
                yield advice


def _long(piece: Piece) -> Iterator[Advice]:
    most = MOST_EASY_WORDS if piece.easy_read else MOST_WORDS
    for sentence in sentences_of(piece.text):
        number = len(sentence.split())
        if number > most:
            yield Advice(About.LONG_SENTENCE, piece.place, sentence, number=number)


def _short_forms(piece: Piece, known: set[str]) -> Iterator[Advice]:
    for form in short_forms_of(piece.text):
        if form not in known:
            yield Advice(About.SHORT_FORM, piece.place, form)


def _hard(piece: Piece) -> Iterator[Advice]:
    for word in dict.fromkeys(words_of(piece.text)):
        plain = word.lower()
        if word.isupper():
            continue
        easier = EASIER.get(plain, "")
        # A name or a place cannot be said any easier: a capital inside a sentence tells it.
        is_name = word[0].isupper() and not _begins_a_sentence(word, piece.text)
        hard = _syllables(plain) >= SYLLABLES_OF_A_HARD_WORD and not _is_easy(plain)
        if easier or (hard and not is_name):
            yield Advice(About.HARD_WORD, piece.place, word, instead=easier)


def _begins_a_sentence(word: str, text: str) -> bool:
    return any(words_of(sentence)[0] == word for sentence in sentences_of(text))


def _is_explained(form: str, text: str) -> bool:
    """ "education, health and care plan (EHCP)", or "EHCP (education, health and care plan)"."""
    plain = re.escape(form)
    return bool(re.search(rf"\w \({plain}s?\)|\b{plain}s? \(\w+[^)]* [^)]*\)", text))


@cache
def _counter():
    # Late: it reads a dictionary of pronunciation, a second's work that most visits do not need.
    import textstat

    return textstat.textstat


@cache
def _syllables(word: str) -> int:
    return max(1, _counter().syllable_count(word))


@cache
def _is_easy(word: str) -> bool:
    """Whether it is on the list of words that most ten-year-olds know (Dale and Chall, 1995)."""
    stems = [word, *(word.removesuffix(end) + stem for end, stem in _ENDINGS if word.endswith(end))]
    return any(not _counter().is_difficult_word(stem, syllable_threshold=0) for stem in stems)
