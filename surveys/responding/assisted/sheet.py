"""The questionnaire on one page, as a helper reads it out. No database.

A helper keeps eye contact, jumps back when somebody adds to an earlier answer, and sits where the
signal comes and goes: one page needs it twice, not at every question. The same page is what a
tablet shows one question at a time, with signal or without.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.questionnaires.branching import Route
from surveys.questionnaires.condition_words import condition_in_words
from surveys.questionnaires.easy_reading import easy_steps
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.steps import ShownStep, shown_step

Document = Mapping[str, Any]

#: The signs of a receipt code as radio operators of every country say them.
SPOKEN = {
    "C": "Charlie", "D": "Delta", "F": "Foxtrot", "G": "Golf", "H": "Hotel", "J": "Juliett",
    "K": "Kilo", "M": "Mike", "N": "November", "P": "Papa", "Q": "Quebec", "R": "Romeo",
    "T": "Tango", "V": "Victor", "W": "Whiskey", "X": "X-ray", "Y": "Yankee",
}  # fmt: skip


@dataclass(frozen=True)
class SheetPage:
    """One page of the sheet. ``only_if`` says in words when it is asked; "" for always."""

    step: ShownStep
    only_if: str
    #: Place of its question in the frozen document, counted from 1; names its fields.
    place: int = 0
    #: Which question it is, counted over the whole questionnaire, as conditions in words count.
    number: int = 0


def sheet_pages(document: Document, language: str, *, easy: bool) -> list[SheetPage]:
    """Every page in order, whatever was answered; questions that take a file are left out."""
    steps = document["steps"]
    places = {step["id"]: place for place, step in enumerate(steps, start=1)}
    asked = [step["id"] for step in steps if step["kind"] == "question"]
    numbers = {step: number for number, step in enumerate(asked, start=1)}
    by_id = {step["id"]: step for step in steps}
    shown = _easy(document, language) if easy else _ordinary(document, language)
    return [
        SheetPage(
            step=page,
            only_if=condition_in_words(by_id.get(page.id, {}), document, language),
            place=places.get(page.id, 0),
            number=numbers.get(page.id, 0),
        )
        for page in shown
        if page.type != QuestionType.FILE
    ]


def _ordinary(document: Document, language: str) -> list[ShownStep]:
    return [shown_step(each, n, language) for n, each in enumerate(document["steps"], start=1)]


def _easy(document: Document, language: str) -> list[ShownStep]:
    """The Easy Read pages, each exit after the last page that explains something before it."""
    steps = document["steps"]
    pages = easy_steps(document, Route(tuple(steps), None), language)
    places = {step["id"]: place for place, step in enumerate(steps)}
    for place, step in enumerate(steps):
        if step["kind"] != "exit":
            continue
        before = [n for n, page in enumerate(pages) if places.get(page.id, place) < place]
        pages.insert(max(before, default=-1) + 1, shown_step(step, 0, language))
    return pages


def rules_for_script(document: Document, *, easy: bool) -> dict[str, Any]:
    """What the tablet needs to find its way: conditions and keys, and no words.

    ``easy`` lists the pages of the Easy Read version, None for the ordinary one.
    """
    names = ("id", "kind", "question", "type", "required", "sends", "show_if")
    pages = (document.get("easy_read") or {}).get("steps", ())
    return {
        "audience": document.get("audience", ""),
        "steps": [
            {name: step[name] for name in names if name in step} for step in document["steps"]
        ],
        "easy": [{"id": page["id"], "explains": page["explains"]} for page in pages]
        if easy
        else None,
    }


def read_out(code: str) -> list[str]:
    """A receipt code sign by sign, as it is said on the phone: 7, Kilo, 3, Papa …"""
    return [SPOKEN.get(sign, sign) for sign in code]


def answer_in_words(step: ShownStep, given: Any) -> list[str]:
    """What was answered, one line each, as it is read back to the person."""
    names = {option.key: option.words.text for option in step.options}
    if isinstance(given, Mapping):
        lines = {row.key: row.words.text for row in step.rows}
        return [f"{lines.get(row, row)}: {names.get(key, key)}" for row, key in given.items()]
    if isinstance(given, str):
        return [given] if given else []
    chosen = [names.get(key, key) for key in given]
    if step.type == QuestionType.RANKING:
        return [f"{place}. {words}" for place, words in enumerate(chosen, start=1)]
    return chosen


def pictures_and_recordings(pages: Sequence[SheetPage]) -> list[str]:
    """Addresses of what the pages show and play, for a tablet that will have no signal."""
    found: dict[str, None] = {}
    for page in pages:
        step = page.step
        for address in (step.picture, step.audio, *(option.picture for option in step.options)):
            if address:
                found[address] = None
    return list(found)
