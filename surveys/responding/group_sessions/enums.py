"""What is said about a group."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgeBand(TextChoices):
    UNDER_11 = "under_11", _("Under 11")
    FROM_11 = "from_11", _("11 to 15")
    FROM_16 = "from_16", _("16 to 25")
    ADULTS = "adults", _("Over 25")


class Communication(TextChoices):
    """How people in the group made themselves understood."""

    SPEECH = "speech", _("Speaking")
    SIGNS = "signs", _("Signing")
    SYMBOLS = "symbols", _("Symbols or pictures")
    DEVICE = "device", _("A communication device")
    WRITING = "writing", _("Writing or drawing")
    SUPPORTER = "supporter", _("Through somebody who knows them well")
