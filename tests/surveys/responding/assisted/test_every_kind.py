"""Every kind of question: what the tablet reads on its page is what the server reads of it."""

import json

import pytest
from playwright.sync_api import sync_playwright

from portal.tooling.chromium import find_chromium
from surveys.questionnaires.enums import DatePrecision, QuestionType
from surveys.responding.assisted.entry import Entry, data_of
from surveys.responding.enums import Channel
from tests.builders import build_event, build_open_survey, build_question
from tests.journeys.conftest import BROWSER_ARGUMENTS
from tests.surveys.questionnaires import documents
from tests.surveys.responding.assisted.test_script_agrees import SCRIPTS

# Not marked "browser": those tests share one portal, this one needs a database of its own.
pytestmark = pytest.mark.skipif(find_chromium() is None, reason="This machine has no Chromium.")

KINDS = [
    QuestionType.AGREE,
    QuestionType.CHOICE,
    QuestionType.CHOICES,
    QuestionType.SCALE,
    QuestionType.RANKING,
    QuestionType.MATRIX,
    QuestionType.LINE,
    QuestionType.TEXT,
    QuestionType.NUMBER,
    QuestionType.DATE,
    QuestionType.DATE,
    QuestionType.FILE,
]
OPTIONS = [{"key": key, "text": {"en": key.upper()}} for key in ("a", "b", "c")]
CLOSED = KINDS[:6]


@pytest.fixture
def version(forum_coordinator):
    """One question of every kind; the second date is a whole day."""
    version = build_open_survey(coordinator=forum_coordinator, questions=[build_question()])
    steps = []
    for number, kind in enumerate(KINDS, start=1):
        limits = {"precision": DatePrecision.DAY} if number == 11 else {}
        step = documents.question(number, kind, **limits)
        steps.append(step | {"options": OPTIONS if kind in CLOSED else []})
    version.document |= documents.of(*steps)
    version.save()
    return version


#: Controls of the sheet, and what a helper does with them.
CHECKED = ["q1-answer=b", "q2-answer=c", "q3-answer=a", "q3-answer=c", "q4-answer=b"]
CHECKED += ["q6-0-answer=a", "q6-1-answer=c"]
TYPED = {
    "q5-answer_0": "2",
    "q5-answer_2": "1",
    "q7-answer": " One  line ",
    "q8-answer": "Two\nlines",
    "q9-answer": "۱۲٫۵",
    "q10-answer_month": "3",
    "q10-answer_year": "2026",
    "q11-answer_day": "29",
    "q11-answer_month": "2",
    "q11-answer_year": "2024",
}
READ = """() => {
  const form = document.querySelector("[data-sheet]");
  const given = {}, fields = {};
  for (const section of form.querySelectorAll("[data-question]")) {
    const read = globalThis.helping.readPage(section);
    if (read.wrong) throw new Error(section.dataset.question + read.wrong);
    given[section.dataset.question] = read.given;
  }
  for (const [name, value] of new FormData(form)) (fields[name] ||= []).push(value);
  return JSON.stringify({given, fields});
}"""


def on_a_tablet(html: str) -> dict:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=BROWSER_ARGUMENTS
        )
        page = browser.new_page()
        page.route("**/*", lambda route: route.abort())
        page.set_content(html)
        for name in ("branching.js", "reading.js"):
            page.add_script_tag(content=(SCRIPTS / name).read_text(encoding="utf-8"))
        for each in CHECKED:
            name, value = each.split("=")
            page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
        for name, words in TYPED.items():
            control = page.locator(f'[name="{name}"]')
            if control.evaluate("each => each.tagName") == "SELECT":
                control.select_option(words)
            else:
                control.fill(words)
        read = json.loads(page.evaluate(READ))
        browser.close()
        return read


def test_the_tablet_and_the_server_read_the_same_answers(client, forum_coordinator, version):
    _event, pin = build_event(user=forum_coordinator, versions=[version])
    client.post("/en/help/", {"pin": pin})
    html = client.get(f"/en/help/answer/{version.survey_key}/").content.decode()

    read = on_a_tablet(html)

    entry = Entry(
        version=version, channel=Channel.EVENT, language="en", data=data_of(read["fields"])
    )
    expected = {
        "q1": ["b"],
        "q2": ["c"],
        "q3": ["a", "c"],
        "q4": ["b"],
        "q5": ["c", "a"],
        "q6": {"l1": "a", "l2": "c"},
        "q7": "One line",
        "q8": "Two\nlines",
        "q9": "12.5",
        "q10": "2026-03",
        "q11": "2024-02-29",
    }
    assert entry.given == expected
    assert read["given"] | {"q7": "One line"} == expected
