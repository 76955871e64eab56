"""The moderator's queue and desk, as a browser without JavaScript uses them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.models import AuditEntry
from surveys.comments.concerns import acknowledge_concern, flag_comment
from surveys.comments.enums import CommentStatus
from surveys.comments.models import Comment
from tests.builders import build_comment, build_passed_comment, build_version, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Mr Grieves at Oakbank School was unkind. Ring me on 07700 900123."


@pytest.fixture
def moderator(client, forum_moderator):
    return sign_in(client, forum_moderator)


def desk_of(comment):
    return reverse("comments:desk", args=[comment.pk])


def ticked(page):
    return re.findall(r'name="take_out" value="([^"]+)"[^>]* checked', page)


def seen(page):
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


def test_the_queue_lists_references_and_no_words(moderator, forum):
    comment = build_comment(owner=forum, words=WORDS)

    page = moderator.get(reverse("comments:queue")).content.decode()

    assert str(comment) in page
    assert "Oakbank" not in page
    assert "1 comment waits to be read." in page


def test_the_queue_can_be_kept_to_one_survey(moderator, forum):
    first = build_comment(version=build_version(owner=forum, title="Reviews"), words="One")
    second = build_comment(version=build_version(owner=forum, title="Transport"), words="Two")

    page = moderator.get(reverse("comments:queue"), {"survey": first.survey_key}).content.decode()

    assert str(first) in page
    assert str(second) not in page
    assert "Transport" in page


def test_an_empty_queue_says_so(moderator):
    assert "Nothing waits. Thank you." in moderator.get(reverse("comments:queue")).content.decode()


def test_the_queue_takes_as_many_queries_for_fifty_as_for_five(
    moderator, forum, django_assert_num_queries
):
    version = build_version(owner=forum)
    for _each in range(5):
        build_comment(version=version, words="Words")
    moderator.get(reverse("comments:queue"))  # what Wagtail looks up once
    with CaptureQueriesContext(connection) as five:
        moderator.get(reverse("comments:queue"))
    # Ours: counts by survey, titles, how many there are, and the page of them.
    ours = [q for q in five if "comments_comment" in q["sql"] or "questionnaires_" in q["sql"]]
    assert len(ours) == 4

    for _each in range(45):
        build_comment(version=version, words="Words")

    with django_assert_num_queries(len(five)):
        moderator.get(reverse("comments:queue"))


def test_the_desk_shows_the_words_with_numbered_proposals_and_a_preview(moderator, forum):
    comment = build_comment(owner=forum, words=WORDS)

    page = moderator.get(desk_of(comment)).content.decode()

    assert "What should we do differently?" in page
    assert len(ticked(page)) == len(comment.suggested_spans)
    assert "[phone]" in page
    assert re.search(r"<mark[^>]*><bdi>07700 900123</bdi><sup>\d</sup></mark>", page)


def test_each_opening_of_raw_words_is_written_down_once(moderator, forum, forum_moderator):
    comment = build_comment(owner=forum, words=WORDS)

    moderator.get(desk_of(comment))

    entry = AuditEntry.objects.get(action="words.read")
    assert entry.target_id == str(comment.pk)
    assert entry.user == forum_moderator
    assert entry.note == ""


def test_pass_takes_out_what_is_ticked_and_leads_to_the_next_comment(moderator, forum):
    comment = build_comment(owner=forum, words=WORDS)
    following = build_comment(owner=forum, words="Thank you.")
    page = moderator.get(desk_of(comment)).content.decode()

    response = moderator.post(
        desk_of(comment),
        {"act": "pass", "take_out": ticked(page), "seen": seen(page)},
        follow=True,
    )

    comment.refresh_from_db()
    assert comment.status == CommentStatus.PASSED
    assert "07700" not in comment.redacted_words
    assert str(following) in response.content.decode()


def test_words_that_the_machine_missed_are_added_by_typing_them(moderator, forum):
    comment = build_comment(owner=forum, words="The wheelchair user in year nine was left out.")
    typed = {"add_1": "wheelchair user", "kind_1": "PERSON"}

    page = moderator.post(desk_of(comment), {"act": "preview", **typed}).content.decode()

    assert "[name 1] in year nine" in page
    assert any(key.startswith("4-19-PERSON") for key in ticked(page))
    comment.refresh_from_db()
    assert comment.status == CommentStatus.WAITING


def test_nothing_is_passed_that_was_not_shown_in_the_preview(moderator, forum):
    comment = build_comment(owner=forum, words=WORDS)
    page = moderator.get(desk_of(comment)).content.decode()

    changed = moderator.post(
        desk_of(comment), {"act": "pass", "take_out": [], "seen": seen(page)}
    ).content.decode()

    comment.refresh_from_db()
    assert comment.status == CommentStatus.WAITING
    assert "You changed something." in changed
    assert seen(changed) == ""


def test_words_that_are_not_there_are_named_at_the_field_and_nothing_typed_is_lost(
    moderator, forum
):
    comment = build_comment(owner=forum, words=WORDS)

    page = moderator.post(
        desk_of(comment),
        {"act": "preview", "take_out": ["0-10-PERSON"], "add_1": "Grievs", "kind_1": "PERSON"},
    ).content.decode()

    assert page.count("These words do not stand in the comment.") == 2  # summary and field
    assert 'value="Grievs"' in page
    assert "0-10-PERSON" in ticked(page)


@pytest.mark.parametrize(
    ("act", "message"),
    [("set_aside", "Choose why nobody should use"), ("flag", "Say in a few words")],
)
def test_setting_aside_and_flagging_need_a_reason(moderator, forum, act, message):
    comment = build_comment(owner=forum, words=WORDS)

    page = moderator.post(desk_of(comment), {"act": act}).content.decode()

    assert message in page
    comment.refresh_from_db()
    assert comment.status == CommentStatus.WAITING


def test_a_worry_that_was_typed_is_not_lost_by_pressing_pass(moderator, forum):
    comment = build_comment(owner=forum, words="Thank you.")

    page = moderator.post(
        desk_of(comment), {"act": "pass", "seen": "", "flag_reason": "Possible harm"}
    ).content.decode()

    comment.refresh_from_db()
    assert comment.status == CommentStatus.WAITING
    assert "You typed what worries you." in page
    assert 'value="Possible harm"' in page


def test_flagging_from_the_desk_locks_it_there(moderator, forum, forum_safeguarding_lead):
    comment = build_comment(owner=forum, words=WORDS)

    moderator.post(desk_of(comment), {"act": "flag", "flag_reason": "Possible harm"})

    assert moderator.get(desk_of(comment)).status_code == 404


def test_a_comment_can_be_left_for_later_even_as_the_first_one(moderator, forum):
    first = build_comment(owner=forum, words="One")
    second = build_comment(owner=forum, words="Two")
    order = list(Comment.objects.waiting())

    response = moderator.get(reverse("comments:next"), {"after": order[0].pk})

    assert {first, second} == set(order)
    assert response.url == desk_of(order[1])


def test_a_passed_comment_shows_only_its_redacted_words_and_can_be_taken_back(
    moderator, forum, forum_moderator
):
    comment = build_passed_comment(owner=forum, words=WORDS, user=forum_moderator)

    page = moderator.get(desk_of(comment)).content.decode()
    assert "07700 900123" not in page
    assert not AuditEntry.objects.filter(action="words.read").exists()

    moderator.post(reverse("comments:undo", args=[comment.pk]))
    comment.refresh_from_db()
    assert comment.status == CommentStatus.WAITING


def test_an_unreliable_check_is_said_aloud(moderator, forum):
    comment = build_comment(owner=forum, words="Dobrze", language="pl")

    assert "could not check this comment well" in moderator.get(desk_of(comment)).content.decode()


def test_the_lead_takes_a_concern_through_every_step(
    client, forum, forum_moderator, forum_safeguarding_lead
):
    comment = build_comment(owner=forum, words=WORDS)
    flag_comment(comment=comment, reason="Possible harm", user=forum_moderator)
    lead = sign_in(client, forum_safeguarding_lead)
    address = reverse("comments:concern", args=[comment.pk])

    assert str(comment) in lead.get(reverse("comments:concerns")).content.decode()
    assert "Oakbank" in lead.get(address).content.decode()
    lead.post(address, {"state": "new"})
    lead.post(address, {"state": "acknowledged", "reason": "Read it"})
    lead.post(address, {"state": "assessed", "reason": "Case 7", "decision": "referred"})
    lead.post(address, {"state": "referred", "reason": "Done", "return_to_coding": "on"})

    comment.refresh_from_db()
    assert comment.status == CommentStatus.WAITING
    assert comment.steps.count() == 5
    assert lead.get(address).status_code == 404
    assert "No concern is open." in lead.get(reverse("comments:concerns")).content.decode()


def test_a_step_pressed_on_an_old_screen_is_not_taken_twice(
    client, forum, forum_moderator, forum_safeguarding_lead
):
    comment = build_comment(owner=forum, words=WORDS)
    flag_comment(comment=comment, reason="Possible harm", user=forum_moderator)
    acknowledge_concern(comment=comment, user=forum_safeguarding_lead)
    lead = sign_in(client, forum_safeguarding_lead)

    lead.post(reverse("comments:concern", args=[comment.pk]), {"state": "new"})

    assert comment.steps.count() == 2
