"""A small survey, and what the comments room would be handed."""

import pytest

from surveys.questionnaires.enums import QuestionType
from surveys.responding.signals import response_recorded
from tests.builders import build_open_survey, build_question
from tests.surveys.responding.browser import Browser


@pytest.fixture
def questions(db):
    return [
        build_question(code="CO1", text="I was listened to.", type=QuestionType.AGREE),
        build_question(
            code="WA1",
            text="What helped?",
            type=QuestionType.CHOICES,
            options=["A person", "A letter", "A phone call"],
        ),
        build_question(
            code="EX1", text="Did you know?", type=QuestionType.CHOICE, options=["Yes", "No"]
        ),
        build_question(code="OPEN1", text="What should change?", type=QuestionType.TEXT),
    ]


@pytest.fixture
def version(forum_coordinator, questions):
    return build_open_survey(coordinator=forum_coordinator, questions=questions)


@pytest.fixture
def strict_version(forum_coordinator, questions):
    """The same questions, each of which needs an answer."""
    return build_open_survey(coordinator=forum_coordinator, questions=questions, required=True)


@pytest.fixture
def respondent(version):
    return Browser(version)


@pytest.fixture
def words_handed_over():
    """Every free text that a recorded response hands to the comments room."""
    handed = []

    def keep(sender, response, free_texts, **_more):
        handed.extend(free_texts)

    response_recorded.connect(keep, dispatch_uid="test")
    yield handed
    response_recorded.disconnect(dispatch_uid="test")
