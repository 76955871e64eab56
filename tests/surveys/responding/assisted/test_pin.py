"""A PIN works on its day in London, until it is ended; what it opens is one event."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from surveys.responding.assisted.actions import EventIsOver, end_pin, event_of_pin, give_new_pin
from surveys.responding.assisted.models import Event
from tests.builders import build_event
from tests.surveys.responding.assisted.conftest import at_london


@pytest.fixture
def summer_event(monkeypatch, forum_coordinator, version):
    at_london(monkeypatch, "2026-07-01T12:00")
    held_on = datetime.date(2026, 7, 10)
    return build_event(user=forum_coordinator, versions=[version], held_on=held_on)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-07-09T23:59", False),
        # In UTC it is still the day before.
        ("2026-07-10T00:01", True),
        ("2026-07-10T23:59", True),
        ("2026-07-11T00:01", False),
    ],
)
def test_a_pin_opens_the_event_on_its_day_in_london_only(
    monkeypatch, client, summer_event, moment, opens
):
    event, pin = summer_event
    at_london(monkeypatch, moment)

    page = client.post("/en/help/", {"pin": pin}, follow=True)

    assert (event.title in page.content.decode()) is opens


def test_the_cookie_ends_with_the_day(monkeypatch, client, summer_event, version):
    _event, pin = summer_event
    at_london(monkeypatch, "2026-07-10T23:00")
    client.post("/en/help/", {"pin": pin})
    address = f"/en/help/answer/{version.survey_key}/"

    assert client.cookies["helping"]["max-age"] == 3600
    assert client.cookies["helping"]["httponly"]
    at_london(monkeypatch, "2026-07-11T00:01")
    assert client.get(address).headers["Location"] == "/en/help/"


def test_a_pin_is_found_however_it_is_typed(client, event, pin):
    urdu = "".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in pin)

    for typed in (f"{pin[:3]} {pin[3:]}", urdu):
        client.cookies.clear()
        client.post("/en/help/", {"pin": typed})
        assert "helping" in client.cookies, typed


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\x00", "①②③④⑤⑥", "9" * 5000])
def test_what_is_no_pin_gets_a_sentence(client, event, typed):
    page = client.post("/en/help/", {"pin": typed})

    assert page.status_code == 200
    assert "govuk-error-summary" in page.content.decode()
    assert "helping" not in client.cookies


def test_the_pin_is_kept_as_a_keyed_hash_alone(event, pin):
    row = Event.objects.filter(pk=event.pk).values().get()

    assert len(pin) == 6
    assert not any(pin in str(value) for value in row.values())


def test_two_events_of_one_day_never_share_a_pin(monkeypatch, forum_coordinator, version, pin):
    drawn = iter([int(pin), 7])
    monkeypatch.setattr("secrets.randbelow", lambda _most: next(drawn))

    _event, other = build_event(user=forum_coordinator, versions=[version])

    assert other == "000007"


def test_pressing_twice_makes_one_event_and_shows_no_second_pin(forum_coordinator, event, version):
    again, pin = build_event(user=forum_coordinator, versions=[version], event_id=event.pk)

    assert (again, pin) == (event, "")
    assert Event.objects.count() == 1


def test_ending_the_pin_shuts_every_tablet_out_at_once(tablet, forum_coordinator, event, version):
    address = f"/en/help/answer/{version.survey_key}/"
    assert tablet.get(address).status_code == 200

    end_pin(event=event, user=forum_coordinator)

    assert tablet.get(address).headers["Location"] == "/en/help/"
    assert event.title not in tablet.get("/en/help/").content.decode()


def test_a_new_pin_shuts_out_the_old_one(tablet, forum_coordinator, event, pin, version):
    new = give_new_pin(event=event, user=forum_coordinator)

    assert event_of_pin(pin) is None
    assert event_of_pin(new) == event
    assert tablet.get(f"/en/help/answer/{version.survey_key}/").status_code == 302


def test_an_event_that_is_over_gets_no_new_pin(forum_coordinator, version):
    event, _pin = build_event(user=forum_coordinator, versions=[version], days=-1)

    with pytest.raises(EventIsOver):
        give_new_pin(event=event, user=forum_coordinator)


def test_pins_are_not_guessed_at_ten_tries(client, event, pin):
    for _try in range(10):
        client.post("/en/help/", {"pin": "000000" if pin != "000000" else "000001"})

    assert client.post("/en/help/", {"pin": pin}).status_code == 429


def test_many_tablets_behind_one_address_are_no_guessing(client, event, pin):
    for _tablet in range(15):
        client.cookies.clear()
        assert client.post("/en/help/", {"pin": pin}).status_code == 302


def test_another_partners_coordinator_can_do_nothing_with_it(council_coordinator, event):
    for act in (end_pin, give_new_pin):
        with pytest.raises(PermissionDenied):
            act(event=event, user=council_coordinator)


def test_a_cookie_that_was_altered_opens_nothing(client, event):
    client.cookies["helping"] = "eyJldmVudCI6IjEifQ:1abc:forged"

    assert event.title not in client.get("/en/help/").content.decode()
