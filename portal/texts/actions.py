"""Queueing and sending texts: the only way out for the portal's own text messages."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.audit.actions import record
from portal.outgoing import sending
from portal.partners.models import Partner
from portal.texts.errors import is_final
from portal.texts.gateways import chosen_gateway
from portal.texts.models import LocalText, OutgoingText
from portal.texts.numbers import NumberKind, parse_number
from portal.texts.permissions import may_try_again

SEND = "portal.texts.tasks.send_text"
KEEP_LOCAL_DAYS = 30


class NotAMobile(ValueError):
    """Texts go to UK mobiles only."""


@transaction.atomic
def queue_text(
    *, reference: str, purpose: str, owner: Partner | int, to: str, body: str
) -> OutgoingText:
    """The text of this reference, queued now unless it was before.

    ``reference`` says what makes it this message and no other (``told/<entry>/<contact>``): the
    same reference is sent once, whatever else is given. It must not contain a number. Inside a
    transaction the text goes out if and only if the transaction is committed. ``owner`` is the
    partner on whose behalf it is sent, or its key: only their people see it. Phones are shared:
    words name no child, no school, no condition and no survey.

    Raises:
        NotANumber, NotAMobile: ``to`` takes no texts. `MobileNumberField` asks before.
    """
    number = parse_number(to)
    if number.kind != NumberKind.UK_MOBILE:
        raise NotAMobile
    text = OutgoingText(
        reference=reference,
        purpose=purpose,
        owner_id=owner.pk if isinstance(owner, Partner) else owner,
    )
    text.seal_for(address=number.e164, message=body)
    return sending.keep_once(text, SEND)


def send_waiting_text(pk: str | uuid.UUID) -> None:
    """Send one text if it is due and nobody else is at it. Called by the queue."""
    text = sending.claim(OutgoingText, pk)
    if text is None:
        return
    try:
        provider_id = chosen_gateway().send(
            number=text.opened_address(),
            words=text.opened_message(),
            reference=text.reference,
        )
    except Exception as error:  # noqa: BLE001 - gateways raise what they like
        sending.note_failure(text, kind=type(error).__name__[:200], final=is_final(error))
    else:
        sending.note_success(text, provider_id=provider_id[:100])


@transaction.atomic
def try_again(*, text: OutgoingText, user: AbstractBaseUser) -> bool:
    """Queue a failed text once more; False if it is not failed (any more) or was wiped.

    Raises:
        PermissionDenied: the person is no coordinator of that partner.
    """
    if not may_try_again(user, text.owner_id):
        raise PermissionDenied
    again = sending.put_back(text, SEND)
    if again:
        record(action="text.tried_again", user=user, target=text)
    return again


def queue_due_texts() -> int:
    """Queue what is due for another attempt and what a dead worker left; returns how many."""
    return sending.queue_due(OutgoingText, SEND)


def wipe_old_texts() -> None:
    """Forget the words of texts that failed a month ago, and old rows."""
    sending.wipe_old(OutgoingText)
    LocalText.objects.older_than(KEEP_LOCAL_DAYS).delete()
