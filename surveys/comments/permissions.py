"""Who may read, pass, flag and close. Asked by the screens and again by every action.

Being an administrator (``is_superuser``) is not looked at anywhere here, on purpose.
"""

from portal.partners.enums import REDACTED_WORD_ROLES, Role
from portal.partners.permissions import Person, has_role
from surveys.comments.enums import CommentStatus
from surveys.comments.models import Comment
from surveys.responding.models import AttachedFile


def may_open_queue(user: Person) -> bool:
    """Moderators of any partner; each sees the comments of their own partners only."""
    return has_role(user, Role.MODERATOR)


def may_moderate(user: Person, comment: Comment) -> bool:
    """Moderators of the partner that asked, unless the comment is with the safeguarding lead."""
    return comment.status != CommentStatus.FLAGGED and has_role(
        user, Role.MODERATOR, partner=comment.owner_id
    )


def may_read_redacted(user: Person, comment: Comment) -> bool:
    """Coordinators, moderators and coders of the partner that asked, once it has been passed."""
    return comment.status == CommentStatus.PASSED and has_role(
        user, *REDACTED_WORD_ROLES, partner=comment.owner_id
    )


def may_flag(user: Person, comment: Comment) -> bool:
    """Whoever can read the comment in one form or the other can call the safeguarding lead."""
    return may_moderate(user, comment) or may_read_redacted(user, comment)


def may_read_file(user: Person, file: AttachedFile) -> bool:
    """Moderators of the partner that asked; while there is a concern, its lead and nobody else."""
    reading = getattr(file, "reading", None)
    comment = reading.comment if reading else None
    if comment is not None and comment.status == CommentStatus.FLAGGED:
        return may_handle_concern(user, comment)
    return has_role(user, Role.MODERATOR, partner=file.owner_id)


def may_open_concerns(user: Person) -> bool:
    """Safeguarding leads of any partner; each sees the concerns of their own partners only."""
    return has_role(user, Role.SAFEGUARDING_LEAD)


def may_handle_concern(user: Person, comment: Comment) -> bool:
    """Only the safeguarding lead of the partner that asked, while the concern is open."""
    return comment.has_open_concern and has_role(
        user, Role.SAFEGUARDING_LEAD, partner=comment.owner_id
    )
