"""The way through a survey: which page comes next, what is still missing. No database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from surveys.questionnaires.enums import NonAttribution, QuestionType

#: Names of the pages after the last step, as `Kept.passed` and addresses use them.
ABOUT_YOU, CHECK = "about_you", "check"


@dataclass
class Kept:
    """What a draft holds. ``passed`` lists the pages that were left by Continue or Skip."""

    answers: dict[str, list[str] | str] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)
    who_answered: str = ""
    helper: str = ""
    consent_to_quote: bool = False

    @classmethod
    def from_draft(cls, content: Mapping[str, Any]) -> "Kept":
        names = cls.__dataclass_fields__
        return cls(**{name: value for name, value in content.items() if name in names})

    def as_draft(self) -> dict[str, Any]:
        return asdict(self)

    def answer(self, question: str, given: list[str] | str) -> None:
        """Put an answer in the place of the one before; an empty one takes it away."""
        if given:
            self.answers[question] = given
        else:
            self.answers.pop(question, None)

    def pass_by(self, page: str) -> None:
        if page not in self.passed:
            self.passed.append(page)


def place_in_words(document: Mapping[str, Any], number: int) -> tuple[int, int]:
    """(this question, all questions) for "Question 3 of 7"; steps are counted from 1."""
    kinds = [step["kind"] for step in document["steps"]]
    return kinds[:number].count("question"), kinds.count("question")


def first_unfinished(document: Mapping[str, Any], kept: Kept) -> int | str:
    """The number of the first step that was not left by Continue or Skip; then the pages after.

    An answer that was only saved for later may be half a thought: its page comes up again.
    """
    for number, step in enumerate(document["steps"], start=1):
        if step["id"] not in kept.passed:
            return number
    return CHECK if ABOUT_YOU in kept.passed else ABOUT_YOU


def missing_numbers(document: Mapping[str, Any], kept: Kept) -> list[int]:
    """Steps that need an answer and have none that this questionnaire knows."""
    return [
        number
        for number, step in enumerate(document["steps"], start=1)
        if step["kind"] == "question"
        and step["required"]
        and not kept.answers.get(step["question"])
    ]


def asks_for_consent(document: Mapping[str, Any]) -> bool:
    """Whether somebody's own words could be quoted at all."""
    return document["non_attribution"] == NonAttribution.REDACTED_QUOTES and any(
        step.get("type") == QuestionType.TEXT for step in document["steps"]
    )
