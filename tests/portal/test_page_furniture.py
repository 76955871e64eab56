"""The frame of every page: languages, ways on, a person to ring, and what stands when all fails."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import get_template
from django.test import RequestFactory
from wagtail.models import Locale, Page

from home.models import ContentPage
from portal.pages.context_processors import page_furniture
from tests.builders import build_home_page


def add_page(*, title: str, slug: str, in_menu: bool = True, live: bool = True) -> ContentPage:
    home = build_home_page()
    page = ContentPage(title=title, slug=slug, show_in_menus=in_menu, live=live, locale=home.locale)
    return home.add_child(instance=page)


def translate(page: Page, *, language: str, title: str, live: bool = True) -> Page:
    locale = Locale.objects.get_or_create(language_code=language)[0]
    copy = page.specific.copy_for_translation(locale, copy_parents=True)
    copy.title = title
    copy.live = live
    copy.save()
    parent = copy.get_parent()
    parent.live = True
    parent.save()
    return copy


def opened(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def language_links(page: BeautifulSoup) -> dict[str, str]:
    switch = page.find("nav", attrs={"aria-label": "Language"}) or page.header.nav
    return {link["hreflang"]: link["href"] for link in switch.find_all("a")}


@pytest.fixture
def privacy(db):
    return add_page(title="Privacy", slug="privacy", in_menu=False)


def test_every_language_is_offered_by_its_own_name(client, privacy):
    switch = opened(client, "/en/privacy/").header.nav
    named = {link["lang"]: (link.get_text(), link["dir"]) for link in switch.find_all("a")}
    assert named == {
        "en": ("English", "ltr"),
        "ur": ("اردو", "rtl"),
        "pa": ("ਪੰਜਾਬੀ", "ltr"),
        "pl": ("Polski", "ltr"),
        "ro": ("Română", "ltr"),
    }
    assert switch.find("a", attrs={"aria-current": "true"})["lang"] == "en"


def test_a_translated_page_leads_to_its_translation(client, privacy):
    translate(privacy, language="ur", title="رازداری")
    assert language_links(opened(client, "/en/privacy/"))["ur"] == "/ur/privacy/"


@pytest.mark.parametrize("language", ["ur", "pl"])
def test_where_no_translation_is_live_the_front_page_is_offered(client, privacy, language):
    translate(privacy, language="ur", title="رازداری", live=False)
    assert language_links(opened(client, "/en/privacy/"))[language] == f"/{language}/"


def test_pages_outside_the_page_tree_keep_their_address_in_other_languages(client, home_page):
    links = language_links(opened(client, "/en/preferences/?next=/en/"))
    assert links["ro"].startswith("/ro/preferences/")


def test_an_urdu_page_runs_from_right_to_left(client, home_page):
    page = opened(client, "/ur/preferences/")
    assert page.html["dir"] == "rtl"
    assert page.html["lang"] == "ur"
    assert page.find("link", rel="stylesheet")["href"].endswith("portal.rtl.css")


def test_the_menu_holds_live_pages_of_the_menu_and_marks_this_one(client, privacy):
    add_page(title="Have your say", slug="have-your-say")
    add_page(title="Not yet", slug="not-yet", live=False)
    menu = opened(client, "/en/have-your-say/").find(class_="portal-navigation")
    assert [link.get_text() for link in menu.find_all("a")] == ["Have your say"]
    assert menu.a["aria-current"] == "page"


def test_the_menu_of_a_language_shows_pages_of_that_language(client, privacy):
    say = add_page(title="Have your say", slug="have-your-say")
    translate(say, language="pl", title="Zabierz głos")
    menu = opened(client, "/pl/have-your-say/").find(class_="portal-navigation")
    assert [link.get_text() for link in menu.find_all("a")] == ["Zabierz głos"]


def test_the_footer_names_help_accessibility_and_privacy_as_far_as_they_are_published(
    client, privacy
):
    add_page(title="Who can help me now", slug="who-can-help-me-now")
    links = [link.get_text() for link in opened(client, "/en/privacy/").footer.nav.find_all("a")]
    assert links[0] == "Who can help me now"
    assert links[-1] == "Privacy"
    assert "Accessibility" not in links


@pytest.mark.parametrize("address", ["/en/privacy/", "/en/preferences/", "/en/nothing-here/"])
def test_every_page_offers_a_person_and_says_what_to_do_in_danger(client, privacy, address):
    page = opened(client, address)
    assert "I would like someone to ring me" in page.get_text()
    numbers = {link["href"] for link in page.find_all("a", href=True)}
    assert {"tel:01632960100", "tel:999", "tel:08001111", "tel:01632960555"} <= numbers


@pytest.mark.parametrize("address", ["/en/privacy/", "/en/preferences/", "/accounts/login/"])
def test_every_page_has_one_heading_a_way_past_the_menu_and_nothing_inline(
    client, privacy, address
):
    page = opened(client, address)
    assert len(page.find_all("h1")) == 1
    assert page.find("a", class_="govuk-skip-link")["href"] == f"#{page.main['id']}"
    assert page.title.get_text().endswith("– Wexmere Listens")
    assert not page.find_all("style")
    assert not page.select("[style], [onclick]")
    for script in page.find_all("script"):
        assert script.get("src") or script["type"] == "application/json"


def test_the_frame_costs_few_queries(client, privacy, django_assert_max_num_queries):
    client.get("/en/preferences/")
    # The site with its root page, the front pages, the menu, the settings of the area.
    with django_assert_max_num_queries(5):
        client.get("/en/preferences/")


def test_wagtails_admin_gets_no_furniture_and_pays_nothing(rf, db, django_assert_num_queries):
    request = rf.get("/admin/pages/")
    with django_assert_num_queries(0):
        assert page_furniture(request) == {}


def test_furniture_costs_nothing_until_a_template_asks(db, django_assert_num_queries):
    request = RequestFactory().get("/en/")
    with django_assert_num_queries(0):
        assert page_furniture(request)["preferences"].theme == "auto"


@pytest.mark.parametrize("name", ["500.html", "503.html", "maintenance.html", "offline.html"])
def test_pages_of_trouble_stand_alone(name, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        page = BeautifulSoup(get_template(name).render({}), "html.parser")
    assert len(page.find_all("h1")) == 1
    assert page.title.get_text()
    assert page.find("a", href="tel:999")


@pytest.mark.parametrize("name", ["500.html", "503.html", "maintenance.html", "offline.html"])
def test_pages_of_trouble_say_that_words_are_not_lost(name):
    text = get_template(name).render({})
    assert "press Back" in text or "Press Back" in text
