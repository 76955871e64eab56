"""What a reader is told about the checking of the version in front of them. No database."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from surveys.questionnaires.wording import SOURCE_LANGUAGE

Document = Mapping[str, Any]


class Check(Enum):
    """Where a version stands. A stale one was checked, and words have changed since."""

    CHECKED = "checked"
    STALE = "stale"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Checked:
    """Who checked a version, as a role in the words of whoever noted it, and when."""

    by: str
    on: datetime.date | None


def who_checked_translation(document: Document, language: str) -> Checked | None:
    """Whoever checked the words in this language, even if they changed since."""
    check = (document.get("checks") or {}).get(language)
    return _checked(check["by"], check["on"]) if check else None


def who_checked_easy_read(document: Document) -> Checked | None:
    """Whoever checked the Easy Read version, even if words changed since."""
    easy = document.get("easy_read")
    return _checked(easy["checked_by"], easy["checked_on"]) if easy else None


def _checked(by: str, on: str) -> Checked | None:
    return Checked(by, datetime.date.fromisoformat(on) if on else None) if by else None


def check_of_translation(document: Document, language: str) -> Check:
    """Of the words in this language. English needs no check."""
    if language == SOURCE_LANGUAGE:
        return Check.CHECKED
    if language in document["unchecked"]:
        return Check.UNCHECKED
    check = (document.get("checks") or {}).get(language) or {}
    return Check.STALE if check.get("stale") else Check.CHECKED


def check_of_easy_read(document: Document) -> Check:
    """Of the Easy Read version as it was written, in English."""
    easy = document.get("easy_read") or {}
    if not easy.get("checked_by"):
        return Check.UNCHECKED
    return Check.STALE if easy.get("stale") else Check.CHECKED


def notice_for(document: Document, language: str, *, easy_read: bool = False) -> str:
    """Which notice stands above the page: a name that `includes/version_notice.html` knows, or "".

    A translated Easy Read version needs both checks; what nobody checked is said first.
    """
    found = {"translation": check_of_translation(document, language)}
    if easy_read:
        found["easy_read"] = check_of_easy_read(document)
    for state in (Check.UNCHECKED, Check.STALE):
        for what, check in found.items():
            if check == state:
                return f"{what}_{state.value}"
    return ""
