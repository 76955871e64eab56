"""Whether a checked version still says what the English says. No database.

Somebody who checks an Easy Read version or a translation vouches for two things together: the
English words and the words that explain them. So both are kept, as a short hash of each place, and
when one of them changes the check is stale. The hashes say where, not what: opened versions keep
the words.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from surveys.questionnaires.wording import SOURCE_LANGUAGE, in_language

Document = Mapping[str, Any]
#: {"en:step:<id>": short hash of what stands there}
Prints = Mapping[str, str]

#: Words of the survey itself that every reader meets.
FRAME = ("title", "introduction", "who_may_answer", "safeguarding", "consent_question")
SHORT = 12


class Changed(NamedTuple):
    """One place whose words are others than when the check was made.

    ``place`` is a name out of `FRAME`, ``step`` or ``easy``; ``id`` is of the page, if it is one.
    """

    language: str
    place: str
    id: str = ""


def prints_for_easy_read(document: Document) -> dict[str, str]:
    """What a check of the Easy Read version vouches for."""
    return _prints(document, [SOURCE_LANGUAGE])


def prints_for_translation(document: Document, language: str) -> dict[str, str]:
    """What a check of a translation vouches for."""
    return _prints(document, [SOURCE_LANGUAGE, language])


def changed_since(before: Prints, now: Prints) -> list[Changed]:
    """The places that changed, came or went, in the order of the survey; none for no check."""
    if not before:
        return []
    places = [place for place in now if before.get(place) != now[place]]
    gone = [place for place in before if place not in now]
    return [_place(each) for each in (*places, *gone)]


def name_of_place(document: Document, place: Changed) -> str:
    """The English words by which somebody finds the place; "" if it is gone."""
    if place.place == "step":
        step = next((each for each in document["steps"] if each["id"] == place.id), None)
        return _heading(step) if step else ""
    if place.place == "easy":
        pages = (document.get("easy_read") or {}).get("steps", ())
        page = next((each for each in pages if each["id"] == place.id), None)
        return " ".join(page["lines"].get(SOURCE_LANGUAGE, ())) if page else ""
    return in_language(document.get(place.place) or {}, SOURCE_LANGUAGE).text


def untranslated(document: Document, language: str) -> tuple[int, int]:
    """(places without all their words in this language, all places): how far a translation is."""
    english = [_count(words) for _place, words in _places(document, SOURCE_LANGUAGE)]
    own = [_count(words) for _place, words in _places(document, language)]
    missing = sum(there < wanted for wanted, there in zip(english, own, strict=True))
    return missing, sum(map(bool, english))


def _count(words: Sequence[str]) -> int:
    return sum(map(bool, words))


def _prints(document: Document, languages: Iterable[str]) -> dict[str, str]:
    return {
        f"{language}:{name}": _short_hash(words)
        for language in languages
        for name, words in _places(document, language, pictures=language == SOURCE_LANGUAGE)
        if any(words)
    }


def _places(
    document: Document, language: str, *, pictures: bool = False
) -> Iterator[tuple[str, Sequence[str]]]:
    """(place, all words that stand there in this language), in the order of the survey.

    With ``pictures`` the address of a picture counts as a word: another picture says another thing.
    """
    for name in FRAME:
        yield name, [(document.get(name) or {}).get(language, "")]
    for step in document["steps"]:
        yield f"step:{step['id']}", [text.get(language, "") for text in _texts_of(step)]
    for page in (document.get("easy_read") or {}).get("steps", ()):
        lines = page["lines"].get(language, ())
        options = [each["words"].get(language, "") for each in page["options"].values()]
        shown = [page.get("picture", "")] if pictures else []
        yield f"easy:{page['id']}", [*lines, *options, *shown]


def _texts_of(step: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    if step["kind"] != "question":
        yield step["heading"]
        yield step["text"]
        return
    limits = step.get("limits") or {}
    yield step["text"]
    yield step["help"]
    for choice in (*step["options"], *(step.get("rows") or ())):
        # The scales with faces are the portal's own words, the same in every survey.
        if not choice.get("face"):
            yield choice["text"]
    yield limits.get("low") or {}
    yield limits.get("high") or {}


def _heading(step: Mapping[str, Any]) -> str:
    words = step["text"] if step["kind"] == "question" else step["heading"]
    return in_language(words, SOURCE_LANGUAGE).text


def _short_hash(words: Sequence[str]) -> str:
    line = json.dumps(list(words), ensure_ascii=False)
    return hashlib.sha256(line.encode()).hexdigest()[:SHORT]


def _place(name: str) -> Changed:
    language, place, *identity = name.split(":", 2)
    return Changed(language, place, *identity)
