"""What a receipt code opens: carrying on, and taking answers back. And how often one may try."""

import pytest
from django.core.cache import cache
from django.http import Http404
from django.urls import reverse

from portal import limits
from portal.encryption import make_code
from portal.limits import take_back, too_many
from portal.preferences.choices import Preferences
from surveys.contacts.models import Contact, WishToBeTold
from surveys.responding.enums import ResponseState
from surveys.responding.models import Answer, Draft, Response
from surveys.responding.views import resume_draft
from tests.surveys.responding.browser import Browser

RESUME, WITHDRAW = "/en/answer/resume/", "/en/answer/withdraw/"


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def sent(version) -> Browser:
    browser = Browser(version)
    browser.start()
    browser.answer(1, "not_sure")
    browser.send()
    return browser


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Please type your receipt code."),
        ("3467 9CDF", "Please look whether one is missing."),
        ("O467 9CDF GHJK", "A receipt code never has O in it."),
        ("3467 9CDF GHJK", "We keep no answers under this code."),
    ],
)
@pytest.mark.django_db
def test_a_code_that_opens_nothing_says_why_and_stays_on_screen(typed, sentence, client):
    page = client.post(RESUME, {"code": typed}).content.decode()
    assert page.count(sentence) == 2
    assert f'value="{typed}"' in page or not typed


def test_the_code_page_can_hand_a_draft_over(version, rf):
    browser = Browser(version)
    browser.start()
    browser.answer(1, "not_sure")
    request = rf.get("/en/code/")
    request.preferences = Preferences()
    response = resume_draft(request, browser.code)
    assert response.url == browser.address("step", 2)
    assert "answering" in response.cookies
    with pytest.raises(Http404):
        resume_draft(request, make_code())


def test_the_code_of_answers_that_were_sent_shows_the_receipt(version):
    code = sent(version).code
    other = Browser(version)
    other.resume(code)
    assert "We already have your answers" in other.words


def test_everything_passed_leads_to_the_check_page(version):
    browser = Browser(version)
    browser.start()
    for number in range(1, 5):
        browser.skip(number)
    browser.about(go="skip")
    other = Browser(version)
    other.resume(browser.code)
    assert other.path == other.address("check")


def test_taking_back_asks_once_more_and_then_deletes(version):
    browser = sent(version)
    code = browser.code
    browser.post("tell_me", way="email", email="parent@wexmere.example")
    asked = browser.client.post(WITHDRAW, {"code": code}).content.decode()
    assert "Take your answers back?" in asked
    assert Response.objects.get().state == ResponseState.RECEIVED
    done = browser.client.post(WITHDRAW, {"code": code, "sure": "yes"}).content.decode()
    assert "Your answers are deleted" in done
    assert Response.objects.get().state == ResponseState.WITHDRAWN
    assert not Answer.objects.exists()
    assert not WishToBeTold.objects.exists() and not Contact.objects.exists()
    assert browser.client.cookies["answering"].value == ""


def test_taking_back_twice_is_fine(version):
    browser = sent(version)
    code = browser.code
    for _time in range(2):
        page = browser.client.post(WITHDRAW, {"code": code, "sure": "yes"})
        assert "Your answers are deleted" in page.content.decode()


def test_answers_that_were_not_sent_can_be_deleted_too(version):
    browser = Browser(version)
    browser.start()
    page = browser.client.post(WITHDRAW, {"code": browser.code}).content.decode()
    assert "These answers are not sent yet." in page
    browser.client.post(WITHDRAW, {"code": browser.code, "sure": "yes"})
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_an_unknown_code_takes_nothing_back(client):
    page = client.post(WITHDRAW, {"code": make_code(), "sure": "yes"}).content.decode()
    assert "We keep nothing under this code." in page


@pytest.mark.parametrize("address", [RESUME, WITHDRAW])
@pytest.mark.django_db
def test_guessing_codes_ends_after_ten_tries(address, client):
    for _try in range(10):
        assert client.post(address, {"code": make_code()}).status_code == 200
    stopped = client.post(address, {"code": make_code()})
    assert stopped.status_code == 429
    assert "Please wait a little" in stopped.content.decode()
    assert stopped["Retry-After"] == "600"
    other_place = client.post(address, {"code": make_code()}, REMOTE_ADDR="203.0.113.9")
    assert other_place.status_code == 200


def test_right_codes_do_not_count(version):
    browser = Browser(version)
    browser.start()
    code = browser.code
    for _time in range(15):
        assert browser.client.post(RESUME, {"code": code}).status_code == 302


def test_counts_are_kept_under_a_hash_whose_salt_is_only_in_the_cache(rf, monkeypatch):
    counted = []
    add = limits.cache.add
    monkeypatch.setattr(
        limits.cache,
        "add",
        lambda key, *rest, **more: counted.append(key) or add(key, *rest, **more),
    )
    request = rf.post(RESUME, REMOTE_ADDR="203.0.113.77")
    for _time in range(2):
        too_many(request, "resume")
    cache.clear()
    too_many(request, "resume")
    counts = [key for key in counted if "-" not in key]
    assert "203.0.113.77" not in str(counted)
    assert counts[0] == counts[1] != counts[2]


def test_the_numbers_can_be_set(rf, settings):
    settings.TRIES_IN_TEN_MINUTES = {"code": 1}
    request = rf.post("/en/code/")
    assert [too_many(request, "code") for _try in range(2)] == [False, True]
    take_back(request, "code")
    take_back(request, "code")
    assert too_many(request, "code") is False


def test_behind_a_proxy_the_visitor_is_counted_and_not_the_proxy(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.TRIES_IN_TEN_MINUTES = {"code": 1}

    def tried_from(address: str) -> bool:
        # What a visitor claims stands on the left, what our proxy saw on the right.
        return too_many(rf.post("/", HTTP_X_FORWARDED_FOR=f"10.9.8.7, {address}"), "code")

    assert [tried_from("203.0.113.1"), tried_from("203.0.113.2")] == [False, False]
    assert tried_from("203.0.113.1")


def test_codes_never_stand_in_an_address():
    assert reverse("responding:resume") == RESUME
    assert reverse("responding:withdraw") == WITHDRAW
