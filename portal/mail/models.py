"""Messages on their way out. Address and words are wiped once a message has gone."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EmailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class OutgoingEmail(models.Model):
    """One e-mail. ``reference`` is the idempotency key: the same one is sent once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=160, unique=True)
    purpose = models.CharField(_("purpose"), max_length=40)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_address = models.TextField(blank=True)
    sealed_message = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=EmailState.choices, default=EmailState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_on = models.DateField(default=timezone.localdate)
    sent_on = models.DateField(_("sent on"), null=True)

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")

    def __str__(self) -> str:
        return f"{self.purpose} {self.get_state_display()}"
