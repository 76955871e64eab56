"""What can be the matter with a response or a file, in words that no respondent meets."""
# For staff only.

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NotCountedReason(TextChoices):
    """Why a coordinator took a whole response out of counting. It can be taken back."""

    SENT_TWICE = "sent_twice", _("The same person sent it twice")
    TRIED_OUT = "tried_out", _("Somebody was trying out the survey")
    NO_PERSON = "no_person", _("A machine filled it in")


class ScanState(TextChoices):
    """What the virus scanner said about a file."""

    NONE = "none", _("No scanner is set up")
    CLEAN = "clean", _("Nothing found")
    WAITING = "waiting", _("Waits for the virus scan")
    INFECTED = "infected", _("Deleted: it carried a virus")


#: What may be opened.
OPENABLE_SCANS = (ScanState.NONE, ScanState.CLEAN)
