"""How paper says things: in its language, or in English and marked as such. No database."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import override

from surveys.questionnaires.wording import SOURCE_LANGUAGE, Words

#: What the typesetter takes for a text: the words, and the language that they are really in.
Said = dict[str, str]


@dataclass(frozen=True)
class Facts:
    """What stands on paper and not in the questionnaire. ``code_address`` is the code page."""

    brand: str
    phone: str
    text_number: str
    freepost_address: str
    safeguarding_phone: str
    code_address: str
    last_day: datetime.date | None


class Sayer:
    """Says what the portal's catalogues hold, and marks as English what they lack."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, words: Promise, **values: object) -> Said:
        with override(SOURCE_LANGUAGE):
            english = str(words)
        with override(self.language):
            own = str(words)
        known = own != english or self.language == SOURCE_LANGUAGE
        isolated = {name: self._apart(str(value)) for name, value in values.items()}
        return {"t": own % isolated, "l": self.language if known else SOURCE_LANGUAGE}

    def _apart(self, value: str) -> str:
        """Telephone numbers stay on one line, and in their order from right to left."""
        value = value if any(map(str.isalpha, value)) else value.replace(" ", "\u00a0")
        latin = value.isascii() or value[:1].isdigit()
        return f"\u2066{value}\u2069" if latin and self.language == "ur" else value

    def day(self, value: datetime.date) -> str:
        with override(self.language):
            return date_format(value, "j F Y")


def said(words: Words | None) -> Said | None:
    """Words of the questionnaire, as the typesetter takes them."""
    return {"t": words.text, "l": words.language} if words else None
