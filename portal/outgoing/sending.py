"""Sending at least once: what e-mails and texts do alike with their rows.

Whoever changes a row from waiting to being sent is the one that sends. If the portal dies between
sending and noting so, the message goes out again.
"""

import datetime
import logging
import uuid
from typing import TypeVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.jobs.queue import run_later
from portal.outgoing.models import MessageState, OutgoingMessage

logger = logging.getLogger("portal.outgoing")

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
WIPED = {"sealed_address": "", "sealed_message": ""}

Message = TypeVar("Message", bound=OutgoingMessage)
_not_kept: set[str] = set()


def keep_nothing_of(purpose: str) -> None:
    """Messages of this purpose are wiped at once when they fail: nobody can try them again.

    For messages that tie an address to somebody's answers. Said once, in ``AppConfig.ready``.
    """
    _not_kept.add(purpose)


def keep_once(message: Message, task: str) -> Message:
    """The message with this reference: the given one, now queued, or the one kept before.

    ``task`` is the dotted path of what sends one by its key.
    """
    fields = [field.attname for field in message._meta.concrete_fields]
    kept, created = type(message).objects.get_or_create(
        reference=message.reference,
        defaults={name: getattr(message, name) for name in fields if name != "reference"},
    )
    if created:
        run_later(task, str(kept.pk))
    return kept


def claim(model: type[Message], pk: str | uuid.UUID) -> Message | None:
    """The message, to be sent by the caller; None if it is not due or somebody is at it."""
    claimed = (
        model.objects.due()
        .filter(pk=pk)
        .update(state=MessageState.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1)
    )
    return model.objects.get(pk=pk) if claimed else None


def note_success(message: OutgoingMessage, **more: str) -> None:
    """It has gone: nothing stays of address and words. ``more`` are further fields to set."""
    _claimed(message).update(
        state=MessageState.SENT,
        claimed_at=None,
        next_attempt_at=None,
        last_error="",
        sent_on=timezone.localdate(),
        **WIPED,
        **more,
    )


def note_failure(message: OutgoingMessage, *, kind: str, final: bool) -> None:
    """It did not go: another attempt after a pause, unless this was the last or cannot help."""
    final = final or message.attempts > len(PAUSES)
    pause = None if final else PAUSES[message.attempts - 1]
    _claimed(message).update(
        state=MessageState.FAILED if final else MessageState.WAITING,
        next_attempt_at=None if pause is None else timezone.now() + pause,
        claimed_at=None,
        last_error=kind,
        **(WIPED if final and message.purpose in _not_kept else {}),
    )
    logger.warning(
        "A message (%s, %s) could not be sent: %s. Attempt %d%s.",
        message._meta.label,
        message.purpose,
        kind,
        message.attempts,
        ", the last" if final else "",
    )


def _claimed(message: OutgoingMessage):
    return type(message).objects.filter(pk=message.pk, state=MessageState.SENDING)


def put_back(message: OutgoingMessage, task: str) -> bool:
    """Queue a failed message once more; False if it is not failed (any more) or was wiped."""
    again = (
        type(message)
        .objects.failed()
        .filter(pk=message.pk)
        .exclude(sealed_message="")
        .update(state=MessageState.WAITING, attempts=0, next_attempt_at=timezone.now())
    )
    if again:
        run_later(task, str(message.pk))
    return bool(again)


@transaction.atomic
def queue_due(model: type[OutgoingMessage], task: str) -> int:
    """Queue what is due for another attempt and what a dead worker left; returns how many."""
    model.objects.abandoned().update(
        state=MessageState.WAITING, claimed_at=None, next_attempt_at=timezone.now()
    )
    # New messages were queued when they were written: only those that had their chance are late.
    late = model.objects.due().filter(
        next_attempt_at__lte=timezone.now() - datetime.timedelta(seconds=30)
    ) | model.objects.due().filter(attempts__gt=0)
    keys = list(late.values_list("pk", flat=True)[:500])
    for key in keys:
        run_later(task, str(key))
    return len(keys)


def wipe_old(model: type[OutgoingMessage]) -> None:
    """Forget the words of what failed a month ago, and rows after a good year."""
    today = timezone.localdate()
    model.objects.failed().filter(created_on__lt=today - KEEP_WORDS_OF_FAILED).update(**WIPED)
    model.objects.filter(created_on__lt=today - KEEP_ROWS).exclude(
        state__in=(MessageState.WAITING, MessageState.SENDING)
    ).delete()
