"""Free text as it is kept: what people typed, without what only machines see."""

import unicodedata

#: Enough for several pages; a text that is longer was not typed into a survey.
MAXIMUM_LENGTH = 5_000
#: What that is in words, said as "about".
MAXIMUM_WORDS = 900


def tidy_words(typed: str) -> str:
    """The same words in one way of writing them (NFC), with plain line breaks.

    Control signs go, NUL among them, because databases refuse it. Marks that steer the direction
    of writing and that join emoji stay: Urdu and family emoji need them.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def count_words(text: str) -> int:
    """How many words a reader would count."""
    return len(text.split())
