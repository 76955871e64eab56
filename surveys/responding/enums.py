"""How an answer reached us and who gave it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    WEB = "web", _("Web")
    TEXT = "text", _("Text message")
    PAPER = "paper", _("Paper")
    PHONE = "phone", _("Phone")
    EVENT = "event", _("Event")
    GROUP = "group", _("Group session")


class WhoAnswered(TextChoices):
    """People who answer for themselves are more positive: this stays with the answer."""

    ME = "me", _("Me")
    ME_WITH_HELP = "me_with_help", _("Me, with help")
    SOMEONE_FOR_ME = "someone_for_me", _("Someone answered for me")


class ResponseState(TextChoices):
    RECEIVED = "received", _("Received")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SET_ASIDE = "set_aside", _("Set aside: does not count")
