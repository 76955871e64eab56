"""Opening and closing a survey; the bank, the promises and earlier surveys it is made from."""

import datetime
import json
import uuid

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from portal.audit.actions import record
from portal.partners.models import Partner
from portal.partners.permissions import Person
from surveys.questionnaires.compiling import Document, compile_survey, hash_of
from surveys.questionnaires.introduction import Opening, opening_today
from surveys.questionnaires.meaning import Change, Meaning, change_between, wording_of
from surveys.questionnaires.models import (
    AskingTerms,
    PlacedQuestion,
    Question,
    QuestionnaireVersion,
    SurveyPage,
)
from surveys.questionnaires.permissions import (
    may_change_question_bank,
    may_copy_survey,
    may_open_survey,
    may_settle_terms,
)
from surveys.questionnaires.plain_words import check_words
from surveys.questionnaires.readiness import missing_for_opening
from surveys.questionnaires.reading_aloud import start_speaking
from surveys.questionnaires.wording import SOURCE_LANGUAGE

#: What a copy of a survey takes over; of another partner's survey only the first.
COPIED_ALWAYS = ("audience", "late_paper_days")
COPIED_OF_OWN = (
    "introduction",
    "who_may_answer",
    "lawful_basis",
    "non_attribution",
    "retention_months",
    "asks_directly",
)


class SurveyNotReady(Exception):
    """The survey cannot be opened yet. ``missing`` says everything that is still to do."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


class MeaningNotSaid(Exception):
    """Words of a question that was asked changed, and nobody said whether they mean the same."""


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
        _log_hard_words(newest, user)
    _publish(page, user)
    if opening_today(page.opens_on, page.closes_on) != Opening.CLOSED:
        start_speaking(version=newest, user=user)
    return newest


def _log_hard_words(version: QuestionnaireVersion, user: Person) -> None:
    """That it is harder to read than the area allows. The reason itself stands on the page."""
    checked = check_words(version.document)
    if checked.too_hard:
        note = f"reading age {checked.age}, limit {checked.limit}"
        record(action="survey.opened_though_hard_to_read", user=user, target=version, note=note)


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


@transaction.atomic
def copy_survey(
    *, page: SurveyPage, parent: Page, owner: Partner, title: str, user: Person
) -> SurveyPage:
    """A new draft that asks what this survey asks, under the same conditions.

    Its dates and everything that somebody checked are empty. A survey of another partner lends
    its pages alone: neither its promises and introduction nor its Easy Read version.

    Raises:
        PermissionDenied: the person may not see this survey as an author, does not coordinate the
            new owner, or may not add a survey below ``parent``.
    """
    allowed = (
        may_copy_survey(user, page)
        and may_open_survey(user, SurveyPage(owner_partner=owner))
        and SurveyPage.can_create_at(parent)
        and parent.permissions_for_user(user).can_add_subpage()
    )
    if not allowed:
        raise PermissionDenied
    is_own = page.owner_partner_id == owner.pk and may_open_survey(user, page)
    source = page.get_latest_revision_as_object() if is_own else page
    copied = (*COPIED_ALWAYS, *COPIED_OF_OWN) if is_own else COPIED_ALWAYS
    copy = SurveyPage(
        title=title,
        owner_partner=owner,
        locale=parent.locale,
        live=False,
        **{name: getattr(source, name) for name in copied},
    )
    copy.body = _same_blocks(source.body)
    if is_own:
        copy.easy_read = _same_blocks(source.easy_read)
    parent.add_child(instance=copy)
    # Another partner's copy has no introduction yet; a draft may wait for it.
    copy.save_revision(user=user, clean=False)
    record(action="survey.copied", user=user, target=copy, note=f"from survey {page.survey_key}")
    return copy


def _same_blocks(stream: StreamValue) -> str:
    """The blocks with keys of their own: what was said about a page stays with the old survey."""
    blocks = [{**block, "id": str(uuid.uuid4())} for block in stream.get_prep_value()]
    return json.dumps(blocks, cls=DjangoJSONEncoder)


@transaction.atomic
def save_question(*, question: Question, user: Person, meaning: Meaning | str = "") -> Question:
    """Keep a new or a changed question of the bank.

    A question that was asked and whose answers can no longer be compared with earlier ones gets a
    new version, in all its languages: results show the break. Taking away an answer or a line,
    another type and another scale are such changes for certain; ``meaning`` says it of changed
    words, and is looked at only then. Translations follow the English question.

    Raises:
        PermissionDenied: the person is not a coordinator.
        MeaningNotSaid: the words changed and ``meaning`` is empty.
    """
    if not may_change_question_bank(user):
        raise PermissionDenied
    if question.pk is None:
        question.save()
        record(action="question.added", user=user, target=question, note=question.code)
        return question
    before = Question.objects.select_for_update().get(pk=question.pk)
    question.meaning_version = before.meaning_version
    change = change_of(before, question)
    if change is Change.WORDS and not meaning:
        raise MeaningNotSaid
    question.save()
    if change is Change.MEANING or (change is Change.WORDS and meaning == Meaning.NEW):
        _begin_new_meaning(question, user)
    else:
        record(action="question.changed", user=user, target=question, note=question.code)
    return question


def change_of(before: Question, after: Question) -> Change:
    """What a change does to the meaning of a question, as far as it was ever asked."""
    in_source = before.locale.language_code == SOURCE_LANGUAGE
    if not in_source or not QuestionnaireVersion.objects.placing(before.key).exists():
        return Change.NONE
    return change_between(wording_of(before), wording_of(after))


def _begin_new_meaning(question: Question, user: Person) -> None:
    question.meaning_version += 1
    Question.objects.in_every_language([question.key]).update(
        meaning_version=question.meaning_version
    )
    record(
        action="question.new_meaning",
        user=user,
        target=question,
        note=f"{question.code} version {question.meaning_version}",
    )


@transaction.atomic
def save_terms(*, terms: AskingTerms, user: Person) -> AskingTerms:
    """Keep what a partner promises whoever it asks. Surveys take it over when they are opened.

    Raises:
        PermissionDenied: the person does not coordinate this partner, or the one it was of before.
    """
    known = AskingTerms.objects.filter(pk=terms.pk).first() if terms.pk else None
    partners = {terms.partner_id, known.partner_id if known else terms.partner_id}
    if not all(may_settle_terms(user, partner) for partner in partners):
        raise PermissionDenied
    terms.save()
    record(action="terms.settled", user=user, target=terms)
    return terms
