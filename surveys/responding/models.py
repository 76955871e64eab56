"""What people answered. Nothing here says who they are or at what time they answered."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.encryption import keyed_hash
from portal.partners.models import Partner
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.enums import Channel, ResponseState, WhoAnswered
from surveys.responding.querysets import DraftQuerySet, ResponseQuerySet


class Response(models.Model):
    """One person's or one group's answers. The random key hides the order of arrival."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey_key = models.UUIDField(_("survey"), db_index=True)
    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="responses"
    )
    owner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    language = models.CharField(_("language"), max_length=12)
    who_answered = models.CharField(
        _("who answered"), max_length=16, choices=WhoAnswered.choices, blank=True
    )
    helper = models.CharField(_("who helped"), max_length=80, blank=True)
    group_size = models.PositiveSmallIntegerField(_("number of people"), default=1)
    #: The Monday of the week: enough to follow a trend, too coarse to find a person.
    week_received = models.DateField(_("week received"), db_index=True)
    state = models.CharField(
        max_length=10, choices=ResponseState.choices, default=ResponseState.RECEIVED
    )

    objects = ResponseQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = (
            models.CheckConstraint(
                condition=Q(group_size__gte=1), name="a_response_is_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(week_received__iso_week_day=1), name="weeks_begin_on_monday"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.Model):
    """The answer to one closed question: keys of the options chosen. Free text is a Comment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question_key = models.UUIDField(db_index=True)
    meaning_version = models.PositiveSmallIntegerField(default=1)
    option_keys = models.JSONField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(
                fields=("response", "question_key"), name="one_answer_per_question"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class ReceiptCode(models.Model):
    """Lets somebody without an account see, withdraw and erase. Only a keyed hash is kept."""

    lookup = models.CharField(max_length=64, primary_key=True)
    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="receipt")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("receipt code")
        verbose_name_plural = _("receipt codes")

    def __str__(self) -> str:
        return "…"

    @staticmethod
    def lookup_of(code: str) -> str:
        return keyed_hash(code, purpose="receipt")


class Draft(models.Model):
    """Answers not sent yet, encrypted with a key that only the receipt code can make."""

    lookup = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="+")
    sealed_answers = models.TextField()
    #: Counts savings, so that two devices with one code cannot overwrite each other unnoticed.
    saved_times = models.PositiveIntegerField(default=0)
    expires_on = models.DateField(db_index=True)

    objects = DraftQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return "…"
