"""Role × act: who makes events, ends PINs, lets answers in, and helps on the phone."""

import pytest
from django.urls import reverse

from portal.partners.enums import Role
from surveys.responding.assisted.models import Event
from surveys.responding.assisted.permissions import may_help_by_phone, may_make_events
from tests.builders import build_event, build_member, in_days, sign_in

ROLES = [*Role]


@pytest.mark.parametrize("role", ROLES)
def test_who_makes_events_and_who_helps_on_the_phone(forum, council, role):
    person = build_member(partner=forum, role=role)

    assert may_make_events(person, forum) is (role == Role.COORDINATOR)
    assert may_help_by_phone(person, forum) is (role in (Role.COORDINATOR, Role.HELPER))
    assert not may_make_events(person, council)
    assert not may_help_by_phone(person, council)


def test_an_administrator_as_such_may_do_neither(administrator, forum):
    assert not may_make_events(administrator, forum)
    assert not may_help_by_phone(administrator, forum)


#: Screen, and the roles at the owner for which it is there.
SCREENS = {
    "index": (Role.COORDINATOR, Role.HELPER),
    "phone": (Role.COORDINATOR, Role.HELPER),
    "make": (Role.COORDINATOR,),
    "event": (Role.COORDINATOR,),
    "sheet": (Role.COORDINATOR,),
}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HELPER, Role.MODERATOR, Role.CLERK])
def test_screens_are_there_for_those_who_need_them(client, forum, event, role):
    sign_in(client, build_member(partner=forum, role=role))

    for screen, roles in SCREENS.items():
        with_event = screen in ("event", "sheet")
        address = reverse(f"assisted:{screen}", args=[event.pk] if with_event else [])
        assert client.get(address).status_code == (200 if role in roles else 404), screen


@pytest.mark.parametrize("screen", ["event", "sheet"])
def test_another_partners_event_is_missing(client, council_coordinator, event, screen):
    sign_in(client, council_coordinator)

    assert client.get(reverse(f"assisted:{screen}", args=[event.pk])).status_code == 404


@pytest.mark.parametrize("act", ["new_pin", "end", "let_in"])
def test_another_partners_event_cannot_be_touched(client, council_coordinator, event, act):
    sign_in(client, council_coordinator)
    before = Event.objects.values().get()

    assert client.post(reverse(f"assisted:{act}", args=[event.pk])).status_code == 404
    assert Event.objects.values().get() == before


def given(partner, version, **changes):
    return {
        "event_id": "0f6f2f57-6a5c-4f6c-9d5e-2f5f0c6b7a10",
        "partner": partner.pk,
        "title": "Saturday drop-in",
        "place_name": "Mosque hall",
        "held_on": in_days(0).isoformat(),
        "surveys": [str(version.survey_key)],
        "languages": ["en", "ur"],
    } | changes


def test_the_pin_is_shown_once(client, forum, forum_coordinator, version):
    sign_in(client, forum_coordinator)
    fields = given(forum, version)

    first = client.post(reverse("assisted:make"), fields)
    second = client.post(reverse("assisted:make"), fields, follow=True)

    event = Event.objects.get()
    shown = first.context["pin"]
    assert shown in first.content.decode()
    assert "no-store" in first.headers["Cache-Control"]
    assert shown not in second.content.decode()
    assert second.redirect_chain[-1][0] == reverse("assisted:event", args=[event.pk])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": "2020-01-01"}, "This day has passed."),
        ({"surveys": []}, "Choose at least one survey."),
        ({"languages": []}, "Choose at least one language."),
        ({"title": ""}, "This field is required."),
    ],
)
def test_a_wrong_event_gets_a_sentence(
    client, forum, forum_coordinator, version, changes, sentence
):
    sign_in(client, forum_coordinator)

    page = client.post(reverse("assisted:make"), given(forum, version, **changes))

    assert sentence in page.content.decode()
    assert not Event.objects.exists()


def test_an_event_cannot_ask_another_partners_survey(client, council, council_coordinator, version):
    sign_in(client, council_coordinator)

    client.post(reverse("assisted:make"), given(council, version))

    assert not Event.objects.exists()


def test_a_call_begins_with_the_survey_of_a_call_back(client, forum_helper, version):
    sign_in(client, forum_helper)
    address = reverse("assisted:phone")

    page = client.get(address, {"survey": str(version.survey_key)}).content.decode()
    begun = client.post(address, {"survey": str(version.survey_key), "language": "ur"})

    assert f'value="{version.survey_key}" selected' in page
    assert begun.headers["Location"] == f"/ur/help/phone/{version.survey_key}/"


def test_the_list_takes_the_same_queries_for_many_events(
    client, forum_coordinator, version, django_assert_max_num_queries
):
    sign_in(client, forum_coordinator)
    for days in range(6):
        build_event(user=forum_coordinator, versions=[version], days=days)
    client.get(reverse("assisted:index"))

    # Session, account, memberships, the events with their counts, and Wagtail's own frame.
    with django_assert_max_num_queries(14):
        page = client.get(reverse("assisted:index"))
    assert page.content.decode().count("Riverside Hall") == 6


def test_the_sheet_to_print_carries_no_pin(client, forum_coordinator, event, pin):
    sign_in(client, forum_coordinator)

    page = client.get(reverse("assisted:sheet", args=[event.pk])).content.decode()

    assert pin not in page
    assert "01632 960555" in page
    assert "/en/help/" in page
