"""The forum's words belong to the forum: no council role opens them by any address of the portal.

One person holds every role at the council and is administrator as well. Every address there is,
filled in with the keys of the forum's own rows, is opened as that person; the words must be in no
answer. The same walk as the forum's moderator must find them, or the walk itself proves nothing.
"""

import logging
import re
import uuid

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import ReferenceIndex
from wagtail.search.index import class_is_indexed
from wagtail.snippets.models import get_snippet_models

from forum.loop.actions import tell_contributors
from portal.encryption import make_code
from portal.partners.enums import Role
from portal.partners.models import Membership
from surveys.comments.models import Comment
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.enums import QuestionType
from surveys.responding.actions import record_response
from surveys.responding.enums import Channel
from tests.builders import (
    build_entry,
    build_person,
    build_question,
    build_survey_page,
    build_wish,
    sign_in,
)

WORDS = "our letter had no date and so we waited until the summer was over"
PARAMETER = re.compile(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)|<(?:\w+:)?\w+>|\([^()]*\)")
#: They change things at a mere GET or end the session; none shows words.
LEFT_OUT = ("logout", "django_plotly")


def addresses(resolver: URLResolver, prefix: str = ""):
    """Every route under a resolver, as text with its parameters still in it."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def filled(route: str, key: object) -> str:
    """The route as a path, with every parameter replaced by the key."""
    path = PARAMETER.sub(str(key), route)
    return "/" + re.sub(r"[\^$\\?]|\\Z", "", path).replace("//", "/").lstrip("/")


@pytest.fixture
def forum_comment(forum, forum_coordinator, home_page):
    question = build_question(text="What went well?", type=QuestionType.TEXT)
    page = build_survey_page(owner=forum, questions=[question])
    version = open_survey(page=page, user=forum_coordinator)
    record_response(
        version=version,
        answers={question.key: WORDS},
        channel=Channel.WEB,
        language="en",
        code=make_code(),
    )
    return Comment.objects.get()


@pytest.fixture
def council_everything(council, administrator):
    """Every role at the council, and administrator on top."""
    for role in Role:
        Membership.objects.create(user=administrator, partner=council, role=role)
    return administrator


def keys_of(comment: Comment) -> list[object]:
    page_and_question = [
        row
        for table in ("questionnaires_surveypage", "questionnaires_question")
        for row in _first_key(table)
    ]
    return [comment.pk, comment.response_id, comment.survey_key, *page_and_question, 1]


def _first_key(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608 (names above)
        return [cursor.fetchone()[0]]


def answers_with_words(client, comment: Comment) -> list[str]:
    """The addresses whose answer holds the forum's words."""
    found = []
    for route in sorted(set(addresses(get_resolver()))):
        if any(word in route for word in LEFT_OUT):
            continue
        keys = keys_of(comment) if PARAMETER.search(route) else [""]
        for address in dict.fromkeys(filled(route, key) for key in keys):
            answer = client.get(address)
            content = b"".join(answer) if answer.streaming else answer.content
            if WORDS.encode() in content or WORDS in str(answer.headers):
                found.append(address)
    return found


@pytest.mark.slow
def test_no_address_shows_the_forums_words_to_the_council(
    client, council_everything, forum_comment, caplog
):
    caplog.set_level(logging.DEBUG)
    client.raise_request_exception = False
    sign_in(client, council_everything)
    assert answers_with_words(client, forum_comment) == []
    assert WORDS not in caplog.text


def test_the_same_walk_finds_them_for_the_forums_moderator(client, forum_moderator, forum_comment):
    sign_in(client, forum_moderator)
    desk = client.get(f"/admin/comments/{forum_comment.pk}/").content.decode()
    assert WORDS in desk
    assert f"/admin/comments/{forum_comment.pk}/" in {
        filled(route, forum_comment.pk) for route in addresses(get_resolver())
    }


def test_no_row_of_the_database_holds_them_in_clear(forum_comment):
    held = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            held += [table for row in cursor.fetchall() if WORDS in str(row)]
    assert held == []


@pytest.mark.parametrize("role", [None, *Role])
def test_no_council_role_has_them_among_its_readable_rows(
    council, forum_comment, administrator, role
):
    person = administrator if role is None else build_person()
    if role:
        Membership.objects.create(user=person, partner=council, role=role)
    assert not Comment.objects.readable_by(person).exists()
    assert not Comment.objects.redacted_for(person).exists()


def test_nothing_of_a_comment_is_searched_indexed_or_offered_by_an_api(client, administrator):
    assert not class_is_indexed(Comment)
    assert not ReferenceIndex.model_is_indexable(Comment)
    assert Comment not in get_snippet_models()
    sign_in(client, administrator)
    for address in ("/api/v2/pages/", "/api/v3/", "/admin/api/main/comments/"):
        assert client.get(address, follow=True).status_code == 404


def test_a_stranger_who_guesses_a_key_gets_the_same_answer_as_for_none(
    client, council_everything, forum_comment
):
    sign_in(client, council_everything)
    there = client.get(f"/admin/comments/{forum_comment.pk}/")
    nowhere = client.get(f"/admin/comments/{uuid.uuid4()}/")
    assert there.status_code == nowhere.status_code == 404


def test_how_many_asked_the_forum_to_tell_them_is_the_forums_alone(
    client, council_everything, forum_coordinator, forum_comment
):
    entry = build_entry(
        user=forum_coordinator, published=True, survey_keys=[forum_comment.survey_key]
    )
    build_wish(survey_key=forum_comment.survey_key)
    tell_contributors(update=entry.updates.get(), user=forum_coordinator)
    sign_in(client, council_everything)
    screen = reverse("loop_entries:entry", args=[entry.pk])
    assert client.get(screen).status_code == 404
    for address in ("loop_entries:index", "emails:index", "jobs:index"):
        page = client.get(reverse(address)).content.decode()
        assert entry.name not in page
        assert "a contributor" not in page
    assert entry.name in sign_in(client, forum_coordinator).get(screen).content.decode()
