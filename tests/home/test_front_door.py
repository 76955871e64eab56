"""The front page, pages of words and who can help."""

from home.models import ContentPage, HelpPage
from tests.builders import (
    build_consultation,
    build_entry,
    build_locale,
    build_question,
    build_survey_page,
    build_translation,
    in_days,
)


def shown(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_front_page_shows_what_is_open_and_what_changed(
    client, home_page, council, council_coordinator
):
    build_consultation(owner=council, title="Open consultation")
    build_consultation(owner=council, title="Coming consultation", opens=3)
    build_survey_page(owner=council, questions=[build_question()], opens_on=in_days(-1))
    for number in range(4):
        build_entry(user=council_coordinator, title=f"Answer number {number}", published=True)
    words = shown(client, home_page)
    assert "Open consultation" in words
    assert "Coming consultation" not in words
    assert "Survey " in words
    assert words.count("Answer number") == 3
    assert "/en/code/" in words


def test_an_empty_front_page_says_so(client, home_page):
    words = shown(client, home_page)
    assert "We are not asking anything at the moment." in words
    assert "As soon as something is decided" in words


def test_the_front_page_asks_at_most_twenty_times(
    client, home_page, council, council_coordinator, django_assert_max_num_queries
):
    for _ in range(6):
        build_consultation(owner=council)
        build_entry(user=council_coordinator, published=True)
    client.get(home_page.get_url())
    with django_assert_max_num_queries(20):
        client.get(home_page.get_url())


def test_the_urdu_front_page_shows_what_is_open_only_in_english(client, home_page, council):
    build_consultation(owner=council, title="Only English")
    urdu = build_translation(home_page, "ur")
    words = shown(client, urdu)
    assert 'dir="rtl"' in words
    assert 'hreflang="en">Only English' in words


def test_help_stands_by_need_with_emergencies_first(client, home_page):
    page = HelpPage(
        title="Who can help me now", slug="who-can-help-me-now", locale=build_locale("en")
    )
    place = {
        "name": "SENDIASS",
        "words": "Free advice.",
        "phone": "01632 960200",
        "text": "07700 900456",
        "address": "",
        "urgent": False,
    }
    page.places.append(("place", {**place, "need": "I want advice"}))
    page.places.append(("place", {**place, "need": "Somebody is hurt", "urgent": True}))
    home_page.add_child(instance=page)
    words = shown(client, page)
    assert words.index("Somebody is hurt") < words.index("I want advice")
    assert 'href="tel:01632960200"' in words
    assert 'href="sms:07700900456"' in words


def test_a_page_of_words_says_when_it_was_reviewed(client, home_page):
    page = ContentPage(
        title="Privacy", slug="privacy", locale=build_locale("en"), reviewed_on=in_days(0)
    )
    page.body.append(("heading", "What we keep"))
    home_page.add_child(instance=page)
    words = shown(client, page)
    assert "<h2>What we keep</h2>" in words
    assert "Last reviewed on" in words
