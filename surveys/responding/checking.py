"""The answers as the check page shows them. No database."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaires.enums import WORDS_TYPES, QuestionType
from surveys.questionnaires.wording import Words, in_language
from surveys.responding.enums import WhoAnswered
from surveys.responding.fields import date_in_words
from surveys.responding.journey import Page, Walk, asks_for_consent


@dataclass(frozen=True)
class CheckedAnswer:
    """One question, or one line of it, with what was answered; all empty if nothing was.

    ``chosen`` are options, in the order of a ranking; ``words`` is anything else, and
    ``own_words`` says that somebody wrote it.
    """

    page: Page
    chosen: tuple[Words, ...] = ()
    words: str = ""
    files: int = 0
    missing: bool = False
    new: bool = False
    reworded: bool = False

    @property
    def is_ranking(self) -> bool:
        return self.page.step.type == QuestionType.RANKING

    @property
    def own_words(self) -> bool:
        return self.page.step.type in WORDS_TYPES


@dataclass(frozen=True)
class SetApart:
    """What was answered to a question that is gone or asks something else now."""

    heading: Words
    chosen: tuple[Words, ...]
    words: str


class CheckedAnswers:
    """Everything that would be sent, and apart from it what would not, in the reader's language."""

    def __init__(self, walk: Walk) -> None:
        kept = walk.kept
        self._walk = walk
        self.helper = kept.helper
        self.asks_for_consent = asks_for_consent(walk.document)
        self.consent_to_quote = kept.consent_to_quote
        self.answers_for_somebody = kept.who_answered == WhoAnswered.SOMEONE_FOR_ME
        self.to_send = [self._checked(page) for page in walk.question_pages()]
        self.not_asked = [self._checked(page) for page in walk.unasked_pages()]
        self.set_apart = list(self._set_apart())

    @property
    def missing(self) -> list[CheckedAnswer]:
        return [answer for answer in self.to_send if answer.missing]

    @property
    def new(self) -> list[CheckedAnswer]:
        return [answer for answer in self.to_send if answer.new]

    @property
    def reworded(self) -> list[CheckedAnswer]:
        return [answer for answer in self.to_send if answer.reworded]

    @property
    def changed_meanwhile(self) -> bool:
        return bool(self.new or self.reworded or self.set_apart)

    @property
    def who_answered(self) -> str:
        who = self._walk.kept.who_answered
        return str(WhoAnswered(who).label) if who in WhoAnswered.values else ""

    def _checked(self, page: Page) -> CheckedAnswer:
        step, kept = page.step, self._walk.kept
        given = kept.given(step.question, page.row)
        about = {
            "page": page,
            "missing": step.required and not given,
            "new": step.question in kept.new and page.name not in kept.passed,
            "reworded": step.question in kept.reworded,
        }
        if step.type == QuestionType.FILE:
            return CheckedAnswer(**about, files=len(given or ()))
        if isinstance(given, list) or page.row:
            keys = given if isinstance(given, list) else [given]
            names = {option.key: option.words for option in step.options}
            in_order = keys if step.type == QuestionType.RANKING else names
            chosen = tuple(names[key] for key in in_order if key in keys and key in names)
            return CheckedAnswer(**about, chosen=chosen)
        words = given if isinstance(given, str) else ""
        return CheckedAnswer(
            **about, words=date_in_words(words) if step.type == QuestionType.DATE else words
        )

    def _set_apart(self) -> Iterator[SetApart]:
        language = self._walk.language
        for each in self._walk.kept.set_apart:
            is_date = each["type"] == QuestionType.DATE
            yield SetApart(
                heading=in_language(each["heading"], language),
                chosen=tuple(in_language(texts, language) for texts in each["chosen"]),
                words=date_in_words(each["words"]) if is_date else each["words"],
            )


def in_groups_of_four(code: str) -> str:
    """A receipt code as it is read out and written down: 7K3P 9XQW 34HM."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
