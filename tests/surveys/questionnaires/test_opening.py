"""Opening a survey freezes it; what is missing is said in plain words."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from freezegun import freeze_time

from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import (
    SurveyNotReady,
    close_survey,
    missing_for_opening,
    open_survey,
)
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import PlacedQuestion, QuestionnaireVersion, SurveyPage
from tests.builders import build_question, build_survey_page
