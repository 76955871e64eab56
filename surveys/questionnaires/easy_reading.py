"""The Easy Read version of a frozen document, as one reader meets it. No database.

Easy Read is a version of its own: fewer pages, one idea and one picture each. A page that explains
a question asks that question; its answers count together with everybody else's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from surveys.questionnaires.branching import Route
from surveys.questionnaires.steps import ShownOption, ShownStep, shown_step
from surveys.questionnaires.wording import NOTHING, SOURCE_LANGUAGE, Words, in_language

Document = Mapping[str, Any]


def has_easy_read(document: Document, language: str) -> bool:
    """Whether somebody wrote an Easy Read version with words in this language."""
    easy = document.get("easy_read")
    return bool(easy and easy["steps"] and language in easy["languages"])


def easy_steps(document: Document, route: Route, language: str) -> list[ShownStep]:
    """The Easy Read pages in their order, for somebody who is on this route.

    A page that explains a question has the **id of the explained step**, so that whoever switches
    in the middle stays with the same question; it is left out while that question is not asked.
    Its ``heading`` is its first line. A question that needs an answer and has no Easy Read page is
    asked in its ordinary words: without ``lines``, with heading and text.

    A route that ends early ends early here as well: with the exit page, in its ordinary words,
    after the last question that was met.
    """
    easy = document.get("easy_read") or {"steps": ()}
    on_route = {step["id"]: step for step in route.steps}
    pages = [page for page in easy["steps"] if not page["explains"] or page["explains"] in on_route]
    if pages:
        pages = _with_what_needs_an_answer(pages, route)
    if route.exit is not None:
        pages = _up_to_last_question(pages)
    shown = [
        _shown(page, on_route.get(page["explains"]), number, language)
        for number, page in enumerate(pages, start=1)
    ]
    if route.exit is not None:
        shown.append(shown_step(route.exit, len(shown) + 1, language))
    return shown


def _with_what_needs_an_answer(pages: Sequence[Document], route: Route) -> list[Document]:
    """The pages, and each question that needs an answer and was left out of them.

    Without it the answers could not be sent. It has no easy words and stands before the first
    page that asks something later in the survey.
    """
    place_of = {step["id"]: place for place, step in enumerate(route.steps)}
    explained = {page["explains"] for page in pages}
    whole = list(pages)
    for step in route.steps:
        if not step.get("required") or step["id"] in explained:
            continue
        later = (
            place
            for place, page in enumerate(whole)
            if page["explains"] and place_of[page["explains"]] > place_of[step["id"]]
        )
        asked = [place for place, page in enumerate(whole, start=1) if page["explains"]]
        at = next(later, max(asked, default=len(whole)))
        whole.insert(at, {"id": step["id"], "explains": step["id"], "lines": {}, "options": {}})
    return whole


def _up_to_last_question(pages: Sequence[Document]) -> list[Document]:
    asking = [place for place, page in enumerate(pages, start=1) if page["explains"]]
    return list(pages[: max(asking, default=0)])


def _shown(page: Document, explained: Document | None, number: int, language: str) -> ShownStep:
    lines = easy_lines(page["lines"], language)
    easy = {
        "lines": lines,
        "heading": lines[0] if lines else NOTHING,
        "text": NOTHING,
        "section": NOTHING,
        "picture": page.get("picture", ""),
        "credit": page.get("credit", ""),
        # A recording of the ordinary words would say something else than stands there.
        "audio": (page.get("audio") or {}).get(language, ""),
    }
    if explained is None:
        return ShownStep(number=number, id=page["id"], kind="information", **easy)
    ordinary = shown_step(explained, number, language)
    if not lines:
        return replace(ordinary, number=number, section=NOTHING)
    options = tuple(_easy_option(each, page["options"], language) for each in ordinary.options)
    return replace(ordinary, options=options, **easy)


def easy_lines(lines: Mapping[str, Sequence[str]], language: str) -> tuple[Words, ...]:
    """The lines in this language; a line without words of its own is the English one, marked."""
    english = lines.get(SOURCE_LANGUAGE, ())
    own = lines.get(language) or english
    if language == SOURCE_LANGUAGE or own is english:
        return tuple(Words(line, SOURCE_LANGUAGE) for line in english if line)
    pairs = zip_longest(own, english[: len(own)], fillvalue="")
    return tuple(
        Words(line, language) if line and line != source else Words(source, SOURCE_LANGUAGE)
        for line, source in pairs
        if line or source
    )


def _easy_option(option: ShownOption, easy: Document, language: str) -> ShownOption:
    written = easy.get(option.key)
    if not written:
        return option
    words = in_language(written["words"], language)
    if words.language != language and option.words.language == language:
        # Ordinary words in the reader's own language help more than easy ones in English.
        words = option.words
    return replace(
        option, words=words or option.words, picture=written.get("picture") or option.picture
    )
