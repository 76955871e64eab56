"""The questions of a survey as a group answers them: how many hands for each answer. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.questionnaires.enums import CLOSED_TYPES, WORDS_TYPES, QuestionType
from surveys.questionnaires.steps import ShownOption, ShownRow, ShownStep, shown_steps

#: Of these each person may choose several answers: each is at most the group, not all together.
SEVERAL = (QuestionType.CHOICES,)


@dataclass(frozen=True)
class Hands:
    """One question, or one line of one, with the names of its number fields."""

    step: ShownStep
    row: ShownRow | None
    meaning_version: int

    @property
    def counts_first_places(self) -> bool:
        """In a ranking, hands are counted for what people put first."""
        return self.step.type == QuestionType.RANKING

    @property
    def several(self) -> bool:
        return self.step.type in SEVERAL

    def field_name(self, option: ShownOption) -> str:
        line = f"-{self.row.key}" if self.row else ""
        return f"hands-{self.step.question}{line}-{option.key}"


def hands_of(document: Mapping[str, Any], language: str) -> Iterator[Hands]:
    """Every question whose answers can be counted by hands, in order, line by line."""
    meanings = {
        step["question"]: step["meaning_version"]
        for step in document["steps"]
        if step["kind"] == "question"
    }
    for step in shown_steps(document, language):
        if not step.is_question or step.type not in CLOSED_TYPES:
            continue
        for row in step.rows or (None,):
            yield Hands(step, row, meanings[step.question])


def open_questions(document: Mapping[str, Any], language: str) -> Sequence[ShownStep]:
    """The questions that are answered in words, in order."""
    return [step for step in shown_steps(document, language) if step.type in WORDS_TYPES]
