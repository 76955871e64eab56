"""Sealed answers arrive once, or are kept where a coordinator sees them. Nothing is dropped."""

import datetime
import json
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from portal.encryption import make_code
from surveys.questionnaires.models import SurveyPage
from surveys.responding.actions import response_of_code
from surveys.responding.assisted.actions import end_pin, forget_old_keys, give_new_pin
from surveys.responding.assisted.arrivals import let_in, take_in, ticket_for
from surveys.responding.assisted.models import KEY_DAYS, Event, KeptEnvelope
from surveys.responding.assisted.sealing import make_keys
from surveys.responding.assisted.staff_enums import KeptBecause
from surveys.responding.models import Response
from tests.builders import build_event, build_open_survey, build_question, in_days
from tests.surveys.responding.assisted.conftest import (
    TALK,
    envelope,
    filled_in,
    post,
    sealed_content,
)


@pytest.fixture
def ticket(event):
    return ticket_for(event)


def outcomes(reply) -> list[str]:
    return list(reply.json()["outcomes"].values())


def test_a_sealed_answer_becomes_a_response_under_the_code_of_the_tablet(
    client, event, ticket, version
):
    code = make_code()
    content = sealed_content(version, code=code, fields=filled_in(q2="Nobody rang back."))

    reply = post(client, ticket, envelope(event, content))

    response = response_of_code(code)
    event.refresh_from_db()
    assert outcomes(reply) == ["arrived"]
    assert response.channel == "event"
    assert response.comments.get().open_words() == "Nobody rang back."
    assert event.responses == 1


def test_an_envelope_that_is_sent_again_counts_once(client, event, ticket, version):
    sealed = envelope(event, sealed_content(version))

    replies = [post(client, ticket, sealed) for _time in range(5)]

    event.refresh_from_db()
    assert [outcomes(reply) for reply in replies] == [["arrived"]] * 5
    assert (Response.objects.count(), event.responses) == (1, 1)
    assert not KeptEnvelope.objects.exists()


def test_the_same_code_in_two_envelopes_counts_once(client, event, ticket, version):
    content = sealed_content(version)

    post(client, ticket, envelope(event, content), envelope(event, content))

    assert Response.objects.count() == 1


def test_it_counts_in_the_week_of_the_event(forum_coordinator, version):
    event, _pin = build_event(user=forum_coordinator, versions=[version], days=-10)
    at = timezone.now() - datetime.timedelta(days=10)
    name, sealed = envelope(event, sealed_content(version, sealed_at=at))

    take_in(event=event, pin_works=True, envelopes=[(name, sealed)])

    assert Response.objects.get().week_received == in_days(-10) - datetime.timedelta(
        days=in_days(-10).weekday()
    )


@pytest.mark.parametrize(("days", "outcome"), [(14, "arrived"), (15, "kept")])
def test_answers_of_the_day_are_taken_for_a_fortnight(event, version, days, outcome):
    name, sealed = envelope(event, sealed_content(version))

    found = take_in(event=event, pin_works=True, envelopes=[(name, sealed)], on=in_days(days))

    assert found == {str(name): outcome}


def test_an_answer_sealed_after_the_day_is_kept_aside(event, version):
    later = timezone.now() + datetime.timedelta(days=1)

    found = take_in(
        event=event,
        pin_works=True,
        envelopes=[envelope(event, sealed_content(version, sealed_at=later))],
    )

    assert list(found.values()) == ["kept"]
    assert event.envelopes.get().because == KeptBecause.LATE


def test_a_survey_that_closed_meanwhile_takes_what_was_said_before(event, version):
    SurveyPage.objects.of_survey(version.survey_key).update(closes_on=event.held_on)

    found = take_in(
        event=event,
        pin_works=True,
        envelopes=[envelope(event, sealed_content(version))],
        on=in_days(3),
    )

    assert list(found.values()) == ["arrived"]


def test_a_survey_that_was_closed_on_the_day_takes_nothing(event, version):
    SurveyPage.objects.of_survey(version.survey_key).update(closes_on=in_days(-1))

    take_in(event=event, pin_works=True, envelopes=[envelope(event, sealed_content(version))])

    assert event.envelopes.get().because == KeptBecause.CLOSED
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"code": "AEIOU0000000"},
        {"survey": str(uuid.uuid4())},
        {"survey": 7},
        {"version": 10**30},
        {"version": "x"},
        {"language": "pl"},
        {"language": None},
        {"sealed_at": "yesterday"},
        {"sealed_at": "2026-11-22T10:00"},
        {"fields": []},
        {"fields": {}},
        {"fields": {"consent_heard": "on"}},
        {"fields": {name: [value] for name, value in (TALK | {"helper_role": "me"}).items()}},
        {"fields": {name: [value] for name, value in filled_in(q1="no such option").items()}},
        {"fields": {name: [value] for name, value in filled_in(q3="lots").items()}},
        {"fields": {name: [value] for name, value in filled_in(q2="x" * 6000).items()}},
    ],
)
def test_what_does_not_fit_is_kept_aside(event, version, change):
    content = sealed_content(version) | change

    found = take_in(event=event, pin_works=True, envelopes=[envelope(event, content)])

    assert list(found.values()) == ["kept"]
    assert event.envelopes.get().because == KeptBecause.DOES_NOT_FIT
    assert not Response.objects.exists()


@pytest.mark.parametrize("content", [None, 7, [], "words", {"code": None}])
def test_what_is_no_answer_at_all_is_kept_aside(event, content):
    found = take_in(event=event, pin_works=True, envelopes=[envelope(event, content)])

    assert list(found.values()) == ["kept"]


def test_what_was_sealed_for_another_key_is_kept_aside(client, event, ticket, version):
    public, _private = make_keys()

    reply = post(client, ticket, envelope(event, sealed_content(version), key=public))

    assert outcomes(reply) == ["kept"]
    assert event.envelopes.get().because == KeptBecause.UNREADABLE


def test_one_spoilt_envelope_does_not_hold_up_the_others(client, event, ticket, version):
    public, _private = make_keys()

    reply = post(
        client,
        ticket,
        envelope(event, sealed_content(version)),
        envelope(event, sealed_content(version), key=public),
        envelope(event, sealed_content(version)),
    )

    assert outcomes(reply) == ["arrived", "kept", "arrived"]


def test_after_the_pin_was_ended_answers_wait_for_a_coordinator(
    client, forum_coordinator, event, ticket, version
):
    before = envelope(event, sealed_content(version))
    end_pin(event=event, user=forum_coordinator)
    tomorrow = timezone.now() + datetime.timedelta(minutes=1)
    after = envelope(event, sealed_content(version, sealed_at=tomorrow))

    for _time in range(2):
        assert outcomes(post(client, ticket, before, after)) == ["kept", "kept"]
    assert not Response.objects.exists()

    assert let_in(event=event, user=forum_coordinator) == (1, 1)
    assert let_in(event=event, user=forum_coordinator) == (0, 1)
    event.refresh_from_db()
    assert (Response.objects.count(), event.responses) == (1, 1)
    assert event.envelopes.get().name == after[0]


def test_a_tablet_that_got_the_new_pin_sends_what_was_kept_aside_before(
    client, forum_coordinator, event, ticket, version
):
    sealed = envelope(event, sealed_content(version))
    give_new_pin(event=event, user=forum_coordinator)
    assert outcomes(post(client, ticket, sealed)) == ["kept"]

    event.refresh_from_db()
    assert outcomes(post(client, ticket_for(event), sealed)) == ["arrived"]
    assert not event.envelopes.exists()


def test_only_coordinators_of_the_partner_let_answers_in(council_coordinator, event):
    with pytest.raises(PermissionDenied):
        let_in(event=event, user=council_coordinator)


def test_a_ticket_is_worth_nothing_for_another_event(client, forum_coordinator, event, version):
    other, _pin = build_event(user=forum_coordinator, versions=[version])

    reply = post(client, ticket_for(other), envelope(event, sealed_content(version)))

    assert outcomes(reply) == ["kept"]
    assert not Response.objects.exists()


def test_a_forged_ticket_is_refused(client, event, ticket, version):
    for forged in ("", "x:y:z", ticket[:-1] + ("a" if ticket[-1] != "a" else "b")):
        assert post(client, forged, envelope(event, sealed_content(version))).status_code == 410


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"7",
        b"null",
        b'{"ticket": 7, "envelopes": []}',
        b'{"ticket": "x", "envelopes": {}}',
        b'{"ticket": "x", "envelopes": [7]}',
        b'{"ticket": "x", "envelopes": [{"name": "n", "sealed": {}}]}',
        b'{"ticket": "x", "envelopes": [{"name": 7, "sealed": {}}]}',
        b'{"ticket": "x", "envelopes": "' + b"[" * 20_000 + b'"}',
        b"[" * 100_000,
    ],
)
def test_a_malformed_post_is_refused_without_an_accident(client, db, body):
    reply = client.post("/en/help/arrivals/", body, content_type="application/json")

    assert reply.status_code == 400


def test_an_envelope_with_signs_that_no_database_takes_is_refused(client, event, ticket, version):
    name, sealed = envelope(event, sealed_content(version))

    assert post(client, ticket, (name, sealed | {"words": "\x00"})).status_code == 400


def test_a_post_of_more_than_two_megabytes_is_refused(client, db):
    for size in (2_000_001, 3_000_000):
        reply = client.post("/en/help/arrivals/", b"x" * size, content_type="application/json")
        assert reply.status_code == 413


def test_no_more_are_taken_at_once_than_a_tablet_sends(client, event, ticket, version):
    sealed = envelope(event, sealed_content(version))

    assert post(client, ticket, *[(uuid.uuid4(), sealed[1])] * 26).status_code == 400


def test_arrival_needs_no_cookie_and_gives_none(event, ticket, version):
    client = Client(enforce_csrf_checks=True)

    reply = post(client, ticket, envelope(event, sealed_content(version)))

    assert outcomes(reply) == ["arrived"]
    assert not reply.cookies
    assert "no-store" in reply.headers["Cache-Control"]


def test_each_envelope_costs_the_same_few_queries(
    client, event, ticket, version, django_assert_max_num_queries
):
    three = [envelope(event, sealed_content(version)) for _number in range(3)]
    post(client, ticket, envelope(event, sealed_content(version)))

    # The event; then of each: version, page, event, receipt (twice), response, comment, count, the
    # envelope that may have been kept aside before, and three savepoints.
    with django_assert_max_num_queries(1 + 3 * 18):
        post(client, ticket, *three)


def test_the_key_goes_after_six_weeks_and_what_was_never_let_in_is_counted(
    client, forum_coordinator, event, ticket, version
):
    end_pin(event=event, user=forum_coordinator)
    post(client, ticket, envelope(event, sealed_content(version)))

    assert forget_old_keys(on=in_days(KEY_DAYS)) == 0
    assert forget_old_keys(on=in_days(KEY_DAYS + 1)) == 1
    assert forget_old_keys(on=in_days(KEY_DAYS + 1)) == 0
    event.refresh_from_db()
    assert (event.sealed_private_key, event.never_read) == ("", 1)
    assert not KeptEnvelope.objects.exists()
    assert post(client, ticket, envelope(event, sealed_content(version))).status_code == 410


def test_the_private_key_lies_sealed(event):
    key = event.open_private_key()

    assert len(key) == 44
    assert key not in json.dumps(list(Event.objects.values()), default=str)


def test_a_survey_with_several_questions_of_every_kind_arrives(client, forum_coordinator, council):
    version = build_open_survey(
        coordinator=forum_coordinator, questions=[build_question(code="CO1"), build_question()]
    )
    event, _pin = build_event(user=forum_coordinator, versions=[version])
    option = version.questions()[0]["options"][0]["key"]
    content = sealed_content(version, fields=filled_in(q1=option, q2=option))

    assert outcomes(post(client, ticket_for(event), envelope(event, content))) == ["arrived"]
    assert Response.objects.get().answers.count() == 2
