"""What was done, by whom and when: ids only, never content, and never rewritten."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryIsFinal(Exception):
    """An audit entry can be neither changed nor deleted."""


class AuditEntry(models.Model):
    """One line of the log. Each carries the hash of the line before it."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    note = models.CharField(max_length=200, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def save(self, *args, **options) -> None:
        if not self._state.adding:
            raise EntryIsFinal
        super().save(*args, **options)

    def delete(self, *args, **options) -> None:
        raise EntryIsFinal

    def expected_hash(self) -> str:
        """The hash that this line must carry if nobody has touched it or the one before."""
        line = [
            self.number,
            self.at.isoformat(),
            self.user_id,
            self.action,
            self.target_type,
            self.target_id,
            self.note,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()
