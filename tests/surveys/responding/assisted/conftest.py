"""A survey with a condition, an event that asks it today, and what a helper fills in."""

import datetime
import json
import uuid

import pytest
from django.utils import timezone

from portal.encryption import make_code
from portal.partners.enums import Role
from surveys.questionnaires.enums import QuestionType
from surveys.responding.assisted.sealing import seal_envelope
from tests.builders import build_event, build_member, build_open_survey, build_question


@pytest.fixture
def version(forum_coordinator):
    """A choice, a comment, a number, and a required faces question."""
    return build_open_survey(
        coordinator=forum_coordinator,
        questions=[
            build_question(
                code="EX1", text="Did you know?", type=QuestionType.CHOICE, options=["Yes", "No"]
            ),
            build_question(code="OPEN1", text="What should change?", type=QuestionType.TEXT),
            build_question(code="NUM1", text="How many letters?", type=QuestionType.NUMBER),
        ],
    )


@pytest.fixture
def event_and_pin(forum_coordinator, version):
    return build_event(user=forum_coordinator, versions=[version])


@pytest.fixture
def event(event_and_pin):
    return event_and_pin[0]


@pytest.fixture
def pin(event_and_pin):
    return event_and_pin[1]


@pytest.fixture
def forum_helper(forum):
    return build_member(partner=forum, role=Role.HELPER)


@pytest.fixture
def tablet(client, pin):
    """A browser that has typed today's PIN."""
    client.post("/en/help/", {"pin": pin})
    return client


#: What a helper fills in before any question.
TALK = {"consent_heard": "on", "helper_role": "connector", "who_answered": "me_with_help"}


def filled_in(**answers: str) -> dict[str, str]:
    """Fields of the sheet; answers go by q1, q2, q3."""
    return TALK | {f"{name}-answer": answer for name, answer in answers.items()}


def sealed_content(version, *, code: str = "", sealed_at=None, fields=None, **given) -> dict:
    """What a tablet seals."""
    fields = filled_in(q2="Nobody rang back.") if fields is None else fields
    return {
        "survey": str(version.survey_key),
        "version": version.pk,
        "language": "en",
        "easy": False,
        "code": code or make_code(),
        "sealed_at": (sealed_at or timezone.now()).isoformat(),
        "fields": {name: [value] for name, value in fields.items()},
    } | given


def envelope(event, content, *, key: str = "", name: uuid.UUID | None = None):
    """(name, sealed) as a tablet would send it."""
    name = name or uuid.uuid4()
    sealed = seal_envelope(
        content, public_key=key or event.public_key, event=str(event.pk), name=str(name)
    )
    return name, sealed


def post(client, ticket: str, *envelopes):
    body = {
        "ticket": ticket,
        "envelopes": [{"name": str(name), "sealed": sealed} for name, sealed in envelopes],
    }
    return client.post("/en/help/arrivals/", json.dumps(body), content_type="application/json")


def at_london(monkeypatch, moment: str) -> None:
    """Let it be this moment in London, for everything that asks Django for the time."""
    local = datetime.datetime.fromisoformat(moment).replace(tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: local.astimezone(datetime.UTC))
