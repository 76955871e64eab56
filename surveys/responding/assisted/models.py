"""Events at which people are helped to answer, and sealed answers that could not be recorded."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import keyed_hash, seal, unseal
from portal.partners.models import Partner
from surveys.responding.assisted.querysets import EventQuerySet, KeptEnvelopeQuerySet
from surveys.responding.assisted.staff_enums import KeptBecause

#: Days after the event on which sealed answers are still taken without anybody's asking.
ARRIVAL_DAYS = 14
#: Days after the event on which its key, and what was never let in, are deleted.
KEY_DAYS = 42


class Event(models.Model):
    """One day at one place on which helpers with a PIN take answers for one partner.

    Nothing leads from a response to its event but the code of the place, which is printed on
    posters too. Answers are sealed on the tablet for ``public_key``; the key that opens them lies
    here sealed and is deleted six weeks after the event.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    title = models.CharField(_("name of the event"), max_length=120)
    place_name = models.CharField(_("place"), max_length=120)
    place_code = models.CharField(_("place code"), max_length=8, blank=True)
    held_on = models.DateField(_("day"), db_index=True)
    survey_keys = models.JSONField(_("surveys"), default=list)
    languages = models.JSONField(_("languages"), default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    #: Keyed hash of the PIN that works on the day; empty once it was ended.
    pin_hash = models.CharField(max_length=64, blank=True)
    #: When the last PIN was ended, because a tablet was lost.
    pin_ended_at = models.DateTimeField(null=True, blank=True)
    public_key = models.CharField(max_length=120)
    sealed_private_key = models.TextField(blank=True)

    responses = models.PositiveIntegerField(_("responses"), default=0)
    #: Sealed answers that were never read, once their key is gone.
    never_read = models.PositiveIntegerField(default=0)

    objects = EventQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-held_on", "title", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("held_on", "pin_hash"),
                condition=~models.Q(pin_hash=""),
                name="one_event_per_pin_and_day",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def hash_of_pin(pin: str, day: datetime.date) -> str:
        """The keyed hash of a PIN. It goes by the day, so that it says nothing about another."""
        return keyed_hash(f"{day.isoformat()}|{pin}", purpose="event-pin")

    @property
    def pin_mark(self) -> str:
        """Tells one PIN of this event from the next, in cookies and tickets; "" without a PIN."""
        return self.pin_hash[:12]

    @property
    def is_revoked(self) -> bool:
        return not self.pin_hash

    @property
    def is_today(self) -> bool:
        return self.held_on == timezone.localdate()

    @property
    def is_over(self) -> bool:
        return self.held_on < timezone.localdate()

    @property
    def last_arrival_day(self) -> datetime.date:
        return self.held_on + datetime.timedelta(days=ARRIVAL_DAYS)

    @property
    def key_goes_on(self) -> datetime.date:
        return self.held_on + datetime.timedelta(days=KEY_DAYS)

    def seal_private_key(self, key: str) -> None:
        self.sealed_private_key = seal(key, model="assisted.Event", field="key", row=self.pk)

    def open_private_key(self) -> str:
        """The key that opens what tablets sealed; "" once it was deleted."""
        if not self.sealed_private_key:
            return ""
        return unseal(self.sealed_private_key, model="assisted.Event", field="key", row=self.pk)


class KeptEnvelope(models.Model):
    """A sealed answer that arrived and was not recorded: visible, never silently dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="envelopes")
    #: The random name that the tablet gave it, so that sending it again adds none.
    name = models.UUIDField()
    sealed = models.JSONField()
    because = models.CharField(max_length=14, choices=KeptBecause.choices)

    objects = KeptEnvelopeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sealed answer kept aside")
        verbose_name_plural = _("sealed answers kept aside")
        constraints = (
            models.UniqueConstraint(fields=("event", "name"), name="an_envelope_is_kept_once"),
        )

    def __str__(self) -> str:
        return self.get_because_display()
