"""What became of an answer that was sealed on a tablet and could not be recorded at once."""

# For staff only.

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class KeptBecause(TextChoices):
    REVOKED = "revoked", _("Arrived after its PIN was ended")
    LATE = "late", _("Sealed after the day, or arrived more than 14 days after it")
    UNREADABLE = "unreadable", _("Could not be opened")
    DOES_NOT_FIT = "does_not_fit", _("Does not fit the questionnaire")
    CLOSED = "closed", _("The survey took no answers on that day")


#: A coordinator may decide that these count after all; the others can be read by nobody.
MAY_BE_LET_IN = (KeptBecause.REVOKED, KeptBecause.LATE)
