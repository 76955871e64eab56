"""However somebody wanders through whatever survey: what is stored is what the check page showed.

Surveys are made up of every type of question, with conditions, early ends and an Easy Read version;
walks answer, skip, go back, change on the check page, change language and variant, go on with
another device, send, and correct what was sent.
"""

import html
import re

import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from surveys.questionnaires.branching import Situation, route_through
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.fields import date_in_words
from surveys.responding.models import Draft, ReceiptCode, Response
from tests.surveys.responding.browser import Browser
from tests.surveys.responding.documents import (
    ask,
    document_of,
    easy,
    end,
    if_chosen,
    open_document,
    tell,
)

OPTIONS = ("a", "b", "c")
WORDS = ("Ring us.", "ہمیں فون کریں", "One\nTwo", "<b>bold</b> & more", "😀")
NAMES = "pqrstuvw"

#: For each type: what is asked, and what a browser sends as an answer.
KINDS = {
    "choice": ({}, st.sampled_from(OPTIONS)),
    "agree": ({}, st.sampled_from(OPTIONS)),
    "picture": ({}, st.sampled_from(OPTIONS)),
    "choices": ({"limits": {"most": 2}}, st.lists(st.sampled_from(OPTIONS), max_size=3)),
    "ranking": (
        {},
        st.fixed_dictionaries({str(n): st.sampled_from(["", "1", "2", "3"]) for n in range(3)}),
    ),
    "matrix": ({"rows": ("x", "y")}, st.sampled_from(OPTIONS)),
    "line": ({}, st.sampled_from(WORDS)),
    "text": ({}, st.sampled_from(WORDS)),
    "number": ({"limits": {"minimum": 0, "maximum": 9}}, st.sampled_from(["3", "٣", "11", "x"])),
    "date": (
        {"limits": {"precision": "month"}},
        st.sampled_from([{"month": "3", "year": "2026"}, {"month": "", "year": "2025"}]),
    ),
}


WITHOUT_OPTIONS = ("line", "text", "number", "date")
CLOSED = sorted(set(KINDS) - set(WITHOUT_OPTIONS))


@st.composite
def surveys(draw) -> dict:
    """Steps, and the Easy Read pages, of a random survey. Conditions look back."""
    steps, closed = [], []
    for name in NAMES[: draw(st.integers(4, 7))]:
        show_if = None
        # Spelt out as lists: chance is even then, and not drawn to one end.
        if closed and draw(st.sampled_from([True, True, False])):
            values = draw(st.sets(st.sampled_from(OPTIONS), min_size=1, max_size=2))
            test = draw(st.sampled_from(["is_any_of", "is_none_of", "answered"]))
            values = () if test == "answered" else sorted(values)
            show_if = if_chosen(draw(st.sampled_from(closed)), *values, test=test)
        what = draw(st.sampled_from(["ask"] * 10 + ["tell", "end"]))
        if what == "end" and show_if:
            steps.append(end(name, sends=draw(st.booleans()), show_if=show_if))
            continue
        if what == "tell":
            steps.append(tell(name, show_if=show_if))
            continue
        kind = draw(st.sampled_from(sorted(KINDS) if closed else CLOSED))
        options = () if kind in WITHOUT_OPTIONS else OPTIONS
        required = draw(st.sampled_from([False] * 9 + [True]))
        steps.append(
            ask(name, kind, *options, show_if=show_if, required=required, **KINDS[kind][0])
        )
        if options:
            closed.append(name)
    asked = [step["id"] for step in steps if step["kind"] == "question"]
    explained = draw(st.lists(st.sampled_from(asked), unique=True)) if asked else []
    in_order = [name for name in asked if name in explained]
    return {"steps": steps, "easy_read": easy("about-us", *in_order)}


def moves(steps: list[dict]) -> st.SearchStrategy:
    """One thing that somebody may do in a survey with these steps."""
    others = [
        st.tuples(st.just("language"), st.sampled_from(["en", "ur"])),
        st.tuples(st.just("variant"), st.booleans()),
        st.tuples(st.just("about"), st.sampled_from(["me", "someone_for_me", ""])),
        st.tuples(st.just("elsewhere"), st.none()),
    ]
    each_step = [
        st.tuples(
            st.just("answer"),
            st.just(step),
            KINDS[step["type"]][1],
            st.sampled_from(["x", "y"] if step["rows"] else [""]),
            st.sampled_from(["", "check"]),
            st.sampled_from(["on"] * 6 + ["skip", "later"]),
        )
        for step in steps
        if step["kind"] == "question"
    ]
    told = [
        st.tuples(st.just("go on"), st.just(step)) for step in steps if step["kind"] != "question"
    ]
    return st.one_of(*each_step, *each_step, *told, *others)


def walk(browser: Browser, path: list[tuple]) -> Browser:
    """The moves, one after the other. Returns the browser that is used in the end."""
    for move, *more in path:
        match move:
            case "answer":
                step, answer, row, then, pressed = more
                browser.answer(step["id"], answer, row=row, then=then, go=pressed)
            case "go on":
                browser.go_on(more[0]["id"])
            case "language":
                browser.language = more[0]
            case "variant":
                browser.read_easily(more[0])
            case "about":
                browser.about(who_answered=more[0], consent_to_quote="on")
            case "elsewhere" if not browser.cookie.correcting:
                browser = moved_to_another_device(browser)
    return browser


def moved_to_another_device(browser: Browser) -> Browser:
    other = Browser(browser.version, language=browser.language)
    other.follows = browser.follows
    other.resume(browser.code)
    return other


def values_shown(page: str) -> list[str]:
    """The answers that the check page says will be sent, in their order, as plain words."""
    to_send = page.partition('id="not-sent"')[0]
    cells = re.findall(r'<dd class="govuk-summary-list__value">(.*?)</dd>', to_send, re.DOTALL)
    lines = (re.sub(r"</li>|<br>", "\n", cell) for cell in cells)
    return [html.unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in lines]


def values_stored(response: Response, document: dict, language: str) -> list[str]:
    """The same, made from what is in the database alone."""
    closed = {(str(a.question_key), a.row_key): a for a in response.answers.all()}
    words = {str(comment.question_key): comment.open_words() for comment in response.comments.all()}
    shown = []
    for step in document["steps"]:
        if step["kind"] != "question":
            continue
        for row in [each["key"] for each in step["rows"]] or [""]:
            answer = closed.get((step["question"], row))
            if step["question"] in words:
                shown.append(words[step["question"]])
            elif answer is None:
                shown.append("")
            elif answer.option_keys:
                shown.append("\n".join(f"Option {key}" for key in answer.option_keys))
            elif answer.number is not None:
                shown.append(format(answer.number.normalize(), "f"))
            else:
                with override(language):
                    shown.append(date_in_words(f"{answer.date:%Y-%m}"))
    return [each for each in shown if each]


def answers_of(response: Response) -> dict[str, list[str]]:
    """Stored choices by question, as far as conditions can ask for them."""
    found: dict[str, list[str]] = {}
    for answer in response.answers.all():
        found.setdefault(str(answer.question_key), []).extend(answer.option_keys or ["given"])
    for comment in response.comments.all():
        found[str(comment.question_key)] = ["given"]
    return found


def check_and_send(browser: Browser) -> Response | None:
    """What sending made of it, compared with what the check page showed just before."""
    browser.check()
    before = Response.objects.filter(receipt__lookup=lookup_of(browser)).first()
    if browser.last.status_code == 302:
        # The check page leads away: this walk ended where nothing is sent.
        browser.post("send", saved_times=str(browser.cookie.saved_times))
        if before is None:
            assert not Response.objects.filter(receipt__lookup=lookup_of(browser)).exists()
        return None
    shown = values_shown(browser.words)
    hides = 'id="not-sent"' in browser.words
    event(f"hidden: {hides}")
    saved_times, cookie = browser.cookie.saved_times, browser.client.cookies["answering"].value
    browser.send()
    if "/done/" not in browser.last.get("Location", ""):
        # A needed answer is missing: nothing is recorded or changed.
        assert Response.objects.filter(receipt__lookup=lookup_of(browser)).first() == before
        return None
    response = Response.objects.get(receipt__lookup=lookup_of(browser))
    with override(browser.language):
        empty = {gettext("No answer"), gettext("Needs an answer")}
    stored = values_stored(response, browser.version.document, browser.language)
    # The last two are who answered, and whether words may be quoted where there could be words.
    assert [each for each in shown if each not in empty][: len(stored)] == stored
    assert_nothing_hidden(response, browser.version.document)
    # A second press of the button changes nothing.
    count, after = Response.objects.count(), browser.client.cookies["answering"].value
    browser.client.cookies["answering"] = cookie
    browser.post("send", saved_times=str(saved_times))
    browser.client.cookies["answering"] = after
    assert Response.objects.count() == count
    assert values_stored(response, browser.version.document, browser.language) == stored
    return response


def assert_nothing_hidden(response: Response, document: dict) -> None:
    """Every stored answer belongs to a question that is asked after the stored answers alone."""
    stored = answers_of(response)
    route = route_through(document, stored, Situation("parent_carers", "web"))
    assert set(stored) <= set(route.questions)
    assert {step["question"] for step in route.steps if step.get("required")} <= set(stored)
    assert route.sends
    draft = Draft.objects.get(lookup=response.receipt.lookup)
    assert draft.sent


def lookup_of(browser: Browser) -> str:
    return ReceiptCode.lookup_of(browser.code)


@pytest.fixture
def survey(forum):
    """A survey whose questions each example replaces by its own."""
    return open_document(forum, [ask("p", "line")])


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_is_stored_is_what_the_check_page_last_showed(survey, forum, data):
    pages = data.draw(surveys(), label="survey")
    document = document_of(forum, **pages)
    QuestionnaireVersion.objects.filter(pk=survey.pk).update(document=document)
    survey.document = document
    cache.clear()
    browser = Browser(survey)
    browser.follows = False
    browser.start()
    steps = moves(pages["steps"])
    browser = walk(browser, data.draw(st.lists(steps, min_size=4, max_size=10), label="walk"))
    browser.read_easily(data.draw(st.booleans(), label="checked in Easy Read"))
    response = check_and_send(browser)
    event(f"sent: {response is not None}")
    if response is None:
        return
    week, code = response.week_received, browser.code
    if data.draw(st.booleans(), label="on another device"):
        browser = moved_to_another_device(browser)
        assert browser.code == code
    browser.change()
    browser = walk(browser, data.draw(st.lists(steps, min_size=1, max_size=4), label="again"))
    corrected = check_and_send(browser)
    count = Response.objects.filter(receipt__lookup=lookup_of(browser)).count()
    assert count == 1
    if corrected is not None:
        assert (corrected.pk, corrected.week_received) == (response.pk, week)
        assert week <= timezone.localdate()


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_conditions_that_hang_on_each_other_fall_together(data):
    """Whatever is kept: what is left of it after one filtering asks for exactly itself."""
    pages = data.draw(surveys())
    asked = [step for step in pages["steps"] if step["kind"] == "question"]
    answers = {
        step["question"]: list(data.draw(st.sets(st.sampled_from(OPTIONS), min_size=1)))
        for step in asked
        if data.draw(st.booleans())
    }
    document = {"steps": pages["steps"], "audience": "parent_carers"}
    route = route_through(document, answers)
    left = route.answers(answers)
    again = route_through(document, left)
    assert again.questions == route.questions
    assert set(left) <= set(again.questions)
