"""Who checked which version of a survey, and whether that still holds, in the frozen document."""

from collections.abc import Mapping
from typing import Any

from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.staleness import (
    changed_since,
    prints_for_easy_read,
    prints_for_translation,
)
from surveys.questionnaires.wording import SOURCE_LANGUAGE

Document = dict[str, Any]


def with_checks(document: Document, page: SurveyPage, pages: Mapping[str, SurveyPage]) -> Document:
    """The document with ``checks`` {language: {by, on, stale}} and whether Easy Read is stale."""
    checks = {
        code: {
            "by": each.translation_checked_by,
            "on": each.translation_checked_on.isoformat() if each.translation_checked_on else "",
            "stale": bool(
                changed_since(each.translation_explains, prints_for_translation(document, code))
            ),
        }
        for code, each in pages.items()
        if code != SOURCE_LANGUAGE and each.translation_checked_by
    }
    easy = document["easy_read"]
    if easy and easy["checked_by"]:
        stale = bool(changed_since(page.easy_read_explains, prints_for_easy_read(document)))
        easy = {**easy, "stale": stale}
    return {**document, "checks": checks, "easy_read": easy}
