"""Consultations: a proposal that can still change, with a promise to answer by a date."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forum.consultations.enums import Moment, Rung
from forum.consultations.permissions import (
    ConsultationIndexPagePermissions,
    ConsultationPagePermissions,
)
from forum.consultations.querysets import ConsultationPageManager, ConsultationPageQuerySet
from portal.pages.blocks import WordsBlock
from portal.pages.models import PAGE_TRANSLATABLE_FIELDS, OwnedPage, PortalPage
from portal.partners.models import AreaSettings
from portal.partners.permissions import Person
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.querysets import SurveyPageQuerySet
from surveys.results.models import Release


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

    def permissions_for_user(self, user: Person) -> ConsultationIndexPagePermissions:
        return ConsultationIndexPagePermissions(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``groups``: (moment, pages) in the order in which people look for them."""
        context = super().get_context(request, *args, **options)
        pages = ConsultationPage.objects.for_readers(self.locale).ready_to_list()
        context["groups"] = by_moment(pages)
        return context


class ConsultationPage(OwnedPage):
    """One consultation or engagement, at one address from first notice to answer.

    The four Gunning principles (R v Brent LBC ex p Gunning, 1985) are answered in words:
    what is decided, what can change, what people need to know, and who weighs their views.
    """

    summary = models.TextField(_("in two sentences"), max_length=400)
    rung = models.CharField(_("how we work together"), max_length=12, choices=Rung.choices)
    already_decided = models.TextField(_("what is already decided"), max_length=600)
    can_change = models.TextField(_("what can change"), max_length=600)
    background = StreamField(WordsBlock(), verbose_name=_("what you need to know"), blank=True)
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

    #: A copy is a new question: nobody has answered it yet.
    exclude_fields_in_copy = ["answered_on"]

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

    @property
    def is_late(self) -> bool:
        return self.moment == Moment.LATE

    #: The label beside a late tag, which says the rest.
    closed_label = Moment.CLOSED.label

    def was_launched(self) -> bool:
        """Whether families have seen this consultation, in whatever language."""
        if self.first_published_at:
            return True
        return self.get_translations().filter(first_published_at__isnull=False).exists()

    def surveys(self, *, live_only: bool = True) -> SurveyPageQuerySet:
        """The surveys of this consultation; those in English where none was translated."""
        own = SurveyPage.objects.child_of(self)
        own = own.live() if live_only else own
        if own.exists() or self.locale.language_code == settings.LANGUAGE_CODE:
            return own
        source = self.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
        found = SurveyPage.objects.filter(pk__in=source.first().get_children()) if source else own
        return found.live() if live_only else found

    def permissions_for_user(self, user: Person) -> ConsultationPagePermissions:
        return ConsultationPagePermissions(user, self)

    def with_content_json(self, content: dict[str, Any]) -> "ConsultationPage":
        """A draft saved before the answer must not take the answer back when it is published."""
        page = super().with_content_json(content)
        page.answered_on = self.answered_on
        return page

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``surveys``, ``releases`` (published results), ``list_page``, ``in_languages``."""
        context = super().get_context(request, *args, **options)
        surveys = list(self.surveys())
        context["surveys"] = surveys
        context["releases"] = [
            release
            for survey in surveys
            for release in Release.objects.published().about(survey.survey_key)
        ]
        context["list_page"] = self.get_parent()
        with_languages([self])
        return context

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


#: In this order people look for consultations.
MOMENT_GROUPS = (
    (Moment.OPEN, (Moment.OPEN,)),
    (Moment.FORTHCOMING, (Moment.FORTHCOMING,)),
    (Moment.CLOSED, (Moment.LATE, Moment.CLOSED)),
    (Moment.ANSWERED, (Moment.ANSWERED,)),
)


def by_moment(pages: ConsultationPageQuerySet) -> list[tuple[Moment, list[ConsultationPage]]]:
    """Pages in groups of moments, the nearest day first; empty groups are left out."""
    found = with_languages(pages)
    groups = []
    for heading, moments in MOMENT_GROUPS:
        group = [page for page in found if page.moment in moments]
        if heading == Moment.ANSWERED:
            group.sort(key=lambda page: page.answered_on, reverse=True)
        if group:
            groups.append((heading, group))
    return groups


def with_languages(pages: Iterable[ConsultationPage]) -> list[ConsultationPage]:
    """The pages, each with ``in_languages``: own names of the languages in which it is live."""
    found = list(pages)
    names = dict(settings.LANGUAGES)
    live = (
        Page.objects.live()
        .filter(translation_key__in=[page.translation_key for page in found])
        .values_list("translation_key", "locale__language_code")
    )
    spoken: dict[uuid.UUID, set[str]] = {}
    for key, code in live:
        spoken.setdefault(key, set()).add(code)
    for page in found:
        page.in_languages = [
            {"code": code, "name": name}
            for code, name in names.items()
            if code in spoken.get(page.translation_key, ())
        ]
    return found
