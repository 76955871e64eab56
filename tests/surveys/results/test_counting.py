"""True counts: people, never messages."""

import datetime
import uuid

import pytest

from surveys.comments.actions import pass_comment
from surveys.comments.concerns import flag_comment
from surveys.questionnaires.enums import QuestionType
from surveys.responding.actions import withdraw_response
from surveys.responding.enums import Channel
from surveys.results.answers import answer_counts
from surveys.results.counting import coverage, people, theme_counts
from surveys.themes.actions import code_comment
from tests.builders import build_response, build_step, build_theme, build_version

pytestmark = pytest.mark.django_db
YES_NO = {"yes": "Yes", "no": "No"}


@pytest.fixture
def asked(forum):
    return build_version(
        owner=forum,
        questions=[
            build_step(code="A"),
            build_step(code="B"),
            build_step(code="CH", type=QuestionType.CHOICE, text="Were you told?", options=YES_NO),
            build_step(code="MANY", type=QuestionType.CHOICES, text="What helped?", options=YES_NO),
        ],
    )


@pytest.fixture
def speak(asked, forum_moderator, forum_coder):
    """Makes a response whose comments speak of a theme."""

    def _speak(theme, *codes, direction="negative", **given):
        response = build_response(version=asked, answers=dict.fromkeys(codes, "Words"), **given)
        for comment in response.comments.all():
            pass_comment(comment=comment, spans=[], user=forum_moderator)
            code_comment(
                comment=comment,
                theme=theme,
                direction=direction,
                strength="clear",
                user=forum_coder,
            )
        return response

    return _speak


def keys(version):
    return [version.survey_key]


def test_a_group_counts_its_people_and_a_withdrawn_response_nobody(asked):
    build_response(version=asked)
    build_response(version=asked, channel=Channel.GROUP, group_size=8)
    build_response(version=asked, code="3467CDFGHJKM")
    withdraw_response(code="3467CDFGHJKM")

    assert people(survey_keys=keys(asked)) == 9
    assert coverage(survey_keys=keys(asked), by="channel") == [
        {"channel": "group", "count": 8},
        {"channel": "web", "count": 1},
    ]


def test_a_response_counts_once_for_a_theme_however_often_it_speaks_of_it(asked, speak):
    theme = build_theme(code="TH-01", label="Letters")
    speak(theme, "A", "B")
    speak(theme, "A", channel=Channel.GROUP, group_size=8)

    assert theme_counts(survey_keys=keys(asked)) == [
        {"theme": "TH-01", "label": "Letters", "count": 9}
    ]


def test_themes_are_told_apart_by_who_answered_and_channel(asked, speak):
    theme = build_theme(code="TH-01", label="Letters")
    speak(theme, "A", who_answered="me")
    speak(theme, "A", who_answered="someone_for_me", channel=Channel.PAPER)

    rows = theme_counts(survey_keys=keys(asked), by=["who_answered", "channel"])

    assert {(row["who_answered"], row["channel"], row["count"]) for row in rows} == {
        ("me", "web", 1),
        ("someone_for_me", "paper", 1),
    }


def test_comments_with_the_safeguarding_lead_count_for_no_theme(asked, speak, forum_moderator):
    theme = build_theme()
    comment = speak(theme, "A").comments.get()

    flag_comment(comment=comment, reason="Possible harm", user=forum_moderator)

    assert theme_counts(survey_keys=keys(asked)) == []


def test_a_period_takes_the_weeks_that_begin_in_it(asked, speak):
    theme = build_theme()
    speak(theme, "A", received_on=datetime.date(2026, 3, 4))
    speak(theme, "A", received_on=datetime.date(2026, 6, 3))
    spring = (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))

    assert people(survey_keys=keys(asked), period=spring) == 1
    assert theme_counts(survey_keys=keys(asked), period=spring)[0]["count"] == 1


def test_answers_count_across_languages_and_answers_nobody_gave_are_there(asked):
    build_response(version=asked, answers={"CH": "yes", "MANY": ["yes", "no"]})
    build_response(version=asked, answers={"CH": "yes", "MANY": ["no"]}, language="ur")

    single, several = answer_counts(survey_keys=keys(asked))

    assert [(o.key, o.count) for o in single.options] == [("yes", 2), ("no", 0)]
    assert single.people == 2
    assert [(o.key, o.count) for o in several.options] == [("yes", 1), ("no", 2)]
    assert several.several


def test_versions_count_together_while_the_question_means_the_same(forum):
    question, survey = uuid.uuid4(), uuid.uuid4()
    given = {"code": "CH", "type": QuestionType.CHOICE, "options": YES_NO, "key": question}
    for number, (text, meaning) in enumerate(
        [("Were you tolld?", 1), ("Were you told?", 1), ("Were you told in time?", 2)], start=1
    ):
        version = build_version(
            owner=forum,
            survey_key=survey,
            number=number,
            questions=[build_step(text=text, meaning_version=meaning, **given)],
        )
        build_response(version=version, answers={"CH": "yes"})

    counted = answer_counts(survey_keys=[survey])

    assert [(q.words["en"], q.people) for q in counted] == [
        ("Were you told?", 2),
        ("Were you told in time?", 1),
    ]
