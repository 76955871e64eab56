"""Queueing and sending e-mail: the only way out for the portal's own messages."""

import datetime
import logging
import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit.actions import record
from portal.encryption import keyed_hash
from portal.jobs.queue import run_later
from portal.mail.errors import is_final, kind_of
from portal.mail.models import EmailState, OutgoingEmail
from portal.mail.permissions import may_try_again
from portal.partners.models import Partner

logger = logging.getLogger("portal.mail")

SEND = "portal.mail.tasks.send_email"
#: Pauses after the first, second, … failure. After the last one a person decides.
PAUSES = (
    datetime.timedelta(minutes=1),
    datetime.timedelta(minutes=5),
    datetime.timedelta(minutes=30),
    datetime.timedelta(hours=2),
    datetime.timedelta(hours=12),
)
KEEP_WORDS_OF_FAILED = datetime.timedelta(days=30)
KEEP_ROWS = datetime.timedelta(days=400)


@transaction.atomic
def queue_email(
    *,
    reference: str,
    purpose: str,
    owner: Partner | int,
    to: str,
    subject: str,
    body: str,
    html_body: str = "",
    to_user: AbstractBaseUser | None = None,
) -> OutgoingEmail:
    """The e-mail of this reference, queued now unless it was before.

    ``reference`` says what makes it this message and no other (``told/<entry>/<contact>``): the
    same reference is sent once, whatever else is given. It must not contain an address. Inside a
    transaction the e-mail goes out if and only if the transaction is committed. ``owner`` is the
    partner on whose behalf it is sent, or its key: only their people see it. ``to_user`` names
    a member of staff, whose role is then shown in the list; families are never named.
    """
    email = OutgoingEmail(pk=uuid.uuid4(), reference=reference, purpose=purpose, to_user=to_user)
    owner_id = owner.pk if isinstance(owner, Partner) else owner
    email.seal_for(address=to, subject=subject, body=body, html_body=html_body)
    kept, created = OutgoingEmail.objects.get_or_create(
        reference=reference,
        defaults={
            "id": email.pk,
            "purpose": purpose,
            "owner_id": owner_id,
            "to_user": to_user,
            "sealed_address": email.sealed_address,
            "sealed_message": email.sealed_message,
        },
    )
    if created:
        run_later(SEND, str(kept.pk))
    return kept


def send_waiting_email(pk: str | uuid.UUID) -> None:
    """Send one e-mail if it is due and nobody else is at it. Called by the queue.

    Whoever changes the row from waiting to being sent is the one that sends. If the portal dies
    between sending and noting so, the message goes out again with the same Message-ID, by which
    mail programs recognise the second copy.
    """
    claimed = (
        OutgoingEmail.objects.due()
        .filter(pk=pk)
        .update(state=EmailState.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1)
    )
    if not claimed:
        return
    email = OutgoingEmail.objects.get(pk=pk)
    try:
        _compose(email).send()
    except Exception as error:  # noqa: BLE001 - mail backends raise what they like
        _note_failure(email, error)
    else:
        _note_success(email)


def _compose(email: OutgoingEmail) -> EmailMultiAlternatives:
    words = email.opened_message()
    message = EmailMultiAlternatives(
        subject=words["subject"],
        body=words["body"],
        to=[email.opened_address()],
        headers={"Message-ID": message_id(email.reference)},
    )
    if words["html_body"]:
        message.attach_alternative(words["html_body"], "text/html")
    return message


def message_id(reference: str) -> str:
    """The same for each attempt at one e-mail; tells a stranger nothing about its reference."""
    domain = settings.DEFAULT_FROM_EMAIL.rstrip(">").rpartition("@")[2]
    return f"<{keyed_hash(reference, purpose='message-id')[:32]}@{domain}>"


def _note_success(email: OutgoingEmail) -> None:
    OutgoingEmail.objects.filter(pk=email.pk, state=EmailState.SENDING).update(
        state=EmailState.SENT,
        sealed_address="",
        sealed_message="",
        claimed_at=None,
        next_attempt_at=None,
        last_error="",
        sent_on=timezone.localdate(),
    )


def _note_failure(email: OutgoingEmail, error: Exception) -> None:
    final = is_final(error) or email.attempts > len(PAUSES)
    pause = None if final else PAUSES[email.attempts - 1]
    OutgoingEmail.objects.filter(pk=email.pk, state=EmailState.SENDING).update(
        state=EmailState.FAILED if final else EmailState.WAITING,
        next_attempt_at=None if pause is None else timezone.now() + pause,
        claimed_at=None,
        last_error=kind_of(error),
    )
    logger.warning(
        "An e-mail (%s) could not be sent: %s. Attempt %d%s.",
        email.purpose,
        kind_of(error),
        email.attempts,
        ", the last" if final else "",
    )


@transaction.atomic
def try_again(*, email: OutgoingEmail, user: AbstractBaseUser) -> bool:
    """Queue a failed e-mail once more; False if it is not failed (any more) or was wiped.

    Raises:
        PermissionDenied: the person does not look after e-mail of that partner.
    """
    if not may_try_again(user, email.owner_id):
        raise PermissionDenied
    again = (
        OutgoingEmail.objects.failed()
        .filter(pk=email.pk)
        .exclude(sealed_message="")
        .update(state=EmailState.WAITING, attempts=0, next_attempt_at=timezone.now())
    )
    if again:
        record(action="email.tried_again", user=user, target=email)
        run_later(SEND, str(email.pk))
    return bool(again)


@transaction.atomic
def queue_due_emails() -> int:
    """Queue what is due for another attempt and what a dead worker left; returns how many."""
    OutgoingEmail.objects.abandoned().update(
        state=EmailState.WAITING, claimed_at=None, next_attempt_at=timezone.now()
    )
    # New e-mails were queued when they were written: only those that had their chance are late.
    late = OutgoingEmail.objects.due().filter(
        next_attempt_at__lte=timezone.now() - datetime.timedelta(seconds=30)
    ) | OutgoingEmail.objects.due().filter(attempts__gt=0)
    keys = list(late.values_list("pk", flat=True)[:500])
    for key in keys:
        run_later(SEND, str(key))
    return len(keys)


def wipe_old_emails() -> None:
    """Forget the words of e-mails that failed a month ago, and rows after a good year."""
    today = timezone.localdate()
    OutgoingEmail.objects.failed().filter(created_on__lt=today - KEEP_WORDS_OF_FAILED).update(
        sealed_address="", sealed_message=""
    )
    OutgoingEmail.objects.filter(created_on__lt=today - KEEP_ROWS).exclude(
        state__in=(EmailState.WAITING, EmailState.SENDING)
    ).delete()
