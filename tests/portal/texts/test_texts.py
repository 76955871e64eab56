"""Texts: once, with patience, and without a trace of number and words afterwards."""

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.jobs.queue import run_waiting_tasks
from portal.outgoing.models import MessageState
from portal.outgoing.sending import PAUSES, keep_nothing_of
from portal.texts import tasks
from portal.texts.actions import NotAMobile, queue_text, send_waiting_text, try_again
from portal.texts.gateways import TextRefused, known_gateway, texts_reach_people
from portal.texts.models import LocalText, OutgoingText
from tests.builders import build_partner, sign_in

pytestmark = pytest.mark.django_db

NUMBER = "+447700900123"
WORDS = "Wexmere Listens: there is news."


class Gateway:
    """Takes every text, or fails as it is told to."""

    def __init__(self):
        self.sent = []
        self.trouble = None

    def send(self, *, number, words, reference):
        if self.trouble:
            raise self.trouble
        self.sent.append((number, words, reference))
        return f"id-{len(self.sent)}"


@pytest.fixture
def gateway(monkeypatch):
    made = Gateway()
    monkeypatch.setattr("portal.texts.actions.chosen_gateway", lambda: made)
    return made


@pytest.fixture
def absent_gateway(gateway):
    gateway.trouble = ConnectionRefusedError(f"nobody listens for {NUMBER}")
    return gateway


def queue(reference="told/1/1", owner=None, purpose="told", to=NUMBER):
    return queue_text(
        reference=reference, purpose=purpose, owner=owner or build_partner(), to=to, body=WORDS
    )


def due_again():
    OutgoingText.objects.update(next_attempt_at=timezone.now())


def test_a_text_is_sent_and_its_number_and_words_are_wiped(gateway):
    text = queue(to="07700 900 123")
    run_waiting_tasks()
    text.refresh_from_db()
    assert gateway.sent == [(NUMBER, WORDS, "told/1/1")]
    assert (text.state, text.provider_id) == (MessageState.SENT, "id-1")
    assert (text.sealed_address, text.sealed_message, text.next_attempt_at) == ("", "", None)


def test_the_same_reference_is_sent_once(gateway):
    assert queue() == queue()
    run_waiting_tasks()
    queue()
    run_waiting_tasks()
    assert len(gateway.sent) == 1


def test_a_task_that_comes_twice_sends_once(gateway):
    text = queue()
    send_waiting_text(text.pk)
    send_waiting_text(text.pk)
    assert len(gateway.sent) == 1


def test_a_text_queued_in_a_transaction_that_is_undone_never_goes_out(gateway):
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError
    run_waiting_tasks()
    assert gateway.sent == []


def test_neither_number_nor_words_are_stored_readably(gateway):
    queue()
    stored = " ".join(str(value) for value in OutgoingText.objects.values_list().get())
    assert "7700900123" not in stored
    assert "news" not in stored


@pytest.mark.parametrize("number", ["01632 960100", "+48 512 345 678"])
def test_texts_go_to_mobiles_of_the_uk_only(number):
    with pytest.raises(NotAMobile):
        queue(to=number)
    assert not OutgoingText.objects.exists()


def test_a_failed_attempt_is_repeated_after_a_pause_without_noting_the_number(
    absent_gateway, caplog
):
    text = queue()
    send_waiting_text(text.pk)
    text.refresh_from_db()
    assert text.state == MessageState.WAITING
    assert text.next_attempt_at > timezone.now() + PAUSES[0] - datetime.timedelta(seconds=5)
    assert "could not be reached" in text.last_error_sentence
    assert "7700900123" not in caplog.text


def test_a_number_that_the_gateway_refuses_is_not_tried_again(gateway):
    gateway.trouble = TextRefused()
    text = queue()
    send_waiting_text(text.pk)
    text.refresh_from_db()
    assert (text.state, text.attempts) == (MessageState.FAILED, 1)
    assert text.can_be_tried_again


def test_what_ties_a_number_to_answers_is_wiped_as_soon_as_it_fails(gateway):
    keep_nothing_of("secret-purpose")
    gateway.trouble = TextRefused()
    text = queue(purpose="secret-purpose")
    send_waiting_text(text.pk)
    text.refresh_from_db()
    assert (text.state, text.sealed_address) == (MessageState.FAILED, "")
    assert not text.can_be_tried_again


def test_the_sweep_picks_up_what_is_due_and_what_a_dead_worker_left(absent_gateway):
    queue("a")
    left = queue("b")
    run_waiting_tasks()
    absent_gateway.trouble = None
    due_again()
    long_ago = timezone.now() - datetime.timedelta(minutes=6)
    OutgoingText.objects.filter(pk=left.pk).update(state=MessageState.SENDING, claimed_at=long_ago)
    tasks.sweep()
    run_waiting_tasks()
    assert len(absent_gateway.sent) == 2


def test_coordinators_of_the_owner_can_try_again(gateway, forum, forum_coordinator):
    gateway.trouble = TextRefused()
    text = queue(owner=forum)
    run_waiting_tasks()
    gateway.trouble = None
    assert try_again(text=text, user=forum_coordinator)
    assert not try_again(text=text, user=forum_coordinator)
    run_waiting_tasks()
    assert len(gateway.sent) == 1


@pytest.mark.parametrize("somebody", ["council_coordinator", "forum_coder", "administrator"])
def test_nobody_else_can_see_a_partners_texts_or_send_them_again(
    client, gateway, forum, somebody, request
):
    gateway.trouble = TextRefused()
    text = queue(owner=forum)
    run_waiting_tasks()
    person = request.getfixturevalue(somebody)
    page = sign_in(client, person).get(reverse("outgoing_texts:index"), follow=True)
    assert "a contributor" not in page.content.decode()
    with pytest.raises(PermissionDenied):
        try_again(text=text, user=person)


def test_the_list_shows_states_and_never_a_number(client, gateway, forum, forum_coordinator):
    gateway.trouble = TextRefused()
    text = queue(owner=forum)
    run_waiting_tasks()
    signed_in = sign_in(client, forum_coordinator)
    page = signed_in.get(reverse("outgoing_texts:index")).content.decode()
    assert "refused the number" in page
    assert "900123" not in page
    gateway.trouble = None
    signed_in.post(reverse("outgoing_texts:try_again", args=[text.pk]))
    run_waiting_tasks()
    assert len(gateway.sent) == 1


def test_the_list_costs_the_same_however_long(
    client, gateway, forum, forum_coordinator, django_assert_max_num_queries
):
    signed_in = sign_in(client, forum_coordinator)
    signed_in.get(reverse("outgoing_texts:index"))
    for number in range(8):
        queue(f"told/{number}", owner=forum)
    with django_assert_max_num_queries(16):
        signed_in.get(reverse("outgoing_texts:index"))


def test_words_of_failed_texts_are_forgotten_after_a_month(gateway):
    gateway.trouble = TextRefused()
    text = queue()
    run_waiting_tasks()
    OutgoingText.objects.update(created_on=timezone.localdate() - datetime.timedelta(days=31))
    tasks.prune()
    text.refresh_from_db()
    assert text.sealed_message == ""


def test_the_phone_of_the_demonstration_shows_what_one_number_got(client, home_page):
    queue("one")
    queue("two", to="07700 900456")
    run_waiting_tasks()
    assert "7700900" not in str(list(LocalText.objects.values_list()))
    page = client.get(reverse("texts:phone"), {"number": "07700 900 456"}).content.decode()
    assert "07700 900456" in page
    assert "07700 900123" not in page
    assert page.count("there is news") == 1
    assert client.get(reverse("texts:phone")).content.decode().count("there is news") == 2


def test_the_local_gateway_keeps_one_text_once(client):
    text = queue()
    run_waiting_tasks()
    OutgoingText.objects.filter(pk=text.pk).delete()
    queue()
    run_waiting_tasks()
    assert LocalText.objects.count() == 1


@pytest.mark.parametrize("change", [{"DEMONSTRATION": False}, {"TEXT_GATEWAY": "govuk_notify"}])
def test_without_demonstration_or_local_gateway_there_is_no_phone(client, settings, change):
    for name, value in change.items():
        setattr(settings, name, value)
    assert client.get(reverse("texts:phone")).status_code == 404


def test_an_unknown_gateway_stops_the_start_and_names_those_there_are():
    assert known_gateway("local") == "local"
    with pytest.raises(ImproperlyConfigured, match=r"pigeon.*Choose one of: local"):
        known_gateway("pigeon")


def test_texts_are_offered_only_where_they_reach_somebody(settings):
    assert texts_reach_people()
    settings.DEMONSTRATION = False
    assert not texts_reach_people()
