"""The way through a survey: which page comes next, what is still missing. No database.

The pages are those of the route of the moment, in the reader's variant (standard or Easy Read). A
question with several lines is one page for each line. Pages are named by the id of their step and
the key of their line, never by a number: so whoever changes language or variant in the middle
stays with the same question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from surveys.questionnaires.branching import Situation, route_through
from surveys.questionnaires.easy_reading import easy_steps, has_easy_read
from surveys.questionnaires.enums import WORDS_TYPES, About, NonAttribution, QuestionType
from surveys.questionnaires.steps import ShownRow, ShownStep, shown_step
from surveys.responding.enums import Channel

#: Names of the pages after the last step, as `Kept.passed` and addresses use them.
ABOUT_YOU, CHECK = "about_you", "check"
Given = list[str] | dict[str, str] | str


@dataclass
class Kept:
    """What a draft holds.

    ``passed`` lists the pages that were left by Continue or Skip. ``new`` and ``reworded`` are
    questions (keys) that changed because the survey was opened again meanwhile, and ``set_apart``
    is what was answered to questions that are gone or ask something else now; see `moving`.
    """

    answers: dict[str, Given] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)
    audience: str = ""
    place_code: str = ""
    who_answered: str = ""
    helper: str = ""
    consent_to_quote: bool = False
    new: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    set_apart: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def from_draft(cls, content: Mapping[str, Any]) -> "Kept":
        names = cls.__dataclass_fields__
        return cls(**{name: value for name, value in content.items() if name in names})

    def as_draft(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def situation(self) -> Situation:
        return Situation(audience=self.audience, channel=Channel.WEB)

    def given(self, question: str, row: str = "") -> Given | None:
        """What is kept for a question, or for one line of it."""
        answer = self.answers.get(question)
        if not row:
            return answer
        return answer.get(row) if isinstance(answer, dict) else None

    def answer(self, question: str, given: Given, row: str = "") -> None:
        """Put an answer in the place of the one before; an empty one takes it away."""
        if row:
            before = self.answers.get(question)
            lines = {**before, row: given} if isinstance(before, dict) else {row: given}
            given = {line: key for line, key in lines.items() if key}
        if given:
            self.answers[question] = given
        else:
            self.answers.pop(question, None)

    def pass_by(self, page: str) -> None:
        if page not in self.passed:
            self.passed.append(page)

    def as_sent(self, answers: Mapping[str, Given]) -> "Kept":
        """What stays of it once these answers were sent: nothing that was not sent with them."""
        return Kept(
            answers=dict(answers),
            passed=self.passed,
            audience=self.audience,
            place_code=self.place_code,
            who_answered=self.who_answered,
            helper=self.helper,
            consent_to_quote=self.consent_to_quote,
        )


@dataclass(frozen=True)
class Page:
    """One page of the walk: a step, and which line of it if it has several."""

    step: ShownStep
    row: str = ""

    @property
    def name(self) -> str:
        return f"{self.step.id}/{self.row}" if self.row else self.step.id

    @property
    def line(self) -> ShownRow | None:
        return next((row for row in self.step.rows if row.key == self.row), None)

    @property
    def number_of_line(self) -> int:
        """Counted from 1; 0 for a page that is not one line of several."""
        keys = [row.key for row in self.step.rows]
        return keys.index(self.row) + 1 if self.row in keys else 0

    @property
    def is_dead_end(self) -> bool:
        """An exit page on which nothing is sent."""
        return self.step.kind == "exit" and not self.step.sends


@dataclass(frozen=True)
class Progress:
    """For "Question 3 of about 7": ``about`` while answers may still add or take away some."""

    number: int
    all: int
    about: bool


def pages_of(step: ShownStep) -> tuple[Page, ...]:
    """One page for each line of a question with several, else one."""
    if step.type == QuestionType.MATRIX:
        return tuple(Page(step, row.key) for row in step.rows)
    return (Page(step),)


class Walk:
    """The pages that somebody meets who has answered so, in their language and variant."""

    def __init__(
        self, document: Mapping[str, Any], kept: Kept, language: str, *, easy_read: bool = False
    ) -> None:
        self.document = document
        self.kept = kept
        self.language = language
        self.route = route_through(document, kept.answers, kept.situation)
        self.easy_read = easy_read and has_easy_read(document, language)

    @cached_property
    def standard_pages(self) -> tuple[Page, ...]:
        """Every page of the route in its ordinary words."""
        steps = (
            shown_step(step, number, self.language)
            for number, step in enumerate(self.route.steps, start=1)
        )
        return tuple(page for step in steps for page in pages_of(step))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages in the reader's variant."""
        if not self.easy_read:
            return self.standard_pages
        steps = easy_steps(self.document, self.route, self.language)
        return tuple(page for step in steps for page in pages_of(step))

    @property
    def dead_end(self) -> Page | None:
        """The exit page on which this route ends without anything being sent."""
        return next((page for page in self.pages if page.is_dead_end), None)

    def find(self, step_id: str, row: str = "") -> Page | None:
        """The page at an address of this route; of a question with lines, the first if unsaid.

        A question that this variant leaves out is found in its ordinary words.
        """
        same = [page for page in self.pages if page.step.id == step_id]
        if not same:
            same = [
                page
                for page in self.standard_pages
                if page.step.id == step_id and page.step.is_question
            ]
        return next((page for page in same if page.row == row), same[0] if same else None)

    def find_off_route(self, step_id: str, row: str = "") -> Page | None:
        """A question of the document that is not asked now, because somebody may be at it still."""
        for number, step in enumerate(self.document["steps"], start=1):
            if step["id"] == step_id and step["kind"] == "question":
                pages = pages_of(shown_step(step, number, self.language))
                return next((page for page in pages if page.row == row), None)
        return None

    def before(self, page: Page) -> Page | None:
        place = self._place_of(page)
        return self.pages[place - 1] if place else None

    def after(self, page: Page) -> Page | str:
        """The next page; from a question that this variant leaves out, the first unfinished one."""
        place = self._place_of(page)
        if place is None:
            return self.first_unfinished()
        if page.is_dead_end:
            return page
        return self.pages[place + 1] if place + 1 < len(self.pages) else ABOUT_YOU

    def _place_of(self, page: Page) -> int | None:
        return next(
            (place for place, each in enumerate(self.pages) if each.name == page.name), None
        )

    def first_unfinished(self) -> Page | str:
        """The first page that was not left by Continue or Skip; then the pages after the last step.

        An answer that was only saved for later may be half a thought: its page comes up again. A
        page that only tells something is not shown again to somebody who is past it.
        """
        passed = [page.name in self.kept.passed for page in self.pages]
        furthest = max((place for place, was_passed in enumerate(passed) if was_passed), default=-1)
        for place, page in enumerate(self.pages):
            told_already = page.step.kind == "information" and place < furthest
            if page.is_dead_end or (not passed[place] and not told_already):
                return page
        return CHECK if ABOUT_YOU in self.kept.passed else ABOUT_YOU

    def missing(self) -> list[Page]:
        """Pages that need an answer and have none."""
        return [
            page
            for page in self.pages
            if page.step.required and not self.kept.given(page.step.question, page.row)
        ]

    def question_pages(self) -> Iterator[Page]:
        """Every page whose answer would be sent or is asked for, in the order of the survey.

        Answers that were given in the other variant are among them, in their ordinary words.
        """
        asked = {page.name: page for page in self.pages if page.step.is_question}
        for page in self.standard_pages:
            if page.name in asked:
                yield asked[page.name]
            elif page.step.is_question and self.kept.given(page.step.question, page.row):
                yield page

    def unasked_pages(self) -> Iterator[Page]:
        """Questions that were answered and are not asked any more: nothing of them is sent."""
        asked = set(self.route.questions)
        for number, step in enumerate(self.document["steps"], start=1):
            if step["kind"] != "question" or step["question"] in asked:
                continue
            for page in pages_of(shown_step(step, number, self.language)):
                if self.kept.given(page.step.question, page.row):
                    yield page

    def progress(self, page: Page) -> Progress | None:
        """Where a question stands among those that this person will probably meet."""
        asked = list(dict.fromkeys(each.step.id for each in self.pages if each.step.is_question))
        if page.step.id not in asked:
            return None
        undecided = self._undecided_after(page.step.id)
        to_come = [step_id for step_id in undecided if step_id not in asked]
        return Progress(
            number=asked.index(page.step.id) + 1,
            # About half of them will come.
            all=len(asked) + (len(to_come) + 1) // 2,
            about=bool(undecided),
        )

    def _undecided_after(self, step_id: str) -> list[str]:
        """Ids of later questions that an answer from this page on can still bring or take away."""
        steps = self.document["steps"]
        place = next(place for place, step in enumerate(steps) if step["id"] == step_id)
        to_answer = {step["question"] for step in steps[place:] if step["kind"] == "question"}
        easy = (self.document.get("easy_read") or {}).get("steps", ()) if self.easy_read else ()
        explained = {each["explains"] for each in easy}
        undecided, may_end = [], False
        for step in steps[place + 1 :]:
            depends = may_end or _depends_on(step, to_answer)
            may_end = may_end or (step["kind"] == "exit" and depends)
            # Easy Read asks what its author explained, and what needs an answer in any case.
            needed = step["id"] in explained or step.get("required")
            if depends and step["kind"] == "question" and (needed or not self.easy_read):
                undecided.append(step["id"])
        return undecided


def _depends_on(step: Mapping[str, Any], questions: set[str]) -> bool:
    return any(
        condition["about"] == About.ANSWER and condition.get("question") in questions
        for group in step.get("show_if") or ()
        for condition in group.get("conditions", ())
    )


def asks_for_consent(document: Mapping[str, Any]) -> bool:
    """Whether somebody's own words could be quoted at all."""
    return document["non_attribution"] == NonAttribution.REDACTED_QUOTES and any(
        step.get("type") in WORDS_TYPES for step in document["steps"]
    )
