"""What is still to do before a survey can be opened, in plain words."""

# For staff only.

import datetime
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks.stream_block import StreamValue

from surveys.questionnaires.compiling import Document, compile_survey, terms_by_language
from surveys.questionnaires.conditions import mistakes_of
from surveys.questionnaires.enums import CLOSED_TYPES, WORDS_TYPES, NonAttribution
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.plain_words import check_words
from surveys.questionnaires.satisfying import either
from surveys.questionnaires.survey_map import Search
from surveys.questionnaires.wording import SOURCE_LANGUAGE


def missing_for_opening(page: SurveyPage, *, on: datetime.date | None = None) -> list[str]:
    """What is still to do before this survey can be opened, in plain words; empty if all is well.

    UK GDPR article 13 asks that people are told why we may ask and how long we keep what they say
    before they answer: so a survey without these does not open. What the page leaves empty is
    taken from the partner's terms.
    """
    if page.locale.language_code != SOURCE_LANGUAGE:
        return [_("Open the survey from its English page. Its translations come with it.")]
    missing = _missing_promises(page)
    if not page.introduction.strip():
        missing.append(_("Write an introduction of a sentence or two."))
    if page.opens_on is None:
        missing.append(_("Give the day on which it opens."))
    if page.closes_on and page.closes_on < (on or timezone.localdate()):
        missing.append(_("The last day to answer has passed. Give a later one."))
    in_questions = _missing_in_questions(page)
    in_conditions = _mistakes_in_conditions(page)
    missing += in_questions + in_conditions
    if not in_questions and not in_conditions:
        document = compile_survey(page)
        if not _can_be_sent(document):
            missing.append(
                _(
                    "Whatever people answer, they end on an exit page that sends nothing. "
                    "Let one exit page send what was answered, or show it only to some people."
                )
            )
        missing += _hard_words(page, document)
    return missing


def _hard_words(page: SurveyPage, document: Document) -> list[str]:
    """Words harder than the area allows need a reason."""
    checked = check_words(document)
    if not checked.too_hard or page.hard_words_reason.strip():
        return []
    return [
        _(
            "Its reading age is %(age)s, and the limit here is %(limit)s. Make the words easier "
            "(“Check and try” shows which), or say on this page why they may be hard to read."
        )
        % {"age": checked.age, "limit": checked.limit}
    ]


def _missing_promises(page: SurveyPage) -> list[str]:
    """Nothing may be asked without a reason, a limit, and a word about safety."""
    terms = terms_by_language(page).get(SOURCE_LANGUAGE)
    here = _("You can do so on this page under “Promises”, or once for all under “How we ask”.")
    only_there = _("You do so under “How we ask”, once for all your surveys.")

    def effective(name: str) -> object:
        return getattr(page, name, None) or getattr(terms, name, None)

    wanted: list[tuple[str, str, str]] = [
        ("lawful_basis", _("Choose why we may ask."), here),
        ("non_attribution", _("Choose how far people's words may travel."), here),
        ("retention_months", _("Say how many months redacted words are kept."), here),
        ("who_may_answer", _("Say in plain words who may answer."), here),
        ("safeguarding", _("Say what happens when somebody may not be safe."), only_there),
    ]
    if _may_quote(page, effective):
        wanted.append(("consent_question", _("Say how people are asked for a quote."), only_there))
    return [f"{sentence} {place}" for name, sentence, place in wanted if not _said(effective(name))]


def _may_quote(page: SurveyPage, effective: Callable[[str], object]) -> bool:
    """Whether somebody's words could be shown: then they must be asked first."""
    if effective("non_attribution") != NonAttribution.REDACTED_QUOTES:
        return False
    questions = [block.value["question"] for block in page.body if block.block_type == "question"]
    return any(question is not None and question.type in WORDS_TYPES for question in questions)


def _said(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _can_be_sent(document: Document) -> bool:
    """Whether somebody, at least, comes to an end at which what they answered is sent."""
    search = Search(document)
    ends = [
        search.reached(index)
        for index, step in enumerate(document["steps"])
        if step["kind"] == "exit" and step["sends"]
    ]
    through = search.reached(len(document["steps"]))
    return search.is_possible([either(through, *ends)]) is not False


def _mistakes_in_conditions(page: SurveyPage) -> list[str]:
    return [
        _("When “%(page)s” is shown: %(mistake)s")
        % {"page": mistake.page, "mistake": mistake.sentence}
        for mistake in mistakes_of(page.body)
    ]


def _lacks_heading(block: StreamValue.StreamChild) -> bool:
    return block.block_type != "question" and not (block.value.get("heading") or "").strip()


def _missing_in_questions(page: SurveyPage) -> list[str]:
    placed = [block for block in page.body if block.block_type == "question"]
    questions = [block.value["question"] for block in placed if block.value["question"]]
    missing = []
    if not questions:
        missing.append(_("Add at least one question."))
    gone = len(placed) - len(questions)
    if gone:
        missing.append(
            ngettext(
                "One place for a question is empty. Choose a question for it or take it away.",
                "%(number)s places for questions are empty. Choose questions or take them away.",
                gone,
            )
            % {"number": gone}
        )
    if any(_lacks_heading(block) for block in page.body):
        missing.append(_("A section, an information page or an exit page has no heading."))
    keys = [question.key for question in questions]
    for question in {each.key: each for each in questions}.values():
        if keys.count(question.key) > 1:
            missing.append(
                _("“%(question)s” stands in this survey more than once. Keep one.")
                % {"question": question}
            )
        if question.type in CLOSED_TYPES and len(question.option_list()) < 2:
            missing.append(
                _("“%(question)s” needs at least two answers to choose from.")
                % {"question": question}
            )
    return missing
