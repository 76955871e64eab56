"""The vault: how somebody who wants an answer can be reached. Apart from every answer."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import keyed_hash, seal, unseal
from portal.partners.models import Partner
from surveys.contacts.addresses import same_address_key
from surveys.contacts.enums import OPEN_CALLS, CallState, CallSubject, ContactChannel
from surveys.contacts.querysets import CallBackQuerySet, ContactQuerySet, WishToBeToldQuerySet


class Contact(models.Model):
    """One e-mail address, mobile number or postal address, encrypted.

    ``lookup`` finds it again without opening the rest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(_("way"), max_length=10, choices=ContactChannel.choices)
    sealed_address = models.TextField()
    lookup = models.CharField(max_length=64)
    #: Names the contact in the short link of a text or a letter; e-mails carry a signed one.
    short_code = models.CharField(max_length=8, blank=True)
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
            models.UniqueConstraint(
                fields=("short_code",),
                condition=~Q(short_code=""),
                name="one_contact_per_short_code",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_channel_display()} …{str(self.pk)[-4:]}"

    @staticmethod
    def lookup_of(channel: str, address: str) -> str:
        """The keyed hash under which an address is found. Letters' case does not matter."""
        if channel == ContactChannel.POST:
            plain = same_address_key(address)
        else:
            plain = address.strip().lower()
        return keyed_hash(plain, purpose=f"contact-{channel}")

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


class CallBack(models.Model):
    """Somebody would like to be rung. Number and words are wiped when it is over.

    The row itself stays, to count by. It never says who asked and is joined to no answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    sealed_number = models.TextField(blank=True)
    #: When to ring, and the language where it is none of the portal's.
    sealed_words = models.TextField(blank=True)
    #: Finds a second wish for the same number while the first one waits.
    lookup = models.CharField(max_length=64, blank=True, db_index=True)
    #: A language of the portal; empty for another one, which the sealed words name.
    language = models.CharField(_("language"), max_length=12, blank=True)
    subject = models.CharField(_("about"), max_length=10, choices=CallSubject.choices)
    survey_key = models.UUIDField(_("survey"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=CallState.choices, default=CallState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    due_on = models.DateField(_("ring by"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken on by"),
    )

    objects = CallBackQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("call-back")
        verbose_name_plural = _("call-backs")
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=("owner", "state", "due_on"), name="call_due"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=OPEN_CALLS)
                | Q(sealed_number="", sealed_words="", lookup="", closed_on__isnull=False),
                name="a_closed_call_keeps_no_number",
            ),
        )

    def __str__(self) -> str:
        return f"C-{str(self.pk)[-4:].upper()}"

    @staticmethod
    def lookup_of(number: str) -> str:
        return keyed_hash(number, purpose="call-back")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_CALLS

    @property
    def is_late(self) -> bool:
        """The promised day has passed and nobody has talked to them. No query."""
        return self.is_open and self.due_on < timezone.localdate()

    def seal_number(self, number: str) -> None:
        self.lookup = self.lookup_of(number)
        self.sealed_number = self._sealed(number, "number")

    def open_number(self) -> str:
        """The number, for whoever has taken the call on with `take_call`, which logs it."""
        return self._opened(self.sealed_number, "number")

    def seal_words(self, *, best_time: str, other_language: str) -> None:
        words = {"best_time": best_time, "other_language": other_language}
        self.sealed_words = self._sealed(json.dumps(words), "words")

    def open_words(self) -> dict[str, str]:
        """``best_time`` and ``other_language``; both empty once it is over."""
        if not self.sealed_words:
            return {"best_time": "", "other_language": ""}
        return json.loads(self._opened(self.sealed_words, "words"))

    def _sealed(self, text: str, field: str) -> str:
        return seal(text, model="contacts.CallBack", field=field, row=self.pk)

    def _opened(self, sealed: str, field: str) -> str:
        return unseal(sealed, model="contacts.CallBack", field=field, row=self.pk)
