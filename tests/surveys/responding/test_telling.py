"""After sending: how to be told, and the receipt code on one's own phone."""

import pytest
from django.apps import apps
from django.core import mail, signing

from portal.jobs.queue import run_waiting_tasks
from portal.mail.models import OutgoingEmail
from portal.outgoing.models import MessageState
from portal.texts.gateways import TextRefused
from portal.texts.models import LocalText, OutgoingText
from portal.texts.segments import count_segments
from surveys.contacts.models import Contact, WishToBeTold
from surveys.responding.answering import COOKIE, Answering
from tests.surveys.responding.browser import Browser

ADDRESS = "14 Mill Lane\nWexmere\nWX1 2AB"


@pytest.fixture
def sent(respondent):
    respondent.start()
    respondent.send()
    return respondent


def everything_stored() -> str:
    """Every value of every row of every table, as text."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values_list():
            found.extend(str(value) for value in row)
    return "\n".join(found)


@pytest.mark.parametrize(
    ("typed", "where", "sentence"),
    [
        ({"way": "email", "email": "p@wexmere.example"}, "p@wexmere.example", "We will write to"),
        ({"way": "text", "number": "07700 900 123"}, "+447700900123", "We will text you when"),
        ({"way": "post", "address": ADDRESS}, ADDRESS, "We will send you a letter when"),
    ],
)
def test_each_way_is_confirmed_in_words(sent, typed, where, sentence):
    sent.post("tell_me", **typed)
    assert sentence in sent.words
    assert Contact.objects.get().open_address() == where
    sent.go("done")
    assert sentence in sent.words


def test_not_at_all_is_a_choice_and_is_confirmed_too(sent):
    sent.post("tell_me", way="text", number="07700 900123")
    sent.post("tell_me", way="none")
    assert "We will not write to you." in sent.words
    assert not WishToBeTold.objects.exists() and not Contact.objects.exists()


def test_somebody_may_change_how_they_are_told(sent):
    sent.post("tell_me", way="email", email="p@wexmere.example")
    sent.post("tell_me", way="text", number="07700 900123")
    assert "Change how we tell you" in sent.words
    assert [wish.contact.channel for wish in WishToBeTold.objects.all()] == ["text"]


def test_a_landline_takes_no_texts_and_nothing_typed_is_lost(sent):
    sent.post("tell_me", way="text", number="01632 960100", address="half an address")
    assert "That looks like a landline." in sent.words
    assert 'value="01632 960100"' in sent.words
    assert "half an address" in sent.words
    assert not Contact.objects.exists()


def test_a_cookie_from_before_the_ways_still_opens(sent):
    old = {
        "code": sent.code,
        "survey": str(sent.version.survey_key),
        "saved_times": 0,
        "sent": True,
        "will_be_told": True,
    }
    sent.client.cookies[COOKIE] = signing.dumps(old, salt=COOKIE)
    sent.go("done")
    assert "Your receipt code" in sent.words
    assert Answering(sent.code, str(sent.version.survey_key)).told_by == ""


@pytest.mark.parametrize(
    ("typed", "trace"),
    [
        ({"code-way": "email", "code-email": "parent@wexmere.example"}, "parent@wexmere"),
        ({"code-way": "text", "code-number": "07700 900123"}, "7700900123"),
    ],
)
@pytest.mark.parametrize("is_sent", [True, False])
def test_the_code_is_sent_and_neither_it_nor_the_address_is_stored(
    respondent, typed, trace, is_sent
):
    respondent.start()
    if is_sent:
        respondent.send()
    respondent.post("send_code", **typed)
    assert "We have sent your code to your" in respondent.words
    run_waiting_tasks()
    words = mail.outbox[0].body if mail.outbox else LocalText.objects.get().words
    grouped = " ".join(respondent.code[place : place + 4] for place in (0, 4, 8))
    assert grouped in words
    assert ("/en/code/" if is_sent else "/en/answer/resume/") in words
    stored = everything_stored()
    assert trace not in stored
    assert respondent.code not in stored and grouped not in stored
    kept = [*OutgoingEmail.objects.all(), *OutgoingText.objects.all()]
    assert [(row.sealed_address, row.sealed_message) for row in kept] == [("", "")]
    assert not Contact.objects.exists()


def test_the_message_names_no_survey_and_fits_into_one_text(sent):
    sent.post("send_code", **{"code-way": "text", "code-number": "07700 900123"})
    run_waiting_tasks()
    words = LocalText.objects.get().words
    assert sent.version.document["title"]["en"] not in words
    assert "survey" not in words.lower() and "EHC" not in words
    assert count_segments(words) == 1
    assert OutgoingText.objects.get().owner == sent.version.owner


def test_a_code_that_cannot_be_sent_is_wiped_all_the_same(sent, monkeypatch):
    class Refusing:
        def send(self, **_text):
            raise TextRefused

    monkeypatch.setattr("portal.texts.actions.chosen_gateway", Refusing)
    sent.post("send_code", **{"code-way": "text", "code-number": "07700 900123"})
    run_waiting_tasks()
    text = OutgoingText.objects.get()
    assert (text.state, text.sealed_address, text.sealed_message) == (MessageState.FAILED, "", "")


def test_the_receipt_and_the_page_for_later_lead_there(respondent):
    respondent.start()
    respondent.go("later")
    assert respondent.address("send_code") in respondent.words
    respondent.send()
    respondent.go("done")
    assert respondent.address("send_code") in respondent.words


def test_what_is_missing_is_said_at_its_field(sent):
    sent.post("send_code")
    assert "Please choose how we shall send it." in sent.words
    sent.post("send_code", **{"code-way": "text", "code-number": "hello"})
    assert 'value="hello"' in sent.words
    assert "By letter" not in sent.words


def test_nobodys_phone_is_filled_with_codes(sent):
    typed = {"code-way": "text", "code-number": "07700 900123"}
    codes = [sent.post("send_code", **typed).status_code for _ in range(5)]
    assert codes == [200] * 3 + [429] * 2
    assert OutgoingText.objects.count() == 3


def test_without_answers_there_is_no_code_to_send(version):
    browser = Browser(version)
    browser.post("send_code", **{"code-way": "text", "code-number": "07700 900123"})
    assert browser.path == browser.address("start")
    assert not OutgoingText.objects.exists()
