"""One person's answers as a helper filled them in: posted by a page, or sealed on a tablet.

Both ways go through the same forms, so that an answer means the same and is refused for the same
reasons whichever way it came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.pages.rendering import ErrorLine, ErrorSummary
from surveys.questionnaires.branching import Route, Situation, route_through
from surveys.questionnaires.enums import Audience, DatePrecision, QuestionType
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.steps import ShownStep
from surveys.questionnaires.wording import in_language
from surveys.responding.accepting import Given
from surveys.responding.assisted.enums import HelperRole
from surveys.responding.assisted.forms import TalkForm
from surveys.responding.assisted.sheet import (
    SheetPage,
    answer_in_words,
    rules_for_script,
    sheet_pages,
)
from surveys.responding.enums import Channel
from surveys.responding.forms import StepForm
from surveys.responding.journey import asks_for_consent


@dataclass(frozen=True)
class Line:
    """One field of a page: all of it, or one line of a question with several."""

    key: str
    form: StepForm


@dataclass(frozen=True)
class EntryPage:
    """A page of the sheet with its fields; information pages have none."""

    page: SheetPage
    lines: tuple[Line, ...]

    @property
    def step(self) -> ShownStep:
        return self.page.step

    @property
    def first_error(self) -> StepForm | None:
        return next((line.form for line in self.lines if line.form.errors), None)

    @property
    def given(self) -> Given:
        """What was answered; empty if nothing, or if it cannot be read."""
        if self.step.type == QuestionType.MATRIX:
            chosen = {line.key: _given(line.form) for line in self.lines}
            return {key: value for key, value in chosen.items() if value}
        return _given(self.lines[0].form) if self.lines else ""


def _given(form: StepForm) -> Given:
    return form.given if form.is_bound and form.is_valid() else ""


class Entry:
    """The sheet of one survey in one language, empty or filled in."""

    def __init__(
        self,
        *,
        version: QuestionnaireVersion,
        channel: Channel,
        language: str,
        easy: bool = False,
        data: QueryDict | None = None,
    ) -> None:
        self.version, self.channel, self.language, self.easy = version, channel, language, easy
        document = version.document
        self.talk = TalkForm(
            asks_who=document.get("audience") == Audience.EVERYONE,
            asks_for_consent=asks_for_consent(document),
            quote_words=str(in_language(document.get("consent_question") or {}, language)),
            data=data,
        )
        self.pages = [
            EntryPage(page, _lines(page, language, data))
            for page in sheet_pages(document, language, easy=easy)
        ]

    def is_valid(self) -> bool:
        """Whether it may be sent; otherwise the forms say what is wrong."""
        whole = self.talk.is_valid()
        asked = set(self.route.questions)
        for page in self.pages:
            if page.step.question not in asked:
                continue
            if page.first_error is not None:
                whole = False
            elif page.step.required and not page.given:
                field = page.lines[0].form.fields["answer"]
                page.lines[0].form.add_error("answer", field.error_messages["required"])
                whole = False
        return whole

    @cached_property
    def given(self) -> dict[str, Given]:
        """Everything that was filled in, asked or not."""
        return {page.step.question: page.given for page in self.pages if page.lines and page.given}

    @cached_property
    def route(self) -> Route:
        self.talk.is_valid()
        audience = getattr(self.talk, "cleaned_data", {}).get("audience", "")
        return route_through(
            self.version.document, self.given, Situation(audience=audience, channel=self.channel)
        )

    @property
    def answers(self) -> dict[str, Given]:
        """Only what was answered to questions that were asked."""
        return self.route.answers(self.given)

    @property
    def not_asked(self) -> int:
        """How many answers belong to questions that this person should not have been asked."""
        return len(set(self.given) - set(self.answers))

    @property
    def error_lines(self) -> list[ErrorLine]:
        """What is wrong, in the order of the page; what is not asked cannot be wrong."""
        asked = set(self.route.questions)
        pages = [page for page in self.pages if page.step.question in asked]
        return ErrorSummary(
            [self.talk, *(line.form for page in pages for line in page.lines)]
        ).lines

    @property
    def read_back(self) -> list[tuple[ShownStep, list[str]]]:
        """Each question that was asked, with its answer in words."""
        asked = set(self.route.questions)
        return [
            (page.step, answer_in_words(page.step, page.given))
            for page in self.pages
            if page.lines and page.step.question in asked
        ]

    @property
    def helper(self) -> str:
        return self.talk.cleaned_data["helper_role"]

    @property
    def helper_in_words(self) -> str:
        return str(HelperRole(self.helper).label)

    @property
    def rules(self) -> dict[str, Any]:
        return rules_for_script(self.version.document, easy=self.easy)


def _lines(page: SheetPage, language: str, data: QueryDict | None) -> tuple[Line, ...]:
    step = page.step
    if not step.is_question:
        return ()
    rows = [row.key for row in step.rows] if step.type == QuestionType.MATRIX else [""]
    lines = []
    for number, row in enumerate(rows):
        prefix = f"q{page.place}-{number}" if row else f"q{page.place}"
        form = StepForm(
            step=step, language=language, data=data, may_be_empty=True, row=row, prefix=prefix
        )
        field = form.fields["answer"]
        # One page carries many questions: each is a heading of its own below the page's.
        field.is_page_heading = False
        field.label_size = "s" if row else "m"
        lines.append(Line(row, form))
    return tuple(lines)


def data_of(fields: Mapping[str, Any]) -> QueryDict:
    """Fields as a tablet sealed them, as if a page had posted them. What is no text is left out."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        if isinstance(values, list):
            data.setlist(str(name), [value for value in values if isinstance(value, str)])
    return data


def sentences_for_script(step: ShownStep) -> dict[str, str]:
    """What the script says at a wrong answer: the same sentences that the forms say."""
    limits = step.limits
    said = {
        QuestionType.NUMBER: _("Please write a number, for example 12."),
        QuestionType.DATE: (
            _("Please give a real date: day, month and year, for example 14 March 2026.")
            if limits.precision == DatePrecision.DAY
            else _("Please give a month and a year, for example March 2026.")
        ),
        QuestionType.LINE: _("Your answer is too long. Please use one short line."),
        QuestionType.RANKING: _("Please give each place once."),
    }
    sentences = {"wrong": said.get(step.type, "")}
    if step.type == QuestionType.NUMBER:
        if limits.minimum is not None:
            sentences["low"] = _("Please write a number that is %(number)s or more.") % {
                "number": limits.minimum
            }
        if limits.maximum is not None:
            sentences["high"] = _("Please write a number that is %(number)s or less.") % {
                "number": limits.maximum
            }
    return sentences
