"""A parent and a young person answer, on a small phone and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from portal.preferences.choices import COOKIE_NAME
from tests.journeys.conftest import faults_of, sideways_scroll

CODE = re.compile(r"\b([0-9A-Z]{4}[ -][0-9A-Z]{4}[ -][0-9A-Z]{4})\b")
#: The survey of the demonstration: eight questions, two of which hang on the second one.
SURVEY = "/have-your-say/booking-a-short-break/survey/"
SMALL = {"width": 320, "height": 640}


def begin(page: Page, language: str = "en") -> None:
    page.goto(f"/{language}{SURVEY}")
    page.locator("main form[action*='/start/'] button[type=submit]").last.click()
    if page.url.endswith("/start/"):
        page.locator("main form[action*='/start/'] button[type=submit]").last.click()


def go_on(page: Page) -> None:
    main_buttons = page.locator("main form[method=post] button.govuk-button")
    main_buttons.and_(page.locator(":not(.govuk-button--secondary)")).first.click()
    page.wait_for_load_state()


def check_page(page: Page) -> None:
    """Straight to the check page, for walks that are about something else."""
    page.goto(re.sub(r"/ask/.*", "/check/", page.url))


def change(page: Page, question: str) -> None:
    page.get_by_role("link", name=re.compile(rf"Change\s*: {question}")).click()


def code_on(page: Page) -> str:
    return CODE.search(page.inner_text("main")).group(1)


def answer(page: Page, words: str, *, choice: int = 0) -> None:
    """Words where there is room for words, else this choice; nothing where nothing is asked."""
    main = page.locator("main")
    if main.locator("textarea").count():
        main.locator("textarea").fill(words)
    elif main.locator("input[type=text]").count():
        main.locator("input[type=text]").first.fill(words)
    elif main.locator("input[type=radio]").count():
        main.locator("input[type=radio]").nth(choice).check(force=True)
    elif main.locator("input[type=checkbox]").count():
        main.locator("input[type=checkbox]").first.check(force=True)


def steps_of(page: Page, words: str) -> Iterator[str]:
    """Each page from here to the check page, before it is answered.

    The second question is answered "I tried, but gave up", so that both that hang on it are met.
    """
    choices_made = 0
    for _step in range(25):
        yield page.url
        if "/check/" in page.url:
            return
        has_choice = page.locator("main input[type=radio]").count() > 0
        answer(page, words, choice=int(choices_made == 1))
        choices_made += has_choice
        go_on(page)
    raise AssertionError(f"The check page never came; the last page was {page.url}")


def answer_everything(page: Page, words: str) -> int:
    """To the check page. Returns how many pages came before it."""
    return len(list(steps_of(page, words))) - 1


def test_a_parent_answers_and_sees_later_what_happened(phone):
    begin(phone)
    expect(phone.locator("main")).to_contain_text("Question 1 of")
    # Eight questions and the page about the person.
    assert answer_everything(phone, "A letter with a date, please.") == 9
    expect(phone.locator("main")).to_contain_text("I tried, but gave up")
    expect(phone.locator("main")).to_contain_text("A letter with a date, please.")
    go_on(phone)
    assert "/done/" in phone.url
    code = code_on(phone)
    phone.goto("/en/code/")
    phone.locator("main input[type=text], main input:not([type])").first.fill(code)
    go_on(phone)
    expect(phone.locator("main")).to_contain_text("short break")
    assert "A letter with a date" not in phone.inner_text("main")


def test_what_an_answer_brings_goes_away_again_with_it(phone):
    begin(phone)
    for choice in (0, 1):
        answer(phone, "", choice=choice)
        go_on(phone)
    expect(phone.locator("main")).to_contain_text("How easy was it to book?")
    phone.locator("main button[value=skip]").click()
    answer(phone, "The form was too long.")
    go_on(phone)
    check_page(phone)
    change(phone, "Have you booked a short break")
    answer(phone, "", choice=2)
    go_on(phone)
    expect(phone.locator("main")).to_contain_text("These answers will not be sent")
    sent, apart = phone.inner_text("main").split("These answers will not be sent")
    assert "What made you give up?" in apart and "What made you give up?" not in sent


def test_a_survey_that_is_not_for_somebody_ends_and_keeps_nothing(phone):
    begin(phone)
    phone.locator("main input[type=radio]").nth(1).check(force=True)
    go_on(phone)
    expect(phone.locator("main")).to_contain_text("Nothing was sent.")
    phone.get_by_role("button", name="Delete my answers now").click()
    expect(phone.locator("main")).to_contain_text("Your answers are deleted")


def test_what_was_sent_can_be_changed(phone):
    begin(phone)
    answer(phone, "")
    go_on(phone)
    check_page(phone)
    go_on(phone)
    code = code_on(phone)
    phone.get_by_role("button", name="Change my answers").click()
    change(phone, "What one thing")
    answer(phone, "Second words")
    go_on(phone)
    expect(phone.locator("main")).to_contain_text("Second words")
    phone.get_by_role("button", name="Send my changed answers").click()
    assert "/done/" in phone.url and code_on(phone) == code


def test_going_back_after_sending_never_sends_twice(phone):
    begin(phone)
    answer(phone, "")
    go_on(phone)
    check_page(phone)
    expect(phone.locator("main")).to_contain_text("Do you live in Wexmere")
    go_on(phone)
    done = phone.url
    phone.go_back()
    phone.goto(done.replace("/done/", "/check/"))
    expect(phone.locator("main")).not_to_contain_text("Do you live in Wexmere")
    assert "/send/" not in phone.url


def test_language_can_be_changed_in_the_middle_and_the_answers_stay(phone):
    begin(phone)
    phone.locator("main input[type=radio]").first.check(force=True)
    go_on(phone)
    here = phone.url
    phone.locator("a[lang=ur], a[hreflang=ur]").first.click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    assert phone.url == here.replace("/en/", "/ur/")
    answer(phone, "", choice=1)
    go_on(phone)
    phone.locator("main button[value=skip]").click()
    answer(phone, "خط انگریزی میں تھا")
    go_on(phone)
    check_page(phone)
    expect(phone.locator("main")).to_contain_text("خط انگریزی میں تھا")


def test_easy_read_can_be_chosen_in_the_middle_and_the_answers_stay(phone):
    begin(phone)
    here = phone.url
    phone.locator("main input[type=radio]").first.check(force=True)
    go_on(phone)
    phone.get_by_role("link", name="Bigger text, colours and Easy Read").click()
    phone.get_by_label("Easy Read: short sentences").check(force=True)
    go_on(phone)
    phone.goto(here)
    expect(phone.locator("main")).to_contain_text("Do you live in Wexmere?")
    expect(phone.locator("main img").first).to_be_visible()
    expect(phone.locator("main input[type=radio]").first).to_be_checked()


def test_an_unfinished_answer_is_taken_up_on_another_phone(phone, browser, portal_address):
    begin(phone)
    phone.locator("main input[type=radio]").first.check(force=True)
    go_on(phone)
    phone.locator("main").get_by_text(re.compile("come back later", re.I)).first.click()
    code = code_on(phone)
    other = browser.new_context(base_url=portal_address, java_script_enabled=False).new_page()
    other.goto("/en/answer/resume/")
    other.locator("main input[type=text], main input:not([type])").first.fill(code)
    go_on(other)
    expect(other.locator("main")).to_contain_text("Have you booked a short break")
    answer(other, "", choice=2)
    go_on(other)
    check_page(other)
    expect(other.locator("main dd").filter(has_text="Yes").first).to_be_visible()
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


def reader(browser, address: str, *, easy_read: bool = False, **how) -> BrowserContext:
    """A small phone whose reader likes pages this way."""
    context = browser.new_context(base_url=address, viewport=SMALL, locale="en-GB", **how)
    if easy_read:
        context.add_cookies([{"name": COOKIE_NAME, "value": "easy_read=1", "url": address}])
    return context


@pytest.mark.parametrize(
    ("language", "how"),
    [
        pytest.param("en", {"color_scheme": "dark"}, id="dark"),
        pytest.param("ur", {}, id="right to left"),
        pytest.param("en", {"easy_read": True}, id="Easy Read"),
    ],
)
def test_every_step_is_accessible_and_fits_a_small_phone(browser, portal_address, language, how):
    context = reader(browser, portal_address, **how)
    page = context.new_page()
    begin(page, language)
    for address in steps_of(page, "…"):
        assert faults_of(page) == [], address
        assert sideways_scroll(page) == 0, address
    go_on(page)
    assert "/done/" in page.url
    assert faults_of(page) == []
    assert sideways_scroll(page) == 0
    context.close()


def test_every_step_fits_a_small_phone_in_every_language(browser, portal_address):
    context = reader(browser, portal_address)
    page = context.new_page()
    begin(page, "pl")
    for address in steps_of(page, "…"):
        for language in ("pl", "pa", "ro"):
            page.goto(address.replace("/pl/", f"/{language}/"))
            assert sideways_scroll(page) == 0, page.url
        page.goto(address)
    context.close()


def test_an_error_is_said_at_the_field_and_is_accessible(browser, portal_address):
    context = reader(browser, portal_address)
    page = context.new_page()
    begin(page)
    go_on(page)
    expect(page.locator("main .govuk-error-summary")).to_be_focused()
    expect(page.locator("main .govuk-error-message")).to_be_visible()
    assert faults_of(page) == []
    context.close()


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what is wanted."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"The keyboard does not lead to {wanted} on {page.url}")


def test_the_keyboard_alone_is_enough_in_forced_colours(browser, portal_address):
    context = reader(browser, portal_address, forced_colors="active")
    page = context.new_page()
    page.goto(f"/en{SURVEY}")
    tab_to(page, "main form[action*='/start/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/**")
    for _step in range(25):
        here = page.url
        if "/done/" in here:
            break
        field = "main input[type=radio], main textarea, main input[type=text]"
        if page.locator(field).count() and "/about-you/" not in here:
            tab_to(page, field)
            is_choice = page.evaluate("document.activeElement.type") == "radio"
            page.keyboard.press("Space") if is_choice else page.keyboard.type("Ring us")
            outline = page.evaluate(
                "getComputedStyle(document.activeElement.nextElementSibling || document.body,"
                " '::before').outlineStyle + getComputedStyle(document.activeElement).outlineStyle"
            )
            assert "solid" in outline, f"Nobody sees where the focus is on {here}"
        tab_to(page, "main form button.govuk-button:not(.govuk-button--secondary)")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address, here=here: address != here)
    assert "/done/" in page.url
    context.close()


def weight_of(context: BrowserContext, address: str) -> tuple[int, int]:
    """(bytes, requests) of what one page pulls over the wire."""
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address, wait_until="networkidle")
    sizes = [request.sizes() for request in finished]
    page.close()
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    return total, len(finished)


def test_a_first_visit_is_light(browser, portal_address):
    context = reader(browser, portal_address)
    size, requests = weight_of(context, f"/en{SURVEY}")
    assert size <= 50_000 and requests <= 6
    context.close()


def test_pages_with_pictures_are_light_too(browser, portal_address):
    context = reader(browser, portal_address, easy_read=True)
    page = context.new_page()
    begin(page)
    cookies = context.cookies()
    for address in steps_of(page, "…"):
        if page.locator("main img").count():
            fresh = reader(browser, portal_address)
            fresh.add_cookies(cookies)
            size, requests = weight_of(fresh, address)
            assert size <= 100_000 and requests <= 7, address
            fresh.close()
            break
    context.close()
