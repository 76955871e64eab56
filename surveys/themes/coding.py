"""Which comments a coder has before them."""

import uuid

from django.db import models

from portal.partners.enums import Role
from portal.partners.permissions import Person, partners_where
from surveys.comments.models import Comment
from surveys.comments.querysets import CommentQuerySet
from surveys.themes.models import Coding


def codable_by(user: Person) -> CommentQuerySet:
    """Passed comments of the partners this person codes for, without their raw words."""
    own = partners_where(user, (Role.CODER,))
    return (
        Comment.objects.redacted_for(user)
        .filter(owner__in=own)
        .defer("sealed_words")
        .order_by("week_received", "pk")
    )


def uncoded(comments: CommentQuerySet) -> CommentQuerySet:
    """Those that no coder has finished: no theme was confirmed, nor was it said that none fits."""
    themes = Coding.objects.confirmed().filter(comment=models.OuterRef("pk"))
    return comments.filter(~models.Exists(themes), no_theme_fits__isnull=True)


def progress_by_survey(user: Person) -> list[dict]:
    """For each survey of this person's partners: its key, comments in all, and still to code."""
    every = codable_by(user).count_by_survey()
    waiting = uncoded(codable_by(user)).count_by_survey()
    return [
        {"key": key, "comments": number, "to_code": waiting.get(key, 0)}
        for key, number in every.items()
    ]


def next_uncoded(
    user: Person, *, survey_key: uuid.UUID | None, after: uuid.UUID | None
) -> uuid.UUID | None:
    """The comment to code next, of one survey or of all; None when everything is coded."""
    comments = uncoded(codable_by(user))
    return (comments.about(survey_key) if survey_key else comments).following(after)
