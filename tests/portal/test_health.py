"""What the portal says about itself, and what people see while its database is away."""

import datetime
import sqlite3
from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory
from django.utils import timezone

from portal.health import DatabaseTroubleMiddleware, is_database_trouble
from portal.jobs.models import Heartbeat


def test_the_portal_is_well_when_database_and_queue_answer(client, db):
    Heartbeat.beat("queue")
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "queue": "ok"}


def test_the_portal_is_not_well_when_no_task_ever_ran(client, db):
    assert client.get("/healthz").status_code == 503


def test_the_portal_is_not_well_when_no_task_ran_for_a_minute(client, db):
    a_minute_ago = timezone.now() - datetime.timedelta(seconds=61)
    Heartbeat.objects.create(name="queue", beat_at=a_minute_ago)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "queue": "no sign of life"}


def test_the_portal_is_not_well_without_its_database(client, db, monkeypatch):
    def away():
        raise OperationalError("could not connect to server at 10.0.0.7")

    monkeypatch.setattr("portal.health.connection", SimpleNamespace(cursor=away))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "no answer", "queue": "not known"}


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_database_that_is_away_becomes_a_page_that_says_try_again(
    client, db, monkeypatch, error, method
):
    def away():
        raise error("could not connect to server at 10.0.0.7: INSERT INTO answers")

    monkeypatch.setattr("portal.health.queue_is_alive", away)
    monkeypatch.setattr("portal.health.DatabaseError", ZeroDivisionError)
    answer = getattr(client, method)("/healthz")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    page = answer.content.decode()
    assert "10.0.0.7" not in page
    assert "INSERT" not in page


def test_a_middleware_that_finds_no_database_gives_the_same_page(client, db, monkeypatch):
    def away(self, request):
        raise OperationalError("could not connect")

    monkeypatch.setattr(
        "django.contrib.sessions.middleware.SessionMiddleware.process_request", away
    )
    client.raise_request_exception = False
    answer = client.get("/accounts/login/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"


def test_a_mistake_of_ours_is_not_passed_off_as_trouble_with_the_database():
    mistake = OperationalError("no such column: answers.mood")
    mistake.__cause__ = sqlite3.OperationalError("no such column: answers.mood")
    mistake.__cause__.sqlite_errorcode = sqlite3.SQLITE_ERROR
    assert not is_database_trouble(mistake)
    assert not is_database_trouble(ValueError())
    middleware = DatabaseTroubleMiddleware(lambda request: None)
    assert middleware.process_exception(RequestFactory().get("/"), mistake) is None


def test_a_database_that_is_locked_for_too_long_is_trouble():
    locked = OperationalError("database is locked")
    locked.__cause__ = sqlite3.OperationalError("database is locked")
    locked.__cause__.sqlite_errorcode = sqlite3.SQLITE_BUSY
    assert is_database_trouble(locked)
