"""E-mails on their way out. Address and words are wiped once a message has gone."""

import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.mail.errors import sentence_for
from portal.outgoing.models import OutgoingMessage


class OutgoingEmail(OutgoingMessage):
    """One e-mail. ``reference`` is the idempotency key: the same one is sent once."""

    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OutgoingMessage.Meta):
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        indexes = (models.Index(fields=("state", "next_attempt_at"), name="email_due"),)

    @property
    def recipient(self) -> str:
        """Who it is for, as far as anybody may know: staff by their role, families never."""
        return str(self.to_user) if self.to_user else super().recipient

    @property
    def last_error_sentence(self) -> str:
        return sentence_for(self.last_error) if self.last_error else ""

    def seal_words(self, *, address: str, subject: str, body: str, html_body: str) -> None:
        """Put address and words into this row so that only the portal's keys open them."""
        words = {"subject": subject, "body": body, "html_body": html_body}
        self.seal_for(address=address, message=json.dumps(words))

    def opened_words(self) -> dict[str, str]:
        """``subject``, ``body`` and ``html_body``, for the one task that sends."""
        return json.loads(self.opened_message())
