"""Words in the reader's language, or in English and saying so."""

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

SOURCE_LANGUAGE = "en"


class Words(NamedTuple):
    """A text and the language it is really in."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    def marked(self, language: str) -> str | SafeString:
        """The text for a page in ``language``: with lang and dir if it is in another one."""
        if self.language == language:
            return self.text
        return format_html(
            '<span lang="{}" dir="{}">{}</span>', self.language, self.direction, self.text
        )

    def plain(self) -> str:
        """The text of an information page without its tags, one line a paragraph."""
        broken = re.sub(r"</(p|li|h\d)>|<br\s*/?>", "\n", self.text)
        return html.unescape(re.sub(r"<[^>]+>", "", broken)).strip()


NOTHING = Words("", SOURCE_LANGUAGE)


def in_language(texts: Mapping[str, str], language: str) -> Words:
    """The words in this language; where there are none, the English ones, marked as English."""
    if texts.get(language):
        return Words(texts[language], language)
    return Words(texts.get(SOURCE_LANGUAGE, ""), SOURCE_LANGUAGE)


def own_words(words: Mapping[str, str]) -> dict[str, str]:
    """Only words of their own: what is empty or still English is left to the reader's fall-back."""
    source = words.get(SOURCE_LANGUAGE, "").strip()
    return {
        code: text.strip()
        for code, text in words.items()
        if text.strip() and (code == SOURCE_LANGUAGE or text.strip() != source)
    }
