"""Words that may mean somebody is not safe: they order the queue and choose the reply.

A person reads every message whatever this list finds: on public posts such a list found six in ten,
on short ones four in ten. It reads the raw words, before redaction. Past tense and the third person
still count, and "not" clears nothing ("I would never hurt myself" is read by a person). The list is
data (`safeguarding_phrases.txt`), reviewed by the safeguarding lead; `LIST_VERSION` is stored with
every flag and changes with it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

KIND_LABELS = {
    "self_harm": _("self-harm and suicide"),
    "abuse": _("abuse and violence"),
    "professionals": _("professionals and restraint"),
    "neglect": _("neglect and unsafe"),
    "exploitation": _("exploitation"),
    "plea": _("plea for help"),
}


@dataclass(frozen=True)
class Concern:
    """A phrase that flags a text: its class, where it stands, and how it is told.

    `past` and `about_another` only help to put the queue in order; neither clears a flag.
    """

    kind: str
    start: int
    end: int
    past: bool = False
    about_another: bool = False


_PAST = re.compile(
    r"\b(?:was|were|did|had|used to|last (?:year|month|week|term)|years? ago|months? ago|"
    r"weeks? ago|"
    r"when (?:i|he|she|they) (?:was|were)|yesterday|\w{3,}ed|took|held|hit|hurt|"
    r"grabbed|beat|been)\b"
)
_ANOTHER = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hes|shes|their|son|daughter|child|children|kids|boy|girl|lad|"
    r"brother|sister|friend|mate|pupil|pupils|student)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:i|im|ive|me|my|myself)\b")


def scan(text: str) -> tuple[Concern, ...]:
    """Every phrase of the list in a text as it was written, with offsets into that text.

    Apostrophes, letter case, accents, doubled spaces and a word spaced out ("k m s") make no
    difference. An exception means that nobody has looked: the caller puts the message on top of
    the queue of people.
    """
    folded, offsets = _fold(text)
    phrases = _phrase_list()
    innocent = [(m.start(), m.end()) for m in phrases.not_concerns.finditer(folded)]
    found: list[Concern] = []
    for kind, pattern in phrases.patterns.items():
        for match in pattern.finditer(folded):
            start, end = match.start(), len(match.group().rstrip()) + match.start()
            if start == end or any(first < end <= last for first, last in innocent):
                continue
            around = folded[max(0, start - 40) : end + 25]
            found.append(
                Concern(
                    kind=kind,
                    start=offsets[start],
                    end=offsets[end - 1] + 1,
                    past=_PAST.search(around) is not None,
                    about_another=(
                        _ANOTHER.search(around) is not None
                        and _FIRST_PERSON.search(folded[max(0, start - 15) : end]) is None
                    ),
                )
            )
    return tuple(sorted(found, key=lambda concern: (concern.start, concern.end, concern.kind)))


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in plain lower case without apostrophes, each character with its place before."""
    characters: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(text):
        if character.isspace() and characters and characters[-1].isspace():
            continue
        if character in "'’‘ʼ`´\u200b\u200c\u200d\u2060\ufeff\u00ad":
            continue
        for plain in unicodedata.normalize("NFKD", character.lower()):
            if not unicodedata.combining(plain):
                characters.append(plain)
                offsets.append(position)
    return "".join(characters), offsets


@dataclass(frozen=True)
class _PhraseList:
    version: str
    patterns: dict[str, re.Pattern[str]]
    not_concerns: re.Pattern[str]


@cache
def _phrase_list() -> _PhraseList:
    """The list as the file has it; the file explains how a phrase is written."""
    path = Path(__file__).with_name("safeguarding_phrases.txt")
    version = ""
    section = ""
    groups: dict[str, str] = {}
    phrases: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("# "):
            continue
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading.group(1)
        elif line.startswith("version:"):
            version = line.removeprefix("version:").strip()
        elif section == "groups":
            name, _separator, choice = line.partition(" = ")
            groups[name] = choice
        else:
            phrases.setdefault(section, []).append(line)
    not_concerns = _compile(phrases.pop("not_concerns"), groups)
    patterns = {kind: _compile(listed, groups) for kind, listed in phrases.items()}
    return _PhraseList(version, patterns, not_concerns)


def _compile(phrases: list[str], groups: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_expression(phrase, groups)})" for phrase in phrases))


_BETWEEN = r"[\s\-_.,*/]{1,3}"
_PERHAPS_BETWEEN = r"[\s\-_.,*/]{0,3}"
_SIGNS = {
    " … ": rf"{_BETWEEN}(?:\w+{_BETWEEN}){{0,3}}",
    " ": _BETWEEN,
    "-": _PERHAPS_BETWEEN,
    "*": r"\w*",
    "#": r"\d+",
    "(": "(?:",
    "^": r"^\W*",
    "$": r"\W*$",
}


def _expression(phrase: str, groups: dict[str, str]) -> str:
    """A phrase of the list as a regular expression."""
    phrase = re.sub(r"\{(\w+)\}", lambda match: groups[match.group(1)], phrase)
    pattern = re.sub(r" … |[ \-*#(^$]", lambda match: _SIGNS[match.group()], phrase)
    return rf"(?<!\w)(?:{pattern})(?!\w)"


# Stored with every flag.
LIST_VERSION = _phrase_list().version
