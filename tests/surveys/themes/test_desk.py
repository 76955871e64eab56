"""The coding desk and the code list, as a browser without JavaScript uses them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surveys.comments.enums import CommentStatus
from surveys.themes.actions import code_comment, suggest_theme
from surveys.themes.enums import CodingState, ThemeState
from surveys.themes.models import Theme
from tests.builders import build_passed_comment, build_theme, build_version, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Ring me on 07700 900123. The lift was broken."


@pytest.fixture
def coder(client, forum_coder):
    return sign_in(client, forum_coder)


@pytest.fixture
def comment(forum, forum_moderator):
    return build_passed_comment(owner=forum, words=WORDS, user=forum_moderator)


def desk_of(comment):
    return reverse("themes:desk", args=[comment.pk])


def test_the_desk_shows_redacted_words_and_the_themes_with_their_definitions(coder, comment):
    theme = build_theme(label="Buildings")

    page = coder.get(desk_of(comment)).content.decode()

    assert "[phone]" in page
    assert "07700 900123" not in page
    assert theme.definition in page
    assert theme.include_example in page


def test_the_desk_does_not_show_what_was_written_about_a_helper(coder, forum, forum_moderator):
    helped = build_passed_comment(
        owner=forum, words=WORDS, user=forum_moderator, helper="my neighbour Mrs Pemberton"
    )

    assert "Pemberton" not in coder.get(desk_of(helped)).content.decode()


def test_saving_confirms_the_themes_and_leads_on(coder, comment, forum_coder):
    theme = build_theme()

    response = coder.post(
        desk_of(comment),
        {"act": "save", "theme_1": theme.pk, "direction_1": "negative", "strength_1": "clear"},
        follow=True,
    )

    coding = comment.codings.get()
    assert (coding.theme, coding.decided_by) == (theme, forum_coder)
    assert "Everything here is coded." in response.content.decode()


def test_a_row_that_is_half_filled_in_is_named_and_kept(coder, comment):
    theme = build_theme()

    page = coder.post(
        desk_of(comment), {"act": "save", "theme_1": theme.pk, "direction_1": "mixed"}
    ).content.decode()

    assert "Choose how strong it is." in page
    assert f'<option value="{theme.pk}" selected>' in page
    assert '<option value="mixed" selected>' in page
    assert not comment.codings.exists()


def test_no_theme_fits_finishes_the_comment(coder, comment):
    coder.post(desk_of(comment), {"act": "no_theme"})

    comment.refresh_from_db()
    assert comment.no_theme_fits


def test_a_suggestion_is_put_into_a_free_row_and_nothing_is_applied_by_that(coder, comment):
    chosen, suggested = build_theme(), build_theme()
    suggest_theme(comment=comment, theme=suggested, engine="one")
    typed = {"theme_1": chosen.pk, "direction_1": "mixed", "strength_1": "", "theme_2": ""}

    page = coder.post(desk_of(comment), {"act": f"use:{suggested.pk}", **typed}).content.decode()

    assert f'<option value="{chosen.pk}" selected>' in page
    assert f'<option value="{suggested.pk}" selected>' in page
    assert comment.codings.get().state == CodingState.SUGGESTED


def test_a_wrong_suggestion_is_rejected(coder, comment):
    coding = suggest_theme(comment=comment, theme=build_theme(), engine="one")

    coder.post(desk_of(comment), {"act": f"reject:{coding.pk}", "theme_1": ""})

    coding.refresh_from_db()
    assert coding.state == CodingState.REJECTED


def test_a_coder_can_call_the_safeguarding_lead(coder, comment, forum_safeguarding_lead):
    coder.post(desk_of(comment), {"act": "flag", "flag_reason": "Possible harm"})

    comment.refresh_from_db()
    assert comment.status == CommentStatus.FLAGGED
    assert coder.get(desk_of(comment)).status_code == 404


def test_the_list_of_surveys_takes_the_same_queries_however_many_there_are(
    coder, forum, forum_moderator, django_assert_num_queries
):
    build_passed_comment(owner=forum, user=forum_moderator)
    coder.get(reverse("themes:overview"))
    with CaptureQueriesContext(connection) as one:
        coder.get(reverse("themes:overview"))

    for number in range(9):
        version = build_version(owner=forum, title=f"Survey {number}")
        build_passed_comment(version=version, user=forum_moderator)

    with django_assert_num_queries(len(one)):
        page = coder.get(reverse("themes:overview")).content.decode()
    assert "10 comments wait to be coded." in page


def test_a_comment_that_has_been_coded_can_be_opened_and_changed(coder, comment, forum_coder):
    theme = build_theme()
    code_comment(comment=comment, theme=theme, direction="mixed", strength="mild", user=forum_coder)

    assert f'<option value="{theme.pk}" selected>' in coder.get(desk_of(comment)).content.decode()


def test_the_code_list_shows_and_adds_themes(client, forum, council, forum_coordinator):
    shared, foreign = build_theme(label="Buildings"), build_theme(label="Secret", partner=council)
    sign_in(client, forum_coordinator)

    page = client.get(reverse("theme_list:index")).content.decode()
    assert shared.label in page
    assert foreign.label not in page

    client.post(
        reverse("theme_list:add"),
        {
            "code_list": shared.code_list.pk,
            "code": "TH-77",
            "label": "Lifts",
            "definition": "Lifts that do not work.",
            "include_example": "",
            "exclude_example": "",
        },
    )
    assert Theme.objects.get(code="TH-77").state == ThemeState.APPROVED


def test_a_coordinator_retires_a_theme_in_the_code_list(client, forum_coordinator):
    theme = build_theme()
    sign_in(client, forum_coordinator)

    client.post(
        reverse("theme_list:edit", args=[theme.pk]),
        {
            "label": "Better words",
            "definition": theme.definition,
            "include_example": "",
            "exclude_example": "",
            "state": "retired",
        },
    )

    theme.refresh_from_db()
    assert (theme.label, theme.state) == ("Better words", ThemeState.RETIRED)


def test_another_partners_theme_cannot_be_changed_and_coders_change_none(
    client, council, forum_coordinator, forum_coder
):
    foreign, shared = build_theme(partner=council), build_theme()

    for person, theme in ((forum_coordinator, foreign), (forum_coder, shared)):
        sign_in(client, person)
        client.post(
            reverse("theme_list:edit", args=[theme.pk]),
            {"label": "Taken over", "definition": "x", "state": "approved"},
        )
        theme.refresh_from_db()
        assert theme.label != "Taken over"
