"""What is read out of one page, in which order and in which languages. No database."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.questionnaires.branching import Route
from surveys.questionnaires.easy_reading import easy_steps, has_easy_read
from surveys.questionnaires.steps import ShownStep, shown_steps
from surveys.questionnaires.wording import Words

#: What is spoken one after the other, each in its own language.
Parts = tuple[Words, ...]


def parts_of(step: ShownStep) -> Parts:
    """The question with its help and its answers, or everything on a page that only tells."""
    before = step.lines or (step.heading, Words(step.text.plain(), step.text.language))
    said = (*before, *(row.words for row in step.rows), *(each.words for each in step.options))
    return tuple(words for words in said if words.text.strip())


def hash_of_parts(parts: Parts) -> str:
    """The same for the same words in the same languages, wherever they stand."""
    line = json.dumps([[words.language, words.text] for words in parts], ensure_ascii=False)
    return hashlib.sha256(line.encode()).hexdigest()


def pages_to_speak(document: Mapping[str, Any]) -> Iterator[tuple[str, Parts]]:
    """(language, parts) of every page that no person has recorded, Easy Read included."""
    everything = Route(tuple(document["steps"]), None)
    for language in document["languages"]:
        steps = shown_steps(document, language)
        if has_easy_read(document, language):
            steps += easy_steps(document, everything, language)
        for step in steps:
            parts = parts_of(step)
            if parts and not step.audio:
                yield language, parts
