"""You said, we did: one entry from what was heard to whether families noticed."""

import uuid
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forum.board.models import Decision
from forum.loop.enums import DECIDED, FINAL, NEEDS_REASON, LoopStatus
from forum.loop.permissions import LoopEntryPagePermissions
from forum.loop.querysets import (
    LoopEntryPageManager,
    LoopEntryQuerySet,
    LoopUpdateQuerySet,
    TellingQuerySet,
    ToldQuerySet,
)
from forum.loop.reading import public_context
from forum.plan.models import Action
from portal.pages.models import PAGE_TRANSLATABLE_FIELDS, OwnedPage, PortalPage
from portal.partners.models import Partner
from portal.partners.permissions import Person
from surveys.contacts.enums import ContactChannel
from surveys.contacts.models import Contact
from surveys.themes.models import Theme


class StepIsFinal(Exception):
    """A step of an entry or a round of telling can be neither changed nor deleted."""


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
    def is_decided(self) -> bool:
        """Whether families have an answer. No query."""
        return self.status in DECIDED

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
    #: What was promised with this step; kept here so that a later promise does not hide it.
    next_date = models.DateField(_("we will say more by"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = LoopUpdateQuerySet.as_manager()

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

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise StepIsFinal
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> None:
        raise StepIsFinal


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

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise StepIsFinal
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> None:
        raise StepIsFinal


class Told(models.Model):
    """One person in one round: at most one message each, whatever the queue does."""

    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="told")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    #: How they had asked to be told when the round began.
    channel = models.CharField(
        _("way"),
        max_length=10,
        choices=ContactChannel.choices,
        default=ContactChannel.EMAIL,
    )
    email = models.OneToOneField(
        "mail.OutgoingEmail", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.OneToOneField(
        "texts.OutgoingText", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    #: The day on which the letter went to the post, as the coordinator said.
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    #: How it ended, kept when the message's own row is cleared away a year later.
    outcome = models.CharField(max_length=8, blank=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("telling", "contact"), name="each_person_is_told_once_a_round"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


ENTRIES_ON_A_PAGE = 20
#: What the public list can be narrowed down to.
FILTERS = {"": _("All"), **dict(LoopStatus.choices), "late": _("Late")}


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

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``page_obj`` (entry pages), ``filters`` (links) and ``chosen`` (a status or "")."""
        context = super().get_context(request, *args, **options)
        published = LoopEntryPage.objects.for_readers(self.locale)
        chosen = request.GET.get("status", "")
        shown = published.standing_at(chosen) if chosen in FILTERS else published
        pages = Paginator(shown.ready_to_list(), ENTRIES_ON_A_PAGE)
        context["page_obj"] = pages.get_page(request.GET.get("page"))
        context["chosen"] = chosen if chosen in FILTERS else ""
        context["filters"] = [
            {"status": status, "label": label, "current": status == context["chosen"]}
            for status, label in FILTERS.items()
        ]
        return context


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

    #: Entries begin with `start_entry`; their pages come with them.
    is_creatable = False
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

    objects = LoopEntryPageManager()

    class Meta:
        verbose_name = _("You said, we did page")
        verbose_name_plural = _("You said, we did pages")

    def permissions_for_user(self, user: Person) -> LoopEntryPagePermissions:
        return LoopEntryPagePermissions(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``history`` (steps, each with ``told`` as it may be shown), ``road``, links."""
        context = super().get_context(request, *args, **options)
        context.update(public_context(self))
        return context
