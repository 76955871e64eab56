"""Launching a consultation and marking it answered."""

import datetime
import uuid
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from forum.consultations.launching import Missing, missing_for_launch
from forum.consultations.models import ConsultationPage
from forum.consultations.permissions import may_launch
from portal.accounts.models import User
from portal.audit.actions import record
from surveys.questionnaires.models import QuestionnaireVersion


class NotReadyToLaunch(Exception):
    """Something is missing; ``missing`` says what, in plain words."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__("; ".join(each.field for each in missing))
        self.missing = missing


class NoAnswerYet(Exception):
    """The entry that should answer a consultation is not published, undecided or another's."""


class PublishedAnswer(Protocol):
    """What an entry of "you said, we did" must show before a consultation counts as answered."""

    consultation_key: uuid.UUID | None
    published_on: datetime.date | None

    @property
    def is_decided(self) -> bool: ...


def what_is_missing(page: ConsultationPage, *, on: datetime.date | None = None) -> list[Missing]:
    """What stands between this page, as last saved, and its launch."""
    surveys = list(page.surveys(live_only=False))
    opened = QuestionnaireVersion.objects.of_surveys(survey.survey_key for survey in surveys)
    return missing_for_launch(
        page,
        has_survey=bool(surveys),
        survey_is_opened=opened.exists(),
        today=on or timezone.localdate(),
    )


@transaction.atomic
def launch_consultation(
    *, page: ConsultationPage, user: User, on: datetime.date | None = None
) -> ConsultationPage:
    """Put a consultation, its surveys and all their translations before families.

    The words published are those saved last. Launching again publishes them again.

    Raises:
        PermissionDenied: the person is no coordinator of the partner that owns it.
        NotReadyToLaunch: texts, dates, the promise or an opened survey are missing.
    """
    if not may_launch(user, page.owner_partner_id):
        raise PermissionDenied
    missing = what_is_missing(page.get_latest_revision_as_object(), on=on)
    if missing:
        raise NotReadyToLaunch(missing)
    for translation in page.get_translations(inclusive=True).specific():
        surveys = list(translation.surveys(live_only=False))
        for each in (translation, *(survey for survey in surveys if not survey.live)):
            _publish(each, user)
    record(action="consultation.launched", user=user, target=page)
    page.refresh_from_db()
    return page


def _publish(page: Page, user: User) -> None:
    if page.alias_of_id:
        return  # follows the page that it is an alias of
    revision = page.get_latest_revision() or page.save_revision(user=user)
    revision.publish(user=user, skip_permission_checks=True)


@transaction.atomic
def answer_consultation(
    *,
    page: ConsultationPage,
    entry: PublishedAnswer,
    user: User,
    on: datetime.date | None = None,
) -> ConsultationPage:
    """Note in every language that the promise to answer was kept. The first answer counts.

    Raises:
        PermissionDenied: the person is no coordinator of the partner that owns it.
        NoAnswerYet: the entry does not answer this consultation in public.
    """
    if not may_launch(user, page.owner_partner_id):
        raise PermissionDenied
    if (
        entry.consultation_key != page.consultation_key
        or entry.published_on is None
        or not entry.is_decided
    ):
        raise NoAnswerYet
    unanswered = ConsultationPage.objects.about_consultations([page.consultation_key]).filter(
        answered_on__isnull=True
    )
    if unanswered.update(answered_on=on or timezone.localdate()):
        record(action="consultation.answered", user=user, target=page)
    page.refresh_from_db()
    return page
