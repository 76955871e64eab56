"""Steps of a frozen document, as one reader sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.questionnaires.wording import Words, in_language


@dataclass(frozen=True)
class ShownOption:
    """One answer to choose."""

    key: str
    words: Words
    face: str


@dataclass(frozen=True)
class ShownStep:
    """One page of the survey in one language. ``heading`` is the question of a question."""

    number: int
    id: str
    kind: str
    heading: Words
    text: Words
    question: str = ""
    type: str = ""
    required: bool = False
    options: tuple[ShownOption, ...] = ()

    @property
    def is_question(self) -> bool:
        return self.kind == "question"

    def has_foreign_words(self, language: str) -> bool:
        """Whether something on it could only be shown in English."""
        everything = [self.heading, self.text, *(option.words for option in self.options)]
        return any(words and words.language != language for words in everything)


def shown_step(step: Mapping[str, Any], number: int, language: str) -> ShownStep:
    """One step in this language, counted from 1."""
    if step["kind"] == "information":
        return ShownStep(
            number=number,
            id=step["id"],
            kind=step["kind"],
            heading=in_language(step["heading"], language),
            text=in_language(step["text"], language),
        )
    return ShownStep(
        number=number,
        id=step["id"],
        kind=step["kind"],
        heading=in_language(step["text"], language),
        text=in_language(step["help"], language),
        question=step["question"],
        type=step["type"],
        required=step["required"],
        options=tuple(
            ShownOption(option["key"], in_language(option["text"], language), option["face"])
            for option in step["options"]
        ),
    )


def shown_steps(document: Mapping[str, Any], language: str) -> list[ShownStep]:
    """Every step in order."""
    return [
        shown_step(step, number, language) for number, step in enumerate(document["steps"], start=1)
    ]
