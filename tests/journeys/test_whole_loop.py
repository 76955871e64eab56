"""One answer walks the whole way: from a parent's phone to "we did", and back to the parent."""

import datetime
import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import faults_of, sign_in_as
from tests.journeys.test_answering import answer_everything, begin, go_on

WORDS = "Mrs Pemberton says the form is longer than our kitchen table."
SEEN_BY_CODERS = "is longer than our kitchen table."
PARENT = "parent.of.the.journey@wexmere.example"
CONSULTATION = "Booking a short break: what should change?"
TODAY = datetime.date.today()  # noqa: DTZ011 (the day on this machine, as a person types it)


def staff(browser, address: str, role: str) -> tuple[BrowserContext, Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    return context, sign_in_as(context, role)


def submit(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=False).first.click()
    page.wait_for_load_state()


def find_comment(page: Page, words: str, later: str) -> None:
    """Leave one comment after the other for later until the one with these words is there."""
    for _turn in range(150):
        if words in page.inner_text("main"):
            return
        page.get_by_role("link", name=later).click()
        page.wait_for_load_state()
    raise AssertionError("The comment never came up.")


def test_one_answer_walks_the_whole_way(browser, phone, portal_address):
    # A parent answers and asks to be told.
    begin(phone)
    answer_everything(phone, WORDS)
    go_on(phone)
    code = re.search(r"\b([0-9A-Z]{4}[ -][0-9A-Z]{4}[ -][0-9A-Z]{4})\b", phone.inner_text("main"))
    phone.locator("main input[name=way][value=email]").check()
    phone.locator("main input[type=email]").fill(PARENT)
    phone.locator("main form:has(input[type=email]) button").click()
    expect(phone.locator("main")).to_contain_text(re.compile("we will", re.I))

    # The council's moderator reads it and takes the name out.
    context, page = staff(browser, portal_address, "council.moderator")
    page.goto("/admin/comments/next/")
    find_comment(page, SEEN_BY_CODERS, "Leave it for later")
    assert faults_of(page) == []
    preview = page.locator(".desk-preview")
    expect(preview).to_contain_text(SEEN_BY_CODERS)
    expect(preview).not_to_contain_text("Pemberton")
    submit(page, "Pass and next")
    context.close()

    # A coder gives both of the parent's comments their theme.
    context, page = staff(browser, portal_address, "council.coder")
    page.goto("/admin/coding/next/")
    find_comment(page, SEEN_BY_CODERS, "Leave it for later")
    assert "Pemberton" not in page.content()
    assert faults_of(page) == []
    page.locator("select[name=theme_1]").select_option(
        label="TH-02 · Letters and forms are too hard to follow"
    )
    page.locator("select[name=direction_1]").select_option("negative")
    page.locator("select[name=strength_1]").select_option("clear")
    submit(page, "Save and next")
    context.close()

    # The participation officer freezes protected figures and publishes them.
    context, page = staff(browser, portal_address, "participation.officer")
    expect(page.locator("main")).to_contain_text("What waits for you")
    page.goto("/admin/figures/new/")
    page.locator("[name=title]").fill("Booking a short break, so far")
    page.get_by_label("Your say on booking short breaks").check()
    submit(page, "Look at the figures")
    expect(page.locator("main")).to_contain_text("too few to show")
    submit(page, "Freeze these figures")
    release = page.get_by_role("link", name="Booking a short break, so far")
    for _turn in range(40):
        page.goto("/admin/figures/")
        if release.count():
            break
        page.wait_for_timeout(500)
    release.first.click()
    submit(page, "Publish")
    context.close()

    # The clerk puts it on today's agenda, makes the pack and sends it.
    clerk_context, clerk = staff(browser, portal_address, "board.clerk")
    clerk.goto("/admin/board/meetings/add/")
    clerk.locator("[name=held_on]").fill(f"{TODAY:%Y-%m-%d}")
    clerk.locator("[name=place]").fill("Riverside Hall")
    clerk.locator("[name=place]").press("Enter")
    clerk.wait_for_load_state()
    clerk.get_by_role("link", name="Add a point").click()
    clerk.locator("[name=title]").fill("A shorter form for short breaks")
    clerk.locator("[name=question]").fill("Shall the form be one page?")
    clerk.locator("[name=families_say]").fill("The form is too long, and many give up.")
    clerk.locator("select[name=release]").select_option(label_containing(clerk, "so far"))
    clerk.locator("select[name=consultation_key]").select_option(
        label_containing(clerk, CONSULTATION, "consultation_key")
    )
    clerk.locator("main form button[type=submit], main form input[type=submit]").last.click()
    clerk.wait_for_load_state()
    meeting = clerk.url
    clerk.get_by_role("link", name="Make the pack").click()
    submit(clerk, "Make")
    for _turn in range(60):
        clerk.reload()
        if clerk.locator("main a[href*='/packs/']").count():
            break
        clerk.wait_for_timeout(500)
    clerk.locator("main a[href*='/packs/']").first.click()
    submit(clerk, "Send")

    # A member opens the paper from the e-mail; somebody else cannot.
    member_context, member = staff(browser, portal_address, "headteacher")
    mailbox = member_context.new_page()
    for _turn in range(60):
        mailbox.goto("/demonstration/?to=headteacher@wexmere.example")
        letter = (
            mailbox.locator("article")
            .filter(has_text="headteacher@wexmere.example")
            .filter(has_text="board-papers")
        )
        if letter.count():
            break
        mailbox.wait_for_timeout(500)
    paper = letter.first.locator("a[href*='board-papers']").first.get_attribute("href")
    member.goto(paper)
    expect(member.locator("main")).to_contain_text("A shorter form for short breaks")
    assert faults_of(member) == []
    assert clerk.goto(paper).status == 404
    member_context.close()

    # The board decides; the decision becomes an action with a lead and a date.
    clerk.goto(meeting)
    clerk.get_by_role("link", name=re.compile("Record the decision.*A shorter form")).click()
    clerk.get_by_label("Partly").check()
    clerk.locator("[name=words]").fill("One page for a first booking.")
    clerk.locator("main form button[type=submit], main form input[type=submit]").last.click()
    clerk.wait_for_load_state()
    assert clerk.locator("[name=words]").input_value() == "One page for a first booking."
    clerk.locator("[name=reason]").fill("Repeat bookings need health details once a year.")
    clerk.locator("main form button[type=submit], main form input[type=submit]").last.click()
    clerk.wait_for_load_state()
    clerk.get_by_role("link", name=re.compile("Make an action")).first.click()
    clerk.locator("[name=title]").fill("A one-page booking form")
    clerk.locator("select[name=led_by]").select_option(
        label_containing(clerk, "Short breaks manager", "led_by")
    )
    clerk.locator("[name=accountable_role]").fill("Head of SEND")
    clerk.locator("[name=measure]").fill("Families who finish the form: 9 of 10")
    clerk.locator("[name=due_on]").fill(f"{TODAY + datetime.timedelta(days=60):%Y-%m-%d}")
    clerk.locator("[name=measure]").press("Enter")
    clerk.wait_for_load_state()
    expect(clerk.locator("main")).to_contain_text("A one-page booking form")
    clerk_context.close()

    # The coordinator answers in public and tells the people who asked.
    context, page = staff(browser, portal_address, "participation.officer")
    page.goto("/admin/you-said-we-did/start/")
    page.locator("[name=name]").fill("Shorter form")
    page.locator("[name=title]").fill("The form for short breaks is too long")
    page.locator("[name=you_said]").fill("The form is too long. Many of us give up.")
    page.get_by_label("Your say on booking short breaks").check()
    page.locator("select[name=consultation_key]").select_option(
        label_containing(page, CONSULTATION, "consultation_key")
    )
    page.locator("select[name=decision]").select_option(
        label_containing(page, "Partly", "decision", last=True)
    )
    page.locator("[name=next_date]").fill(f"{TODAY + datetime.timedelta(days=60):%Y-%m-%d}")
    page.locator("[name=title]").press("Enter")
    page.wait_for_load_state()
    page.locator("[name=we_decided]").fill("Partly. One page for a first booking.")
    page.locator("form:has([name=we_decided]) button[type=submit]").first.click()
    page.wait_for_load_state()
    page.locator("select[name=status]").select_option("partly")
    page.locator("[name=next_date]").fill(f"{TODAY + datetime.timedelta(days=60):%Y-%m-%d}")
    page.locator("[name=reason]").fill("Repeat bookings need health details once a year.")
    page.locator("main h2").first.click()  # closes the calendar that hangs over the button
    submit(page, "Add this step")
    expect(page.locator("main")).to_contain_text("Decided: partly")
    page.get_by_role("link", name=re.compile("Publish")).first.click()
    submit(page, "Publish")
    entry = page.url

    # The parent is told, and the code shows it.
    mailbox = context.new_page()
    for _turn in range(80):
        mailbox.goto(f"/demonstration/?to={PARENT}")
        letter = mailbox.locator("article").filter(has_text=PARENT)
        if letter.count():
            break
        mailbox.wait_for_timeout(500)
    expect(letter.first).to_contain_text("The form for short breaks is too long")
    page.goto(entry)
    expect(page.locator("main")).to_contain_text(re.compile(r"told", re.I))
    context.close()
    phone.goto("/en/code/")
    phone.locator("main input[type=text], main input:not([type])").first.fill(code.group(1))
    go_on(phone)
    expect(phone.locator("main")).to_contain_text("The form for short breaks is too long")
    expect(phone.locator("main")).to_contain_text("Decided: partly")
    expect(phone.locator("main")).to_contain_text(
        "Repeat bookings need health details once a year."
    )


def label_containing(page: Page, words: str, name: str = "release", *, last: bool = False) -> str:
    """The value of the option whose words contain these, as a person finds it in the list."""
    options = page.locator(f"select[name={name}] option").filter(has_text=words)
    return (options.last if last else options.first).get_attribute("value")
