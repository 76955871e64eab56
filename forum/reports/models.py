"""Documents built from everything else, and who was sent them."""

import hashlib
import json
import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.board.models import BoardMember, Meeting
from forum.reports.querysets import BoardPackQuerySet, PackRecipientQuerySet
from portal.outgoing.models import MessageState
from surveys.results.models import Release


class PackIsFrozen(Exception):
    """What a pack says can be neither changed nor deleted."""


def private_storage():
    """Where documents lie that open for named people only."""
    return storages["private"]


class BoardPack(models.Model):
    """What the board gets for one meeting: frozen, as HTML and as tagged PDF.

    ``content`` is everything that the pack says, copied at the moment of freezing; both documents
    are made from it alone, so that they agree for ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField(_("edition"), default=1)
    content = models.JSONField(_("content"))
    hash = models.CharField(max_length=64)
    releases = models.ManyToManyField(Release, related_name="packs")
    pdf = models.FileField(storage=private_storage, upload_to="board-packs/")
    frozen_on = models.DateField(_("frozen on"), default=timezone.localdate)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)

    objects = BoardPackQuerySet.as_manager()

    class Meta:
        verbose_name = _("board pack")
        verbose_name_plural = _("board packs")
        ordering = ("-frozen_on", "-number")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="one_pack_per_edition"),
        )

    def __str__(self) -> str:
        return f"{self.meeting} · {self.number}"

    def save(self, *args, **options) -> None:
        changes = set(options.get("update_fields") or ())
        if not self._state.adding and changes != {"sent_on"}:
            raise PackIsFrozen
        super().save(*args, **options)

    def delete(self, *args, **options) -> None:
        raise PackIsFrozen

    def expected_hash(self) -> str:
        """The hash of the content; it differs from ``hash`` if anybody touched it."""
        frozen = json.dumps(
            [str(self.pk), self.number, self.content], sort_keys=True, ensure_ascii=False
        )
        return hashlib.sha256(frozen.encode()).hexdigest()

    @property
    def is_untouched(self) -> bool:
        return self.hash == self.expected_hash()

    @property
    def fingerprint(self) -> str:
        """The beginning of the hash, short enough to be compared by eye."""
        return self.hash[:12]


class PackRecipient(models.Model):
    """One member who was sent one pack: what happened to the message, and when it was opened."""

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="recipients")
    member = models.ForeignKey(BoardMember, on_delete=models.PROTECT, related_name="+")
    email = models.OneToOneField(
        "mail.OutgoingEmail", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    #: How many messages were written to this member: more than one after "Try again".
    messages = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)

    objects = PackRecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient of a pack")
        verbose_name_plural = _("recipients of a pack")
        constraints = (
            models.UniqueConstraint(fields=("pack", "member"), name="one_copy_per_member"),
        )

    def __str__(self) -> str:
        return str(self.member)

    @property
    def has_failed(self) -> bool:
        """The message did not reach them. No query when the e-mail was selected with the row."""
        return self.email is not None and self.email.state == MessageState.FAILED
