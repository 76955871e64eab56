"""How a comment speaks of a theme, and who said so."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Direction(TextChoices):
    POSITIVE = "positive", _("Positive")
    MIXED = "mixed", _("Mixed")
    NEGATIVE = "negative", _("Negative")
    SUGGESTION = "suggestion", _("Suggestion")


class Strength(TextChoices):
    MILD = "mild", _("Mild")
    CLEAR = "clear", _("Clear")
    STRONG = "strong", _("Strong")


class CodingState(TextChoices):
    SUGGESTED = "suggested", _("Suggested by the machine")
    CONFIRMED = "confirmed", _("Confirmed by a coder")
    REJECTED = "rejected", _("Rejected by a coder")


class ThemeState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    RETIRED = "retired", _("Retired")
