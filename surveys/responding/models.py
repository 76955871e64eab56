"""What people answered. Nothing here says who they are or at what time they answered."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.encryption import keyed_hash
from portal.partners.models import Partner
from surveys.questionnaires.enums import Audience, FileKind
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.enums import Channel, ResponseState, WhoAnswered
from surveys.responding.querysets import (
    AnswerQuerySet,
    AttachedFileQuerySet,
    DraftQuerySet,
    ResponseQuerySet,
)
from surveys.responding.staff_enums import OPENABLE_SCANS, NotCountedReason, ScanState


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
    #: Parent carer or young person, as far as it was said: they are never merged silently.
    audience = models.CharField(
        _("who the person is"), max_length=20, choices=Audience.choices, blank=True
    )
    easy_read = models.BooleanField(_("in Easy Read"), default=False)
    interpreter = models.CharField(_("language of the interpreter"), max_length=12, blank=True)
    consent_heard = models.BooleanField(
        _("agreed after the privacy words were read out"), default=False
    )
    #: Paper that came after the last day: accepted, and told apart.
    late = models.BooleanField(_("late"), default=False)
    #: The code of the poster or slip that led here, so that a forum sees which places work.
    place_code = models.CharField(_("place code"), max_length=8, blank=True, db_index=True)
    group_size = models.PositiveSmallIntegerField(_("number of people"), default=1)
    #: The Monday of the week: enough to follow a trend, too coarse to find a person.
    week_received = models.DateField(_("week received"), db_index=True)
    state = models.CharField(
        max_length=10, choices=ResponseState.choices, default=ResponseState.RECEIVED
    )
    not_counted_reason = models.CharField(
        _("why it does not count"), max_length=14, choices=NotCountedReason.choices, blank=True
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
            models.CheckConstraint(
                condition=~Q(state=ResponseState.SET_ASIDE) | ~Q(not_counted_reason=""),
                name="not_counting_needs_a_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.Model):
    """The answer to one closed question, or to one line of one. Free text is a Comment.

    ``option_keys`` are the options chosen, in the order of a ranking; ``number`` and ``date`` are
    for questions of these types; a month is its first day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question_key = models.UUIDField(db_index=True)
    row_key = models.CharField(max_length=40, blank=True)
    meaning_version = models.PositiveSmallIntegerField(default=1)
    option_keys = models.JSONField(default=list)
    number = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    date = models.DateField(null=True)

    objects = AnswerQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(
                fields=("response", "question_key", "row_key"), name="one_answer_per_line"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class GroupTally(models.Model):
    """How many people of a group chose one answer, in a session in which hands were counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="tallies")
    question_key = models.UUIDField(db_index=True)
    row_key = models.CharField(max_length=40, blank=True)
    meaning_version = models.PositiveSmallIntegerField(default=1)
    option_key = models.CharField(max_length=40)
    count = models.PositiveSmallIntegerField(_("number of people"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = (
            models.UniqueConstraint(
                fields=("response", "question_key", "row_key", "option_key"),
                name="one_tally_per_answer",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class AttachedFile(models.Model):
    """A photo, voice note or document. Sealed in private storage; never at a public address.

    It belongs to an unsent answer (``draft_lookup``) and goes with it until that is sent; then it
    belongs to the response.
    ``name`` is a random name in the private storage; the name that the file had is not kept.
    ``sealed_key`` is the key of its bytes: sealed with the receipt code until it is sent, so that
    nobody but its writer can open it, and with the portal's keys from then on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, null=True, related_name="files"
    )
    draft_lookup = models.CharField(max_length=64, blank=True, db_index=True)
    owner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    question_key = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=10, choices=FileKind.choices)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(_("bytes"))
    name = models.CharField(max_length=80, unique=True)
    sealed_key = models.TextField()
    scan = models.CharField(_("virus scan"), max_length=8, choices=ScanState.choices)

    objects = AttachedFileQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file from a contributor")
        verbose_name_plural = _("files from contributors")
        constraints = (
            models.CheckConstraint(
                condition=Q(response__isnull=False) | ~Q(draft_lookup=""),
                name="a_file_belongs_to_an_answer",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def may_be_opened(self) -> bool:
        """Whether the virus scan allows it; who may is another question."""
        return self.scan in OPENABLE_SCANS


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
    """Answers as their writer left them, encrypted with a key that only the receipt code makes."""

    lookup = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="+")
    sealed_answers = models.TextField()
    #: Counts savings, so that two devices with one code cannot overwrite each other unnoticed.
    saved_times = models.PositiveIntegerField(default=0)
    expires_on = models.DateField(db_index=True)
    #: Sent already, and kept until the survey closes so that its writer can correct it.
    sent = models.BooleanField(default=False)

    objects = DraftQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return "…"

    @property
    def is_outdated(self) -> bool:
        """Whether its survey was opened again since. Only for rows of `with_newest_version`."""
        newest = self.newest_number
        return newest is not None and not self.version.trial and newest > self.version.number
