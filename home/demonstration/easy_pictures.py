"""The pictures of the Easy Read versions: flat shapes, drawn when the demonstration is loaded.

Real areas use a licensed set of pictures, which cannot be shipped (`import_pictures`).
"""

import io

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from PIL import ImageDraw
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection

from home.demonstration.pictures import CLAY, CREDIT, INK, LEAF, LINE, PAPER, SIZE, SUN, Draw

SKY, SKIN, CLOTH = "#a9d3ea", "#d9a679", "#5b8fb9"
Pen = ImageDraw.ImageDraw


def _box(pen: Pen, left: int, top: int, right: int, bottom: int, colour: str, round: int = 24):
    pen.rounded_rectangle((left, top, right, bottom), round, fill=colour, outline=INK, width=LINE)


def _dot(pen: Pen, x: int, y: int, radius: int, colour: str) -> None:
    place = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse(place, fill=colour, outline=INK, width=LINE)


def _person(pen: Pen, x: int, top: int, size: int, colour: str) -> None:
    """Head and shoulders; ``size`` is the radius of the head."""
    pen.chord(
        (x - size * 2, top + size * 2, x + size * 2, top + size * 7),
        180,
        360,
        fill=colour,
        outline=INK,
        width=LINE,
    )
    _dot(pen, x, top + size, size, SKIN)


def _phone(pen: Pen, left: int, top: int, right: int, bottom: int) -> None:
    _box(pen, left, top, right, bottom, SKY)
    middle = (left + right) // 2
    pen.line((middle - 20, bottom - 40, middle + 20, bottom - 40), fill=INK, width=14)


def _bubble(pen: Pen, left: int, top: int, right: int, bottom: int, colour: str) -> None:
    pen.polygon((left + 50, bottom - 20, left + 40, bottom + 80, left + 140, bottom - 20), fill=INK)
    _box(pen, left, top, right, bottom, colour, 60)


def _page(pen: Pen, left: int, top: int, right: int, bottom: int) -> None:
    _box(pen, left, top, right, bottom, PAPER, 16)
    for height in range(top + 60, bottom - 30, 55):
        pen.line((left + 45, height, right - 45, height), fill=INK, width=14)


def _tick(pen: Pen, x: int, y: int, size: int) -> None:
    line = (x - size, y, x - size // 3, y + size * 2 // 3, x + size, y - size)
    pen.line(line, fill=INK, width=26, joint="curve")


def _arrow(pen: Pen, left: int, y: int, right: int) -> None:
    pen.line((left, y, right - 30, y), fill=INK, width=28)
    pen.polygon((right, y, right - 75, y - 60, right - 75, y + 60), fill=INK)


def _family_packing(pen: Pen) -> None:
    _person(pen, 130, 30, 56, LEAF)
    _person(pen, 350, 110, 44, CLAY)
    pen.arc((150, 240, 330, 400), 180, 360, fill=INK, width=LINE)
    _box(pen, 90, 310, 390, 450, SUN)
    pen.line((100, 370, 380, 370), fill=INK, width=12)


def _phone_and_computer(pen: Pen) -> None:
    _box(pen, 30, 70, 330, 290, SKY)
    pen.rectangle((155, 290, 205, 350), fill=INK)
    pen.line((90, 360, 270, 360), fill=INK, width=LINE)
    _phone(pen, 300, 180, 450, 440)


def _thinking(pen: Pen) -> None:
    _person(pen, 170, 200, 66, CLOTH)
    _dot(pen, 270, 185, 22, PAPER)
    _dot(pen, 355, 110, 85, SUN)
    pen.line((355, 75, 355, 120), fill=INK, width=LINE)
    _dot(pen, 355, 152, 6, INK)


def _tick_and_cross(pen: Pen) -> None:
    _box(pen, 20, 120, 225, 360, LEAF)
    _tick(pen, 122, 250, 58)
    _box(pen, 255, 120, 460, 360, CLAY)
    pen.line((305, 185, 410, 295), fill=INK, width=26)
    pen.line((410, 185, 305, 295), fill=INK, width=26)


def _three_doors(pen: Pen) -> None:
    for left, colour in ((20, SUN), (175, LEAF), (330, CLAY)):
        _box(pen, left, 90, left + 130, 410, colour, 10)
        _dot(pen, left + 98, 255, 6, INK)


def _calendar(pen: Pen) -> None:
    _box(pen, 50, 80, 430, 430, PAPER)
    pen.rounded_rectangle((50, 80, 430, 180), 24, fill=CLAY, outline=INK, width=LINE)
    for x in (150, 330):
        pen.line((x, 45, x, 120), fill=INK, width=24)
    for row in (230, 300, 370):
        for x in (120, 200, 280, 360):
            colour = SUN if (row, x) in ((300, 200), (300, 280)) else INK
            pen.rectangle((x - 20, row - 16, x + 20, row + 16), fill=colour)


def _speech_bubble(pen: Pen) -> None:
    _bubble(pen, 40, 60, 440, 340, SKY)
    for x in (150, 240, 330):
        _dot(pen, x, 200, 20, INK)


def _reading(pen: Pen) -> None:
    _person(pen, 240, 25, 70, CLOTH)
    _page(pen, 120, 250, 360, 460)


def _envelope(pen: Pen) -> None:
    _box(pen, 40, 110, 440, 380, PAPER)
    pen.line((50, 125, 240, 270, 430, 125), fill=INK, width=LINE, joint="curve")
    _dot(pen, 390, 370, 62, LEAF)
    _tick(pen, 390, 372, 26)


def _house(pen: Pen) -> None:
    pen.polygon((240, 50, 450, 240, 30, 240), fill=CLAY, outline=INK, width=LINE)
    _box(pen, 80, 235, 400, 440, SUN, 8)
    _box(pen, 195, 310, 285, 440, CLOTH, 8)


def _ring(pen: Pen) -> None:
    _phone(pen, 130, 50, 350, 430)
    for reach in (40, 80):
        pen.arc((350 - reach, 130 - reach, 350 + reach, 130 + reach), -50, 50, fill=INK, width=14)


def _app(pen: Pen) -> None:
    _phone(pen, 120, 30, 360, 450)
    for x in (170, 255):
        for y in (90, 180, 270):
            pen.rounded_rectangle((x, y, x + 58, y + 58), 14, fill=INK)


def _school(pen: Pen) -> None:
    _box(pen, 30, 210, 450, 430, SUN, 8)
    pen.polygon((240, 60, 350, 210, 130, 210), fill=CLAY, outline=INK, width=LINE)
    for x in (90, 340):
        _box(pen, x, 270, x + 60, 340, SKY, 6)
    _box(pen, 200, 300, 280, 430, CLOTH, 6)


def _paper(pen: Pen) -> None:
    _page(pen, 110, 40, 370, 440)


def _clock(pen: Pen) -> None:
    _dot(pen, 240, 240, 195, PAPER)
    pen.line((240, 240, 240, 110), fill=INK, width=24)
    pen.line((240, 240, 335, 300), fill=INK, width=24)


def _two_days(pen: Pen) -> None:
    for left in (25, 250):
        _box(pen, left, 110, left + 205, 370, PAPER)
        pen.rounded_rectangle((left, 110, left + 205, 180), 24, fill=LEAF, outline=INK, width=LINE)
        _tick(pen, left + 102, 275, 44)


def _sun(pen: Pen) -> None:
    for line in ((240, 20, 240, 460), (20, 240, 460, 240), (85, 85, 395, 395), (395, 85, 85, 395)):
        pen.line(line, fill=INK, width=20)
    _dot(pen, 240, 240, 130, SUN)


def _listening(pen: Pen) -> None:
    _bubble(pen, 30, 40, 300, 200, SKY)
    _person(pen, 130, 270, 50, LEAF)
    _person(pen, 350, 220, 58, CLOTH)


def _words(pen: Pen) -> None:
    _box(pen, 30, 90, 245, 400, PAPER, 12)
    _box(pen, 235, 90, 450, 400, PAPER, 12)
    for height in (170, 235, 300):
        pen.line((75, height, 195, height), fill=INK, width=16)
        pen.line((285, height, 405, height), fill=INK, width=16)


def _next(pen: Pen) -> None:
    _person(pen, 120, 130, 52, LEAF)
    _arrow(pen, 230, 240, 450)


def _better(pen: Pen) -> None:
    points = ((240, 40), (298, 175), (445, 188), (334, 285), (368, 430), (240, 354))
    mirrored = ((112, 430), (146, 285), (35, 188), (182, 175))
    pen.polygon(points + mirrored, fill=SUN, outline=INK, width=LINE)


EASY_PICTURES: dict[str, Draw] = {
    "A family packing a bag": _family_packing,
    "A phone and a computer": _phone_and_computer,
    "Somebody thinking": _thinking,
    "A tick and a cross": _tick_and_cross,
    "Three doors": _three_doors,
    "A calendar": _calendar,
    "A speech bubble": _speech_bubble,
    "Somebody reading": _reading,
    "An envelope": _envelope,
    "A house": _house,
    "A phone that rings": _ring,
    "A phone with apps": _app,
    "A school": _school,
    "A sheet of paper": _paper,
    "A clock": _clock,
    "Two days": _two_days,
    "The sun": _sun,
    "Somebody listening": _listening,
    "An open book": _words,
    "An arrow forward": _next,
    "A star": _better,
}


def easy_picture(title: str) -> AbstractImage:
    """The picture of this title, drawn the first time, in a collection that names the source."""
    root = Collection.get_first_root_node()
    collection = root.get_children().filter(name=CREDIT).first() or root.add_child(name=CREDIT)
    images = get_image_model().objects
    known = images.filter(title=title, collection=collection).first()
    if known:
        return known
    canvas = Canvas.new("RGB", (SIZE, SIZE), PAPER)
    EASY_PICTURES[title](ImageDraw.Draw(canvas))
    content = io.BytesIO()
    canvas.save(content, "PNG")
    content.seek(0)
    name = f"{title.lower().replace(' ', '-')}.png"
    return images.create(title=title, file=ImageFile(content, name=name), collection=collection)
