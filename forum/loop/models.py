"""You said, we did: one entry from what was heard to whether families noticed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forum.board.models import Decision
from forum.loop.enums import FINAL, NEEDS_REASON, LoopStatus
from forum.loop.querysets import LoopEntryQuerySet, TellingQuerySet
from forum.plan.models import Action
from portal.pages.models import PAGE_TRANSLATABLE_FIELDS, OwnedPage, PortalPage
from portal.partners.models import Partner
from surveys.contacts.models import Contact
from surveys.themes.models import Theme


class LoopEntry(models.Model):
    """The facts of one "you said, we did". Its words stand on pages, one in each language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="loop_entries", verbose_name=_("partner")
    )
    name = models.CharField(_("short name for staff"), max_length=120)
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="loop_entries", verbose_name=_("themes")
    )
    consultation_key = models.UUIDField(_("consultation"), null=True, blank=True, db_index=True)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="loop_entries",
        verbose_name=_("decision"),
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="loop_entries",
        verbose_name=_("action"),
    )
    status = models.CharField(
        _("status"), max_length=16, choices=LoopStatus.choices, default=LoopStatus.HEARD
    )
    #: The day by which families will hear more; past it, the entry is late by itself.
    next_date = models.DateField(_("we will say more by"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    objects = LoopEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("You said, we did entry")
        verbose_name_plural = _("You said, we did entries")
        ordering = ("-published_on", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def is_late(self) -> bool:
        """Whether the day we named has passed without a new word. No query."""
        return (
            self.status not in FINAL
            and self.next_date is not None
            and self.next_date < timezone.localdate()
        )


class SurveyBehindEntry(models.Model):
    """Whose answers stand behind an entry: the surveys whose contributors are told."""

    entry = models.ForeignKey(LoopEntry, on_delete=models.CASCADE, related_name="surveys")
    survey_key = models.UUIDField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "survey_key"), name="a_survey_stands_behind_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.survey_key)


class LoopUpdate(models.Model):
    """One dated step of an entry. Append-only: a mistake is put right by a further step."""

    entry = models.ForeignKey(LoopEntry, on_delete=models.PROTECT, related_name="updates")
    on = models.DateField(_("date"), default=timezone.localdate)
    status = models.CharField(_("status"), max_length=16, choices=LoopStatus.choices)
    reason = models.TextField(_("reason, in plain words"), max_length=600, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("step of an entry")
        verbose_name_plural = _("steps of an entry")
        ordering = ("on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status__in=NEEDS_REASON) | ~Q(reason=""),
                name="a_loop_no_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.status}"


class Telling(models.Model):
    """One round of telling the people who asked, after one step of an entry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    update = models.OneToOneField(LoopUpdate, on_delete=models.PROTECT, related_name="telling")
    started_on = models.DateField(default=timezone.localdate)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked = models.PositiveIntegerField(_("asked to be told"), default=0)

    objects = TellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of telling")
        verbose_name_plural = _("rounds of telling")
        ordering = ("-started_on",)

    def __str__(self) -> str:
        return str(self.update)


class Told(models.Model):
    """One person in one round: at most one message each, whatever the queue does."""

    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="told")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.OneToOneField(
        "mail.OutgoingEmail", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("telling", "contact"), name="each_person_is_told_once_a_round"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class LoopIndexPage(PortalPage):
    """The public list of "you said, we did"."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["loop.LoopEntryPage"]
    max_count_per_parent = 1

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    translatable_fields = [*PAGE_TRANSLATABLE_FIELDS, TranslatableField("introduction")]

    class Meta:
        verbose_name = _("list of You said, we did")


class LoopEntryPage(OwnedPage):
    """The words of one entry in one language, at a stable address."""

    entry = models.ForeignKey(
        LoopEntry, on_delete=models.PROTECT, related_name="pages", editable=False
    )
    you_said = models.TextField(_("you said"), max_length=400)
    we_decided = models.TextField(_("what was decided, and why"), max_length=600, blank=True)
    we_did = models.TextField(
        _("we did"), max_length=800, blank=True, help_text=_("Under 120 words.")
    )
    meanwhile = models.TextField(
        _("in the meantime"), max_length=400, blank=True, help_text=_("What helps until then.")
    )

    parent_page_types = ["loop.LoopIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("owner_partner"),
        FieldPanel("you_said"),
        FieldPanel("we_decided"),
        FieldPanel("we_did"),
        FieldPanel("meanwhile"),
    ]
    translatable_fields = [
        *PAGE_TRANSLATABLE_FIELDS,
        SynchronizedField("owner_partner"),
        SynchronizedField("entry"),
        TranslatableField("you_said"),
        TranslatableField("we_decided"),
        TranslatableField("we_did"),
        TranslatableField("meanwhile"),
    ]

    class Meta:
        verbose_name = _("You said, we did page")
        verbose_name_plural = _("You said, we did pages")
