"""Changing what was sent, until the survey closes; and surveys that changed meanwhile."""

import datetime

import pytest
from django.utils import timezone

from surveys.comments.actions import pass_comment
from surveys.comments.concerns import flag_comment
from surveys.comments.enums import CommentStatus
from surveys.comments.models import Comment
from surveys.questionnaires.models import SurveyPage
from surveys.responding.actions import (
    forget_expired_drafts,
    open_draft,
    withdraw_response,
)
from surveys.responding.models import Draft, ReceiptCode, Response
from surveys.responding.sending import DraftGone, correct_response
from surveys.themes.actions import code_comment
from surveys.themes.enums import Direction, Strength
from surveys.themes.models import Coding
from tests.builders import build_theme
from tests.surveys.responding.browser import Browser
from tests.surveys.responding.documents import ask, if_chosen, key_of, open_again, open_document

pytestmark = pytest.mark.django_db

STEPS = (
    ask("rate", "agree", "agree_a_lot", "not_sure"),
    ask("why", "text"),
    ask("what", "text"),
)


@pytest.fixture
def small(forum):
    return open_document(forum, list(STEPS))


@pytest.fixture
def sender(small):
    """Somebody who has sent two comments and a choice."""
    browser = Browser(small)
    browser.start()
    browser.answer("rate", "not_sure")
    browser.answer("why", "Nobody rang")
    browser.answer("what", "Ring us")
    browser.about(who_answered="me")
    browser.send()
    return browser


def close(version, *, days: int = 1) -> None:
    SurveyPage.objects.filter(translation_key=version.survey_key).update(
        closes_on=timezone.localdate() - datetime.timedelta(days=days)
    )


def test_what_was_sent_can_be_changed_and_is_the_same_response(sender):
    before = Response.objects.get()
    lookup = ReceiptCode.objects.get().lookup
    Response.objects.update(week_received=datetime.date(2026, 1, 5))
    assert "Change my answers" in sender.words
    sender.change()
    assert sender.path == sender.address("check")
    assert "You sent these answers before." in sender.words
    sender.answer("rate", "agree_a_lot", then="check")
    assert Response.objects.get().answers.get().option_keys == ["not_sure"]
    sender.send()
    assert sender.path == sender.address("done")
    after = Response.objects.get()
    assert after.pk == before.pk
    assert after.week_received == datetime.date(2026, 1, 5)
    assert ReceiptCode.objects.get().lookup == lookup
    assert after.answers.get().option_keys == ["agree_a_lot"]


def test_the_code_opens_the_way_to_change_on_another_device(sender):
    other = Browser(sender.version)
    other.resume(sender.code)
    assert "Change my answers" in other.words
    other.change()
    other.answer("why", "They rang after all", then="check")
    other.send()
    words = {comment.open_words() for comment in Comment.objects.all()}
    assert words == {"They rang after all", "Ring us"}


def test_words_that_did_not_change_keep_what_was_made_of_them(sender, forum_moderator, forum_coder):
    unchanged = Comment.objects.get(question_key=key_of("what"))
    changed = Comment.objects.get(question_key=key_of("why"))
    for comment in (unchanged, changed):
        pass_comment(comment=comment, spans=[], user=forum_moderator)
        code_comment(
            comment=comment,
            theme=build_theme(),
            direction=Direction.NEGATIVE,
            strength=Strength.STRONG,
            user=forum_coder,
        )
    sender.change()
    sender.answer("why", "They rang", then="check")
    sender.send()
    unchanged.refresh_from_db()
    assert (unchanged.status, unchanged.redacted_words) == (CommentStatus.PASSED, "Ring us")
    assert Coding.objects.get().comment == unchanged
    assert not Comment.objects.filter(pk=changed.pk).exists()
    anew = Comment.objects.get(question_key=key_of("why"))
    assert (anew.open_words(), anew.status) == ("They rang", CommentStatus.WAITING)


def test_consent_follows_without_a_change_of_words(sender):
    assert not Comment.objects.filter(consent_to_quote=True).exists()
    before = set(Comment.objects.values_list("pk", flat=True))
    sender.change()
    sender.about(who_answered="me", consent_to_quote="on")
    sender.send()
    assert Comment.objects.filter(pk__in=before, consent_to_quote=True).count() == 2


def test_a_changed_comment_with_an_open_concern_stays_with_the_safeguarding_lead(
    sender, forum_moderator, forum_safeguarding_lead
):
    worrying = Comment.objects.get(question_key=key_of("why"))
    flag_comment(comment=worrying, reason="worrying", user=forum_moderator)
    sender.change()
    sender.answer("why", "Nothing", then="check")
    sender.send()
    worrying.refresh_from_db()
    assert worrying.has_open_concern and worrying.taken_back
    readable = Comment.objects.readable_by(forum_safeguarding_lead)
    assert readable.get().open_words() == "Nobody rang"
    assert Comment.objects.filter(question_key=key_of("why"), taken_back=False).count() == 1
    # Correcting once more leaves the record of the concern alone.
    sender.change()
    sender.answer("why", "Nothing at all", then="check")
    sender.send()
    worrying.refresh_from_db()
    assert worrying.has_open_concern
    assert Comment.objects.filter(question_key=key_of("why")).count() == 2


def test_correcting_twice_with_the_same_answers_is_the_same_as_once(sender):
    before = list(Comment.objects.order_by("pk").values())
    saved = Draft.objects.get().saved_times
    for _time in range(2):
        correct_response(code=sender.code, saved_times=saved, language="en")
    assert list(Comment.objects.order_by("pk").values()) == before
    assert Response.objects.get().answers.count() == 1


def test_after_closing_nothing_can_be_changed_and_the_page_says_so(sender):
    close(sender.version)
    sender.go("done")
    assert "Change my answers" not in sender.words
    sender.change()
    assert "They cannot be changed any more." in sender.words
    assert sender.cookie.sent


def test_closing_between_the_change_and_sending_keeps_what_was_sent(sender):
    sender.change()
    sender.answer("rate", "agree_a_lot", then="check")
    close(sender.version)
    sender.send()
    assert "They cannot be changed any more." in sender.words
    assert Response.objects.get().answers.get().option_keys == ["not_sure"]


def test_what_was_sent_is_kept_until_the_last_day_or_for_28_days(sender, small):
    today = timezone.localdate()
    assert Draft.objects.get().expires_on == today + datetime.timedelta(days=28)
    last_day = today + datetime.timedelta(days=90)
    SurveyPage.objects.filter(translation_key=small.survey_key).update(closes_on=last_day)
    sender.change()
    sender.answer("rate", "agree_a_lot", then="check")
    assert Draft.objects.get().expires_on == today + datetime.timedelta(days=28)
    sender.send()
    assert Draft.objects.get().expires_on == last_day


def test_every_night_what_was_sent_to_a_closed_survey_is_forgotten(sender, small):
    other = Browser(small)
    other.start()
    assert forget_expired_drafts() == 0
    close(small)
    assert forget_expired_drafts() == 1
    assert open_draft(code=sender.code) is None
    assert open_draft(code=other.code) is not None
    assert Response.objects.count() == 1


def test_taking_back_deletes_what_was_kept_for_changes(sender):
    saved = Draft.objects.get().saved_times
    withdraw_response(code=sender.code)
    assert not Draft.objects.exists()
    with pytest.raises(DraftGone):
        correct_response(code=sender.code, saved_times=saved, language="en")
    response = Response.objects.get()
    assert (response.audience, response.place_code, response.easy_read) == ("", "", False)


def test_a_change_that_is_taken_back_meanwhile_is_not_sent(sender):
    sender.change()
    withdraw_response(code=sender.code)
    sender.post("send", saved_times="5")
    assert sender.path == sender.address("start")
    assert not Response.objects.counting().exists()


def test_starting_anew_is_another_response(sender):
    first = sender.code
    sender.start()
    assert sender.code != first
    sender.send()
    assert Response.objects.count() == 2


@pytest.fixture
def halfway(small):
    browser = Browser(small)
    browser.start()
    browser.answer("rate", "not_sure")
    browser.answer("why", "Nobody rang")
    return browser


def test_a_new_question_is_named_and_the_answers_are_kept(halfway, forum, small):
    newer = open_again(
        small.survey_key,
        forum,
        [*STEPS, ask("added", "line", show_if=if_chosen("rate", "not_sure"))],
    )
    halfway.check()
    assert "The questions changed since you began" in halfway.words
    assert "New question:" in halfway.words and "Question added?" in halfway.words
    assert "Nobody rang" in halfway.words
    halfway.version = newer
    halfway.answer("added", "Mine", then="check")
    assert "New question:" not in halfway.words
    halfway.send()
    response = Response.objects.get()
    assert response.version == newer
    assert {each.open_words() for each in response.comments.all()} == {"Nobody rang", "Mine"}


def test_a_question_in_other_words_keeps_its_answer_and_is_named(halfway, forum, small):
    reworded = STEPS[0] | {"text": {"en": "Did people listen?"}}
    open_again(small.survey_key, forum, [reworded, *STEPS[1:]])
    halfway.check()
    assert "Asked in other words:" in halfway.words
    halfway.send()
    assert Response.objects.get().answers.get().option_keys == ["not_sure"]


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(STEPS[1:], id="gone"),
        pytest.param((STEPS[0] | {"meaning_version": 2}, *STEPS[1:]), id="another meaning"),
        pytest.param((ask("rate", "agree", "agree_a_lot"), *STEPS[1:]), id="option gone"),
    ],
)
def test_an_answer_that_does_not_fit_any_more_is_shown_and_not_sent(steps, halfway, forum, small):
    open_again(small.survey_key, forum, list(steps))
    halfway.check()
    assert "Not asked any more, or asked differently:" in halfway.words
    apart = halfway.words.split("These answers will not be sent")[1]
    assert "Question rate?" in apart and "Option not_sure" in apart
    halfway.send()
    response = Response.objects.get()
    assert not response.answers.exists()
    assert response.comments.get().open_words() == "Nobody rang"


def test_a_survey_that_changes_while_the_check_page_is_open_is_shown_again(halfway, forum, small):
    halfway.check()
    open_again(small.survey_key, forum, [*STEPS, ask("added", "line")])
    halfway.send()
    assert halfway.status == 409
    assert "New question:" in halfway.words
    assert not Response.objects.exists()
    halfway.send()
    assert Response.objects.count() == 1


def test_a_change_that_does_not_touch_this_person_is_no_obstacle(halfway, forum, small):
    halfway.check()
    more = STEPS[2] | {"text": {"en": STEPS[2]["text"]["en"], "ur": "کیا؟"}}
    newer = open_again(small.survey_key, forum, [*STEPS[:2], more])
    halfway.send()
    assert halfway.path == halfway.address("done")
    assert Response.objects.get().version == newer


def test_somebody_who_sent_sees_what_changed_when_they_change_their_answers(sender, forum, small):
    newer = open_again(small.survey_key, forum, [*STEPS[1:], ask("added", "line")])
    sender.change()
    assert "New question:" in sender.words
    sender.send()
    response = Response.objects.get()
    assert response.version == newer
    assert not response.answers.exists()


def test_two_devices_do_not_move_one_draft_twice(halfway, forum, small):
    other = Browser(small)
    other.resume(halfway.code)
    open_again(small.survey_key, forum, [*STEPS, ask("added", "line")])
    halfway.check()
    other.answer("why", "From the other device")
    assert other.status == 409
    assert "From the other device" in other.words
    other.check()
    assert "Nobody rang" in other.words and "New question:" in other.words
