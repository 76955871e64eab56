"""How an action stands: five states with word, shape and colour."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Brag(TextChoices):
    BLUE = "blue", _("Blue: completed and embedded")
    GREEN = "green", _("Green: on track, no concerns")
    AMBER = "amber", _("Amber: on track, minor concerns")
    RED = "red", _("Red: little progress, major concerns")
    WHITE = "white", _("White: not started")


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
