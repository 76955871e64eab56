"""The vault: how somebody who wants an answer can be reached. Apart from every answer."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import keyed_hash, seal, unseal
from surveys.contacts.enums import ContactChannel
from surveys.contacts.querysets import ContactQuerySet, WishToBeToldQuerySet


class Contact(models.Model):
    """One e-mail address, encrypted. ``lookup`` finds it again without opening the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(_("way"), max_length=10, choices=ContactChannel.choices)
    sealed_address = models.TextField()
    lookup = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=12, default="en")
    opted_out_on = models.DateField(_("opted out on"), null=True, blank=True)
    added_on = models.DateField(default=timezone.localdate)

    objects = ContactQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = (
            models.UniqueConstraint(fields=("channel", "lookup"), name="one_contact_per_address"),
        )

    def __str__(self) -> str:
        return f"{self.get_channel_display()} …{str(self.pk)[-4:]}"

    @staticmethod
    def lookup_of(channel: str, address: str) -> str:
        """The keyed hash under which an address is found. Letters' case does not matter."""
        return keyed_hash(address.strip().lower(), purpose=f"contact-{channel}")

    def seal_address(self, address: str) -> None:
        self.sealed_address = seal(
            address.strip(), model="contacts.Contact", field="address", row=self.pk
        )

    def open_address(self) -> str:
        """The address itself. Only the sending of a message has a reason to ask for it."""
        return unseal(self.sealed_address, model="contacts.Contact", field="address", row=self.pk)


class WishToBeTold(models.Model):
    """Somebody who answered a survey asked to hear what happens.

    It names the survey and not the response. ``code_lookup`` is a hash of the receipt code that
    only the holder of the code can make again, so that they can take the wish back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="wishes")
    survey_key = models.UUIDField(_("survey"), db_index=True)
    code_lookup = models.CharField(max_length=64, db_index=True)

    objects = WishToBeToldQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wish to be told")
        verbose_name_plural = _("wishes to be told")
        constraints = (
            models.UniqueConstraint(
                fields=("contact", "survey_key", "code_lookup"), name="one_wish_per_code"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
