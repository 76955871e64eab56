"""People in a campaign count as people; a campaign alone makes no theme that may be shown."""

import pytest

from surveys.comments.grouping import find_campaigns
from surveys.comments.models import Comment
from surveys.results.actions import count_for_release
from surveys.results.counting import theme_counts, theme_voices
from surveys.results.disclosure import Rule
from surveys.results.figures import SMALLER_THEMES, protect
from surveys.themes.actions import code_comment
from surveys.themes.enums import Direction, Strength
from tests.builders import build_passed_comment, build_theme, build_version

pytestmark = pytest.mark.django_db
LETTER = "We ask the council to keep the Meadow respite centre open because our children need it"
OWN = (
    "The bus came late every single day this winter",
    "Nobody told the driver that our boy cannot wait outside",
    "Transport was changed and we heard of it on the morning",
    "Our girl sat in a taxi for two hours with a stranger",
    "Please give families the number of the driver on the day",
)


@pytest.fixture
def asked(forum):
    return build_version(owner=forum)


def speak(asked, theme, texts, *, moderator, coder):
    for words in texts:
        comment = build_passed_comment(version=asked, words=words, user=moderator)
        code_comment(
            comment=comment,
            theme=theme,
            direction=Direction.NEGATIVE,
            strength=Strength.STRONG,
            user=coder,
        )
    find_campaigns(survey_key=asked.survey_key)


def shown(asked, user) -> list[str]:
    counts = count_for_release(
        owner=asked.owner, survey_keys=[asked.survey_key], period=None, user=user
    )
    figures = protect(counts, rule=Rule(minimum=5, base=5))
    table = next(table for table in figures["tables"] if table["key"] == "themes")
    return [row["key"] for row in table["rows"]]


def test_a_campaign_alone_makes_no_theme(asked, forum_moderator, forum_coder, forum_coordinator):
    theme = build_theme(code="TH-01", label="Respite")
    texts = [f"{LETTER} {ending}" for ending in ("", "now", "please", "today", "soon", "again")]
    speak(asked, theme, texts, moderator=forum_moderator, coder=forum_coder)
    assert Comment.objects.filter(campaign__isnull=False).count() == 6
    assert theme_counts(survey_keys=[asked.survey_key])[0]["count"] == 6
    assert theme_voices(survey_keys=[asked.survey_key])[0]["count"] == 1
    assert shown(asked, forum_coordinator) == [SMALLER_THEMES]


def test_those_in_a_campaign_count_once_others_spoke_of_it_too(
    asked, forum_moderator, forum_coder, forum_coordinator
):
    theme = build_theme(code="TH-02", label="Transport")
    texts = [LETTER, LETTER + " now", *OWN[:4]]
    speak(asked, theme, texts, moderator=forum_moderator, coder=forum_coder)
    assert theme_counts(survey_keys=[asked.survey_key])[0]["count"] == 6
    assert theme_voices(survey_keys=[asked.survey_key])[0]["count"] == 5
    assert shown(asked, forum_coordinator) == ["TH-02"]
