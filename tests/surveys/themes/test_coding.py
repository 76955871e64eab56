"""What coders decide, what the machine may say, and the code list."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal.audit.models import AuditEntry
from surveys.responding.actions import withdraw_response
from surveys.themes.actions import (
    MOST_THEMES,
    Choice,
    CommentIsCoded,
    ThemeNotUsable,
    TooManyThemes,
    add_theme,
    approve_theme,
    code_comment,
    code_whole_comment,
    finish_without_theme,
    reject_suggestion,
    remove_coding,
    retire_theme,
    suggest_theme,
)
from surveys.themes.coding import codable_by, next_uncoded, progress_by_survey, uncoded
from surveys.themes.enums import CodingState, ThemeState
from surveys.themes.models import Coding, Theme
from tests.builders import build_comment, build_passed_comment, build_theme

pytestmark = pytest.mark.django_db
CLEARLY = {"direction": "negative", "strength": "clear"}


@pytest.fixture
def comment(forum, forum_moderator):
    return build_passed_comment(owner=forum, user=forum_moderator)


def test_a_coder_confirms_a_theme_with_direction_and_strength(comment, forum_coder):
    theme = build_theme()
    coding = code_comment(
        comment=comment, theme=theme, user=forum_coder, on=datetime.date(2026, 3, 2), **CLEARLY
    )

    assert coding.state == CodingState.CONFIRMED
    assert coding.decided_by == forum_coder
    assert coding.decided_on == datetime.date(2026, 3, 2)


def test_coding_the_same_twice_is_written_down_once(comment, forum_coder):
    theme = build_theme()
    for _press in range(2):
        code_comment(comment=comment, theme=theme, user=forum_coder, **CLEARLY)

    assert comment.codings.count() == 1
    assert AuditEntry.objects.filter(action="coding.confirmed").count() == 1


def test_a_comment_that_waits_cannot_be_coded(forum, forum_coder):
    waiting = build_comment(owner=forum, words="Words")

    with pytest.raises(PermissionDenied):
        code_comment(comment=waiting, theme=build_theme(), user=forum_coder, **CLEARLY)


def test_only_coders_of_the_partner_that_asked_code(comment, council_coder, forum_coordinator):
    for person in (council_coder, forum_coordinator):
        with pytest.raises(PermissionDenied):
            code_comment(comment=comment, theme=build_theme(), user=person, **CLEARLY)


def test_themes_of_another_partner_and_retired_ones_cannot_be_used(
    comment, council, forum_coder, forum_coordinator
):
    foreign = build_theme(partner=council)
    retired = retire_theme(theme=build_theme(), user=forum_coordinator)

    for theme in (foreign, retired):
        with pytest.raises(ThemeNotUsable):
            code_comment(comment=comment, theme=theme, user=forum_coder, **CLEARLY)


def test_a_comment_has_at_most_four_themes(comment, forum_coder):
    for _each in range(MOST_THEMES):
        code_comment(comment=comment, theme=build_theme(), user=forum_coder, **CLEARLY)

    with pytest.raises(TooManyThemes):
        code_comment(comment=comment, theme=build_theme(), user=forum_coder, **CLEARLY)


def test_the_machine_suggests_and_never_touches_what_a_coder_decided(comment, forum_coder):
    confirmed, rejected = build_theme(), build_theme()
    code_comment(comment=comment, theme=confirmed, user=forum_coder, **CLEARLY)
    reject_suggestion(
        coding=suggest_theme(comment=comment, theme=rejected, engine="one"), user=forum_coder
    )

    suggest_theme(comment=comment, theme=confirmed, engine="two")
    suggest_theme(comment=comment, theme=rejected, engine="two")

    states = dict(comment.codings.values_list("theme", "state"))
    assert states == {confirmed.pk: CodingState.CONFIRMED, rejected.pk: CodingState.REJECTED}


def test_the_database_refuses_a_theme_that_only_the_machine_confirmed(comment):
    suggestion = suggest_theme(comment=comment, theme=build_theme(), engine="one")

    with pytest.raises(IntegrityError), transaction.atomic():
        Coding.objects.filter(pk=suggestion.pk).update(state=CodingState.CONFIRMED)


def test_nothing_is_suggested_for_a_comment_that_nobody_passed(forum):
    waiting = build_comment(owner=forum, words="Words")

    assert suggest_theme(comment=waiting, theme=build_theme(), engine="one") is None


def test_saving_a_whole_comment_takes_off_what_is_not_chosen_any_more(comment, forum_coder):
    first, second = build_theme(), build_theme()
    code_comment(comment=comment, theme=first, user=forum_coder, **CLEARLY)

    code_whole_comment(
        comment=comment, choices=[Choice(second, "positive", "strong")], user=forum_coder
    )

    assert [coding.theme for coding in comment.codings.confirmed()] == [second]


def test_a_suggestion_that_is_taken_off_again_counts_as_rejected(comment, forum_coder):
    theme = build_theme()
    suggest_theme(comment=comment, theme=theme, engine="one")
    coding = code_comment(comment=comment, theme=theme, user=forum_coder, **CLEARLY)

    remove_coding(coding=coding, user=forum_coder)

    assert comment.codings.get().state == CodingState.REJECTED


def test_a_comment_is_finished_by_a_theme_or_by_none_and_then_the_next_one_comes(
    forum, forum_moderator, forum_coder
):
    first, second, third = (
        build_passed_comment(owner=forum, user=forum_moderator) for _each in range(3)
    )
    code_comment(comment=first, theme=build_theme(), user=forum_coder, **CLEARLY)
    finish_without_theme(comment=second, user=forum_coder)
    suggest_theme(comment=third, theme=build_theme(), engine="one")

    assert list(uncoded(codable_by(forum_coder))) == [third]
    assert next_uncoded(forum_coder, survey_key=None, after=None) == third.pk
    assert next_uncoded(forum_coder, survey_key=first.survey_key, after=None) is None
    progress = {survey["key"]: survey["to_code"] for survey in progress_by_survey(forum_coder)}
    assert progress == {first.survey_key: 0, second.survey_key: 0, third.survey_key: 1}


def test_no_theme_fits_and_a_theme_exclude_each_other(comment, forum_coder):
    finish_without_theme(comment=comment, user=forum_coder)
    code_comment(comment=comment, theme=build_theme(), user=forum_coder, **CLEARLY)
    comment.refresh_from_db()

    assert not hasattr(comment, "no_theme_fits")
    with pytest.raises(CommentIsCoded):
        finish_without_theme(comment=comment, user=forum_coder)


def test_withdrawing_a_response_forgets_what_was_coded(forum, forum_moderator, forum_coder):
    comment = build_passed_comment(owner=forum, user=forum_moderator, code="3467CDFGHJKM")
    code_comment(comment=comment, theme=build_theme(), user=forum_coder, **CLEARLY)

    withdraw_response(code="3467CDFGHJKM")

    assert not Coding.objects.exists()


def test_a_coder_proposes_a_theme_and_a_coordinator_approves_it(forum_coder, forum_coordinator):
    code_list = build_theme().code_list
    words = {"code": "TH-99", "label": "Lifts", "definition": "Lifts that do not work."}

    theme = add_theme(code_list=code_list, user=forum_coder, **words)
    assert theme.state == ThemeState.PROPOSED
    with pytest.raises(PermissionDenied):
        approve_theme(theme=theme, user=forum_coder)

    assert approve_theme(theme=theme, user=forum_coordinator).state == ThemeState.APPROVED


def test_a_partners_own_list_is_changed_and_seen_by_its_own_people_only(
    council, council_coordinator, forum_coordinator, administrator
):
    own = build_theme(partner=council)
    words = {"code": "X-1", "label": "Lifts", "definition": "Lifts."}

    for stranger in (forum_coordinator, administrator):
        with pytest.raises(PermissionDenied):
            add_theme(code_list=own.code_list, user=stranger, **words)
        assert own not in Theme.objects.visible_to(stranger, ["coordinator"])

    assert own in Theme.objects.visible_to(council_coordinator, ["coordinator"])
    assert add_theme(code_list=own.code_list, user=council_coordinator, **words)
