"""Types of question, and the scales whose answers count together in every language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionType(TextChoices):
    AGREE = "agree", _("Agree scale (five faces)")
    EXPERIENCE = "experience", _("Experience scale (six answers)")
    CHOICE = "choice", _("One choice")
    CHOICES = "choices", _("Several choices")
    PICTURE = "picture", _("Picture choice")
    SCALE = "scale", _("Number scale")
    RANKING = "ranking", _("Ranking (put in order)")
    MATRIX = "matrix", _("Several lines with the same answers")
    LINE = "line", _("One line in their own words")
    TEXT = "text", _("In their own words")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    FILE = "file", _("Photo, voice note or document")


#: Types with answers of their own, which the author writes.
OWN_OPTION_TYPES = (
    QuestionType.CHOICE,
    QuestionType.CHOICES,
    QuestionType.PICTURE,
    QuestionType.RANKING,
    QuestionType.MATRIX,
)
#: Types whose answers are keys out of a list.
CLOSED_TYPES = (
    QuestionType.AGREE,
    QuestionType.EXPERIENCE,
    QuestionType.SCALE,
    *OWN_OPTION_TYPES,
)
#: Types of which somebody picks one answer out of a list.
ONE_OPTION_TYPES = (
    QuestionType.AGREE,
    QuestionType.EXPERIENCE,
    QuestionType.CHOICE,
    QuestionType.PICTURE,
    QuestionType.SCALE,
)
#: Types answered in somebody's own words: they become comments and are protected as such.
WORDS_TYPES = (QuestionType.LINE, QuestionType.TEXT)


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


#: Scales by the name that a question's type, or a matrix, goes by.
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


class DatePrecision(TextChoices):
    MONTH = "month", _("Month and year")
    DAY = "day", _("Full date")


class FileKind(TextChoices):
    PHOTO = "photo", _("Photo")
    VOICE = "voice", _("Voice note")
    DOCUMENT = "document", _("Document")


class Match(TextChoices):
    """How several conditions go together."""

    ALL = "all", _("All of these are true")
    ANY = "any", _("Any of these is true")


class About(TextChoices):
    """What a condition asks about."""

    ANSWER = "answer", _("An earlier answer")
    AUDIENCE = "audience", _("Who the person is")
    CHANNEL = "channel", _("How the answer reaches us")


class Test(TextChoices):
    """Every test but the last is false for a question that was not answered."""

    IS_ANY_OF = "is_any_of", _("is one of")
    IS_NONE_OF = "is_none_of", _("is none of")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")
    ANSWERED = "answered", _("was answered")
    NOT_ANSWERED = "not_answered", _("was not answered")
