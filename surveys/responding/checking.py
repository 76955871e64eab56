"""The answers as the check page shows them. No database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.questionnaires.steps import ShownStep, shown_steps
from surveys.questionnaires.wording import Words
from surveys.responding.enums import WhoAnswered
from surveys.responding.journey import Kept, asks_for_consent


@dataclass(frozen=True)
class CheckedAnswer:
    """One question with what was answered: options chosen, or own words; both empty if nothing."""

    step: ShownStep
    chosen: tuple[Words, ...]
    words: str


class CheckedAnswers:
    """Everything that would be sent, in the reader's language."""

    def __init__(self, document: Mapping[str, Any], kept: Kept, language: str) -> None:
        self._document, self._kept, self._language = document, kept, language
        self.helper = kept.helper
        self.asks_for_consent = asks_for_consent(document)
        self.consent_to_quote = kept.consent_to_quote

    def __iter__(self) -> Iterator[CheckedAnswer]:
        for step in shown_steps(self._document, self._language):
            if not step.is_question:
                continue
            given = self._kept.answers.get(step.question, "")
            if isinstance(given, str):
                yield CheckedAnswer(step, (), given)
            else:
                chosen = tuple(option.words for option in step.options if option.key in given)
                yield CheckedAnswer(step, chosen, "")

    @property
    def who_answered(self) -> str:
        who = self._kept.who_answered
        return str(WhoAnswered(who).label) if who in WhoAnswered.values else ""


def in_groups_of_four(code: str) -> str:
    """A receipt code as it is read out and written down: 7K3P 9XQW 34HM."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
