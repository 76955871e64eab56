"""Passing, setting aside and taking back."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from surveys.comments.actions import (
    AlreadyCoded,
    AlreadyDecided,
    pass_comment,
    set_aside,
    undo_pass,
)
from surveys.comments.enums import CommentStatus, SetAsideReason
from surveys.comments.models import Comment
from surveys.comments.redaction import Span
from surveys.comments.signals import comment_ready
from surveys.themes.actions import code_comment, finish_without_theme, suggest_theme
from tests.builders import build_comment, build_passed_comment, build_theme

pytestmark = pytest.mark.django_db
NAME = [Span(0, 3, "PERSON")]


def test_passing_a_comment_keeps_the_redacted_words_and_who_passed_it(forum, forum_moderator):
    comment = build_comment(owner=forum, words="Sam was kind.")

    pass_comment(comment=comment, spans=NAME, user=forum_moderator, on=datetime.date(2026, 3, 2))

    comment.refresh_from_db()
    assert comment.redacted_words == "[name 1] was kind."
    assert comment.redacted_spans == [{"start": 0, "end": 3, "kind": "PERSON"}]
    assert comment.moderated_by == forum_moderator
    assert comment.moderated_on == datetime.date(2026, 3, 2)


def test_coders_are_told_once_however_often_pass_is_pressed(
    forum, forum_moderator, django_capture_on_commit_callbacks
):
    comment = build_comment(owner=forum, words="Sam was kind.")
    heard = []

    def hear(comment, **_more):
        heard.append(comment.redacted_words)

    comment_ready.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            pass_comment(comment=comment, spans=NAME, user=forum_moderator)
            pass_comment(comment=comment, spans=[], user=forum_moderator)
    finally:
        comment_ready.disconnect(hear)

    assert heard == ["[name 1] was kind."]


def test_what_one_moderator_set_aside_another_cannot_pass(forum, forum_moderator):
    comment = build_comment(owner=forum, words="Sam was kind.")
    set_aside(comment=comment, reason=SetAsideReason.INDIVIDUAL, user=forum_moderator)

    with pytest.raises(AlreadyDecided):
        pass_comment(comment=comment, spans=[], user=forum_moderator)


def test_a_passed_comment_can_be_taken_back_until_a_coder_has_worked_on_it(
    forum, forum_moderator, forum_coder
):
    comment = build_passed_comment(owner=forum, user=forum_moderator)
    suggest_theme(comment=comment, theme=build_theme(), engine="test")

    undo_pass(comment=comment, user=forum_moderator)

    comment.refresh_from_db()
    assert comment.status == CommentStatus.WAITING
    assert comment.redacted_words == ""
    assert not comment.codings.exists()


@pytest.mark.parametrize("fits", [True, False])
def test_coded_work_is_not_undone_from_under_the_coder(forum, forum_moderator, forum_coder, fits):
    comment = build_passed_comment(owner=forum, user=forum_moderator)
    if fits:
        code_comment(
            comment=comment,
            theme=build_theme(),
            direction="negative",
            strength="clear",
            user=forum_coder,
        )
    else:
        finish_without_theme(comment=comment, user=forum_coder)

    with pytest.raises(AlreadyCoded):
        undo_pass(comment=comment, user=forum_moderator)


def test_other_partners_and_administrators_cannot_moderate(
    forum, council_moderator, forum_coordinator, forum_coder, administrator
):
    comment = build_comment(owner=forum, words="Sam was kind.")

    for stranger in (council_moderator, forum_coordinator, forum_coder, administrator):
        with pytest.raises(PermissionDenied):
            pass_comment(comment=comment, spans=[], user=stranger)
        with pytest.raises(PermissionDenied):
            set_aside(comment=comment, reason="empty", user=stranger)


def test_the_database_refuses_a_comment_that_no_person_moved_on(forum):
    comment = build_comment(owner=forum, words="Sam was kind.")

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(status=CommentStatus.PASSED)
