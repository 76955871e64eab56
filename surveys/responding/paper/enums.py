"""Kinds of places, posters and forms, and what has happened to a form."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# For staff only.


class PlaceKind(TextChoices):
    SCHOOL = "school", _("School or college")
    NURSERY = "nursery", _("Nursery or children's centre")
    LIBRARY = "library", _("Library")
    HEALTH = "health", _("Doctor, clinic or hospital")
    FAITH = "faith", _("Mosque, church, temple or gurdwara")
    COMMUNITY = "community", _("Community centre or group")
    SHOP = "shop", _("Shop or café")
    OTHER = "other", _("Somewhere else")


class PosterKind(TextChoices):
    POSTER = "poster", _("Poster (A4)")
    SLIPS = "slips", _("Slips (A6, four on a page)")
    CARDS = "cards", _("Small cards (ten on a page)")


class FormState(TextChoices):
    PRINTED = "printed", _("Printed")
    HELD = "held", _("Waits for a second person")
    COMPARED = "compared", _("Waits to be settled")
    RECORDED = "recorded", _("Recorded")
    NOT_COUNTED = "not_counted", _("Not counted")


#: Forms on which somebody still has something to do.
WAITING_STATES = (FormState.HELD, FormState.COMPARED)
#: Forms that are done with.
KEYED_STATES = (FormState.RECORDED, FormState.NOT_COUNTED)
