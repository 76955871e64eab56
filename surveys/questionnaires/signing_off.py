"""Keeping who checked a translation or the Easy Read version, and what exactly they checked."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.partners.permissions import Person
from surveys.questionnaires.compiling import Document, compile_survey
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.permissions import may_sign_off
from surveys.questionnaires.presenting import source_page
from surveys.questionnaires.staleness import prints_for_easy_read, prints_for_translation
from surveys.questionnaires.wording import SOURCE_LANGUAGE


class NothingToCheck(Exception):
    """Nobody has written this version yet."""


@transaction.atomic
def sign_off_easy_read(
    *, page: SurveyPage, user: Person, checked_by: str, on: datetime.date | None = None
) -> SurveyPage:
    """Keep that readers checked the Easy Read version as it stands in the newest draft.

    ``checked_by`` is a role ("young people's panel of 4"), never a person's name. Whoever answers
    sees the check once the survey is opened again.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
        NothingToCheck: there is no Easy Read version.
    """
    if not may_sign_off(user, page):
        raise PermissionDenied
    document = _newest_draft(page)
    if document["easy_read"] is None:
        raise NothingToCheck
    _keep(
        page,
        user,
        easy_read_checked_by=checked_by,
        easy_read_checked_on=on or timezone.localdate(),
        easy_read_explains=prints_for_easy_read(document),
    )
    record(action="survey.easy_read_checked", user=user, target=page)
    return page


@transaction.atomic
def sign_off_translation(
    *, page: SurveyPage, user: Person, checked_by: str, on: datetime.date | None = None
) -> SurveyPage:
    """Keep that somebody checked this translation, questions of the bank and Easy Read included.

    ``page`` is the translated one. ``checked_by`` is a role ("Urdu-speaking parent carer").

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
        NothingToCheck: the page is the English one, or a copy that nobody translated.
    """
    if not may_sign_off(user, page):
        raise PermissionDenied
    language = page.locale.language_code
    source = source_page(page.survey_key)
    if source is None or language == SOURCE_LANGUAGE or page.alias_of_id:
        raise NothingToCheck
    _keep(
        page,
        user,
        translation_checked_by=checked_by,
        translation_checked_on=on or timezone.localdate(),
        translation_explains=prints_for_translation(_newest_draft(source), language),
    )
    record(action="survey.translation_checked", user=user, target=page, note=language)
    return page


def _newest_draft(page: SurveyPage) -> Document:
    return compile_survey(page.get_latest_revision_as_object())


def _keep(page: SurveyPage, user: Person, **check: Any) -> None:
    """On the page and on its newest draft, so that publishing the draft does not lose it.

    Nothing is published by this: a draft stays a draft.
    """
    draft = page.get_latest_revision_as_object()
    for name, value in check.items():
        setattr(page, name, value)
        setattr(draft, name, value)
    # Not page.save(): the page may be live, and its other words stay as they are.
    SurveyPage.objects.filter(pk=page.pk).update(**check)
    if page.latest_revision_id:
        draft.save_revision(user=user, changed=False)
