"""The pictures of the README, taken from the running demonstration."""

import re
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from playwright.sync_api import Browser, Page, sync_playwright

from portal.tooling.chromium import find_chromium

FOLDER = Path(__file__).resolve().parent.parent.parent / "screenshots"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 360, "height": 720}
DESK = {"width": 1200, "height": 760}

#: name → (address, size, further options of the browser)
PUBLIC = {
    "home": ("/en/", DESK, {}),
    "home-urdu-phone": ("/ur/", PHONE, {}),
    "answer-phone-dark": (
        "/en/have-your-say/booking-a-short-break/",
        PHONE,
        {"color_scheme": "dark"},
    ),
    "you-said-we-did": ("/en/you-said-we-did/letter-after-a-review/", DESK, {}),
}
#: name → (role, address)
STAFF = {
    "first-screen": ("participation.officer", "/admin/"),
    "comment-desk": ("council.moderator", "/admin/comments/next/"),
    "plan": ("board.clerk", "/admin/plan/"),
}


class Command(BaseCommand):
    help = "Take the README's pictures from the demonstration that `make run` has started."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--address", default=settings.PUBLIC_URL)

    def handle(self, *args, address: str, **options) -> None:
        chromium = find_chromium()
        if chromium is None:
            raise CommandError("This machine has no Chromium: install it, then try again.")
        FOLDER.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for name, (path, size, more) in PUBLIC.items():
                page = browser.new_context(base_url=address, viewport=size, **more).new_page()
                page.goto(path)
                self._keep(page, name)
            for name, (role, path) in STAFF.items():
                page = self._sign_in(browser, address, f"{role}@wexmere.example")
                page.goto(urljoin(address, path))
                self._keep(page, name)
            browser.close()

    def _keep(self, page: Page, name: str) -> None:
        page.screenshot(path=FOLDER / f"{name}.png")
        self.stdout.write(f"{name}.png")

    def _sign_in(self, browser: Browser, address: str, email: str) -> Page:
        """Signed in as a person is: with the codes that the demonstration's mailbox shows."""
        context = browser.new_context(base_url=address, viewport=DESK)
        page, mailbox = context.new_page(), context.new_page()
        page.goto("/accounts/login/")
        self._type_code(page, email)
        mailbox.goto(f"/demonstration/?to={email}")
        letter = mailbox.locator("article").filter(has_text=email).first.inner_text()
        self._type_code(page, re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", letter).group())
        if "2fa" in page.url or "reauthenticate" in page.url:
            mailbox.reload()
            row = mailbox.locator("tr").filter(has_text=email).inner_text()
            self._type_code(page, re.search(r"\b\d{6}\b", row).group())
        return page

    def _type_code(self, page: Page, words: str) -> None:
        page.get_by_role("textbox").first.fill(words)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
