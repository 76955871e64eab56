"""Ways in which people can be reached, and what became of a call that somebody asked for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContactChannel(TextChoices):
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    POST = "post", _("Letter by post")


class CallSubject(TextChoices):
    SURVEY = "survey", _("A survey")
    HELP = "help", _("Help to answer")
    OTHER = "other", _("Something else")


class CallState(TextChoices):
    WAITING = "waiting", _("Waiting")
    TRIED = "tried", _("Tried")
    REACHED = "reached", _("Reached")
    NOT_REACHED = "not_reached", _("Could not be reached")
    TAKEN_BACK = "taken_back", _("Taken back")


#: Somebody still has to ring.
OPEN_CALLS = (CallState.WAITING, CallState.TRIED)


class CallOutcome(TextChoices):
    """What whoever rang can say afterwards."""

    REACHED = "reached", _("I talked to them")
    NO_ANSWER = "no_answer", _("Nobody answered")
    WRONG_NUMBER = "wrong_number", _("It was the wrong number")
    NOT_NEEDED = "not_needed", _("They do not want a call any more")
