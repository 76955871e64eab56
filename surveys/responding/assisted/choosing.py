"""What can be answered at an event, and what a tablet must keep to do so without signal."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override

from surveys.questionnaires.easy_reading import has_easy_read
from surveys.questionnaires.introduction import Introduction, Opening, introduce
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, source_page
from surveys.questionnaires.wording import Words, in_language
from surveys.responding.assisted.models import Event
from surveys.responding.assisted.sheet import pictures_and_recordings, sheet_pages

#: What every helper's page loads.
FILES = (
    "portal.css",
    "portal.rtl.css",
    "portal.js",
    "symbols.svg",
    "favicon.svg",
    "assisted/help.css",
    "assisted/branching.js",
    "assisted/reading.js",
    "assisted/sealing.js",
    "assisted/waiting.js",
    "assisted/sheet.js",
    "assisted/table.js",
)


@dataclass(frozen=True)
class Way:
    """One survey in one language, in ordinary words or in Easy Read."""

    language: str
    name: str
    address: str
    easy: bool = False


@dataclass(frozen=True)
class Choice:
    """One survey that can be answered at an event."""

    version: QuestionnaireVersion
    is_open: bool
    ways: tuple[Way, ...]

    @property
    def title(self) -> Words:
        return in_language(self.version.document["title"], get_language())

    @property
    def introduction(self) -> Introduction:
        return introduce(self.version.document, get_language())

    @property
    def safeguarding(self) -> Words:
        """What the partner says about safety before the first question; empty in old documents."""
        return in_language(self.version.document.get("safeguarding") or {}, get_language())


def choices_at(event: Event) -> list[Choice]:
    """The surveys of an event with the languages in which its helpers ask."""
    found = []
    for key in event.survey_keys:
        version = QuestionnaireVersion.objects.of_survey(key).newest_first().first()
        if version is not None:
            is_open = opening_of(source_page(key)) == Opening.OPEN
            found.append(Choice(version, is_open, _ways(event, version)))
    return found


def _ways(event: Event, version: QuestionnaireVersion) -> tuple[Way, ...]:
    names = dict(settings.LANGUAGES)
    ways = []
    for language in event.languages:
        with override(language):
            address = reverse("help:answer", args=[version.survey_key])
        ways.append(Way(language, names.get(language, language), address))
        if has_easy_read(version.document, language):
            ways.append(Way(language, names.get(language, language), f"{address}?easy=1", True))
    return tuple(ways)


def kept_for(event: Event, choices: list[Choice]) -> dict[str, Any]:
    """Addresses of pages (must be kept), files (as far as they can be had), and workers."""
    tables, workers = [], []
    for language in event.languages:
        with override(language):
            tables.append(reverse("help:table"))
            workers.append(reverse("help:worker"))
    pages, files = list(tables), {static(name): None for name in FILES}
    for choice in choices:
        for way in choice.ways if choice.is_open else ():
            pages.append(way.address)
            sheet = sheet_pages(choice.version.document, way.language, easy=way.easy)
            files |= dict.fromkeys(pictures_and_recordings(sheet))
    return {"pages": pages, "files": list(files), "workers": workers}
