"""The front door: home page, pages of words, and who can help now."""

from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from forum.consultations.models import (
    ConsultationIndexPage,
    ConsultationPage,
    with_languages,
)
from forum.loop.models import LoopEntryPage, LoopIndexPage
from portal.pages.blocks import SameInEveryLanguageBlock, WordsBlock
from portal.pages.models import PAGE_TRANSLATABLE_FIELDS, PortalPage
from surveys.questionnaires.models import SurveyPage

OPEN_SHOWN = 6
ANSWERS_SHOWN = 3


class HomePage(PortalPage):
    """What is open now, what changed, and where to turn."""

    welcome = models.CharField(_("welcome"), max_length=160)
    introduction = models.TextField(_("introduction"), max_length=400)

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("welcome"), FieldPanel("introduction")]
    translatable_fields = [
        *PAGE_TRANSLATABLE_FIELDS,
        TranslatableField("welcome"),
        TranslatableField("introduction"),
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds what is open now, the newest answers and the pages that these lead on to."""
        context = super().get_context(request, *args, **options)
        consultations = ConsultationPage.objects.for_readers(self.locale)
        answers = LoopEntryPage.objects.for_readers(self.locale)
        lists = {page.specific_class: page for page in self.get_children().live()}
        context |= {
            "consultations": with_languages(
                consultations.open().select_related("locale")[:OPEN_SHOWN]
            ),
            "surveys": SurveyPage.objects.open().child_of(self).order_by("title")[:OPEN_SHOWN],
            "answers": answers.ready_to_list()[:ANSWERS_SHOWN],
            "consultation_list": lists.get(ConsultationIndexPage),
            "answer_list": lists.get(LoopIndexPage),
            "help_page": lists.get(HelpPage) or _help_in_english(),
        }
        return context


def _help_in_english() -> "HelpPage | None":
    """Numbers help in any language: better this page than none."""
    english = HelpPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return english.first()


class ContentPage(PortalPage):
    """A page of words, such as the privacy notice and the accessibility statement."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    body = StreamField(WordsBlock(), verbose_name=_("text"), blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ContentPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
    ]
    translatable_fields = [
        *PAGE_TRANSLATABLE_FIELDS,
        TranslatableField("introduction"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("page of words")
        verbose_name_plural = _("pages of words")


class HelpBlock(blocks.StructBlock):
    """One place to turn to, with how to reach it."""

    need = blocks.CharBlock(label=_("When somebody needs…"), max_length=120)
    name = blocks.CharBlock(label=_("Who helps"), max_length=120)
    words = blocks.TextBlock(label=_("What they do, in one or two sentences"), max_length=300)
    phone = SameInEveryLanguageBlock(label=_("Phone"), max_length=30, required=False)
    text = SameInEveryLanguageBlock(label=_("Text"), max_length=30, required=False)
    address = SameInEveryLanguageBlock(
        label=_("Web address"), required=False, validators=[URLValidator()]
    )
    urgent = blocks.BooleanBlock(label=_("For emergencies: stands first"), required=False)

    class Meta:
        icon = "help"
        label = _("Place to turn to")


class HelpPage(PortalPage):
    """Who can help me now: by need, with phone numbers."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    places = StreamField([("place", HelpBlock())], verbose_name=_("places to turn to"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("places")]
    translatable_fields = [
        *PAGE_TRANSLATABLE_FIELDS,
        TranslatableField("introduction"),
        TranslatableField("places"),
    ]

    class Meta:
        verbose_name = _("who can help page")

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds ``ordered_places``: those for emergencies first, else as the editor put them."""
        context = super().get_context(request, *args, **options)
        context["ordered_places"] = sorted(
            (block.value for block in self.places), key=lambda place: not place["urgent"]
        )
        return context
