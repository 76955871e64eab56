"""The forum's raw words are nowhere that the council, an administrator or a thief can look."""

import logging

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.search.index import class_is_indexed
from wagtail.snippets.models import get_snippet_models

from portal.partners.enums import Role
from surveys.comments import views
from surveys.comments.concerns import flag_comment
from surveys.comments.models import Comment, SafeguardingStep
from tests.builders import build_comment, build_member, build_passed_comment, build_person, sign_in

pytestmark = pytest.mark.django_db

CANARY = "Quillwort"
WORDS = f"My son {CANARY} Featherstonehaugh says the taxi driver of 07700 900777 shouts."


@pytest.fixture
def comments(forum, forum_moderator):
    waiting = build_comment(owner=forum, words=WORDS)
    passed = build_passed_comment(owner=forum, words=WORDS, user=forum_moderator)
    flagged = build_comment(owner=forum, words=WORDS)
    flag_comment(comment=flagged, reason="Possible harm", user=forum_moderator)
    return [waiting, passed, flagged]


def every_text_in_the_database():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            for column in columns:
                name = connection.ops.quote_name(column.name)
                cursor.execute(
                    f"SELECT CAST({name} AS TEXT) FROM {connection.ops.quote_name(table)} "  # noqa: S608 - names come from the schema
                    f"WHERE {name} IS NOT NULL"
                )
                for (text,) in cursor.fetchall():
                    yield table, column.name, text


def test_no_column_of_any_table_holds_the_raw_words(comments, client, forum_moderator):
    sign_in(client, forum_moderator).get(reverse("comments:desk", args=[comments[0].pk]))

    found = [
        (table, column)
        for table, column, text in every_text_in_the_database()
        if CANARY.lower() in text.lower() or "900777" in text
    ]

    assert found == []


@pytest.mark.parametrize("role", [*Role, "administrator"])
def test_no_admin_page_shows_them_to_the_council_or_an_administrator(
    comments, client, council, role
):
    person = (
        build_person(superuser=True)
        if role == "administrator"
        else build_member(partner=council, role=role)
    )
    sign_in(client, person)
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("comments:queue"),
        reverse("comments:concerns"),
        reverse("comments:next"),
        reverse("themes:overview"),
        reverse("themes:next"),
        reverse("releases:releases"),
        reverse("releases:new"),
        *(
            reverse(name, args=[comment.pk])
            for comment in comments
            for name in ("comments:desk", "comments:concern", "themes:desk")
        ),
    ]
    for address in addresses:
        page = client.get(address, follow=True).content.decode()
        assert CANARY not in page, address
    for comment in comments:
        for act in ("preview", "pass", "flag", "set_aside"):
            page = client.post(reverse("comments:desk", args=[comment.pk]), {"act": act})
            assert page.status_code == 404
            assert CANARY not in page.content.decode()


def test_an_error_shows_and_logs_none_of_them(
    comments, client, forum_moderator, monkeypatch, caplog
):
    def fail(*_args, **_options):
        raise RuntimeError("trouble")

    monkeypatch.setattr(views, "context_of", fail)
    client.raise_request_exception = False
    sign_in(client, forum_moderator)

    with caplog.at_level(logging.DEBUG):
        response = client.get(reverse("comments:desk", args=[comments[0].pk]))

    assert response.status_code == 500
    assert CANARY not in response.content.decode()
    assert CANARY not in caplog.text


def test_comments_are_no_snippet_are_not_searched_and_not_referenced(comments):
    for model in (Comment, SafeguardingStep):
        assert model not in get_snippet_models()
        assert not class_is_indexed(model)
        assert policy_registry.get_by_type(model, fallback=False) is None
    content_type = ContentType.objects.get_for_model(Comment)
    assert not ReferenceIndex.objects.filter(content_type=content_type).exists()


def test_no_model_viewset_of_the_admin_lists_comments():
    from wagtail.admin.viewsets import viewsets

    listed = {getattr(viewset, "model", None) for viewset in viewsets.viewsets}

    assert Comment not in listed
    assert listed & set(apps.get_app_config("comments").get_models()) == set()
