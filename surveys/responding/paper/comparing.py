"""What was keyed of one form, and where two people keyed it differently. No database."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

#: As `accepting.Given`.
Given = Sequence[str] | Mapping[str, str] | str
ANSWER = "answer:"
#: What was keyed about the form itself.
ABOUT = (
    "language",
    "who_answered",
    "audience",
    "helper",
    "interpreter",
    "consent_to_quote",
    "arrived_on",
)


@dataclass(frozen=True)
class Keyed:
    """One form as it was keyed; ``answers`` by question key, empty ones left out."""

    answers: dict[str, Given] = field(default_factory=dict)
    language: str = "en"
    who_answered: str = ""
    audience: str = ""
    helper: str = ""
    interpreter: str = ""
    consent_to_quote: bool = False
    #: ISO 8601.
    arrived_on: str = ""
    #: The person who keyed it confirmed that there is nothing on it that counts.
    not_counted: bool = False

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Keyed":
        return cls(**content)

    def as_content(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def arrival(self) -> datetime.date:
        return datetime.date.fromisoformat(self.arrived_on)

    def value(self, name: str) -> Any:
        """Of one thing that was keyed, by the name that `differences` gives it."""
        if name.startswith(ANSWER):
            return self.answers.get(name.removeprefix(ANSWER), "")
        return getattr(self, name)


def differences(first: Keyed, second: Keyed, questions: Sequence[Mapping[str, Any]]) -> list[str]:
    """Names of what the two keyed differently, in the order of the form.

    Words differ only if their letters do: capitals, spaces and full stops are not looked at.
    """
    names = [ANSWER + question["question"] for question in questions]
    kinds = {ANSWER + question["question"]: question["type"] for question in questions}
    return [
        name
        for name in [*names, *ABOUT, "not_counted"]
        if _plain(first.value(name), kinds.get(name, ""))
        != _plain(second.value(name), kinds.get(name, ""))
    ]


def _plain(value: Any, kind: str) -> Any:
    if isinstance(value, bool):
        return value
    if not value:
        return ""
    if isinstance(value, str):
        return "".join(sign for sign in value.casefold() if sign.isalnum())
    if isinstance(value, Mapping):
        return {row: key for row, key in value.items() if key}
    return list(value) if kind == "ranking" else sorted(value)


def settled(first: Keyed, second: Keyed, chosen: Mapping[str, int]) -> Keyed:
    """The second entry, with what was ``chosen`` (name → 1 or 2) from the first."""
    merged = replace(second, answers=dict(second.answers))
    for name, turn in chosen.items():
        if turn != 1:
            continue
        if name.startswith(ANSWER):
            key = name.removeprefix(ANSWER)
            if first.answers.get(key):
                merged.answers[key] = first.answers[key]
            else:
                merged.answers.pop(key, None)
        else:
            merged = replace(merged, **{name: getattr(first, name)})
    return merged
