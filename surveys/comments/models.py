"""One free text: its raw words under lock, and what a person made of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.encryption import seal, unseal
from portal.partners.models import Partner
from surveys.comments.enums import (
    OPEN_CONCERNS,
    CommentStatus,
    FileOutcome,
    SafeguardingState,
    SetAsideReason,
    Urgency,
)
from surveys.comments.querysets import (
    CommentQuerySet,
    FileReadingQuerySet,
    PossibleDoubleQuerySet,
)
from surveys.responding.models import AttachedFile, Response


class Comment(models.Model):
    """One free-text answer of the partner that asked.

    ``suggested_spans`` is what the machine proposed to take out, ``redacted_spans`` what the
    moderator decided; both are lists of ``{"start", "end", "kind"}`` into the raw words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="comments")
    owner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    survey_key = models.UUIDField(_("survey"), db_index=True)
    question_key = models.UUIDField(_("question"), db_index=True)
    language = models.CharField(_("language"), max_length=12)
    week_received = models.DateField(_("week received"), db_index=True)
    consent_to_quote = models.BooleanField(_("may be quoted"), default=False)
    #: Its writer took these words back or replaced them; the row stays for a concern's record.
    taken_back = models.BooleanField(default=False, editable=False)

    sealed_words = models.TextField()

    suggested_spans = models.JSONField(default=list)
    doubtful_spans = models.JSONField(default=list)
    suggested_by = models.CharField(_("redaction engine"), max_length=40, blank=True)
    suggestion_reliable = models.BooleanField(default=False)

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=CommentStatus.choices,
        default=CommentStatus.WAITING,
        db_index=True,
    )
    redacted_spans = models.JSONField(default=list)
    redacted_words = models.TextField(_("redacted words"), blank=True)
    set_aside_reason = models.CharField(
        _("why it was set aside"), max_length=14, choices=SetAsideReason.choices, blank=True
    )
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    moderated_on = models.DateField(null=True)

    safeguarding = models.CharField(
        _("safeguarding"),
        max_length=20,
        choices=SafeguardingState.choices,
        default=SafeguardingState.NONE,
    )
    #: Kinds of concern that the phrase list found; it orders the queue and decides nothing.
    machine_concerns = models.JSONField(default=list)
    #: Shared by comments of one question that are nearly the same: a campaign, not a coincidence.
    campaign = models.UUIDField(null=True, db_index=True, editable=False)
    #: Shared by comments of one question that are the same letter for letter.
    same_words = models.UUIDField(null=True, db_index=True, editable=False)
    #: Higher is read first.
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.ORDINARY)

    objects = CommentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=CommentStatus.PASSED)
                | Q(redacted_words="")
                | Q(status=CommentStatus.FLAGGED),
                name="only_passed_comments_have_redacted_words",
            ),
            models.CheckConstraint(
                condition=~Q(status=CommentStatus.SET_ASIDE) | ~Q(set_aside_reason=""),
                name="setting_aside_needs_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=CommentStatus.WAITING)
                | Q(moderated_by__isnull=False)
                | Q(status=CommentStatus.FLAGGED),
                name="only_a_person_moves_a_comment_on",
            ),
            models.CheckConstraint(
                condition=~Q(safeguarding__in=OPEN_CONCERNS) | Q(status=CommentStatus.FLAGGED),
                name="an_open_concern_locks_the_comment",
            ),
        )

    def __str__(self) -> str:
        return _("Comment %(end)s") % {"end": str(self.pk)[-6:]}

    @property
    def has_open_concern(self) -> bool:
        return self.safeguarding in OPEN_CONCERNS

    @property
    def machine_sees_a_concern(self) -> bool:
        """Whether to read this one first: the phrase list found something, or could not look."""
        return self.urgency > Urgency.ORDINARY

    def seal_words(self, words: str) -> None:
        self.sealed_words = seal(words, model="comments.Comment", field="words", row=self.pk)

    def open_words(self) -> str:
        """The raw words. Screens get them from `surveys.comments.actions.open_comment` alone."""
        return unseal(self.sealed_words, model="comments.Comment", field="words", row=self.pk)


class SafeguardingStep(models.Model):
    """One step in the handling of a concern: who did what, on which day. Append-only.

    Steps protect their comment: while there is one, neither a withdrawal nor a retention run can
    delete the row.
    """

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20, choices=SafeguardingState.choices)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    on = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("safeguarding step")
        verbose_name_plural = _("safeguarding steps")
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return self.get_state_display()


class FileReading(models.Model):
    """What a moderator found in a file that came with a response. It outlives the file."""

    file = models.OneToOneField(
        AttachedFile, on_delete=models.SET_NULL, null=True, related_name="reading"
    )
    outcome = models.CharField(_("what was in it"), max_length=12, choices=FileOutcome.choices)
    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, null=True, related_name="written_down_from"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    objects = FileReadingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")

    def __str__(self) -> str:
        return self.get_outcome_display()


class PossibleDouble(models.Model):
    """A response whose answers and words are all the same as those of another one of its week."""

    response = models.OneToOneField(
        Response, on_delete=models.CASCADE, primary_key=True, related_name="possible_double"
    )
    group = models.UUIDField(db_index=True)

    objects = PossibleDoubleQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")

    def __str__(self) -> str:
        return str(self.group)
