"""Personal data in free text: found by rules and name lists, replaced by typed placeholders.

`suggest` proposes and a person decides: no text is published on the word of this module. What it
cannot see must be said to the reviewer: places in lower case, nicknames, names at the start of a
sentence that are also words, and people recognisable without a name ("the only girl there").
"""

import logging
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from surveys.comments.identifiers import Span, find_identifiers
from surveys.comments.names import is_name
from surveys.comments.people import (
    extend_lists,
    find_doubtful_words,
    find_people,
    repeat_names,
)
from surveys.comments.places import find_addresses, find_places, find_schools
from surveys.comments.tokens import Words, read_words
from surveys.comments.word_lists import listed
from surveys.comments.words import KEPT_WORDS, is_very_common, plain

__all__ = [
    "ENGINE_VERSION",
    "KIND_LABELS",
    "Classifier",
    "Span",
    "Suggestion",
    "WordLists",
    "apply",
    "suggest",
]

logger = logging.getLogger(__name__)

# Stored with every redaction; raised whenever a rule or a list changes what is found.
ENGINE_VERSION = "rules-1"

# What a classifier must believe before a word goes, and before a reviewer is asked.
CERTAIN = 0.30
DOUBTFUL = 0.05

KIND_LABELS = {
    "EMAIL": _("email address"),
    "URL": _("web address"),
    "HANDLE": _("name on a social network"),
    "UPN": _("pupil number"),
    "NINO": _("National Insurance number"),
    "PHONE": _("phone number"),
    "NHS": _("NHS number"),
    "VRM": _("vehicle registration"),
    "POSTCODE": _("postcode"),
    "DATE": _("date"),
    "CASE_REF": _("case reference"),
    "ADDRESS": _("address"),
    "SCHOOL": _("school or college"),
    "LOCATION": _("place"),
    "PERSON": _("name of a person"),
}

# The text of a placeholder is stored with the words, so it is not translated.
_PLACEHOLDERS = {
    "EMAIL": "email",
    "URL": "link",
    "HANDLE": "handle",
    "UPN": "pupil number",
    "NINO": "NI number",
    "PHONE": "phone",
    "NHS": "NHS number",
    "VRM": "vehicle",
    "POSTCODE": "postcode",
    "DATE": "date",
    "CASE_REF": "reference",
    "ADDRESS": "address",
    "SCHOOL": "school",
    "LOCATION": "place",
    "PERSON": "name",
}
_OTHER_PLACEHOLDER = "removed"
_PLACEHOLDER = re.compile(
    r"\[(?:name \d+|" + "|".join([*_PLACEHOLDERS.values(), _OTHER_PLACEHOLDER]) + r")\]"
)


@dataclass(frozen=True)
class WordLists:
    """What a local area knows: its schools, its staff, and words that are never to be redacted."""

    schools: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


class Classifier(Protocol):
    """A model that finds personal data; each span comes with a probability between 0 and 1."""

    def spans(self, text: str) -> Sequence[tuple[Span, float]]:
        """The spans of a text, as offsets into that text."""
        ...


@dataclass(frozen=True)
class Suggestion:
    """What to redact, what to ask a person about, by which engine, and whether to rely on it.

    `reliable` is False when the text is not English or the classifier failed: such a text waits
    for a person and never counts as clean.
    """

    spans: tuple[Span, ...]
    doubtful: tuple[Span, ...]
    engine: str
    reliable: bool


@dataclass(frozen=True)
class _Normalised:
    text: str
    # For each character, and for the end, its place in the original.
    starts: list[int] | None = field(default=None)
    ends: list[int] | None = field(default=None)

    def original(self, span: Span) -> Span:
        if self.starts is None or self.ends is None:
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1], span.kind)


_SAME_MEANING = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "＇": "'",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "−": "-",
    }
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


# More space than this says no more, and costs the patterns time.
_WIDEST_GAP = 3
_WIDE_GAP = re.compile(r"\s{4}")


def _normalise(text: str) -> _Normalised:
    """NFKC, one kind of apostrophe and hyphen, nothing invisible; offsets stay known."""
    straight = text.translate(_SAME_MEANING)
    if (
        unicodedata.is_normalized("NFKC", straight)
        and not _INVISIBLE & set(straight)
        and not _WIDE_GAP.search(straight)
    ):
        return _Normalised(straight)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = gap = 0
    while position < len(straight):
        end = position + 1
        while end < len(straight) and unicodedata.combining(straight[end]):
            end += 1
        gap = gap + 1 if straight[position].isspace() else 0
        if straight[position] not in _INVISIBLE and gap <= _WIDEST_GAP:
            part = unicodedata.normalize("NFKC", straight[position:end])
            parts.append(part)
            starts.extend([position] * len(part))
            ends.extend([end] * len(part))
        position = end
    return _Normalised("".join(parts), starts, ends)


def suggest(
    text: str,
    *,
    language: str = "en",
    lists: WordLists | None = None,
    classifier: Classifier | None = None,
) -> Suggestion:
    """Find the personal data of a text, in the order of the rules, and the words to ask about.

    Offsets are those of `text` as given. In a language other than English only the rules that do
    not depend on language run, and the result says that it is not reliable.
    """
    lists = lists or WordLists()
    english = language.lower().split("-")[0] in {"en", "eng"}
    normalised = _normalise(text)
    words = read_words(normalised.text)
    found = list(find_identifiers(normalised.text))
    found.extend(_from_area(normalised.text, lists))
    if english:
        found.extend(find_addresses(words))
        found.extend(find_schools(words))
        found.extend(find_places(words))
        people = list(find_people(words))
        found.extend(people)
        found.extend(extend_lists(words, _without_places(people, found)))
        found.extend(repeat_names(words, _without_places(found, found)))
    else:
        found.extend(_listed_names(words))
    found = _without_kept(normalised.text, found, lists)
    doubtful = list(find_doubtful_words(words, found)) if english else []
    doubtful = _without_kept(normalised.text, doubtful, lists)
    certain = [normalised.original(span) for span in found]
    unsure = [normalised.original(span) for span in doubtful]
    reliable = english
    if classifier is not None:
        try:
            judged = list(classifier.spans(text))
        except Exception:  # noqa: BLE001 - whatever a model raises, the text must wait for a person
            logger.error("The classifier of personal data failed; the text waits for a person.")
            judged, reliable = [], False
        sound = [(span, belief) for span, belief in judged if _is_inside(text, span)]
        certain.extend(span for span, belief in sound if belief > CERTAIN)
        unsure.extend(span for span, belief in sound if DOUBTFUL <= belief <= CERTAIN)
    spans = _merge(text, certain)
    return Suggestion(
        spans=spans,
        doubtful=_outside(_merge(text, unsure), spans),
        engine=ENGINE_VERSION,
        reliable=reliable,
    )


def apply(text: str, spans: Iterable[Span]) -> str:
    """Replace spans by placeholders, the same name by the same number within one text.

    Spans may come in any order. A span that is empty or lies outside the text is left out;
    overlapping spans are taken as one, of the kind of the first; a span that touches a placeholder
    already there leaves it as it is, and new names count on from its number.
    """
    kept = [(m.start(), m.end()) for m in _PLACEHOLDER.finditer(text)]
    numbers: dict[tuple[str, ...], int] = {}
    next_number = 1 + max((int(n) for n in re.findall(r"\[name (\d+)\]", text)), default=0)
    pieces: list[str] = []
    position = 0
    for span in _union(span for span in spans if _is_inside(text, span)):
        for start, end in _around(span, kept):
            pieces.append(text[position:start])
            position = end
            label = _PLACEHOLDERS.get(span.kind, _OTHER_PLACEHOLDER)
            if span.kind == "PERSON":
                name = _name_key(text[start:end])
                known = _known_name(name, numbers)
                if known is None:
                    known = numbers[name] = next_number
                    next_number += 1
                label = f"{label} {known}"
            pieces.append(f"[{label}]")
    pieces.append(text[position:])
    return "".join(pieces)


def _around(span: Span, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a span that are no placeholder yet; parts without a letter or digit stay."""
    parts = [(span.start, span.end)]
    for start, end in kept:
        parts = (
            [
                piece
                for first, last in parts
                for piece in ((first, min(last, start)), (max(first, end), last))
                if piece[0] < piece[1]
            ]
            if any(start < last and first < end for first, last in parts)
            else parts
        )
    return parts


_NOT_PART_OF_NAME = listed("not_part_of_name")


def _name_key(name: str) -> tuple[str, ...]:
    words = [plain(word) for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name)]
    bare = tuple(re.sub(r"['’]s?$", "", word) for word in words if word not in _NOT_PART_OF_NAME)
    return bare or (name.lower(),)


def _known_name(name: tuple[str, ...], numbers: dict[tuple[str, ...], int]) -> int | None:
    """The number of a name already seen: the same words, or a part of the full name."""
    if name in numbers:
        return numbers[name]
    for seen, number in numbers.items():
        if set(name) < set(seen) or set(seen) < set(name):
            return number
    # "dannys" without its apostrophe is Danny.
    if len(name) == 1:
        return numbers.get((name[0].removesuffix("s"),)) or numbers.get((name[0] + "s",))
    return None


def _is_inside(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _listed_names(words: Words) -> list[Span]:
    return [
        Span(token.start, token.end, "PERSON")
        for token in words.tokens
        if token.capital and is_name(token.bare)
    ]


@lru_cache(maxsize=64)
def _area_pattern(entries: tuple[str, ...], *, parts: bool) -> re.Pattern[str] | None:
    """One pattern for a list of the area; apostrophes and full stops may be missing in the text."""
    wanted = {entry.strip() for entry in entries if len(entry.strip()) > 1}
    if parts:
        wanted |= {
            part
            for entry in wanted
            for part in entry.split()
            if len(part) > 2
            and not is_very_common(plain(part))
            and part.lower().strip(".") not in _NOT_PART_OF_NAME
        }
    if not wanted:
        return None
    alternatives = [
        r"\s+".join(
            re.escape(word).replace("'", "'?").replace("’", "'?").replace(r"\.", r"\.?")
            for word in entry.split()
        )
        for entry in sorted(wanted, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?:'?s)?(?!\w)", re.I)


def _from_area(text: str, lists: WordLists) -> list[Span]:
    found: list[Span] = []
    for entries, kind in ((lists.schools, "SCHOOL"), (lists.staff, "PERSON")):
        pattern = _area_pattern(tuple(entries), parts=kind == "PERSON")
        if pattern is not None:
            found.extend(Span(m.start(), m.end(), kind) for m in pattern.finditer(text))
    return found


_WORDS_ONLY = frozenset({"PERSON", "LOCATION", "SCHOOL"})


def _without_places(people: list[Span], found: list[Span]) -> list[Span]:
    """The people that are not the name of a school, a street or a place."""
    others = [span for span in found if span.kind != "PERSON"]
    return [
        span
        for span in people
        if span.kind == "PERSON"
        and not any(other.start < span.end and span.start < other.end for other in others)
    ]


def _without_kept(text: str, spans: list[Span], lists: WordLists) -> list[Span]:
    """Leave out names, places and schools that consist of words never to be redacted."""
    keep = KEPT_WORDS | {plain(word) for entry in lists.keep for word in entry.split()}
    holders = [(m.start(), m.end()) for m in _PLACEHOLDER.finditer(text)]

    def stays(span: Span) -> bool:
        if any(start < span.end and span.start < end for start, end in holders):
            return False
        if span.kind not in _WORDS_ONLY:
            return True
        said = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", plain(text[span.start : span.end]))
        return not all(word in keep or word.removesuffix("'s") in keep for word in said)

    return [span for span in spans if stays(span)]


def _widen(text: str, span: Span) -> Span:
    """The span grown to whole words, so that no part of a name stays behind."""
    start, end = span.start, span.end
    while start > 0 and _is_inner(text, start - 1) and _is_inner(text, start):
        start -= 1
    while end < len(text) and _is_inner(text, end - 1) and _is_inner(text, end):
        end += 1
    return Span(start, end, span.kind)


def _is_inner(text: str, index: int) -> bool:
    character = text[index]
    return (
        character.isalnum()
        or character == "_"
        or unicodedata.combining(character) != 0
        or (character in _INVISIBLE)
    )


def _union(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans as one, in the order of the text, each of the kind that was found first."""
    order = {span: number for number, span in reversed(list(enumerate(spans)))}
    merged: list[tuple[Span, int]] = []
    for span in sorted(order, key=lambda s: (s.start, -s.end, order[s])):
        number = order[span]
        if merged and span.start < merged[-1][0].end:
            last, last_number = merged[-1]
            kind = last.kind if last_number <= number else span.kind
            merged[-1] = (Span(last.start, max(last.end, span.end), kind), min(last_number, number))
        else:
            merged.append((span, number))
    return [span for span, _number in merged]


def _merge(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Whole words, no overlaps, in the order of the text; the parts of one name as one span."""
    joined: list[Span] = []
    for span in _union(_widen(text, span) for span in spans):
        if (
            joined
            and span.kind == joined[-1].kind == "PERSON"
            and re.fullmatch(r"[ \t]{1,3}|-", text[joined[-1].end : span.start])
            and not re.search(r"['’]s$", text[joined[-1].start : joined[-1].end])
        ):
            joined[-1] = Span(joined[-1].start, span.end, "PERSON")
        else:
            joined.append(span)
    return tuple(joined)


def _outside(spans: Iterable[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        span
        for span in spans
        if not any(span.start < other.end and other.start < span.end for other in taken)
    )
