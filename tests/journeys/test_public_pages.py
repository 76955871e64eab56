"""Every public page in every guise: accessible, narrow enough, light enough."""

import pytest

from tests.journeys.conftest import faults_of, sideways_scroll

PAGES = [
    "/{language}/",
    "/{language}/have-your-say/",
    "/{language}/have-your-say/booking-a-short-break/",
    "/{language}/have-your-say/after-an-annual-review/",
    "/{language}/you-said-we-did/",
    "/{language}/who-can-help-me-now/",
    "/{language}/privacy/",
    "/{language}/accessibility/",
    "/{language}/code/",
    "/{language}/preferences/",
    "/{language}/answer/resume/",
    "/accounts/login/",
    "/{language}/there-is-no-such-page/",
]

GUISES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "small phone": {"viewport": {"width": 320, "height": 640}},
}


def look(browser, address, guise, path):
    context = browser.new_context(base_url=address, **guise)
    page = context.new_page()
    page.goto(path)
    return context, page


@pytest.mark.parametrize("guise", GUISES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_that_a_machine_can_find(browser, portal_address, path, guise):
    context, page = look(browser, portal_address, GUISES[guise], path.format(language="en"))
    assert faults_of(page) == []
    assert sideways_scroll(page) == 0
    context.close()


@pytest.mark.parametrize("path", PAGES[:8])
@pytest.mark.parametrize("language", ["ur", "pa", "pl", "ro"])
def test_a_page_stands_in_every_language(browser, portal_address, path, language):
    context, page = look(
        browser, portal_address, GUISES["small phone"], path.format(language=language)
    )
    html = page.locator("html")
    assert html.get_attribute("lang") == language
    assert (html.get_attribute("dir") == "rtl") == (language == "ur")
    assert faults_of(page) == []
    assert sideways_scroll(page) == 0
    context.close()


@pytest.mark.parametrize("path", PAGES[:5])
def test_easy_read_and_the_largest_text_break_nothing(browser, portal_address, path):
    context = browser.new_context(base_url=portal_address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto("/en/preferences/")
    page.locator("main input[name=easy_read]").first.check(force=True)
    page.locator("main input[name=text_size]").last.check(force=True)
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.goto(path.format(language="en"))
    assert page.locator("html[data-easy-read]").count() == 1
    assert faults_of(page) == []
    assert sideways_scroll(page) == 0
    context.close()


@pytest.mark.parametrize("path", [*PAGES[:6], PAGES[8]])
def test_a_first_visit_is_light_and_needs_no_script(browser, portal_address, path):
    """First visit: at most 50 KB in at most 6 requests, no script from elsewhere."""
    context = browser.new_context(base_url=portal_address)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    transferred, asked = [], []
    session.on(
        "Network.loadingFinished", lambda event: transferred.append(event["encodedDataLength"])
    )
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    page.goto(path.format(language="en"), wait_until="networkidle")
    assert all(url.startswith((portal_address, "data:")) for url in asked), asked
    assert len([url for url in asked if not url.startswith("data:")]) <= 6, asked
    assert sum(transferred) <= 50_000
    context.close()


def test_public_pages_forbid_inline_scripts_and_styles(browser, portal_address):
    context = browser.new_context(base_url=portal_address)
    page = context.new_page()
    refused = []
    page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    policy = page.goto("/en/").headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert (
        page.locator("main [style], script:not([src]):not([type='application/json'])").count() == 0
    )
    assert refused == []
    context.close()


def test_a_printed_page_keeps_its_words(browser, portal_address):
    context = browser.new_context(base_url=portal_address)
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto("/en/you-said-we-did/")
    assert page.locator("main").is_visible()
    assert not page.locator("nav").first.is_visible()
    context.close()
