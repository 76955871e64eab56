"""Trying a draft out, and asking readers to: nothing of it ever counts."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.partners.permissions import Person
from surveys.questionnaires.compiling import compile_survey, hash_of
from surveys.questionnaires.models import (
    QuestionnaireVersion,
    ReaderCheck,
    ReaderRemark,
    SurveyPage,
)
from surveys.questionnaires.permissions import may_read_remarks, may_try_survey

#: A trial, and what readers said of it, go so many days after it was last of use.
TRIAL_DAYS = 60
REMARK_LENGTH = 1000


class ReaderCheckOver(Exception):
    """The last day of this reader check has passed."""


@transaction.atomic
def freeze_trial(
    *, page: SurveyPage, user: Person, on: datetime.date | None = None
) -> QuestionnaireVersion:
    """Freeze the newest draft of a page so that it can be tried. The page stays as it is.

    A draft that has not changed gives back the trial that is there.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
    """
    draft = page.get_latest_revision_as_object()
    if not may_try_survey(user, page) or not may_try_survey(user, draft):
        raise PermissionDenied
    document = compile_survey(draft)
    today = on or timezone.localdate()
    same = QuestionnaireVersion.objects.trials_of(page.survey_key).filter(hash=hash_of(document))
    known = same.first()
    if known is not None:
        known.opened_on = today
        known.save(update_fields=["opened_on"])
        return known
    version = QuestionnaireVersion.objects.create(
        survey_key=page.survey_key,
        number=0,
        owner=draft.owner_partner,
        document=document,
        hash=hash_of(document),
        opened_on=today,
        opened_by=user,
        trial=True,
    )
    record(action="survey.trial_made", user=user, target=version)
    return version


def forget_old_trials(*, on: datetime.date | None = None) -> int:
    """Delete trials that nobody needs any more, with their drafts and remarks. Returns how many."""
    before = (on or timezone.localdate()) - datetime.timedelta(days=TRIAL_DAYS)
    old = list(QuestionnaireVersion.objects.not_tried_since(before))
    for version in old:
        version.delete()
    return len(old)


@transaction.atomic
def start_reader_check(
    *,
    page: SurveyPage,
    user: Person,
    group: str,
    until: datetime.date,
    on: datetime.date | None = None,
) -> ReaderCheck:
    """Ask a group to try the newest draft until a day, which still counts.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
        ReaderCheckOver: that day has passed already.
    """
    today = on or timezone.localdate()
    if until < today:
        raise ReaderCheckOver
    reader_check = ReaderCheck.objects.create(
        version=freeze_trial(page=page, user=user, on=on),
        group=group.strip(),
        asked_by=user,
        asked_on=today,
        until=until,
    )
    record(action="reader_check.started", user=user, target=reader_check, note=until.isoformat())
    return reader_check


@transaction.atomic
def end_reader_check(
    *, reader_check: ReaderCheck, user: Person, on: datetime.date | None = None
) -> ReaderCheck:
    """Take no more remarks. What was said stays. Doing it twice changes nothing.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
    """
    if not may_read_remarks(user, reader_check):
        raise PermissionDenied
    if reader_check.is_running(on):
        reader_check.until = (on or timezone.localdate()) - datetime.timedelta(days=1)
        reader_check.save(update_fields=["until"])
        record(action="reader_check.ended", user=user, target=reader_check)
    return reader_check


def leave_remark(
    *, reader_check: ReaderCheck, words: str, step: str = "", on: datetime.date | None = None
) -> ReaderRemark:
    """Keep what a reader says of a page, or of the whole if it names no page of this draft.

    Nothing is logged: the log would keep the time, and with it who was in the room.

    Raises:
        ReaderCheckOver: the last day has passed.
        ValueError: there are no words.
    """
    if not reader_check.is_running(on):
        raise ReaderCheckOver
    said = words.strip()[:REMARK_LENGTH]
    if not said:
        raise ValueError("A remark needs words.")
    document = reader_check.version.document
    easy = document.get("easy_read") or {"steps": ()}
    known = {each["id"] for each in (*document["steps"], *easy["steps"])}
    return ReaderRemark.objects.create(
        reader_check=reader_check, step=step if step in known else "", words=said
    )


@transaction.atomic
def settle_remark(*, remark: ReaderRemark, user: Person, dealt_with: bool) -> ReaderRemark:
    """Mark a remark as dealt with, or as open again.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
    """
    if not may_read_remarks(user, remark.reader_check):
        raise PermissionDenied
    if remark.dealt_with != dealt_with:
        remark.dealt_with = dealt_with
        remark.save(update_fields=["dealt_with"])
        done = "dealt_with" if dealt_with else "opened_again"
        record(action=f"reader_remark.{done}", user=user, target=remark)
    return remark
