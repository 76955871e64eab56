"""What can be the matter with a comment, and how far it has come."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class CommentStatus(TextChoices):
    WAITING = "waiting", _("Waits to be read")
    PASSED = "passed", _("Read and passed")
    FLAGGED = "flagged", _("With the safeguarding lead")
    SET_ASIDE = "set_aside", _("Set aside")


#: Only these may be coded, counted and shown as redacted words.
READABLE_STATUSES = (CommentStatus.PASSED,)


class SetAsideReason(TextChoices):
    """Regulation 56(4) of the SEND Regulations 2014 names the first two."""

    INDIVIDUAL = "individual", _("About one family's own case")
    VEXATIOUS = "vexatious", _("Vexatious")
    IDENTIFYING = "identifying", _("Would identify somebody")
    EMPTY = "empty", _("Says nothing")


class FileOutcome(TextChoices):
    """What became of a photo, voice note or document."""

    WRITTEN_DOWN = "written_down", _("Written down as a comment")
    NOTHING = "nothing", _("Nothing in it")
    CONCERN = "concern", _("With the safeguarding lead")


class SafeguardingState(TextChoices):
    NONE = "none", _("No concern")
    NEW = "new", _("New")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    ASSESSED = "assessed", _("Assessed")
    REFERRED = "referred", _("Referred")
    NO_FURTHER_ACTION = "no_further_action", _("No further action")
    CLOSED = "closed", _("Closed")


#: While a concern is open the comment is locked away from everyone but the safeguarding lead.
OPEN_CONCERNS = (
    SafeguardingState.NEW,
    SafeguardingState.ACKNOWLEDGED,
    SafeguardingState.ASSESSED,
    SafeguardingState.REFERRED,
    SafeguardingState.NO_FURTHER_ACTION,
)

#: What may follow what. Nothing is skipped, so that every concern was acknowledged and assessed.
NEXT_CONCERN_STATES = {
    SafeguardingState.NEW: (SafeguardingState.ACKNOWLEDGED,),
    SafeguardingState.ACKNOWLEDGED: (SafeguardingState.ASSESSED,),
    SafeguardingState.ASSESSED: (
        SafeguardingState.REFERRED,
        SafeguardingState.NO_FURTHER_ACTION,
    ),
    SafeguardingState.REFERRED: (SafeguardingState.CLOSED,),
    SafeguardingState.NO_FURTHER_ACTION: (SafeguardingState.CLOSED,),
}


class Urgency(IntegerChoices):
    """Where a comment stands in the queue: higher is read first. It decides nothing else."""

    ORDINARY = 0, _("Ordinary")
    POSSIBLE_CONCERN = 50, _("The machine sees a possible concern")
    SCAN_FAILED = 100, _("The machine could not look for concerns")
    PERSON_WORRIED = 200, _("A helper who was there is worried")
