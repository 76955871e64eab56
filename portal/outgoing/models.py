"""What every message on its way out has in common, whichever way it goes."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import seal, unseal
from portal.partners.models import Partner

#: Sending one takes seconds; whoever claimed it longer ago has died meanwhile.
CLAIM_HOLDS = datetime.timedelta(minutes=5)


class MessageState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class OutgoingMessageQuerySet(models.QuerySet):
    def due(self) -> Self:
        return self.filter(state=MessageState.WAITING, next_attempt_at__lte=timezone.now())

    def abandoned(self) -> Self:
        """Claimed by a worker that died before it could say how it went."""
        return self.filter(state=MessageState.SENDING, claimed_at__lt=timezone.now() - CLAIM_HOLDS)

    def failed(self) -> Self:
        return self.filter(state=MessageState.FAILED)

    def of_partners(self, partner_ids: Iterable[int]) -> Self:
        return self.filter(owner__in=list(partner_ids))


class OutgoingMessage(models.Model):
    """One message. ``reference`` is the idempotency key: the same one is sent once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=160, unique=True)
    purpose = models.CharField(_("purpose"), max_length=40)
    #: On whose behalf it is sent. To count these rows is to count that partner's contributors.
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    sealed_address = models.TextField(blank=True)
    sealed_message = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=MessageState.choices, default=MessageState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    #: Empty once the message has gone: no time of day is kept of it.
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    #: The kind of the error and nothing of its text, which often quotes the address.
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_on = models.DateField(_("written on"), default=timezone.localdate)
    sent_on = models.DateField(_("sent on"), null=True)

    objects = OutgoingMessageQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ("-created_on", "reference")

    def __str__(self) -> str:
        return f"{self.purpose} {self.get_state_display()}"

    @property
    def recipient(self) -> str:
        """Who it is for, as far as anybody may know: families are never named."""
        return str(_("a contributor"))

    @property
    def can_be_tried_again(self) -> bool:
        """It failed, and address and words are still there."""
        return self.state == MessageState.FAILED and bool(self.sealed_message)

    def seal_for(self, *, address: str, message: str) -> None:
        """Put address and words into this row so that only the portal's keys open them."""
        self.sealed_address = self._sealed(address, "address")
        self.sealed_message = self._sealed(message, "message")

    def opened_address(self) -> str:
        """The address, for the one task that sends. Nothing may print or store it."""
        return self._opened(self.sealed_address, "address")

    def opened_message(self) -> str:
        """The words as `seal_for` took them, for the one task that sends."""
        return self._opened(self.sealed_message, "message")

    def _sealed(self, text: str, field: str) -> str:
        return seal(text, model=self._meta.label, field=field, row=self.pk)

    def _opened(self, sealed: str, field: str) -> str:
        return unseal(sealed, model=self._meta.label, field=field, row=self.pk)
