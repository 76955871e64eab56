"""An attack is answered with a sum or a short wait; on ordinary days nobody meets either."""

import hashlib
import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.partners.models import AreaSettings
from surveys.questionnaires.enums import QuestionType
from surveys.responding import guarding
from surveys.responding.guarding import Ticket, proves
from surveys.responding.models import Draft
from tests.builders import build_open_survey, build_question

pytestmark = pytest.mark.django_db
CROWD = "Very many people are here just now"


@pytest.fixture
def asked(council_coordinator):
    return build_open_survey(
        coordinator=council_coordinator, questions=[build_question(type=QuestionType.TEXT)]
    )


@pytest.fixture
def start(asked):
    return reverse("responding:start", args=[asked.survey_key])


@pytest.fixture
def attack(settings):
    settings.GUARD_STARTS_PER_MINUTE = 0


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1_800_000_000

    monkeypatch.setattr(guarding, "_now", lambda: Clock.now)
    return Clock


def ticket_in(answer) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())[1]


def proof_for(ticket: str) -> str:
    challenge = Ticket.read(ticket).id
    return next(str(n) for n in range(10_000_000) if proves(challenge, str(n)))


def through(answer) -> bool:
    return answer.status_code == 302 and Draft.objects.count() == 1


def test_on_ordinary_days_nobody_is_held_up(client, start):
    assert through(client.post(start))


def test_over_the_threshold_everybody_is_for_ten_minutes(client, start, settings, clock):
    settings.GUARD_STARTS_PER_MINUTE = 3
    codes = [client.post(start, {"again": "yes"}).status_code for _number in range(4)]
    assert codes == [302, 302, 302, 429]
    clock.now += 120
    assert client.post(start, {"again": "yes"}).status_code == 429
    cache.delete("guard:on")  # as the cache does after ten minutes
    assert client.post(start, {"again": "yes"}).status_code == 302


def test_a_person_can_switch_the_guard_on(client, start):
    area = AreaSettings.load()
    area.guard_always = True
    area.save()
    assert CROWD in client.post(start).content.decode()


def test_a_browser_that_did_the_sum_goes_on_at_once(client, start, attack):
    held = client.post(start)
    assert held.status_code == 429 and CROWD in held.content.decode()
    assert "proof.js" in held.content.decode()
    ticket = ticket_in(held)
    assert through(client.post(start, {"ticket": ticket, "proof": proof_for(ticket)}))


def test_a_ticket_opens_one_answer(client, start, attack):
    ticket = ticket_in(client.post(start))
    proof = proof_for(ticket)
    assert through(client.post(start, {"ticket": ticket, "proof": proof}))
    again = client.post(start, {"again": "yes", "ticket": ticket, "proof": proof})
    assert again.status_code == 429
    assert ticket_in(again) != ticket


@pytest.mark.parametrize("proof", ["", "0", "-1", "1e9", "٣", "9" * 50, "<script>"])
def test_a_wrong_sum_does_not_help(client, start, attack, proof):
    ticket = ticket_in(client.post(start))
    held = client.post(start, {"ticket": ticket, "proof": proof})
    assert held.status_code == 429
    assert "Not yet." in held.content.decode()
    assert ticket_in(held) == ticket


def test_without_a_script_twenty_seconds_of_waiting_are_enough(client, start, attack, clock):
    held = client.post(start)
    assert "Please press Continue in 20 seconds." in held.content.decode()
    assert held["Retry-After"] == "20"
    clock.now += 13
    early = client.post(start, {"ticket": ticket_in(held)})
    assert "Please press Continue in 7 seconds." in early.content.decode()
    clock.now += 7
    assert through(client.post(start, {"ticket": ticket_in(early)}))


def test_by_waiting_alone_only_so_many_come_in(client, start, settings, clock, monkeypatch):
    settings.GUARD_STARTS_PER_MINUTE = 4
    cache.set("guard:on", True)
    tickets = [ticket_in(client.post(start)) for _number in range(4)]
    clock.now += 20
    posts = [client.post(start, {"again": "yes", "ticket": each}) for each in tickets]
    assert [post.status_code for post in posts] == [302, 302, 429, 429]


def test_a_ticket_of_somebody_who_made_it_up_is_none(client, start, attack):
    for ticket in ("", "x", "x:y:z", Ticket.new().signed[:-2] + "xx"):
        held = client.post(start, {"ticket": ticket})
        assert held.status_code == 429
        assert "Please press Continue in 20 seconds." in held.content.decode()


def test_what_the_start_page_sent_travels_along(client, start, attack):
    page = client.post(start, {"audience": "young_people", "p": '"><b>'}).content.decode()
    assert 'name="audience" value="young_people"' in page
    assert "<b>" not in page


def test_the_page_of_a_survey_never_asks_for_a_sum(client, start, attack):
    page = client.get(start)
    assert page.status_code == 200
    assert "proof.js" not in page.content.decode()


def test_no_address_is_kept(client, start, attack):
    client.post(start, REMOTE_ADDR="192.0.2.77")
    kept = {**cache._cache}
    assert any("guard:" in key for key in kept)
    assert not any("192.0.2" in key or b"192.0.2" in value for key, value in kept.items())


@given(st.integers(0, 5000))
def test_a_proof_is_what_it_says(number):
    digest = hashlib.sha256(f"abc:{number}".encode()).hexdigest()
    assert proves("abc", str(number), bits=8) == digest.startswith("00")
