"""The English words of a survey, piece by piece, for advice on plain words. Pure."""

# For staff only.

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from surveys.questionnaires.condition_words import question_number
from surveys.questionnaires.enums import SCALES
from surveys.questionnaires.readability import Piece, Reading, read_pieces
from surveys.questionnaires.wording import SOURCE_LANGUAGE, in_language

Document = Mapping[str, Any]


def read_survey(document: Document, explained: Collection[str] = ()) -> Reading:
    """The survey's own words, and what would make them easier."""
    return read_pieces(list(survey_pieces(document)), explained=explained)


def read_easy_read(document: Document, explained: Collection[str] = ()) -> Reading | None:
    """The same of its Easy Read version; None if there is none."""
    pieces = list(easy_pieces(document))
    return read_pieces(pieces, explained=explained) if pieces else None


def survey_pieces(document: Document) -> Iterator[Piece]:
    """Everything that somebody reads on the way. What the partner promises in every survey does
    not count for the reading age: it cannot be changed here."""
    yield from _some(_("Title"), document["title"], counts=False)
    yield from _some(_("Introduction"), document["introduction"])
    yield from _some(_("Who may answer"), document["who_may_answer"], counts=False)
    yield from _some(_("When somebody is not safe"), document.get("safeguarding"), counts=False)
    yield from _some(_("Asking to quote"), document.get("consent_question"), counts=False)
    for step in document["steps"]:
        yield from _of_step(document, step)


def _of_step(document: Document, step: Mapping[str, Any]) -> Iterator[Piece]:
    if step["kind"] != "question":
        heading = _plain(step["heading"])
        place = _("Page “%(heading)s”") % {"heading": heading}
        yield Piece(place, heading)
        yield from _some(place, step["text"])
        return
    number = question_number(document, step["question"])
    place = _("Question %(number)s") % {"number": number}
    yield from _some(place, step["text"])
    yield from _some(_("Help to question %(number)s") % {"number": number}, step["help"])
    answers = _("Answers to question %(number)s") % {"number": number}
    limits = step.get("limits") or {}
    own = () if _has_a_scale(step) else step["options"]
    choices = [each["text"] for each in (*own, *(step.get("rows") or ()))]
    for texts in (*choices, limits.get("low"), limits.get("high")):
        yield from _some(answers, texts, counts=False)


def _has_a_scale(step: Mapping[str, Any]) -> bool:
    """Whether its answers are those of a scale, whose words are the same in every survey."""
    keys = [option["key"] for option in step["options"]]
    return any(keys == scale.values for scale in SCALES.values())


def easy_pieces(document: Document) -> Iterator[Piece]:
    """Lines and answers of the Easy Read version."""
    easy = document.get("easy_read") or {"steps": ()}
    for number, step in enumerate(easy["steps"], start=1):
        place = _("Easy Read, page %(number)s") % {"number": number}
        for line in step["lines"].get(SOURCE_LANGUAGE, ()):
            yield Piece(place, line, easy_read=True)
        for option in step["options"].values():
            for piece in _some(place, option["words"], counts=False):
                yield Piece(place, piece.text, counts=False, easy_read=True)


def _some(place: str, texts: Mapping[str, str] | None, *, counts: bool = True) -> Iterator[Piece]:
    words = _plain(texts or {})
    if words:
        yield Piece(place, words, counts=counts)


def _plain(texts: Mapping[str, str]) -> str:
    return in_language(texts, SOURCE_LANGUAGE).plain()
