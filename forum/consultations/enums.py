"""How much families share in a decision, and where a consultation stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rung(TextChoices):
    """The ladder of co-production (Think Local Act Personal), from telling to sharing."""

    INFORM = "inform", _("Inform: we tell you")
    CONSULT = "consult", _("Consult: we ask what you think of a plan")
    ENGAGE = "engage", _("Engage: we ask before there is a plan")
    CO_DESIGN = "co_design", _("Co-design: we shape the plan together")
    CO_PRODUCE = "co_produce", _("Co-produce: we decide and do it together")


class Moment(TextChoices):
    """Where a consultation stands. It follows from dates and from the answer, never by hand."""

    FORTHCOMING = "forthcoming", _("Opens soon")
    OPEN = "open", _("Open now")
    CLOSED = "closed", _("Closed: we are reading what you said")
    ANSWERED = "answered", _("Answered")
    LATE = "late", _("Late: we have not answered in time")
