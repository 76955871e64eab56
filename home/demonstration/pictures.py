"""Simple pictures of the demonstration's own, drawn out of circles and lines."""

import io
from collections.abc import Callable

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from PIL import ImageDraw
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

SIZE = 480
CREDIT = "Wexmere demonstration"
INK, PAPER, SUN, LEAF, CLAY = "#1d2b36", "#ffffff", "#ffd166", "#7bc29a", "#e9967a"
LINE = 18

Draw = Callable[[ImageDraw.ImageDraw], None]


def _face(colour: str, mouth: Draw) -> Draw:
    def draw(pen: ImageDraw.ImageDraw) -> None:
        pen.ellipse((40, 40, 440, 440), fill=colour, outline=INK, width=LINE)
        pen.ellipse((150, 165, 190, 205), fill=INK)
        pen.ellipse((290, 165, 330, 205), fill=INK)
        mouth(pen)

    return draw


def _smile(pen: ImageDraw.ImageDraw) -> None:
    pen.arc((140, 180, 340, 360), 20, 160, fill=INK, width=LINE)


def _straight(pen: ImageDraw.ImageDraw) -> None:
    pen.line((155, 310, 325, 310), fill=INK, width=LINE)


def _frown(pen: ImageDraw.ImageDraw) -> None:
    pen.arc((140, 280, 340, 460), 200, 340, fill=INK, width=LINE)


def _tick(pen: ImageDraw.ImageDraw) -> None:
    pen.rounded_rectangle((40, 40, 440, 440), 60, fill=LEAF, outline=INK, width=LINE)
    pen.line((130, 250, 210, 330, 350, 150), fill=INK, width=36, joint="curve")


def _cross(pen: ImageDraw.ImageDraw) -> None:
    pen.rounded_rectangle((40, 40, 440, 440), 60, fill=CLAY, outline=INK, width=LINE)
    pen.line((140, 140, 340, 340), fill=INK, width=36)
    pen.line((340, 140, 140, 340), fill=INK, width=36)


def _shrug(pen: ImageDraw.ImageDraw) -> None:
    """Three dots: somebody who does not know yet."""
    pen.rounded_rectangle((40, 40, 440, 440), 60, fill=SUN, outline=INK, width=LINE)
    for left in (110, 215, 320):
        pen.ellipse((left, 215, left + 50, 265), fill=INK)


PICTURES: dict[str, tuple[str, Draw]] = {
    "happy": ("A happy face", _face(LEAF, _smile)),
    "ok": ("A face that is neither happy nor sad", _face(SUN, _straight)),
    "not-happy": ("A sad face", _face(CLAY, _frown)),
    "yes": ("A tick", _tick),
    "no": ("A cross", _cross),
    "do-not-know": ("Three dots", _shrug),
}


def picture(name: str) -> AbstractImage:
    """The picture of this name, drawn the first time that it is asked for."""
    description, draw = PICTURES[name]
    title = f"{description} ({CREDIT})"
    images = get_image_model().objects
    known = images.filter(title=title).first()
    if known:
        return known
    canvas = Canvas.new("RGB", (SIZE, SIZE), PAPER)
    draw(ImageDraw.Draw(canvas))
    content = io.BytesIO()
    canvas.save(content, "PNG")
    content.seek(0)
    return images.create(
        title=title,
        description=description,
        file=ImageFile(content, name=f"{name}.png"),
    )
