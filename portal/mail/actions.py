"""Queueing and sending e-mail: the only way out for the portal's own messages."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from portal.audit.actions import record
from portal.encryption import keyed_hash
from portal.mail.errors import is_final, kind_of
from portal.mail.models import OutgoingEmail
from portal.mail.permissions import may_try_again
from portal.outgoing import sending
from portal.partners.models import Partner

SEND = "portal.mail.tasks.send_email"


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
    email = OutgoingEmail(
        reference=reference,
        purpose=purpose,
        owner_id=owner.pk if isinstance(owner, Partner) else owner,
        to_user=to_user,
    )
    email.seal_words(address=to, subject=subject, body=body, html_body=html_body)
    return sending.keep_once(email, SEND)


def send_waiting_email(pk: str | uuid.UUID) -> None:
    """Send one e-mail if it is due and nobody else is at it. Called by the queue.

    If the portal dies between sending and noting so, the message goes out again with the same
    Message-ID, by which mail programs recognise the second copy.
    """
    email = sending.claim(OutgoingEmail, pk)
    if email is None:
        return
    try:
        _compose(email).send()
    except Exception as error:  # noqa: BLE001 - mail backends raise what they like
        sending.note_failure(email, kind=kind_of(error), final=is_final(error))
    else:
        sending.note_success(email)


def _compose(email: OutgoingEmail) -> EmailMultiAlternatives:
    words = email.opened_words()
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


@transaction.atomic
def try_again(*, email: OutgoingEmail, user: AbstractBaseUser) -> bool:
    """Queue a failed e-mail once more; False if it is not failed (any more) or was wiped.

    Raises:
        PermissionDenied: the person does not look after e-mail of that partner.
    """
    if not may_try_again(user, email.owner_id):
        raise PermissionDenied
    again = sending.put_back(email, SEND)
    if again:
        record(action="email.tried_again", user=user, target=email)
    return again


def queue_due_emails() -> int:
    """Queue what is due for another attempt and what a dead worker left; returns how many."""
    return sending.queue_due(OutgoingEmail, SEND)


def wipe_old_emails() -> None:
    """Forget the words of e-mails that failed a month ago, and rows after a good year."""
    sending.wipe_old(OutgoingEmail)
