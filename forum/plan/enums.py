"""How an action stands: five states with word, shape and colour."""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Brag(TextChoices):
    BLUE = "blue", _("Blue: completed and embedded")
    GREEN = "green", _("Green: on track, no concerns")
    AMBER = "amber", _("Amber: on track, minor concerns")
    RED = "red", _("Red: little progress, major concerns")
    WHITE = "white", _("White: not started")


#: The one word for each state, where the definition stands elsewhere.
WORDS = {
    Brag.BLUE: _("Blue"),
    Brag.GREEN: _("Green"),
    Brag.AMBER: _("Amber"),
    Brag.RED: _("Red"),
    Brag.WHITE: _("White"),
}

#: A shape for each state, so that nothing depends on seeing colour.
SHAPES = {
    Brag.BLUE: "star",
    Brag.GREEN: "circle",
    Brag.AMBER: "triangle",
    Brag.RED: "square",
    Brag.WHITE: "ring",
}

#: Still to be done.
UNFINISHED = (Brag.WHITE, Brag.RED, Brag.AMBER, Brag.GREEN)
#: From furthest away to done: what counts as better.
ROAD = (Brag.WHITE, Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE)
#: What a board looks at first.
ATTENTION = (Brag.RED, Brag.AMBER, Brag.WHITE, Brag.GREEN, Brag.BLUE)


class Movement(TextChoices):
    """What the last update did to the state."""

    BETTER = "better", _("better")
    SAME = "same", _("no change")
    WORSE = "worse", _("worse")
    NEW = "new", _("first report")
    NONE = "none", _("no report yet")


def movement(states: Sequence[str]) -> Movement:
    """From the states of all updates, the latest first."""
    if not states:
        return Movement.NONE
    if len(states) == 1:
        return Movement.NEW
    step = ROAD.index(Brag(states[0])) - ROAD.index(Brag(states[1]))
    if step == 0:
        return Movement.SAME
    return Movement.BETTER if step > 0 else Movement.WORSE
