"""Whether a changed question still asks the same thing. No database.

Answers count together, over the years and in every survey, as long as the question means the same.
What a machine can see for certain is decided here; about words only a person can say.
"""

# For staff only.

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from surveys.questionnaires.enums import QuestionType

if TYPE_CHECKING:
    from surveys.questionnaires.models import Question


class Meaning(TextChoices):
    """Whether a question whose words were changed still asks the same thing."""

    SAME = "same", _("Yes. I mended the spelling or said it more plainly.")
    NEW = "new", _("No. It asks something else now.")


class Change(Enum):
    """What a change does to the meaning of a question."""

    NONE = "none"
    #: Its author says whether it still means the same.
    WORDS = "words"
    #: Answers that were given before cannot be compared with later ones.
    MEANING = "meaning"


@dataclass(frozen=True)
class Wording:
    """What a question says, taken apart so that two states of it can be compared."""

    #: Type, scale and, for a number scale, its two ends.
    frame: tuple[Any, ...]
    #: Everything that is read.
    words: tuple[Any, ...]
    answers: frozenset[str]
    lines: frozenset[str]


def wording_of(question: "Question") -> Wording:
    """The question as it stands, in its own language."""
    options = [(block.id, _said(block)) for block in question.options]
    rows = question.row_list()
    ends = (
        (question.minimum, question.maximum) if question.type == QuestionType.SCALE else (None,) * 2
    )
    return Wording(
        frame=(question.type, question.scale_name, *ends),
        words=(
            _tidy(question.text),
            _tidy(question.help_text),
            frozenset(options),
            frozenset((key, _tidy(words)) for key, words in rows),
            _tidy(question.low_words),
            _tidy(question.high_words),
            question.most,
        ),
        answers=frozenset(key for key, _words in options),
        lines=frozenset(key for key, _words in rows),
    )


def change_between(before: Wording, after: Wording) -> Change:
    """Taking away an answer or a line, another type or another scale is a new meaning for certain.

    Their order is not: it may be changed at any time.
    """
    gone = (before.answers - after.answers) | (before.lines - after.lines)
    if before.frame != after.frame or gone:
        return Change.MEANING
    return Change.NONE if before.words == after.words else Change.WORDS


def _said(block: Any) -> tuple[str, Any]:
    if block.block_type != "picture":
        return _tidy(str(block.value)), None
    picture = block.value["picture"]
    return _tidy(block.value["words"]), picture.pk if picture else None


def _tidy(words: str) -> str:
    return " ".join(words.split())
