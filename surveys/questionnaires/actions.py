"""Opening and closing a survey."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.audit.actions import record
from portal.partners.permissions import Person
from surveys.questionnaires.compiling import Document, compile_survey, hash_of
from surveys.questionnaires.enums import CLOSED_TYPES
from surveys.questionnaires.models import PlacedQuestion, QuestionnaireVersion, SurveyPage
from surveys.questionnaires.permissions import may_open_survey
from surveys.questionnaires.wording import SOURCE_LANGUAGE


class SurveyNotReady(Exception):
    """The survey cannot be opened yet. ``missing`` says everything that is still to do."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


def missing_for_opening(page: SurveyPage, *, on: datetime.date | None = None) -> list[str]:
    """What is still to do before this survey can be opened, in plain words; empty if all is well.

    UK GDPR article 13 asks that people are told why we may ask and how long we keep what they say
    before they answer: so a survey without these does not open.
    """
    if page.locale.language_code != SOURCE_LANGUAGE:
        return [_("Open the survey from its English page. Its translations come with it.")]
    missing = []
    if not page.lawful_basis:
        missing.append(_("Choose why we may ask."))
    if not page.non_attribution:
        missing.append(_("Choose how far people's words may travel."))
    if not page.who_may_answer.strip():
        missing.append(_("Say in plain words who may answer."))
    if page.opens_on is None:
        missing.append(_("Give the day on which it opens."))
    if page.closes_on and page.closes_on < (on or timezone.localdate()):
        missing.append(_("The last day to answer has passed. Give a later one."))
    return missing + _missing_in_questions(page)


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


@transaction.atomic
def open_survey(
    *, page: SurveyPage, user: Person, on: datetime.date | None = None
) -> QuestionnaireVersion:
    """Freeze the survey as it stands on ``page``, with all its languages, and publish the page.

    Opening it again after a change makes the next version; without a change it gives back the
    newest one. Answers are taken from the opening date of the page on.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
        SurveyNotReady: something is missing; the error lists all of it.
    """
    if not may_open_survey(user, page):
        raise PermissionDenied
    missing = missing_for_opening(page, on=on)
    if missing:
        raise SurveyNotReady(missing)
    document = compile_survey(page)
    newest = QuestionnaireVersion.objects.of_survey(page.survey_key).newest_first().first()
    if newest is None or newest.hash != hash_of(document):
        newest = _freeze(page=page, document=document, after=newest, user=user, on=on)
        record(action="survey.opened", user=user, target=newest, note=f"version {newest.number}")
    _publish(page, user)
    return newest


def _freeze(
    *,
    page: SurveyPage,
    document: Document,
    after: QuestionnaireVersion | None,
    user: Person,
    on: datetime.date | None,
) -> QuestionnaireVersion:
    version = QuestionnaireVersion.objects.create(
        survey_key=page.survey_key,
        number=after.number + 1 if after else 1,
        owner=page.owner_partner,
        document=document,
        hash=hash_of(document),
        opened_on=on or timezone.localdate(),
        opened_by=user,
    )
    PlacedQuestion.objects.bulk_create(
        PlacedQuestion(version=version, question_key=question["question"])
        for question in version.questions()
    )
    return version


@transaction.atomic
def close_survey(*, page: SurveyPage, user: Person, on: datetime.date | None = None) -> SurveyPage:
    """Make ``on`` (today) the last day to answer, in every language. The day itself still counts.

    To stop a survey at once, its page is taken off line: a page that is not live takes no answers.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
    """
    if not may_open_survey(user, page):
        raise PermissionDenied
    last_day = on or timezone.localdate()
    for each in (page, *SurveyPage.objects.translated_from(page)):
        each.closes_on = last_day
        _publish(each, user, only_if_live=True)
    record(action="survey.closed", user=user, target=page, note=last_day.isoformat())
    return page


def _publish(page: SurveyPage, user: Person, *, only_if_live: bool = False) -> None:
    revision = page.save_revision(user=user)
    if page.live or not only_if_live:
        # Whether this person may was asked above, of the partner that owns the survey.
        revision.publish(user=user, skip_permission_checks=True)
        page.refresh_from_db()
