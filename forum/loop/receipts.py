"""What the holder of a receipt code may see: where it stands, and never a name or a word."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import TextChoices
from wagtail.models import Locale

from forum.consultations.models import ConsultationPage
from forum.loop.models import LoopEntry, LoopEntryPage
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.responding.actions import open_draft, response_of_code, survey_is_open
from surveys.responding.enums import ResponseState


class CodeState(TextChoices):
    UNKNOWN = "unknown"
    DRAFT = "draft"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Receipt:
    """Where something that was sent, or begun, under a code stands today."""

    state: CodeState
    survey_title: str = ""
    survey_key: uuid.UUID | None = None
    week_received: datetime.date | None = None
    expires_on: datetime.date | None = None
    consultation: ConsultationPage | None = None
    entry_pages: list[LoopEntryPage] = field(default_factory=list)
    #: The survey is still open, and what was sent is still kept under its code.
    may_be_changed: bool = False


def receipt_of(code: str, language: str) -> Receipt:
    """What belongs to a tidied code, in a language."""
    response = response_of_code(code)
    if response is not None:
        title = title_in(response.version, language)
        if response.state == ResponseState.WITHDRAWN:
            return Receipt(CodeState.WITHDRAWN, survey_title=title)
        locale = Locale.objects.get(language_code=language)
        consultation = consultation_of(response.survey_key, locale)
        return Receipt(
            CodeState.SENT,
            survey_title=title,
            survey_key=response.survey_key,
            week_received=response.week_received,
            consultation=consultation,
            entry_pages=entries_behind(response.survey_key, consultation, locale),
            may_be_changed=survey_is_open(response.survey_key)
            and open_draft(code=code) is not None,
        )
    found = open_draft(code=code)
    if found is not None:
        draft, _answers = found
        return Receipt(
            CodeState.DRAFT,
            survey_title=title_in(draft.version, language),
            expires_on=draft.expires_on,
        )
    return Receipt(CodeState.UNKNOWN)


def title_in(version: QuestionnaireVersion, language: str) -> str:
    titles = version.document["title"]
    return titles.get(language) or titles[settings.LANGUAGE_CODE]


def consultation_of(survey_key: uuid.UUID, locale: Locale) -> ConsultationPage | None:
    """The consultation that a survey belongs to; None for a survey that stands alone."""
    survey = SurveyPage.objects.filter(translation_key=survey_key).first()
    parent = survey.get_parent() if survey else None
    if parent is None:
        return None
    pages = ConsultationPage.objects.for_readers(locale)
    return pages.about_consultations([parent.translation_key]).first()


def entries_behind(
    survey_key: uuid.UUID, consultation: ConsultationPage | None, locale: Locale
) -> list[LoopEntryPage]:
    """Published entries that answer what was said in a survey, or in its consultation."""
    entries = LoopEntry.objects.published().answering(
        survey_key, consultation.consultation_key if consultation else None
    )
    return list(LoopEntryPage.objects.for_readers(locale).of_entries(entries).ready_to_list())
