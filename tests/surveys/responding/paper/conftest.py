"""What every test of paper meets: an open survey of the council, and the people who key it."""

import pytest

from portal.partners.enums import Role
from surveys.questionnaires.enums import QuestionType
from surveys.responding.paper.actions import LotWish, make_lot, order_print_run
from tests.builders import build_member, build_open_survey, build_question, in_days


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    """Files of tests lie in a folder of their own."""
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }
    return tmp_path


@pytest.fixture
def helper(council):
    return build_member(partner=council, role=Role.HELPER)


@pytest.fixture
def second_helper(council):
    return build_member(partner=council, role=Role.HELPER)


@pytest.fixture
def survey(council_coordinator):
    """An open survey: a choice with two answers, and their own words. It closes in 20 days."""
    return build_open_survey(
        coordinator=council_coordinator,
        questions=[
            build_question(
                code="SB1",
                text="How would you like to book?",
                type=QuestionType.CHOICE,
                options=["Ring someone", "On paper"],
            ),
            build_question(code="SB3", text="What should change?", type=QuestionType.TEXT),
        ],
        closes_on=in_days(20),
    )


@pytest.fixture
def run(survey, helper):
    """A run of six English forms whose PDF was made."""
    run, _job = order_print_run(version=survey, lots=[LotWish("en", 6)], user=helper)
    make_lot(lot_id=run.lots.get().pk)
    return run
