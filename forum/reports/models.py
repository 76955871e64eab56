"""Documents built from everything else, and who was sent them."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.board.models import BoardMember, Meeting
from forum.reports.querysets import PackRecipientQuerySet
from surveys.results.models import Release


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
    pdf = models.FileField(storage=private_storage, upload_to="board-packs/", blank=True)
    frozen_on = models.DateField(_("frozen on"), default=timezone.localdate)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)

    class Meta:
        verbose_name = _("board pack")
        verbose_name_plural = _("board packs")
        ordering = ("-frozen_on", "-number")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="one_pack_per_edition"),
        )

    def __str__(self) -> str:
        return f"{self.meeting} · {self.number}"


class PackRecipient(models.Model):
    """One member who was sent one pack: what happened to the message, and when it was opened."""

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="recipients")
    member = models.ForeignKey(BoardMember, on_delete=models.PROTECT, related_name="+")
    email = models.OneToOneField(
        "mail.OutgoingEmail", on_delete=models.SET_NULL, null=True, related_name="+"
    )
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
