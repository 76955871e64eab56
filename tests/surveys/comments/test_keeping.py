"""From the only door in to the moderator's queue."""

import pytest

from portal.audit.models import AuditEntry
from surveys.comments import redaction, safeguarding
from surveys.comments.actions import erase_words, pass_comment, store_words
from surveys.comments.concerns import (
    acknowledge_concern,
    assess_concern,
    close_concern,
    decide_concern,
    flag_comment,
)
from surveys.comments.enums import CommentStatus, Urgency
from surveys.comments.models import Comment
from surveys.responding.actions import FreeText, withdraw_response
from tests.builders import build_comment, build_response, build_step, build_version

pytestmark = pytest.mark.django_db
CANARY = "the zebrawood wardrobe said no"


def test_each_free_text_of_a_response_becomes_a_comment_of_the_partner_that_asked(forum):
    version = build_version(owner=forum, questions=[build_step(code="A"), build_step(code="B")])
    response = build_response(version=version, answers={"A": "First", "B": "Second"}, language="pl")

    comments = {comment.open_words(): comment for comment in response.comments.all()}

    assert set(comments) == {"First", "Second"}
    first = comments["First"]
    assert first.owner == forum
    assert first.survey_key == version.survey_key
    assert first.language == "pl"
    assert first.week_received == response.week_received
    assert first.status == CommentStatus.WAITING


def test_raw_words_are_sealed(forum):
    comment = build_comment(owner=forum, words=CANARY)

    assert CANARY not in comment.sealed_words
    assert CANARY not in f"{comment} {comment!r}"


def test_storing_the_words_of_one_response_twice_keeps_them_once(forum):
    comment = build_comment(owner=forum, words="Once")
    again = FreeText(str(comment.question_key), "Once", False)

    assert store_words(response=comment.response, free_texts=[again]) == [comment]
    assert Comment.objects.count() == 1


def test_the_machine_only_proposes_what_to_take_out(forum):
    comment = build_comment(owner=forum, words="Ring me on 07700 900123 please.")

    assert [span["kind"] for span in comment.suggested_spans] == ["PHONE"]
    assert comment.suggested_by == redaction.ENGINE_VERSION
    assert comment.redacted_words == ""
    assert comment.status == CommentStatus.WAITING


def test_a_redaction_that_fails_keeps_the_words_and_never_counts_as_clean(forum, monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError

    monkeypatch.setattr(redaction, "suggest", fail)

    comment = build_comment(owner=forum, words="Ring me on 07700 900123 please.")

    assert comment.open_words() == "Ring me on 07700 900123 please."
    assert comment.suggestion_reliable is False
    assert comment.status == CommentStatus.WAITING


def test_another_language_is_marked_as_not_reliable(forum):
    assert build_comment(owner=forum, words="Dobrze", language="pl").suggestion_reliable is False


def test_a_possible_concern_is_read_first_and_a_failed_scan_before_that(forum, monkeypatch):
    ordinary = build_comment(owner=forum, words="The letter was clear.")
    concern = build_comment(owner=forum, words="He says he does not want to be here any more.")

    def fail(_words):
        raise RuntimeError

    monkeypatch.setattr(safeguarding, "scan", fail)
    unscanned = build_comment(owner=forum, words="The letter was late.")

    assert list(Comment.objects.waiting()) == [unscanned, concern, ordinary]
    assert unscanned.urgency == Urgency.SCAN_FAILED
    assert concern.machine_concerns
    assert concern.status == CommentStatus.WAITING


def test_withdrawing_a_response_erases_its_comments(forum, forum_moderator):
    comment = build_comment(owner=forum, words=CANARY, code="3467CDFGHJKM")
    pass_comment(comment=comment, spans=[], user=forum_moderator)

    withdraw_response(code="3467CDFGHJKM")

    assert not Comment.objects.exists()


def test_a_withdrawal_leaves_an_open_concern_to_the_safeguarding_lead_alone(
    forum, forum_moderator, forum_safeguarding_lead
):
    comment = build_comment(owner=forum, words=CANARY, code="3467CDFGHJKM")
    pass_comment(comment=comment, spans=[], user=forum_moderator)
    flag_comment(comment=comment, reason="worrying", user=forum_moderator)

    withdraw_response(code="3467CDFGHJKM")

    kept = Comment.objects.get()
    assert kept.redacted_words == ""
    assert kept.redacted_spans == []
    assert not Comment.objects.readable_by(forum_moderator).exists()
    assert Comment.objects.readable_by(forum_safeguarding_lead).get().open_words() == CANARY


def test_closing_the_concern_of_a_withdrawn_response_erases_the_words(
    forum, forum_moderator, forum_safeguarding_lead
):
    lead = forum_safeguarding_lead
    comment = build_comment(owner=forum, words=CANARY, code="3467CDFGHJKM")
    flag_comment(comment=comment, reason="worrying", user=forum_moderator)
    withdraw_response(code="3467CDFGHJKM")
    acknowledge_concern(comment=comment, user=lead)
    assess_concern(comment=comment, reason="Read it", user=lead)
    decide_concern(comment=comment, decision="referred", reason="Case 7", user=lead)
    close_concern(comment=comment, reason="With them", return_to_coding=True, user=lead)

    comment.refresh_from_db()
    assert comment.sealed_words == ""
    assert comment.status == CommentStatus.FLAGGED
    assert not Comment.objects.readable_by(lead).exists()
    assert not Comment.objects.readable_by(forum_moderator).exists()


def test_erasing_twice_changes_nothing(forum, forum_moderator):
    comment = build_comment(owner=forum, words=CANARY)
    flag_comment(comment=comment, reason="worrying", user=forum_moderator)

    erase_words(response=comment.response)
    before = Comment.objects.values().get()
    erase_words(response=comment.response)

    assert Comment.objects.values().get() == before
    assert AuditEntry.objects.filter(action="words.erased").count() == 2
