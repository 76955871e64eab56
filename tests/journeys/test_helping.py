"""Helpers at an event and on the phone, in the demonstration area."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from home.demonstration.events import PIN
from tests.journeys.conftest import faults_of, sideways_scroll, sign_in_as

#: Everything that this tablet keeps, as one text.
WHAT_IS_KEPT = """async () => {
  const found = {local: {...localStorage}, session: {...sessionStorage}};
  for (const {name} of await indexedDB.databases()) {
    const base = await new Promise((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    for (const store of base.objectStoreNames) {
      found[store] = await new Promise((resolve) => {
        const request = base.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
    }
    base.close();
  }
  return JSON.stringify(found);
}"""
SEND_FIVE_TIMES = """async ({ticket, name, sealed}) => {
  const send = () => fetch("/en/help/arrivals/", {
    method: "POST", body: JSON.stringify({ticket, envelopes: [{name, sealed}]}),
  }).then((response) => response.json());
  return Promise.all([1, 2, 3, 4, 5].map(send));
}"""


@pytest.fixture
def tablet(browser, portal_address):
    context = browser.new_context(
        base_url=portal_address,
        viewport={"width": 768, "height": 1024},
        locale="en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    open_table(page)
    yield page
    context.close()


def open_table(page: Page) -> None:
    page.goto("/en/help/")
    page.fill("[name=pin]", f"{PIN[:3]} {PIN[3:]}")
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saturday drop-in")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).locator("visible=true").click()


def shown(page: Page):
    return page.locator("section[data-part]:visible")


def answer(page: Page, words: str) -> str:
    """One person's answers through the script, to the receipt. Returns the code."""
    page.get_by_label("I have read this out").check()
    press(page, "Continue")
    page.get_by_label("Who are you?").select_option(label="Community connector")
    page.get_by_label("Does an interpreter speak?").select_option("ur")
    while shown(page).get_attribute("data-part") != "check":
        press(page, "Continue")
        page_type = shown(page).get_attribute("data-type")
        if page_type == "text":
            shown(page).locator("textarea").fill(words)
        elif page_type == "choice":
            shown(page).locator("input[type=radio]").first.check()
    expect(shown(page)).to_contain_text(words)
    press(page, "Send the answers")
    code = page.locator("[data-done] [data-code]")
    expect(code).to_be_visible()
    return code.inner_text().replace(" ", "")


def waiting(page: Page, number: int) -> None:
    foot = page.locator("[data-waiting]")
    # The number alone: the page may stand in any language.
    expect(foot).to_have_attribute("data-count", str(number), timeout=30_000)


def responses_of_today(desk: Page) -> int:
    desk.goto("/admin/events-and-phone/")
    row = desk.locator("tr", has_text="Saturday drop-in").filter(has_text="Today")
    return int(row.locator("td").nth(2).inner_text())


@pytest.fixture
def desk(browser, portal_address):
    """The coordinator's screens. Signed in once: no code of an authenticator works twice."""
    context = browser.new_context(base_url=portal_address, locale="en-GB")
    yield sign_in_as(context, "participation.officer")
    context.close()


def test_two_people_answer_without_signal_and_both_arrive_once(desk, tablet):
    before = responses_of_today(desk)
    press(tablet, "Keep the questions on this tablet")
    expect(tablet.get_by_text("Ready. The questions are on this tablet")).to_be_visible(
        timeout=60_000
    )
    tablet.context.set_offline(True)
    tablet.get_by_role("button", name="English", exact=True).click()

    first = answer(tablet, "The bus never came on Tuesdays.")
    waiting(tablet, 1)
    press(tablet, "Next person")
    assert tablet.locator("textarea").first.input_value() == "", "nothing of the one before stays"
    second = answer(tablet, "Nobody told us about the club.")
    waiting(tablet, 2)

    # The page comes back without signal, and so does the one in Urdu.
    tablet.reload()
    waiting(tablet, 2)
    tablet.goto("/ur/help/")
    waiting(tablet, 2)
    tablet.goto("/en/help/")
    assert faults_of(tablet) == []

    kept = tablet.evaluate(WHAT_IS_KEPT)
    for words in ("never came", "Nobody told", first, second, "connector", "consent"):
        assert words not in kept, words
    found = json.loads(kept)
    assert len(found["envelopes"]) == 2
    assert set(found["envelopes"][0]) == {"name", "event", "sealed"}

    # Days later: no PIN opens anything, and what waits is sent all the same.
    tablet.context.clear_cookies()
    tablet.context.set_offline(False)
    one = found["envelopes"][0]
    replies = tablet.evaluate(
        SEND_FIVE_TIMES,
        {"ticket": found["tickets"][0]["ticket"], "name": one["name"], "sealed": one["sealed"]},
    )
    assert [list(reply["outcomes"].values()) for reply in replies] == [["arrived"]] * 5
    tablet.goto("/en/help/")
    expect(tablet.locator("[name=pin]")).to_be_visible()
    waiting(tablet, 0)
    assert json.loads(tablet.evaluate(WHAT_IS_KEPT))["envelopes"] == []
    # The questions are gone as well, a moment after the last answer.
    tablet.wait_for_function("caches.has('helping').then((kept) => !kept)")
    assert responses_of_today(desk) == before + 2


def test_with_signal_the_person_can_ask_to_be_told_at_once(tablet):
    tablet.get_by_role("button", name="English", exact=True).click()
    code = answer(tablet, "Letters should be shorter.")
    waiting(tablet, 0)

    press(tablet, "The person wants to be told what happens")

    expect(tablet.locator("[data-code]")).to_have_text(f"{code[:4]} {code[4:8]} {code[8:]}")
    tablet.get_by_label("Not at all.").check()
    press(tablet, "Save")
    expect(tablet.get_by_text("We will not write to you.")).to_be_visible()
    assert faults_of(tablet) == []


def test_every_page_of_the_sheet_is_sound(tablet):
    for address in ("/en/help/", "/ur/help/"):
        tablet.goto(address)
        link = tablet.locator("main a.govuk-button")
        link.nth(0 if address.startswith("/en") else 2).click()
        while True:
            for width in (768, 320):
                tablet.set_viewport_size({"width": width, "height": 900})
                assert sideways_scroll(tablet) == 0
            assert faults_of(tablet) == []
            part = shown(tablet).get_attribute("data-part")
            if part == "check":
                break
            if part == "script":
                tablet.locator("[name=consent_heard]").check()
            if part == "talk":
                tablet.locator("[name=helper_role]").select_option("school")
            if shown(tablet).get_attribute("data-required"):
                shown(tablet).locator("input[type=radio]").first.check()
            tablet.locator("[data-on]").click()


def test_what_is_missing_is_said_on_the_page_itself(tablet):
    tablet.get_by_role("button", name="English", exact=True).click()

    press(tablet, "Continue")

    summary = tablet.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("If the person does not agree, stop here.")
    assert faults_of(tablet) == []


def test_the_whole_sheet_works_without_a_script_on_a_phone(phone):
    open_table(phone)
    phone.get_by_role("button", name="English", exact=True).click()
    assert sideways_scroll_without_script(phone)
    phone.get_by_label("I have read this out").check()
    phone.get_by_label("Who are you?").select_option(label="SENDIASS")
    for section in phone.locator("section[data-required]").all():
        section.locator("input[type=radio]").first.check()
    press(phone, "Read the answers back")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Read the answers back")
    press(phone, "Send the answers")

    expect(phone.get_by_role("heading", level=1)).to_contain_text("The answers have arrived.")
    assert re.fullmatch(r"(\w{4} ){2}\w{4}", phone.locator("[data-code]").inner_text())


def sideways_scroll_without_script(page: Page) -> bool:
    """Playwright may still look at a page whose own scripts are off."""
    return sideways_scroll(page) == 0


def test_a_connector_takes_a_call_down(browser, portal_address):
    context = browser.new_context(base_url=portal_address, locale="en-GB")
    context.set_default_timeout(20_000)
    page = sign_in_as(context, "community.connector")
    page.goto("/admin/events-and-phone/")
    page.get_by_role("link", name="Begin a call").click()
    page.get_by_label("Survey").select_option(label="Your say on booking short breaks")
    press(page, "Start")
    page.get_by_label("I have read this out").check()
    press(page, "Continue")
    page.get_by_label("Who are you?").select_option(label="Community connector")
    while shown(page).get_attribute("data-part") != "check":
        press(page, "Continue")
        if shown(page).get_attribute("data-required"):
            shown(page).locator("input[type=radio]").first.check()
    press(page, "Send the answers")

    # Nothing is sealed on the phone: the server reads back, and sends.
    expect(page.get_by_role("heading", level=1)).to_have_text("Read the answers back")
    press(page, "Send the answers")
    expect(page.get_by_text("To read it out")).to_be_visible()
    context.close()
