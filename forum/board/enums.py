"""What a board can decide."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    AGREED = "agreed", _("Yes")
    PARTLY = "partly", _("Partly")
    NOT_NOW = "not_now", _("Not now")
    NOT_AGREED = "not_agreed", _("No")
    DEFERRED = "deferred", _("Deferred")


#: Every one of these needs a reason in plain words.
NEEDS_REASON = (Outcome.PARTLY, Outcome.NOT_NOW, Outcome.NOT_AGREED, Outcome.DEFERRED)
#: Something is going to happen.
LEADS_TO_ACTION = (Outcome.AGREED, Outcome.PARTLY)
