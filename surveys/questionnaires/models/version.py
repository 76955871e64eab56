"""The frozen document that every channel reads."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.partners.models import Partner
from surveys.questionnaires.querysets import QuestionnaireVersionQuerySet


class QuestionnaireVersion(models.Model):
    """A survey as it was opened: one document, never changed, that every channel reads.

    ``document`` holds::

        survey, title, introduction, who_may_answer, audience, owner {name, team, phone},
        lawful_basis, non_attribution, retention_months, safeguarding (words),
        consent_question (words), late_paper_days, languages, unchecked (languages whose
        translation no person has checked), checks {language: {by, on, stale}},
        asks_directly (key of a survey or ""), steps, easy_read

    A step has ``id``, ``kind``, ``section`` (words) and ``show_if``: a list of groups that must
    all hold, each ``{"match": "all" | "any", "conditions": [{"about", "question", "row", "test",
    "values"}]}`` with the words of `enums.About` and `enums.Test`; values are keys, or numbers
    written out.

    - A **question** adds ``question`` (key), ``code``, ``meaning_version``, ``type``, ``required``,
      ``text``, ``help``, ``options`` [{key, text, face, picture}], ``rows`` [{key, text}],
      ``limits`` {minimum, maximum, low (words), high (words), most, precision, accepts} and
      ``audio`` {language: address}.
    - **information** and **exit** add ``heading`` and ``text`` (HTML out of ``p ul li b i a``); an
      exit also ``sends``: whether what was answered before it is sent.

    ``easy_read`` is None or ``{"checked_by", "checked_on", "stale", "languages", "steps": [{"id",
    "explains": id of a step or "", "picture", "credit", "lines": {language: [line]}, "options":
    {key: {"words": {language: words}, "picture"}}, "audio"}]}``.

    Words are ``{language: text}``. A language without its own words has no entry; readers ask
    `wording.in_language`, which falls back to English and says so. Documents frozen earlier lack
    the newer keys: readers take them with `dict.get`.

    A ``trial`` is a draft that was frozen so that somebody can try it; its answers never count.
    """

    survey_key = models.UUIDField(_("survey"))
    number = models.PositiveIntegerField(_("version"))
    owner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField(_("document"))
    hash = models.CharField(max_length=64)
    opened_on = models.DateField(default=timezone.localdate)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    trial = models.BooleanField(_("to try out"), default=False)

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire version")
        verbose_name_plural = _("questionnaire versions")
        ordering = ("survey_key", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("survey_key", "number"),
                condition=Q(trial=False),
                name="one_questionnaire_per_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document['title']['en']} · {self.number}"

    def questions(self) -> list[dict]:
        """The question steps of the document, in order."""
        return [step for step in self.document["steps"] if step["kind"] == "question"]


class PlacedQuestion(models.Model):
    """Which version asks which question: the index behind "has this been asked?"."""

    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.CASCADE, related_name="placed"
    )
    question_key = models.UUIDField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "question_key"), name="a_question_is_asked_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.question_key)
