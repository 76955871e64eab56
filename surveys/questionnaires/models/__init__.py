"""The question bank, surveys, the frozen documents, and what partners promise."""

from surveys.questionnaires.models.bank import Question
from surveys.questionnaires.models.reading import ReaderCheck, ReaderRemark
from surveys.questionnaires.models.speech import SpokenText
from surveys.questionnaires.models.survey import SurveyPage
from surveys.questionnaires.models.terms import AskingTerms
from surveys.questionnaires.models.version import PlacedQuestion, QuestionnaireVersion

__all__ = [
    "AskingTerms",
    "PlacedQuestion",
    "Question",
    "QuestionnaireVersion",
    "ReaderCheck",
    "ReaderRemark",
    "SpokenText",
    "SurveyPage",
]
