"""A reader chooses how pages look; the choice lives in one cookie and nothing needs script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.preferences.choices import COOKIE_NAME, Preferences, TextSize, Theme

PAGE = "/en/preferences/"
CHOICE = {"theme": "dark", "text_size": "largest", "easy_read": "on"}


@given(
    theme=st.sampled_from(Theme.values),
    text_size=st.sampled_from(TextSize.values),
    easy_read=st.booleans(),
)
def test_a_choice_comes_back_from_the_cookie_as_it_was_made(theme, text_size, easy_read):
    chosen = Preferences(theme=theme, text_size=text_size, easy_read=easy_read)
    assert Preferences.from_cookie(chosen.to_cookie()) == chosen


@given(st.text())
def test_rubbish_in_the_cookie_does_no_harm(rubbish):
    read = Preferences.from_cookie(rubbish)
    assert read.theme in Theme.values
    assert read.text_size in TextSize.values


@pytest.mark.parametrize("rubbish", ["", "theme=purple", "&" * 300, "easy_read=yes", "theme"])
def test_what_is_not_understood_counts_as_not_chosen(rubbish):
    assert Preferences.from_cookie(rubbish) == Preferences()


def test_saving_keeps_the_choice_and_leads_back_to_the_page_before(client, home_page):
    response = client.post(PAGE, {**CHOICE, "next": "/en/privacy/?a=1"})
    assert response.status_code == 302
    assert response["Location"] == "/en/privacy/?a=1"
    cookie = response.cookies[COOKIE_NAME]
    assert Preferences.from_cookie(cookie.value) == Preferences(
        theme="dark", text_size="largest", easy_read=True
    )
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\elsewhere"],
)
def test_nobody_is_led_away_to_another_site(client, home_page, address):
    response = client.post(PAGE, {**CHOICE, "next": address})
    assert response["Location"] == PAGE


def test_the_page_carries_the_choice_for_the_style_sheet(client, home_page):
    client.post(PAGE, CHOICE)
    html = client.get(PAGE).content.decode()
    assert 'data-theme="dark"' in html
    assert 'data-text-size="largest"' in html
    assert "data-easy-read" in html


def test_without_a_choice_the_device_decides(client, home_page):
    html = client.get(PAGE).content.decode()
    assert "data-theme" not in html
    assert "data-text-size" not in html
    assert "data-easy-read" not in html


def test_a_wrong_choice_is_explained_and_not_kept(client, home_page):
    response = client.post(PAGE, {**CHOICE, "theme": "purple"})
    assert response.status_code == 200
    assert COOKIE_NAME not in response.cookies
    html = response.content.decode()
    assert "<title>Error:" in html
    assert 'href="#id_theme_0"' in html


def test_a_page_that_depends_on_the_choice_says_so_to_caches(client, home_page):
    assert "Cookie" in client.get(PAGE)["Vary"]
