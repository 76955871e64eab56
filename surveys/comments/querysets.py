"""Which comments, as adjectives; and the one guarded reader of raw words."""

import datetime
import uuid

from django.db import models

from portal.partners.enums import REDACTED_WORD_ROLES, Role
from portal.partners.permissions import partners_where
from surveys.comments.enums import (
    OPEN_CONCERNS,
    READABLE_STATUSES,
    CommentStatus,
    SafeguardingState,
)
from surveys.responding.enums import ResponseState


class CommentQuerySet(models.QuerySet):
    def readable_by(self, user) -> "CommentQuerySet":
        """Comments whose raw words this person may open: the only way to them.

        A moderator reads those of the partners they moderate for, except the ones that are with
        the safeguarding lead; that lead reads exactly those while the concern is open. Nobody else
        reads any, administrators included. A comment that is not in the result is to be treated as
        missing.
        """
        moderated = partners_where(user, (Role.MODERATOR,))
        guarded = partners_where(user, (Role.SAFEGUARDING_LEAD,))
        return self.exclude(sealed_words="").filter(
            models.Q(owner__in=moderated) & ~models.Q(status=CommentStatus.FLAGGED)
            | models.Q(owner__in=guarded, safeguarding__in=OPEN_CONCERNS)
        )

    def typed_and_standing(self) -> "CommentQuerySet":
        """What somebody typed and did not take back, without what was written down from a file."""
        return self.filter(taken_back=False, written_down_from__isnull=True)

    def moderated_by_role_of(self, user) -> "CommentQuerySet":
        """Comments of the partners this person moderates for, to list without their words."""
        return self.filter(owner__in=partners_where(user, (Role.MODERATOR,)))

    def guarded_by(self, user) -> "CommentQuerySet":
        """Open concerns of the partners this person is safeguarding lead of, to list."""
        guarded = partners_where(user, (Role.SAFEGUARDING_LEAD,))
        return self.with_open_concern().filter(owner__in=guarded)

    def redacted_for(self, user) -> "CommentQuerySet":
        """Passed comments whose redacted words this person may read: those of their partners."""
        own = partners_where(user, REDACTED_WORD_ROLES)
        return self.passed().filter(owner__in=own)

    def waiting(self) -> "CommentQuerySet":
        """Not read by anyone yet; likely concerns first, then the oldest week."""
        return self.filter(status=CommentStatus.WAITING).order_by("-urgency", "week_received", "pk")

    def owned_by(self, partner_ids) -> "CommentQuerySet":
        return self.filter(owner__in=partner_ids)

    def passed(self) -> "CommentQuerySet":
        return self.filter(status__in=READABLE_STATUSES)

    def with_open_concern(self) -> "CommentQuerySet":
        """With the safeguarding lead; the ones nobody has acknowledged yet come first."""
        unacknowledged = models.Case(
            models.When(safeguarding=SafeguardingState.NEW, then=0), default=1
        )
        return self.filter(safeguarding__in=OPEN_CONCERNS).order_by(
            unacknowledged, "week_received", "pk"
        )

    def without_words(self) -> "CommentQuerySet":
        """For lists: rows that carry neither raw nor redacted words with them."""
        return self.defer("sealed_words", "redacted_words", "suggested_spans", "doubtful_spans")

    def count_by_survey(self) -> dict[uuid.UUID, int]:
        counts = self.order_by().values("survey_key").annotate(comments=models.Count("pk"))
        return {row["survey_key"]: row["comments"] for row in counts}

    def about(self, survey_key: uuid.UUID) -> "CommentQuerySet":
        return self.filter(survey_key=survey_key)

    def to_compare(self, survey_key: uuid.UUID) -> "CommentQuerySet":
        """For the machine that looks for campaigns: comments of a survey that still have words.

        It opens them in memory and keeps nothing of them. Concerns are left to their lead.
        """
        return (
            self.about(survey_key)
            .exclude(sealed_words="")
            .exclude(safeguarding__in=OPEN_CONCERNS)
            .exclude(taken_back=True)
            .exclude(response__state=ResponseState.WITHDRAWN)
            .order_by("pk")
        )

    def without_raw_words(self, survey_key: uuid.UUID) -> "CommentQuerySet":
        """Keys of the responses of which some words cannot be compared any more."""
        gone = models.Q(sealed_words="") | models.Q(safeguarding__in=OPEN_CONCERNS)
        return self.about(survey_key).filter(gone).values_list("response_id", flat=True)

    def waiting_with_same_words(self, comment: models.Model) -> "CommentQuerySet":
        """Comments of the same partner and question that say the same and nobody has read."""
        return (
            self.waiting()
            .filter(
                same_words=comment.same_words,
                owner=comment.owner_id,
                survey_key=comment.survey_key,
                question_key=comment.question_key,
            )
            .exclude(pk=comment.pk)
        )

    def count_by_campaign(self, campaigns) -> dict[uuid.UUID, int]:
        """How many comments each of these campaigns has, read or not."""
        members = self.order_by().filter(campaign__in=set(campaigns)).values("campaign")
        counted = members.annotate(comments=models.Count("pk"))
        return {row["campaign"]: row["comments"] for row in counted}

    def following(self, pk: uuid.UUID | None) -> uuid.UUID | None:
        """The key of the row after this one in this order; of the first if it is not among them.

        None when there is nothing else.
        """
        keys = list(self.values_list("pk", flat=True))
        if pk in keys:
            place = keys.index(pk)
            keys = keys[place + 1 :] + keys[:place]
        return keys[0] if keys else None


class FileReadingQuerySet(models.QuerySet):
    def done_with(self, before: datetime.date) -> "FileReadingQuerySet":
        """Readings of files that are still there, made before this day, with no open concern."""
        concern = models.Q(comment__safeguarding__in=OPEN_CONCERNS)
        return self.filter(file__isnull=False, on__lt=before).exclude(concern)


class PossibleDoubleQuerySet(models.QuerySet):
    def owned_by(self, partner_ids) -> "PossibleDoubleQuerySet":
        return self.filter(response__owner__in=partner_ids)

    def in_groups(self) -> "PossibleDoubleQuerySet":
        """Not taken back; the newest week first, one group after the other."""
        return self.exclude(response__state=ResponseState.WITHDRAWN).order_by(
            "-response__week_received", "response__survey_key", "group", "pk"
        )

    def with_what_was_given(self) -> "PossibleDoubleQuerySet":
        """With ``answers_given`` and ``comments_given``: how much of it was the same."""
        return self.select_related("response").annotate(
            answers_given=models.Count("response__answers", distinct=True),
            comments_given=models.Count("response__comments", distinct=True),
        )
