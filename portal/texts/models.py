"""Texts on their way out, and the phone of the demonstration."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import keyed_hash, seal, unseal
from portal.outgoing.models import OutgoingMessage
from portal.texts.errors import sentence_for


class OutgoingText(OutgoingMessage):
    """One text. ``reference`` is the idempotency key: the same one is sent once."""

    #: What the gateway calls it; its reports about delivery name it so.
    provider_id = models.CharField(max_length=100, blank=True)

    class Meta(OutgoingMessage.Meta):
        verbose_name = _("text message")
        verbose_name_plural = _("text messages")
        indexes = (models.Index(fields=("state", "next_attempt_at"), name="text_due"),)

    @property
    def last_error_sentence(self) -> str:
        return sentence_for(self.last_error) if self.last_error else ""


class LocalTextQuerySet(models.QuerySet["LocalText"]):
    def to_number(self, number: str) -> "LocalTextQuerySet":
        return self.filter(lookup=LocalText.lookup_of(number))

    def newest_first(self) -> "LocalTextQuerySet":
        return self.order_by("-pk")

    def older_than(self, days: int) -> "LocalTextQuerySet":
        return self.filter(sent_on__lt=timezone.localdate() - datetime.timedelta(days=days))


class LocalText(models.Model):
    """A text that the local gateway took: it reaches no phone, only the demonstration's page."""

    reference = models.CharField(max_length=160, unique=True)
    lookup = models.CharField(max_length=64, db_index=True)
    sealed_number = models.TextField()
    sealed_words = models.TextField()
    sent_on = models.DateField(default=timezone.localdate)

    objects = LocalTextQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of the demonstration")
        verbose_name_plural = _("texts of the demonstration")

    def __str__(self) -> str:
        return str(self.pk)

    @staticmethod
    def lookup_of(number: str) -> str:
        return keyed_hash(number, purpose="local-text")

    def seal_for(self, *, number: str, words: str) -> None:
        self.lookup = self.lookup_of(number)
        self.sealed_number = self._sealed(number, "number")
        self.sealed_words = self._sealed(words, "words")

    @property
    def number(self) -> str:
        return self._opened(self.sealed_number, "number")

    @property
    def words(self) -> str:
        return self._opened(self.sealed_words, "words")

    def _sealed(self, text: str, field: str) -> str:
        return seal(text, model="texts.LocalText", field=field, row=self.reference)

    def _opened(self, sealed: str, field: str) -> str:
        return unseal(sealed, model="texts.LocalText", field=field, row=self.reference)
