"""Messages on their way out. Address and words are wiped once a message has gone."""

import datetime
import json
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import seal, unseal
from portal.mail.errors import sentence_for
from portal.partners.models import Partner

_LABEL = "mail.OutgoingEmail"
#: Sending one takes at most EMAIL_TIMEOUT; whoever claimed it longer ago has died meanwhile.
CLAIM_HOLDS = datetime.timedelta(minutes=5)


class EmailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def due(self) -> "OutgoingEmailQuerySet":
        return self.filter(state=EmailState.WAITING, next_attempt_at__lte=timezone.now())

    def abandoned(self) -> "OutgoingEmailQuerySet":
        """Claimed by a worker that died before it could say how it went."""
        return self.filter(state=EmailState.SENDING, claimed_at__lt=timezone.now() - CLAIM_HOLDS)

    def failed(self) -> "OutgoingEmailQuerySet":
        return self.filter(state=EmailState.FAILED)

    def of_partners(self, partner_ids: Iterable[int]) -> "OutgoingEmailQuerySet":
        return self.filter(owner__in=list(partner_ids))


class OutgoingEmail(models.Model):
    """One e-mail. ``reference`` is the idempotency key: the same one is sent once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=160, unique=True)
    purpose = models.CharField(_("purpose"), max_length=40)
    #: On whose behalf it is sent. To count these rows is to count that partner's contributors.
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_address = models.TextField(blank=True)
    sealed_message = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=EmailState.choices, default=EmailState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    #: Empty once the message has gone: no time of day is kept of it.
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    #: The kind of the error and nothing of its text, which often quotes the address.
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_on = models.DateField(_("written on"), default=timezone.localdate)
    sent_on = models.DateField(_("sent on"), null=True)

    objects = OutgoingEmailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ("-created_on", "reference")
        indexes = (models.Index(fields=("state", "next_attempt_at"), name="email_due"),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.get_state_display()}"

    @property
    def recipient(self) -> str:
        """Who it is for, as far as anybody may know: staff by their role, families never."""
        return str(self.to_user) if self.to_user else str(_("a contributor"))

    @property
    def last_error_sentence(self) -> str:
        return sentence_for(self.last_error) if self.last_error else ""

    @property
    def can_be_tried_again(self) -> bool:
        """It failed, and address and words are still there."""
        return self.state == EmailState.FAILED and bool(self.sealed_message)

    def seal_for(self, *, address: str, subject: str, body: str, html_body: str) -> None:
        """Put address and words into this row so that only the portal's keys open them."""
        message = json.dumps({"subject": subject, "body": body, "html_body": html_body})
        self.sealed_address = seal(address, model=_LABEL, field="address", row=self.pk)
        self.sealed_message = seal(message, model=_LABEL, field="message", row=self.pk)

    def opened_address(self) -> str:
        """The address, for the one task that sends. Nothing may print or store it."""
        return unseal(self.sealed_address, model=_LABEL, field="address", row=self.pk)

    def opened_message(self) -> dict[str, str]:
        """``subject``, ``body`` and ``html_body``, for the one task that sends."""
        return json.loads(unseal(self.sealed_message, model=_LABEL, field="message", row=self.pk))
