"""Which words of a comment are to go: between the machine's proposal, the form and the screen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.comments.redaction import KIND_LABELS, Span

#: A key names one span in a form: start, end and kind.
_KEY = re.compile(r"(\d{1,6})-(\d{1,6})-([A-Z_]{1,20})")


class WordsNotFound(ValueError):
    """What somebody wants taken out does not stand in the comment."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a comment as it is shown: plain, proposed to go, or to be looked at again."""

    text: str
    number: int = 0
    key: str = ""
    doubtful: bool = False

    @property
    def is_marked(self) -> bool:
        return bool(self.number)


@dataclass(frozen=True)
class Proposal:
    """One line of the list beside a comment: "take out: Oakbank School (school or college)"."""

    number: int
    key: str
    words: str
    kind: str
    doubtful: bool

    @property
    def kind_label(self) -> str:
        return KIND_LABELS.get(self.kind, _("personal detail"))


def to_rows(spans: Iterable[Span]) -> list[dict]:
    """Spans as the database keeps them, in order and without repetition."""
    ordered = sorted({(span.start, span.end, span.kind) for span in spans})
    return [{"start": start, "end": end, "kind": kind} for start, end, kind in ordered]


def from_rows(rows: Iterable[dict]) -> list[Span]:
    """Spans as the database keeps them, as spans."""
    return [Span(row["start"], row["end"], row["kind"]) for row in rows]


def key_of(span: Span) -> str:
    return f"{span.start}-{span.end}-{span.kind}"


def span_of(key: str, *, length: int) -> Span | None:
    """The span that a form field names; None if it cannot be one of a text of this length."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    start, end, kind = int(match[1]), int(match[2]), match[3]
    return Span(start, end, kind) if start < end <= length and kind in KIND_LABELS else None


def find_words(text: str, wanted: str, *, kind: str) -> list[Span]:
    """Every place at which these words stand in the text, whatever their capitals.

    Whole words are preferred: "Sam" does not touch "same". Only if they stand nowhere as whole
    words, parts of words count.

    Raises:
        WordsNotFound: they do not stand in the text.
    """
    wanted = wanted.strip()
    if not wanted:
        return []
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    for bounded in (rf"(?<!\w){pattern}(?!\w)", pattern):
        found = [
            Span(match.start(), match.end(), kind)
            for match in re.finditer(bounded, text, re.IGNORECASE)
        ]
        if found:
            return found
    raise WordsNotFound(wanted)


def proposals(text: str, spans: Iterable[Span], doubtful: Iterable[Span]) -> list[Proposal]:
    """The numbered list of everything that may be taken out, in the order of the text."""
    marked = [(span, False) for span in set(spans)] + [(span, True) for span in set(doubtful)]
    marked.sort(key=lambda each: (each[0].start, each[0].end, each[0].kind))
    return [
        Proposal(number, key_of(span), text[span.start : span.end], span.kind, unsure)
        for number, (span, unsure) in enumerate(marked, start=1)
    ]


def pieces(text: str, listed: Sequence[Proposal]) -> list[Piece]:
    """The text cut at the listed spans. Where two overlap, the first one is shown."""
    cut, position = [], 0
    for proposal in listed:
        start, end, _kind = proposal.key.split("-", 2)
        if int(start) < position:
            continue
        if int(start) > position:
            cut.append(Piece(text[position : int(start)]))
        cut.append(
            Piece(
                text[int(start) : int(end)],
                number=proposal.number,
                key=proposal.key,
                doubtful=proposal.doubtful,
            )
        )
        position = int(end)
    if position < len(text):
        cut.append(Piece(text[position:]))
    return cut
