"""Campaigns and possible doubles are found and shown; only people decide what becomes of them."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.jobs.queue import run_waiting_tasks
from surveys.comments.actions import pass_comment, set_aside
from surveys.comments.enums import CommentStatus, SetAsideReason
from surveys.comments.grouping import (
    find_campaigns,
    find_doubles,
    others_with_same_words,
    pass_same_words,
    set_same_words_aside,
)
from surveys.comments.marking import from_rows
from surveys.comments.models import Comment, PossibleDouble
from surveys.comments.tasks import group_recent_comments
from surveys.questionnaires.enums import QuestionType
from surveys.responding.actions import withdraw_response
from surveys.responding.enums import Channel, ResponseState
from surveys.responding.models import Response
from surveys.responding.setting_aside import count_response_again, set_response_aside
from tests.builders import build_comment, build_response, build_step, build_version, sign_in

pytestmark = pytest.mark.django_db
LETTER = (
    "We ask the council to keep the Meadow respite centre open because our children need it and "
    "their families cannot go on without a night of sleep now and then"
)


@pytest.fixture
def asked(forum):
    return build_version(owner=forum)


def say(asked, *texts: str, **given) -> list[Comment]:
    return [build_comment(version=asked, words=text, **given) for text in texts]


def look(asked) -> None:
    find_campaigns(survey_key=asked.survey_key)
    find_doubles(survey_key=asked.survey_key)


def campaigns_of(comments) -> list[uuid.UUID | None]:
    return [Comment.objects.get(pk=comment.pk).campaign for comment in comments]


def test_near_copies_share_a_campaign_and_others_have_none(asked):
    alike = say(asked, LETTER, LETTER.upper(), LETTER + " please")
    other = say(asked, "Nobody rang us back after the review in the spring.")
    look(asked)
    keys = campaigns_of(alike)
    assert keys[0] is not None and len(set(keys)) == 1
    assert campaigns_of(other) == [None]


def test_looking_twice_changes_nothing(asked, django_assert_num_queries):
    say(asked, LETTER, LETTER)
    look(asked)
    before = list(Comment.objects.order_by("pk").values_list("campaign", "same_words"))
    look(asked)
    assert list(Comment.objects.order_by("pk").values_list("campaign", "same_words")) == before


def test_one_ask_is_not_compared_with_another(asked, forum):
    here = say(asked, LETTER)
    there = say(build_version(owner=forum), LETTER)
    look(asked)
    assert campaigns_of([*here, *there]) == [None, None]


def test_a_campaign_is_of_people_whom_nobody_knows(asked):
    """A helper who wrote down what a class of eight said together makes no campaign."""
    written = say(asked, LETTER, LETTER, channel=Channel.PAPER)
    look(asked)
    assert campaigns_of(written) == [None, None]
    assert len(others_with_same_words(Comment.objects.get(pk=written[0].pk))) == 1


def test_a_withdrawn_letter_leaves_the_campaign(asked):
    first = say(asked, LETTER)[0]
    say(asked, LETTER, code="3467CDFGHJKM")
    look(asked)
    withdraw_response(code="3467CDFGHJKM")
    look(asked)
    assert campaigns_of([first]) == [None]


def test_nothing_of_the_words_is_kept_beside_them(asked):
    comment = say(asked, LETTER, LETTER)[0]
    look(asked)
    row = Comment.objects.filter(pk=comment.pk).values().get()
    assert not any("Meadow" in str(value) for value in row.values())


def test_what_says_the_same_is_passed_with_one_reading_and_a_decision_each(
    asked, forum_moderator, forum
):
    words = "Mr Grieves at Oakbank School rang us twice. " + LETTER
    first, second, third = say(asked, words, words, words)
    differs = say(asked, words + " now")[0]
    look(asked)
    first.refresh_from_db()
    passed = pass_comment(
        comment=first, spans=from_rows(first.suggested_spans), user=forum_moderator
    )
    before = AuditEntry.objects.filter(action="comment.passed").count()
    assert pass_same_words(comment=passed, user=forum_moderator) == 2
    assert AuditEntry.objects.filter(action="comment.passed").count() == before + 2
    for other in (second, third):
        other.refresh_from_db()
        assert other.status == CommentStatus.PASSED
        assert other.redacted_words == passed.redacted_words
        assert other.moderated_by == forum_moderator
    differs.refresh_from_db()
    assert differs.status == CommentStatus.WAITING
    assert campaigns_of([differs]) == campaigns_of([first])


def test_other_blanks_are_other_words_because_the_spans_would_not_fit(asked, forum_moderator):
    first, _spaced = say(asked, "Ring  me on 07700 900123", "Ring me on 07700 900123")
    look(asked)
    first.refresh_from_db()
    assert first.same_words is not None
    assert others_with_same_words(first) == []


def test_what_says_the_same_is_set_aside_together(asked, forum_moderator):
    first, second = say(asked, "asdf asdf", "asdf asdf")
    look(asked)
    first.refresh_from_db()
    first = set_aside(comment=first, reason=SetAsideReason.EMPTY, user=forum_moderator)
    reason = SetAsideReason.EMPTY
    assert set_same_words_aside(comment=first, reason=reason, user=forum_moderator) == 1
    second.refresh_from_db()
    assert second.set_aside_reason == SetAsideReason.EMPTY


def test_somebody_else_cannot_pass_the_rest(asked, forum_moderator, council_moderator):
    first = say(asked, LETTER, LETTER)[0]
    look(asked)
    first.refresh_from_db()
    passed = pass_comment(comment=first, spans=[], user=forum_moderator)
    with pytest.raises(PermissionDenied):
        pass_same_words(comment=passed, user=council_moderator)


def test_the_desk_says_how_many_are_alike_and_offers_to_do_the_same(client, asked, forum_moderator):
    first = say(asked, LETTER, LETTER, LETTER + " now")[0]
    look(asked)
    visitor = sign_in(client, forum_moderator)
    assert "one of 3 nearly the same" in visitor.get(reverse("comments:queue")).content.decode()
    desk = reverse("comments:desk", args=[first.pk])
    page = visitor.get(desk).content.decode()
    assert "One of 3 comments that are nearly the same" in page
    assert "with 1 other comment that waits" in page
    visitor.post(desk, {"act": "pass", "seen": "", "with_the_same": "on"})
    assert Comment.objects.passed().count() == 2


def test_without_the_tick_only_one_is_passed(client, asked, forum_moderator):
    first = say(asked, LETTER, LETTER)[0]
    look(asked)
    visitor = sign_in(client, forum_moderator)
    visitor.post(reverse("comments:desk", args=[first.pk]), {"act": "pass", "seen": ""})
    assert Comment.objects.passed().count() == 1


def test_a_moderator_can_look_at_once(client, asked, forum_moderator):
    say(asked, LETTER, LETTER)
    answer = sign_in(client, forum_moderator).post(reverse("comments:look_for_campaigns"))
    assert answer.status_code == 302
    run_waiting_tasks()
    assert Comment.objects.filter(campaign__isnull=False).count() == 2


# Possible doubles


@pytest.fixture
def longer(forum):
    agree = {"yes": "Yes", "no": "No"}
    steps = [
        build_step(code="CH1", type=QuestionType.CHOICE, options=agree),
        build_step(code="CH2", type=QuestionType.CHOICE, options=agree),
        build_step(),
    ]
    return build_version(owner=forum, questions=steps)


def answer(longer, words: str = "Nobody rang back", second: str = "no", **given) -> Response:
    answers = {"CH1": ["yes"], "CH2": [second], "OPEN1": words}
    return build_response(version=longer, answers=answers, **given)


def test_the_same_answers_and_words_in_one_week_may_be_a_double(longer):
    one, two = answer(longer), answer(longer, words="Nobody  rang back")
    others = [
        answer(longer, second="yes"),
        answer(longer, words="Somebody rang back"),
        answer(longer, channel=Channel.PAPER),
        answer(longer, who_answered="someone_for_me"),
    ]
    group_recent_comments()
    doubles = PossibleDouble.objects.all()
    assert {double.response_id for double in doubles} == {one.pk, two.pk}
    assert len({double.group for double in doubles}) == 1
    assert all(other.state == ResponseState.RECEIVED for other in others)


def test_two_answers_are_the_same_by_chance(forum):
    steps = [build_step(code="CH1", type=QuestionType.CHOICE, options={"yes": "Y"}), build_step()]
    version = build_version(owner=forum, questions=steps)
    for _number in range(2):
        build_response(version=version, answers={"CH1": ["yes"], "OPEN1": "Fine"})
    look(version)
    assert not PossibleDouble.objects.exists()


def test_a_double_that_was_taken_back_is_none_any_more(longer):
    answer(longer)
    answer(longer, code="3467CDFGHJKM")
    look(longer)
    assert PossibleDouble.objects.count() == 2
    withdraw_response(code="3467CDFGHJKM")
    look(longer)
    assert not PossibleDouble.objects.exists()


def test_a_coordinator_sets_one_aside_and_takes_it_back(longer, forum_coordinator):
    response = answer(longer)
    set_response_aside(response=response, reason="sent_twice", user=forum_coordinator)
    assert not Response.objects.counting().exists()
    entry = AuditEntry.objects.order_by("-number").first()
    assert (entry.action, entry.note) == ("response.set_aside", "sent_twice")
    look(longer)
    count_response_again(response=response, user=forum_coordinator)
    assert Response.objects.counting().get() == response


def test_only_coordinators_of_the_owner_set_aside(
    longer, council_coordinator, forum_moderator, administrator
):
    response = answer(longer)
    for user in (council_coordinator, forum_moderator, administrator):
        with pytest.raises(PermissionDenied):
            set_response_aside(response=response, reason="sent_twice", user=user)
        with pytest.raises(PermissionDenied):
            count_response_again(response=response, user=user)


def test_a_withdrawn_response_stays_withdrawn(longer, forum_coordinator):
    response = answer(longer, code="3467CDFGHJKM")
    withdraw_response(code="3467CDFGHJKM")
    set_response_aside(response=response, reason="sent_twice", user=forum_coordinator)
    count_response_again(response=response, user=forum_coordinator)
    response.refresh_from_db()
    assert response.state == ResponseState.WITHDRAWN


def test_the_list_of_doubles_shows_counts_and_no_answers(
    client, longer, forum_coordinator, council_coordinator
):
    response = answer(longer)
    answer(longer)
    look(longer)
    visitor = sign_in(client, forum_coordinator)
    page = visitor.get(reverse("comments:doubles")).content.decode()
    assert "2 responses" in page
    assert "2 answers chosen" in page
    assert "Nobody rang back" not in page
    address = reverse("comments:set_response_aside", args=[response.pk])
    visitor.post(address, {"reason": "sent_twice"})
    assert Response.objects.counting().count() == 1
    assert "does not count" in visitor.get(reverse("comments:doubles")).content.decode()
    visitor.post(address)
    assert Response.objects.counting().count() == 2
    visitor.post(address, {"reason": ""})
    assert Response.objects.counting().count() == 2
    stranger = sign_in(client, council_coordinator)
    assert "No possible doubles" in stranger.get(reverse("comments:doubles")).content.decode()
    assert stranger.post(address, {"reason": "sent_twice"}).status_code == 404
