"""Tagged PDFs (PDF/UA-1) out of Typst templates. Words go in as data and never become markup."""

import base64
import io
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import segno
import typst
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SPRITE = Path(settings.BASE_DIR) / "portal" / "assets" / "build" / "symbols.svg"
#: Debian's fonts-noto-core. Elsewhere Typst's own fonts are used, which cover Latin letters.
NOTO = Path("/usr/share/fonts/truetype/noto")
#: Pictures are printed a few centimetres wide: more dots than this only make the file heavy.
MOST_PIXELS = 480


@cache
def _noto_sans() -> tuple[str, ...]:
    """The folder of Noto, if it is installed."""
    return (str(NOTO),) if (NOTO / "NotoSans-Regular.ttf").exists() else ()


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template (a path under ``templates/``). The same data gives the same words.

    The template reads its data with ``json(bytes(sys.inputs.data))``.

    Raises:
        typst.TypstError: the document would not be accessible, for example for want of a title.
    """
    return typst.compile(
        str(TEMPLATES / template),
        format="pdf",
        font_paths=list(_noto_sans()),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def qr_svg(text: str) -> str:
    """A QR code as SVG, for ``image(bytes(…), format: "svg")``. Readable with a soiled corner."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False).save(
        drawn, kind="svg", xmldecl=False, border=2, omitsize=True
    )
    return drawn.getvalue().decode()


@cache
def symbol_svg(name: str) -> str:
    """A symbol of the website as SVG in black; "" where the assets were not built."""
    if not SPRITE.exists():
        return ""
    found = re.search(
        rf'<symbol id="{re.escape(name)}" viewBox="([^"]+)">(.*?)</symbol>',
        SPRITE.read_text("utf-8"),
        re.DOTALL,
    )
    if found is None:
        return ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{found[1]}" color="#000">'
        f"{found[2]}</svg>"
    )


def picture_svg(address: str) -> str:
    """An uploaded picture, by its address, inside an SVG; "" if it is not (or no longer) there."""
    path = urlparse(address).path
    media = urlparse(settings.MEDIA_URL).path
    if not address or not path.startswith(media):
        return ""
    try:
        with default_storage.open(path.removeprefix(media)) as file, Image.open(file) as picture:
            picture.thumbnail((MOST_PIXELS, MOST_PIXELS))
            width, height = picture.size
            png = io.BytesIO()
            picture.convert("RGBA").save(png, "PNG", optimize=True)
    except (OSError, UnidentifiedImageError):
        return ""
    encoded = base64.b64encode(png.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{encoded}"/></svg>'
    )
