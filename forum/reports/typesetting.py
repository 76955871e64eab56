"""A frozen pack as tagged PDF (PDF/UA-1). Words go in as data and never become markup."""

from typing import Any

from django.conf import settings
from django.utils import translation

from forum.reports.reading import labels, words_of
from portal.typesetting import typeset

TEMPLATE = "reports/pack.typ"


def typeset_pack(content: dict[str, Any], *, edition: int, fingerprint: str) -> bytes:
    """The PDF of a pack. The same content gives the same words in the same order.

    Raises:
        typst.TypstError: the document would not be accessible, for example for want of a title.
    """
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        data = {
            "language": language,
            "pack": words_of(content),
            "words": labels(),
            "edition": translation.gettext("Edition %(number)d") % {"number": edition},
            "fingerprint": translation.gettext("Fingerprint %(fingerprint)s")
            % {"fingerprint": fingerprint},
        }
    return typeset(TEMPLATE, data)
