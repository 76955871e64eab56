"""Easy Read as readers meet it: pictures, big words, and somebody who reads aloud."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import faults_of, sideways_scroll

SCRIPT = Path(__file__).parents[2] / "portal" / "assets" / "portal.js"
PREFERENCES = "theme=auto&text_size=normal&easy_read=1"
A_PAGE = (
    '<html lang="{language}"><title>A page</title><main>'
    '<p data-read-aloud="Which would you like?" hidden><button type="button">Listen</button></p>'
)


def begin_in_easy_read(page: Page, language: str) -> None:
    page.goto(f"/{language}/")
    page.context.add_cookies([{"name": "preferences", "value": PREFERENCES, "url": page.url}])
    page.locator("main a[href*='booking-a-short-break']").first.click()
    page.locator("main a[href*='/answer/'], main form[action*='/answer/'] button").first.click()
    if page.url.endswith("/start/"):
        page.locator("main form[action*='start'] button[type=submit]").last.click()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_each_page_has_its_picture_beside_few_words(browser, portal_address, language):
    context = browser.new_context(base_url=portal_address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    begin_in_easy_read(page, language)
    for _page in range(3):
        picture = page.locator("main .portal-easy__picture img")
        expect(picture).to_have_attribute("alt", "")
        assert picture.evaluate("image => image.naturalWidth") > 100
        assert sideways_scroll(page) == 0
        assert faults_of(page) == []
        if page.locator("main input[type=radio]").count():
            page.locator("main input[type=radio]").first.check(force=True)
        page.locator("main button[name=go][value=on]").click()
    context.close()


def test_the_picture_stands_where_lines_begin(browser, portal_address):
    places = {}
    for language in ("en", "ur"):
        context = browser.new_context(
            base_url=portal_address, viewport={"width": 320, "height": 640}
        )
        page = context.new_page()
        begin_in_easy_read(page, language)
        picture = page.locator("main .portal-easy__picture img").bounding_box()
        words = page.locator("main h1").bounding_box()
        places[language] = picture["x"] - words["x"]
        context.close()
    assert places["en"] < 0 < places["ur"]


def page_with_voices(browser: Browser, *voices: dict, language: str = "ur") -> Page:
    """A page without a recording, in a browser that has these voices."""
    page = browser.new_context().new_page()
    page.set_content(A_PAGE.format(language=language))
    page.evaluate(
        """voices => {
          window.spoken = [];
          Object.defineProperty(window, "speechSynthesis", { value: {
            getVoices: () => voices, speaking: false, speak: (words) => spoken.push(words),
            addEventListener: () => {} } });
          window.SpeechSynthesisUtterance = function (words) { this.words = words; };
        }""",
        list(voices),
    )
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    return page


def test_a_voice_of_the_device_is_offered_where_there_is_no_recording(browser):
    page = page_with_voices(browser, {"lang": "ur_PK", "localService": True})
    page.get_by_role("button", name="Listen").click()
    assert page.evaluate("[spoken[0].words, spoken[0].lang]") == ["Which would you like?", "ur_PK"]
    page.context.close()


@pytest.mark.parametrize(
    "voices",
    [
        [],
        [{"lang": "en-GB", "localService": True}],
        # Would send what stands on the page to somebody's server.
        [{"lang": "ur-PK", "localService": False}],
    ],
)
def test_no_other_voice_is_offered(browser, voices):
    page = page_with_voices(browser, *voices)
    expect(page.get_by_role("button", name="Listen")).to_be_hidden()
    page.context.close()
