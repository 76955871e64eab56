"""In which languages and formats a survey stands, who checked them, and what to do next."""

# For staff only.

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.questionnaires.compiling import Document, pages_by_language
from surveys.questionnaires.enums import Audience
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.staleness import (
    Changed,
    changed_since,
    name_of_place,
    prints_for_easy_read,
    prints_for_translation,
    untranslated,
)
from surveys.questionnaires.wording import SOURCE_LANGUAGE

EASY_READ = "easy-read"
#: As the Department of Health advised in 2010: under 20 pages.
MOST_EASY_PAGES = 20


@dataclass(frozen=True)
class Format:
    """One version of the survey. ``key`` is a language code or "easy-read".

    ``step`` says the one thing to do next ("" for nothing) and ``address`` where, unless
    ``to_sign_off``: then it is done on the screen itself.
    """

    key: str
    name: str
    written: bool
    missing: int = 0
    checked_by: str = ""
    checked_on: datetime.date | None = None
    changes: Sequence[str] = ()
    step: str = ""
    address: str = ""
    to_sign_off: bool = False
    read_at: str = ""

    @property
    def is_stale(self) -> bool:
        return bool(self.changes)

    @property
    def is_checked(self) -> bool:
        return bool(self.checked_by) and not self.is_stale


def formats_of(page: SurveyPage, document: Document) -> list[Format]:
    """Easy Read first, then every language of the portal but English.

    ``document`` is what the English ``page`` compiles to.
    """
    pages = pages_by_language(page)
    languages = [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
    return [
        _easy_read(page, document),
        *(_translation(code, pages.get(code), page, document) for code in languages),
    ]


def _easy_read(page: SurveyPage, document: Document) -> Format:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    common: dict[str, Any] = {"key": EASY_READ, "name": _("Easy Read"), "address": edit}
    if document["easy_read"] is None:
        return Format(**common, written=False, step=_("Write the Easy Read version"))
    changes = _named(
        document, changed_since(page.easy_read_explains, prints_for_easy_read(document))
    )
    return Format(
        **common,
        written=True,
        checked_by=page.easy_read_checked_by,
        checked_on=page.easy_read_checked_on,
        changes=changes,
        **_sign_off(page.easy_read_checked_by, changes),
        read_at=edit,
    )


def _translation(
    language: str, translated: SurveyPage | None, page: SurveyPage, document: Document
) -> Format:
    name = dict(settings.LANGUAGES)[language]
    if translated is None:
        return Format(
            key=language,
            name=name,
            written=False,
            step=_("Translate the survey"),
            address=reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        )
    edit = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    missing, _all = untranslated(document, language)
    changes = _named(
        document,
        changed_since(translated.translation_explains, prints_for_translation(document, language)),
    )
    return Format(
        key=language,
        name=name,
        written=True,
        missing=missing,
        checked_by=translated.translation_checked_by,
        checked_on=translated.translation_checked_on,
        changes=changes,
        address=edit,
        **_sign_off(translated.translation_checked_by, changes),
        read_at=edit,
    )


def _sign_off(checked_by: str, changes: Sequence[str]) -> dict[str, Any]:
    if not checked_by:
        return {"step": _("Ask somebody to check it, then note who did"), "to_sign_off": True}
    if changes:
        return {"step": _("Ask somebody to look at what changed"), "to_sign_off": True}
    return {"step": ""}


def _named(document: Document, changes: Sequence[Changed]) -> list[str]:
    """Where words changed, as somebody would look for it; each place once."""
    return list(dict.fromkeys(_name(document, change) for change in changes))


def _name(document: Document, change: Changed) -> str:
    fixed = {
        "title": _("Title"),
        "introduction": _("Introduction"),
        "who_may_answer": _("Who may answer"),
        "safeguarding": _("What we do when somebody may not be safe"),
        "consent_question": _("How we ask to quote"),
    }
    where = fixed.get(change.place) or name_of_place(document, change) or _("A page that is gone")
    if change.place == "easy":
        where = _("Easy Read: %(words)s") % {"words": where}
    if change.language == SOURCE_LANGUAGE:
        return where
    language = dict(settings.LANGUAGES)[change.language]
    return _("%(place)s (in %(language)s)") % {"place": where, "language": language}


def warnings_about_easy_read(document: Document) -> Iterator[str]:
    """What readers of Easy Read would stumble over. Advice: nothing is blocked by it."""
    easy = document["easy_read"]
    if easy is None:
        if document["audience"] == Audience.YOUNG_PEOPLE:
            yield _("This survey is for young people and has no Easy Read version.")
        return
    pages = easy["steps"]
    without = sum(not page["picture"] for page in pages)
    if without:
        yield ngettext("One page has no picture.", "%(number)s pages have no picture.", without) % {
            "number": without
        }
    if len(pages) > MOST_EASY_PAGES:
        yield _("It has %(number)s pages. Easy Read has at most %(most)s.") % {
            "number": len(pages),
            "most": MOST_EASY_PAGES,
        }
    explained = {page["explains"] for page in pages}
    for step in document["steps"]:
        if step.get("required") and step["id"] not in explained:
            yield _(
                "“%(question)s” needs an answer and has no Easy Read page: readers get its "
                "ordinary words."
            ) % {"question": step["text"][SOURCE_LANGUAGE]}
