"""Steps of a frozen document, as one reader sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.questionnaires.wording import NOTHING, Words, in_language


@dataclass(frozen=True)
class ShownOption:
    """One answer to choose. ``face`` is a symbol of the sprite, ``picture`` an address."""

    key: str
    words: Words
    face: str = ""
    picture: str = ""


@dataclass(frozen=True)
class ShownRow:
    """One line of a question with several lines."""

    key: str
    words: Words


@dataclass(frozen=True)
class Limits:
    """What an answer may be. ``low`` and ``high`` stand at the ends of a number scale."""

    minimum: int | None = None
    maximum: int | None = None
    low: Words | None = None
    high: Words | None = None
    most: int | None = None
    precision: str = "month"
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownStep:
    """One page of the survey in one language. ``heading`` is the question of a question."""

    number: int
    id: str
    kind: str
    heading: Words
    text: Words
    section: Words = NOTHING
    question: str = ""
    code: str = ""
    type: str = ""
    required: bool = False
    options: tuple[ShownOption, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    limits: Limits = field(default_factory=Limits)
    #: A recording by a person, in this language.
    audio: str = ""
    #: Only on an exit: whether what was answered is sent.
    sends: bool = False
    conditional: bool = False
    #: Only in Easy Read: short lines in the place of heading and text, and the picture beside them.
    lines: tuple[Words, ...] = ()
    picture: str = ""
    credit: str = ""

    @property
    def is_question(self) -> bool:
        return self.kind == "question"

    def has_foreign_words(self, language: str) -> bool:
        """Whether something on it could only be shown in English."""
        everything = [
            self.heading,
            self.text,
            *self.lines,
            *(option.words for option in self.options),
            *(row.words for row in self.rows),
        ]
        return any(words and words.language != language for words in everything)


def shown_step(step: Mapping[str, Any], number: int, language: str) -> ShownStep:
    """One step in this language, counted from 1."""
    common = {
        "number": number,
        "id": step["id"],
        "kind": step["kind"],
        "section": in_language(step.get("section") or {}, language),
        "audio": (step.get("audio") or {}).get(language, ""),
        "conditional": bool(step.get("show_if")),
    }
    if step["kind"] != "question":
        return ShownStep(
            **common,
            heading=in_language(step["heading"], language),
            text=in_language(step["text"], language),
            sends=bool(step.get("sends")),
        )
    return ShownStep(
        **common,
        heading=in_language(step["text"], language),
        text=in_language(step["help"], language),
        question=step["question"],
        code=step["code"],
        type=step["type"],
        required=step["required"],
        options=tuple(
            ShownOption(
                option["key"],
                in_language(option["text"], language),
                option.get("face", ""),
                option.get("picture", ""),
            )
            for option in step["options"]
        ),
        rows=tuple(
            ShownRow(row["key"], in_language(row["text"], language))
            for row in step.get("rows") or ()
        ),
        limits=_limits(step.get("limits") or {}, language),
    )


def _limits(limits: Mapping[str, Any], language: str) -> Limits:
    return Limits(
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        low=in_language(limits.get("low") or {}, language),
        high=in_language(limits.get("high") or {}, language),
        most=limits.get("most"),
        precision=limits.get("precision") or "month",
        accepts=tuple(limits.get("accepts") or ()),
    )


def shown_steps(document: Mapping[str, Any], language: str) -> list[ShownStep]:
    """Every step in order."""
    return [
        shown_step(step, number, language) for number, step in enumerate(document["steps"], start=1)
    ]
