"""Which comments, as adjectives; and the one guarded reader of raw words."""

import uuid

from django.db import models

from portal.partners.enums import REDACTED_WORD_ROLES, Role
from portal.partners.permissions import partners_where
from surveys.comments.enums import OPEN_CONCERNS, READABLE_STATUSES, CommentStatus


class CommentQuerySet(models.QuerySet):
    def readable_by(self, user) -> "CommentQuerySet":
        """Comments whose raw words this person may open: the only way to them.

        A moderator reads those of the partners they moderate for, except the ones that are with
        the safeguarding lead; that lead reads exactly those. Nobody else reads any, administrators
        included. A comment that is not in the result is to be treated as missing.
        """
        moderated = partners_where(user, (Role.MODERATOR,))
        guarded = partners_where(user, (Role.SAFEGUARDING_LEAD,))
        return self.filter(
            models.Q(owner__in=moderated) & ~models.Q(safeguarding__in=OPEN_CONCERNS)
            | models.Q(owner__in=guarded, safeguarding__in=OPEN_CONCERNS)
        )

    def redacted_for(self, user) -> "CommentQuerySet":
        """Passed comments whose redacted words this person may read: those of their partners."""
        own = partners_where(user, REDACTED_WORD_ROLES)
        return self.passed().filter(owner__in=own)

    def waiting(self) -> "CommentQuerySet":
        """Not read by anyone yet; likely concerns first, then the oldest week."""
        return self.filter(status=CommentStatus.WAITING).order_by(
            "-urgency", "week_received", "pk"
        )

    def passed(self) -> "CommentQuerySet":
        return self.filter(status__in=READABLE_STATUSES)

    def with_open_concern(self) -> "CommentQuerySet":
        return self.filter(safeguarding__in=OPEN_CONCERNS)

    def about(self, survey_key: uuid.UUID) -> "CommentQuerySet":
        return self.filter(survey_key=survey_key)
