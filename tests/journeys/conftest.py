"""One portal, started as a person would start it, and a browser to walk through it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from portal.tooling import bootstrap
from portal.tooling.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
STARTING_TAKES_AT_MOST = 400

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if find_chromium() is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="This machine has no Chromium."))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": BROWSER_ARGUMENTS,
    }


@pytest.fixture(scope="session")
def portal_address(tmp_path_factory):
    """The address of a running portal with the demonstration area, worker and scheduler.

    ``JOURNEYS_ADDRESS`` names one that runs already, which saves its start while writing tests.
    """
    if "JOURNEYS_ADDRESS" in os.environ:
        yield os.environ["JOURNEYS_ADDRESS"]
        return
    var = tmp_path_factory.mktemp("portal")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    address = f"http://localhost:{port}"
    with bootstrap.only_one_at_a_time():
        template = bootstrap.template_database(bootstrap.migrations_fingerprint())
    shutil.copy(template, var / "portal.sqlite3")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "MAKELEVEL")
    }
    environment |= {"PORTAL_VAR": str(var), "PORT": port, "PUBLIC_URL": address}
    with (var / "portal.log").open("w") as log:
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            check=True,
        )
        running = subprocess.Popen(
            [sys.executable, "-m", "portal.tooling.start"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_healthy(address, running, var / "portal.log")
            yield address
        finally:
            running.terminate()
            running.wait(timeout=60)


def _wait_until_healthy(address: str, running: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + STARTING_TAKES_AT_MOST
    while time.monotonic() < deadline:
        if running.poll() is not None:
            pytest.fail("The portal stopped:\n" + log.read_text()[-3000:])
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail("The portal did not start:\n" + log.read_text()[-3000:])


@pytest.fixture(scope="session")
def base_url(portal_address):
    return portal_address


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def phone(browser, portal_address):
    """A small old phone without JavaScript."""
    context = browser.new_context(
        base_url=portal_address,
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        locale="en-GB",
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def faults_of(page: Page) -> list[str]:
    """What axe finds on a page, as "rule: where"; an empty list is what we want."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for fault in found
        for node in fault["nodes"]
    ]


def sideways_scroll(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    # A press may have led on: until the next page is there, there is nothing to measure.
    page.wait_for_load_state()
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def sign_in_as(context: BrowserContext, role_address: str) -> Page:
    """Sign in through the real screens: e-mail code, then authenticator code where it is asked.

    Both codes are read where a person trying the portal reads them: on the demonstration page.
    """
    email = f"{role_address}@wexmere.example"
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_role("textbox").first.fill(email)
    page.locator("main form button[type=submit]").first.click()
    mailbox = context.new_page()
    mailbox.goto(f"/demonstration/?to={email}")
    message = mailbox.locator("article").filter(has_text=email).first
    code = re.search(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b", message.inner_text()).group(1)
    page.get_by_role("textbox").first.fill(code)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    if "2fa" in page.url or "reauthenticate" in page.url:
        mailbox.reload()
        row = mailbox.locator("tr").filter(has_text=email)
        six = re.search(r"\b(\d{6})\b", row.inner_text()).group(1)
        page.get_by_role("textbox").first.fill(six)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
    mailbox.close()
    return page
