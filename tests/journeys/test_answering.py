"""A parent and a young person answer, on a small phone and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import faults_of, sideways_scroll

OPEN = "Booking a short break: what should change?"


def begin(page: Page, language: str = "en") -> None:
    page.goto(f"/{language}/")
    page.locator("main a[href*='booking-a-short-break']").first.click()
    page.locator("main a[href*='/answer/'], main form[action*='/answer/'] button").first.click()
    if page.url.endswith("/start/"):
        page.locator("main form[method=post] button[type=submit]").first.click()


def go_on(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").first.click()


def answer_everything(page: Page, words: str) -> None:
    """First answer everywhere, and the words where there is room for words."""
    for _step in range(20):
        if "/check/" in page.url:
            return
        if page.locator("main textarea").count():
            page.locator("main textarea").fill(words)
        elif page.locator("main input[type=radio]").count():
            page.locator("main input[type=radio]").first.check(force=True)
        elif page.locator("main input[type=checkbox]").count():
            page.locator("main input[type=checkbox]").first.check(force=True)
        go_on(page)
    raise AssertionError(f"The check page never came; the last page was {page.url}")


def test_a_parent_answers_and_sees_later_what_happened(phone):
    begin(phone)
    answer_everything(phone, "A letter with a date, please.")
    expect(phone.locator("main")).to_contain_text("A letter with a date, please.")
    go_on(phone)
    assert "/done/" in phone.url
    code = re.search(r"\b([0-9A-Z]{4}[ -][0-9A-Z]{4}[ -][0-9A-Z]{4})\b", phone.inner_text("main"))
    phone.goto("/en/code/")
    phone.locator("main input[type=text], main input:not([type])").first.fill(code.group(1))
    go_on(phone)
    expect(phone.locator("main")).to_contain_text("short break")
    assert "A letter with a date" not in phone.inner_text("main")


def test_going_back_after_sending_never_sends_twice(phone):
    begin(phone)
    answer_everything(phone, "Only once, please.")
    go_on(phone)
    done = phone.url
    phone.go_back()
    phone.goto(done.replace("/done/", "/check/"))
    expect(phone.locator("main")).not_to_contain_text("Only once, please.")
    assert "/send/" not in phone.url


def test_language_can_be_changed_in_the_middle_and_the_answers_stay(phone):
    begin(phone)
    phone.locator("main input[type=radio]").nth(1).check(force=True)
    go_on(phone)
    phone.locator("a[lang=ur], a[hreflang=ur]").first.click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    answer_everything(phone, "خط انگریزی میں تھا")
    expect(phone.locator("main")).to_contain_text("خط انگریزی میں تھا")


def test_an_unfinished_answer_is_taken_up_on_another_phone(phone, browser, portal_address):
    begin(phone)
    phone.locator("main input[type=radio]").nth(2).check(force=True)
    go_on(phone)
    phone.locator("main").get_by_text(re.compile("come back later", re.I)).first.click()
    code = re.search(r"\b([0-9A-Z]{4}[ -][0-9A-Z]{4}[ -][0-9A-Z]{4})\b", phone.inner_text("main"))
    other = browser.new_context(base_url=portal_address, java_script_enabled=False).new_page()
    other.goto("/en/answer/resume/")
    other.locator("main input[type=text], main input:not([type])").first.fill(code.group(1))
    other.locator("main form[method=post] button[type=submit]").first.click()
    answer_everything(other, "From the other phone")
    expect(other.locator("main")).to_contain_text("From the other phone")
    other.context.close()


def test_a_wrong_code_is_explained_and_stays_in_the_field(phone):
    phone.goto("/en/code/")
    field = phone.locator("main input[type=text], main input:not([type])").first
    field.fill("OOOO 1111 LLLL")
    go_on(phone)
    expect(phone.locator("main .govuk-error-summary")).to_be_visible()
    expect(phone.locator("main input[type=text], main input:not([type])").first).to_have_value(
        "OOOO 1111 LLLL"
    )


@pytest.mark.parametrize("language", ["en", "ur", "pa", "pl", "ro"])
def test_every_step_is_accessible_and_fits_a_small_phone(browser, portal_address, language):
    context = browser.new_context(base_url=portal_address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"/{language}/")
    begin(page, language)
    for _step in range(20):
        assert faults_of(page) == [], page.url
        assert sideways_scroll(page) == 0, page.url
        if "/done/" in page.url:
            break
        if page.locator("main textarea").count():
            page.locator("main textarea").fill("…")
        elif page.locator("main input[type=radio]").count():
            page.locator("main input[type=radio]").first.check(force=True)
        go_on(page)
    assert "/done/" in page.url
    context.close()
