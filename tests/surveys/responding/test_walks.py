"""However somebody wanders through a survey: what is stored is what the check page last showed."""

import html
import re

from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.questionnaires.wording import in_language
from surveys.responding.models import Draft, ReceiptCode, Response
from tests.surveys.responding.browser import Browser

AGREEMENT = ("agree_a_lot", "not_sure", "disagree_a_bit")
WORDS = ("Ring us.", "ہمیں فون کریں", "One\nTwo", "<b>bold</b> & more", "😀")

moves = st.one_of(
    st.tuples(st.just("agree"), st.sampled_from(AGREEMENT)),
    st.tuples(st.just("choose"), st.sets(st.integers(0, 2))),
    st.tuples(st.just("pick"), st.integers(0, 1)),
    st.tuples(st.just("write"), st.sampled_from(WORDS)),
    st.tuples(st.just("skip"), st.integers(1, 4)),
    st.tuples(st.just("look"), st.integers(1, 4)),
    st.tuples(st.just("language"), st.sampled_from(["en", "ur", "pl"])),
    st.tuples(st.just("about"), st.sampled_from(["me", "someone_for_me", ""])),
    st.tuples(st.just("elsewhere"), st.none()),
    st.tuples(st.just("check"), st.none()),
)


def walk(browser: Browser, version, path) -> Browser:
    """The moves, one after the other. Returns the browser that is used in the end."""
    choices, picks = (
        [option["key"] for option in version.questions()[place]["options"]] for place in (1, 2)
    )
    for move, value in path:
        match move:
            case "agree":
                browser.answer(1, value)
            case "choose":
                browser.answer(2, [choices[place] for place in sorted(value)])
            case "pick":
                browser.answer(3, picks[value])
            case "write":
                browser.answer(4, value)
            case "skip":
                browser.skip(value)
            case "look":
                browser.go("step", value)
            case "language":
                browser.language = value
            case "about":
                browser.about(who_answered=value)
            case "elsewhere":
                code, language = browser.code, browser.language
                browser = Browser(version, language=language)
                browser.resume(code)
            case "check":
                browser.check()
    return browser


def values_shown(page: str) -> list[str]:
    """The answers as the check page lists them, tags taken out."""
    cells = re.findall(r'<dd class="govuk-summary-list__value">(.*?)</dd>', page, re.DOTALL)
    return [html.unescape(re.sub(r"<(?!br)[^>]+>", "", cell)).strip() for cell in cells]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(path=st.lists(moves, max_size=10))
def test_what_is_stored_is_what_the_check_page_showed(version, words_handed_over, path):
    words_handed_over.clear()
    browser = Browser(version)
    browser.start()
    browser = walk(browser, version, path)
    browser.check()
    shown = values_shown(browser.words)
    browser.send()
    response = Response.objects.get(receipt__lookup=_lookup(browser.code))
    stored = {str(answer.question_key): answer.option_keys for answer in response.answers.all()}
    for place, question in enumerate(version.questions()):
        if question["type"] == "text":
            continue
        words = {
            option["key"]: in_language(option["text"], browser.language).text
            for option in question["options"]
        }
        expected = [words[key] for key in stored.get(question["question"], [])]
        assert shown[place].split("<br>") == (expected or [_no_answer(browser)])
    handed = [text.words for text in words_handed_over]
    assert [shown[3].replace("<br>", "\n")] == (handed or [_no_answer(browser)])
    assert not Draft.objects.filter(lookup=_lookup(browser.code)).exists()


def _lookup(code: str) -> str:
    return ReceiptCode.lookup_of(code)


def _no_answer(browser: Browser) -> str:
    with override(browser.language):
        return gettext("No answer")
