"""What the page of a survey shows: its first page while it is open, its dates before and after."""

import datetime
import uuid
from typing import Any

from django.utils.translation import get_language

from surveys.questionnaires.branching import Route
from surveys.questionnaires.compiling import compile_survey
from surveys.questionnaires.easy_reading import easy_steps
from surveys.questionnaires.introduction import Opening, introduce, opening_today
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.questionnaires.steps import shown_steps


def first_page_of(page: SurveyPage) -> dict[str, Any]:
    """Context of the public page: ``opening``, ``introduction`` (None before it was ever opened),
    ``opens_on``, ``closes_on`` and ``answer_by``."""
    version = QuestionnaireVersion.objects.of_survey(page.survey_key).newest_first().first()
    source = source_page(page.survey_key)
    opening = opening_of(source) if version else Opening.NOT_YET
    return {
        "opening": opening.value,
        "introduction": introduce(version.document, get_language()) if version else None,
        "opens_on": source.opens_on if source else None,
        "closes_on": source.closes_on if source else None,
        "answer_by": promised_day(source) if source and opening != Opening.OPEN else None,
        "survey_key": page.survey_key,
    }


def preview_of(page: SurveyPage) -> dict[str, Any]:
    """Context of the editor's previews: the survey as it would be frozen now."""
    document = compile_survey(page)
    language = page.locale.language_code
    return {
        "opening": Opening.OPEN.value,
        "introduction": introduce(document, language),
        "steps": shown_steps(document, language),
        "easy_steps": easy_steps(document, Route(tuple(document["steps"]), None), language),
        "survey_key": page.survey_key,
    }


def source_page(survey_key: uuid.UUID) -> SurveyPage | None:
    """The English page of a survey: what it says about dates holds for every language."""
    return SurveyPage.objects.of_survey(survey_key).in_source_language().first()


def opening_of(page: SurveyPage | None) -> Opening:
    """Whether answers are taken today. A page that is not on line takes none."""
    if page is None or not page.live:
        return Opening.CLOSED
    return opening_today(page.opens_on, page.closes_on)


def promised_day(page: SurveyPage) -> datetime.date | None:
    """The day by which people are told what happens, where the page above promises one."""
    parent = page.get_parent()
    return getattr(parent.specific, "answer_by", None) if parent else None
