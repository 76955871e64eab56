"""A frozen pack as tagged PDF (PDF/UA-1). Words go in as data and never become markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import translation

from forum.reports.reading import labels, words_of

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "reports" / "pack.typ"
#: Debian's fonts-noto-core. Elsewhere Typst's own fonts are used, which cover Latin letters.
NOTO = Path("/usr/share/fonts/truetype/noto")


@cache
def _noto_sans() -> tuple[str, ...]:
    """The folder of Noto, if it is installed."""
    return (str(NOTO),) if (NOTO / "NotoSans-Regular.ttf").exists() else ()


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
    return typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=list(_noto_sans()),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
