"""Kinds of partner and the roles that people hold at one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerKind(TextChoices):
    COUNCIL = "council", _("Council")
    HEALTH_BOARD = "health_board", _("Health board")
    PROVIDER = "provider", _("Health provider")
    FORUM = "forum", _("Parent carer forum")
    YOUTH_GROUP = "youth_group", _("Youth voice group")
    COMMUNITY_GROUP = "community_group", _("Community group")


class Role(TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    MODERATOR = "moderator", _("Moderator")
    CODER = "coder", _("Coder")
    ACTION_LEAD = "action_lead", _("Action lead")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    HELPER = "helper", _("Helper")
    CLERK = "clerk", _("Clerk")
    VIEWER = "viewer", _("Viewer")


#: Roles that open raw words of their own partner: the second factor is asked of them.
RAW_WORD_ROLES = (Role.MODERATOR, Role.SAFEGUARDING_LEAD)
#: Roles that read redacted comments of their own partner.
REDACTED_WORD_ROLES = (Role.COORDINATOR, Role.MODERATOR, Role.CODER)
