"""E-mail: once, with patience, and without a trace of its words afterwards."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.jobs.queue import run_waiting_tasks
from portal.mail import tasks
from portal.mail.actions import message_id, queue_email, send_waiting_email, try_again
from portal.mail.demonstration import newest_emails
from portal.mail.models import OutgoingEmail
from portal.outgoing.models import MessageState
from portal.outgoing.sending import PAUSES
from tests.builders import build_partner, sign_in

pytestmark = pytest.mark.django_db

ADDRESS = "tomasz@example.org"


class RefusingBackend(BaseEmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such mailbox")})


class AbsentBackend(BaseEmailBackend):
    """A mail server that is away, and quotes the address when it complains."""

    def send_messages(self, messages):
        raise ConnectionRefusedError(f"nobody listens for {ADDRESS}")


@pytest.fixture
def refusing_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"


@pytest.fixture
def absent_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.AbsentBackend"


def queue(reference="told/1/1", owner=None, **changes):
    words = {"subject": "What happened", "body": "The ramp is built.", **changes}
    return queue_email(
        reference=reference,
        purpose="told",
        owner=owner or build_partner(),
        to=ADDRESS,
        **words,
    )


def due_again():
    OutgoingEmail.objects.update(next_attempt_at=timezone.now())


def test_an_email_is_sent_and_its_address_and_words_are_wiped():
    email = queue()
    run_waiting_tasks()
    email.refresh_from_db()
    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    assert mail.outbox[0].body == "The ramp is built."
    assert email.state == MessageState.SENT
    assert (email.sealed_address, email.sealed_message, email.next_attempt_at) == ("", "", None)


def test_the_same_reference_is_sent_once():
    assert queue() == queue(subject="Again")
    run_waiting_tasks()
    queue()
    run_waiting_tasks()
    assert len(mail.outbox) == 1


def test_a_task_that_comes_twice_sends_once():
    email = queue()
    send_waiting_email(email.pk)
    send_waiting_email(email.pk)
    assert len(mail.outbox) == 1


def test_an_email_queued_in_a_transaction_that_is_undone_never_goes_out():
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError
    run_waiting_tasks()
    assert mail.outbox == []


def test_neither_address_nor_words_are_stored_readably():
    email = queue(html_body="<p>The ramp is built.</p>")
    stored = " ".join(str(value) for value in OutgoingEmail.objects.values_list().get())
    assert ADDRESS not in stored
    assert "ramp" not in stored
    run_waiting_tasks()
    assert mail.outbox[0].alternatives[0].content == "<p>The ramp is built.</p>"
    assert email.recipient == "a contributor"


def test_every_attempt_at_one_email_carries_the_same_message_id(absent_server, settings):
    email = queue()
    send_waiting_email(email.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    due_again()
    send_waiting_email(email.pk)
    assert mail.outbox[0].message()["Message-ID"] == message_id("told/1/1")
    assert message_id("told/1/1") != message_id("told/1/2")
    assert "told" not in message_id("told/1/1")


def test_a_failed_attempt_is_repeated_after_a_pause_without_noting_the_address(
    absent_server, caplog
):
    email = queue()
    send_waiting_email(email.pk)
    email.refresh_from_db()
    assert email.state == MessageState.WAITING
    assert email.next_attempt_at > timezone.now() + PAUSES[0] - datetime.timedelta(seconds=5)
    assert email.last_error == "ConnectionRefusedError"
    assert "could not be reached" in email.last_error_sentence
    assert ADDRESS not in caplog.text


def test_after_the_last_pause_an_email_is_failed_and_keeps_its_words(absent_server):
    email = queue()
    for _attempt in range(len(PAUSES) + 1):
        due_again()
        send_waiting_email(email.pk)
    email.refresh_from_db()
    assert email.state == MessageState.FAILED
    assert email.can_be_tried_again


def test_an_address_that_the_server_refuses_is_not_tried_again(refusing_server):
    email = queue()
    send_waiting_email(email.pk)
    email.refresh_from_db()
    assert (email.state, email.attempts) == (MessageState.FAILED, 1)


def test_the_sweep_picks_up_what_is_due_and_what_a_dead_worker_left(absent_server, settings):
    repeated, left = queue("a"), queue("b")
    run_waiting_tasks()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    due_again()
    long_ago = timezone.now() - datetime.timedelta(minutes=6)
    OutgoingEmail.objects.filter(pk=left.pk).update(state=MessageState.SENDING, claimed_at=long_ago)
    tasks.sweep()
    run_waiting_tasks()
    assert len(mail.outbox) == 2
    repeated.refresh_from_db()
    assert repeated.state == MessageState.SENT


def test_those_who_look_after_email_can_try_again(
    refusing_server, settings, council, council_clerk
):
    email = queue(owner=council)
    run_waiting_tasks()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert try_again(email=email, user=council_clerk)
    assert not try_again(email=email, user=council_clerk)
    run_waiting_tasks()
    assert len(mail.outbox) == 1


def test_others_cannot_try_again(refusing_server, council, council_coder):
    email = queue(owner=council)
    run_waiting_tasks()
    with pytest.raises(PermissionDenied):
        try_again(email=email, user=council_coder)


def test_the_list_shows_staff_by_role_and_never_an_address(
    client, refusing_server, forum, forum_coordinator, council_clerk
):
    queue("to-staff", owner=forum, to_user=council_clerk)
    queue("to-family", owner=forum)
    run_waiting_tasks()
    page = sign_in(client, forum_coordinator).get(reverse("emails:index")).content.decode()
    assert council_clerk.role_title in page
    assert "a contributor" in page
    assert "refused the address" in page
    assert ADDRESS not in page
    assert council_clerk.email not in page


@pytest.mark.parametrize("somebody", ["council_coordinator", "council_clerk", "administrator"])
def test_nobody_else_can_count_a_partners_emails_or_send_them_again(
    client, refusing_server, forum, somebody, request
):
    email = queue("to-family", owner=forum)
    run_waiting_tasks()
    person = request.getfixturevalue(somebody)
    page = sign_in(client, person).get(reverse("emails:index")).content.decode()
    assert "a contributor" not in page
    with pytest.raises(PermissionDenied):
        try_again(email=email, user=person)


def test_the_button_tries_again(client, refusing_server, settings, forum, forum_coordinator):
    email = queue(owner=forum)
    run_waiting_tasks()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sign_in(client, forum_coordinator).post(reverse("emails:try_again", args=[email.pk]))
    run_waiting_tasks()
    assert len(mail.outbox) == 1


def test_a_coder_does_not_see_the_list(client, council_coder):
    assert sign_in(client, council_coder).get(reverse("emails:index")).status_code in (302, 403)


def test_words_of_failed_emails_are_forgotten_after_a_month(refusing_server):
    email = queue()
    run_waiting_tasks()
    OutgoingEmail.objects.update(created_on=timezone.localdate() - datetime.timedelta(days=31))
    tasks.prune()
    email.refresh_from_db()
    assert email.sealed_address == ""
    assert not email.can_be_tried_again


def test_the_demonstration_mailbox_shows_what_was_sent(client, settings, tmp_path, council_clerk):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    queue(subject="Dzień dobry", body="Look: http://localhost:8000/en/code/\n<script>")
    queue("another", subject="Second")
    run_waiting_tasks()
    assert {message.subject for message in newest_emails(tmp_path)} == {"Dzień dobry", "Second"}
    page = sign_in(client, council_clerk).get(reverse("mail:mailbox")).content.decode()
    assert 'href="http://localhost:8000/en/code/"' in page
    assert "<script>" not in page
    assert council_clerk.email in page


def test_without_the_demonstration_there_is_no_mailbox(client, settings):
    settings.DEMONSTRATION = False
    assert client.get(reverse("mail:mailbox"), follow=True).status_code == 404
