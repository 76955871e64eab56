"""Types of question, and the scales whose answers count together in every language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionType(TextChoices):
    AGREE = "agree", _("Agree scale (five faces)")
    EXPERIENCE = "experience", _("Experience scale (six answers)")
    CHOICE = "choice", _("One choice")
    CHOICES = "choices", _("Several choices")
    TEXT = "text", _("In their own words")


#: Types whose answers are keys out of a list.
CLOSED_TYPES = (
    QuestionType.AGREE,
    QuestionType.EXPERIENCE,
    QuestionType.CHOICE,
    QuestionType.CHOICES,
)


class Agreement(TextChoices):
    """Children who were asked preferred agreeing to recommending (Picker Institute, 2015)."""

    AGREE_A_LOT = "agree_a_lot", _("Agree a lot")
    AGREE_A_BIT = "agree_a_bit", _("Agree a bit")
    NOT_SURE = "not_sure", _("Not sure")
    DISAGREE_A_BIT = "disagree_a_bit", _("Disagree a bit")
    DISAGREE_A_LOT = "disagree_a_lot", _("Disagree a lot")


class Experience(TextChoices):
    """The six answers of the NHS friends and family question as it stands since April 2020."""

    VERY_GOOD = "very_good", _("Very good")
    GOOD = "good", pgettext_lazy("an experience", "Good")
    NEITHER = "neither", _("Neither good nor poor")
    POOR = "poor", pgettext_lazy("an experience", "Poor")
    VERY_POOR = "very_poor", _("Very poor")
    DO_NOT_KNOW = "do_not_know", _("Don't know")


SCALES = {QuestionType.AGREE: Agreement, QuestionType.EXPERIENCE: Experience}

#: Which face of the symbol sprite stands beside which answer.
FACES = {
    Agreement.AGREE_A_LOT: "face-5",
    Agreement.AGREE_A_BIT: "face-4",
    Agreement.NOT_SURE: "face-3",
    Agreement.DISAGREE_A_BIT: "face-2",
    Agreement.DISAGREE_A_LOT: "face-1",
    Experience.VERY_GOOD: "face-5",
    Experience.GOOD: "face-4",
    Experience.NEITHER: "face-3",
    Experience.POOR: "face-2",
    Experience.VERY_POOR: "face-1",
    Experience.DO_NOT_KNOW: "face-unknown",
}


class Audience(TextChoices):
    PARENT_CARERS = "parent_carers", _("Parent carers")
    YOUNG_PEOPLE = "young_people", _("Young people")
    EVERYONE = "everyone", _("Everyone")


class LawfulBasis(TextChoices):
    """UK GDPR article 6, in the words a respondent sees."""

    PUBLIC_TASK = "public_task", _("It is part of our public duty to ask and to listen.")
    LEGITIMATE_INTERESTS = (
        "legitimate_interests",
        _("We ask so that we can speak up for families. You choose whether to answer."),
    )
    CONSENT = "consent", _("You agree to it by answering. You can change your mind.")


class NonAttribution(TextChoices):
    """How far from the person the words may travel."""

    THEMES_ONLY = "themes_only", _("We only share themes: what many people said.")
    REDACTED_QUOTES = (
        "redacted_quotes",
        _("We share themes. We only use your words if you say yes, without names."),
    )
