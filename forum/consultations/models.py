"""Consultations: a proposal that can still change, with a promise to answer by a date."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forum.consultations.enums import Moment, Rung
from forum.consultations.querysets import ConsultationPageManager
from portal.pages.blocks import WordsBlock
from portal.pages.models import PAGE_TRANSLATABLE_FIELDS, OwnedPage, PortalPage
from portal.partners.models import AreaSettings


class ConsultationIndexPage(PortalPage):
    """The list of everything that was, is and will be asked."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["consultations.ConsultationPage"]
    max_count_per_parent = 1

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    translatable_fields = [*PAGE_TRANSLATABLE_FIELDS, TranslatableField("introduction")]

    class Meta:
        verbose_name = _("list of consultations")


class ConsultationPage(OwnedPage):
    """One consultation or engagement, at one address from first notice to answer.

    The four Gunning principles (R v Brent LBC ex p Gunning, 1985) are answered in words:
    what is decided, what can change, what people need to know, and who weighs their views.
    """

    summary = models.TextField(_("in two sentences"), max_length=400)
    rung = models.CharField(_("how we work together"), max_length=12, choices=Rung.choices)
    already_decided = models.TextField(_("what is already decided"), max_length=600)
    can_change = models.TextField(_("what can change"), max_length=600)
    background = StreamField(
        WordsBlock(), verbose_name=_("what you need to know"), blank=True
    )
    who_decides = models.TextField(
        _("who decides, when, and how your views are weighed"), max_length=600
    )
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("last day to answer"), null=True, blank=True)
    answer_by = models.DateField(
        _("we will tell you by"),
        null=True,
        blank=True,
        help_text=_("At most 12 weeks after the last day to answer."),
    )
    #: Set by `answer_consultation` alone; the page then shows what was decided.
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)

    parent_page_types = ["consultations.ConsultationIndexPage"]
    subpage_types = ["questionnaires.SurveyPage"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("owner_partner"),
        FieldPanel("summary"),
        FieldPanel("rung"),
        MultiFieldPanel(
            [
                FieldPanel("already_decided"),
                FieldPanel("can_change"),
                FieldPanel("background"),
                FieldPanel("who_decides"),
            ],
            heading=_("So that people can answer well"),
        ),
        MultiFieldPanel(
            [FieldPanel("opens_on"), FieldPanel("closes_on"), FieldPanel("answer_by")],
            heading=_("Dates"),
        ),
    ]

    translatable_fields = [
        *PAGE_TRANSLATABLE_FIELDS,
        SynchronizedField("owner_partner"),
        TranslatableField("summary"),
        SynchronizedField("rung"),
        TranslatableField("already_decided"),
        TranslatableField("can_change"),
        TranslatableField("background"),
        TranslatableField("who_decides"),
        SynchronizedField("opens_on"),
        SynchronizedField("closes_on"),
        SynchronizedField("answer_by"),
        SynchronizedField("answered_on"),
    ]

    objects = ConsultationPageManager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    @property
    def consultation_key(self) -> uuid.UUID:
        """Names this consultation in every language."""
        return self.translation_key

    @property
    def moment(self) -> Moment:
        """Where the consultation stands today. No query."""
        today = timezone.localdate()
        if self.answered_on:
            return Moment.ANSWERED
        if self.opens_on is None or today < self.opens_on:
            return Moment.FORTHCOMING
        if self.closes_on is None or today <= self.closes_on:
            return Moment.OPEN
        if self.answer_by and today > self.answer_by:
            return Moment.LATE
        return Moment.CLOSED

    def clean(self) -> None:
        super().clean()
        if not (self.opens_on and self.closes_on):
            return
        if self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("The last day cannot come before the first.")})
        if self.answer_by is None:
            weeks = AreaSettings.load().promise_weeks
            self.answer_by = self.closes_on + datetime.timedelta(weeks=weeks)
        if self.answer_by <= self.closes_on:
            raise ValidationError(
                {"answer_by": _("The answer must come after the last day to answer.")}
            )
        if self.answer_by > self.closes_on + datetime.timedelta(weeks=12):
            raise ValidationError(
                {"answer_by": _("Promise an answer within 12 weeks of the last day.")}
            )
