"""Menus are kept for a minute, and a change of theirs shows at once all the same."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ContentPage
from portal.pages.shared_furniture import KEY, MOST_HOSTS
from portal.partners.models import AreaSettings
from tests.builders import build_home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings):
    settings.FURNITURE_SECONDS = 60
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def page():
    home = build_home_page()
    page = ContentPage(title="Events", slug="events", show_in_menus=True, locale=home.locale)
    return home.add_child(instance=page)


def menu(client, **headers) -> str:
    return client.get("/en/answer/resume/", headers=headers).content.decode()


def test_the_second_page_asks_the_database_for_no_furniture(client, page):
    menu(client)
    with CaptureQueriesContext(connection) as asked:
        assert "Events" in menu(client)
    assert len(asked) == 0


def test_a_page_with_another_title_a_new_one_and_a_deleted_one_show_at_once(client, page):
    assert "Events" in menu(client)
    page.title = "What is on"
    page.save_revision().publish()
    assert "What is on" in menu(client)
    page.unpublish()
    assert "What is on" not in menu(client)
    page.get_parent().add_child(
        instance=ContentPage(title="News", slug="news", show_in_menus=True, locale=page.locale)
    )
    assert "News" in menu(client)
    ContentPage.objects.get(slug="news").delete()
    assert "News" not in menu(client)


def test_another_name_of_the_area_shows_at_once(client, page):
    menu(client)
    area = AreaSettings.load()
    area.brand = "Wexmere Hears"
    area.save()
    assert "Wexmere Hears" in menu(client)


def test_languages_do_not_mix(client, page):
    menu(client)
    assert "Events" not in client.get("/ur/answer/resume/").content.decode()


def test_made_up_hosts_do_not_fill_the_cache(client, page, settings):
    most = MOST_HOSTS * len(settings.LANGUAGES)
    for number in range(most + 5):
        menu(client, host=f"host{number}.example")
    assert len(cache.get(KEY)) <= most
