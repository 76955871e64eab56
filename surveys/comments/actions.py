"""Everything that happens to a comment: kept, read, passed, set aside, erased.

The machine proposes and orders the queue. Only a person moves a comment on, and each of these
functions asks again whether this person may. What happens to a safeguarding concern stands in
`surveys.comments.concerns`.
"""

import datetime
import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from portal.audit.actions import record
from surveys.comments import redaction, safeguarding
from surveys.comments.enums import CommentStatus, SafeguardingState, SetAsideReason, Urgency
from surveys.comments.marking import to_rows
from surveys.comments.models import Comment
from surveys.comments.permissions import may_moderate
from surveys.comments.redaction import Span
from surveys.comments.signals import comment_ready
from surveys.responding.actions import FreeText
from surveys.responding.models import Response

logger = logging.getLogger(__name__)


class AlreadyDecided(Exception):
    """Somebody has moved this comment on since it was opened."""


class AlreadyCoded(Exception):
    """A coder has worked on this comment, so it cannot go back to be read again."""


@dataclass(frozen=True)
class OpenedComment:
    """A comment whose raw words were opened for one person, for one screen."""

    comment: Comment
    words: str


@sensitive_variables()
@transaction.atomic(savepoint=False)
def store_words(
    *, response: Response, free_texts: Sequence[FreeText], is_new: bool = False
) -> list[Comment]:
    """Keep each free text of a response, sealed, with what the machine makes of it.

    Concerns are looked for first, in the raw words. A scan that fails puts the comment on top of
    the queue; a redaction that fails leaves it marked as not reliable. Neither loses the words and
    neither moves the comment on.

    Called again for the same response, whose writer has corrected it, it makes the comments agree
    with what was sent now: words that are the same keep their comment with all that was done to
    it, only the consent to quote follows; words that changed or are gone are erased as by a
    withdrawal (see `erase_words`), and changed ones are read as new ones. The same texts a second
    time change nothing. ``is_new`` says that nothing can be kept of this response yet. Returns the
    comments in the order of the texts.
    """
    earlier = [] if is_new else list(response.comments.typed_and_standing())
    kept, new = [], []
    for free_text in free_texts:
        same = next((each for each in earlier if _says(each, free_text)), None)
        if same is None:
            same = _new_comment(response, free_text)
            if any(each.urgent for each in free_texts):
                same.urgency = Urgency.PERSON_WORRIED
            new.append(same)
        else:
            earlier.remove(same)
            _follow_consent(same, free_text)
        kept.append(same)
    for comment in earlier:
        _erase(comment)
    Comment.objects.bulk_create(new)
    return kept


@sensitive_variables()
def store_written_down(*, response: Response, free_text: FreeText) -> Comment:
    """Keep words that a moderator wrote down from a file, protected like typed ones."""
    comment = _new_comment(response, free_text)
    comment.save(force_insert=True)
    return comment


@sensitive_variables()
def erase_comment(comment: Comment) -> None:
    """Erase one comment whose source was taken back, as a withdrawal would."""
    _erase(comment)


@sensitive_variables()
def _says(comment: Comment, free_text: FreeText) -> bool:
    same_question = str(comment.question_key) == str(free_text.question_key)
    return same_question and comment.open_words() == free_text.words


@sensitive_variables()
def _new_comment(response: Response, free_text: FreeText) -> Comment:
    comment = Comment(
        response=response,
        owner_id=response.owner_id,
        survey_key=response.survey_key,
        question_key=free_text.question_key,
        language=response.language,
        week_received=response.week_received,
        consent_to_quote=free_text.consent_to_quote,
    )
    comment.seal_words(free_text.words)
    comment.urgency, comment.machine_concerns = _scan(free_text.words)
    _suggest(comment, free_text.words)
    return comment


def _follow_consent(comment: Comment, free_text: FreeText) -> None:
    if comment.consent_to_quote != free_text.consent_to_quote:
        comment.consent_to_quote = free_text.consent_to_quote
        comment.save(update_fields=["consent_to_quote"])


@sensitive_variables()
def _scan(words: str) -> tuple[Urgency, list[str]]:
    try:
        kinds = sorted({str(concern.kind) for concern in safeguarding.scan(words)})
    except Exception as error:  # noqa: BLE001 - whatever went wrong, a person reads it first
        # Only the kind of error: its text may quote the words.
        logger.error("The scan for concerns failed with %s.", type(error).__name__)
        return Urgency.SCAN_FAILED, []
    return (Urgency.POSSIBLE_CONCERN if kinds else Urgency.ORDINARY), kinds


@sensitive_variables()
def _suggest(comment: Comment, words: str) -> None:
    comment.suggested_by = redaction.ENGINE_VERSION
    try:
        suggestion = redaction.suggest(words, language=comment.language)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the words must be kept
        logger.error("Suggesting redactions failed with %s.", type(error).__name__)
        comment.suggestion_reliable = False
        return
    comment.suggested_by = suggestion.engine
    comment.suggested_spans = to_rows(suggestion.spans)
    comment.doubtful_spans = to_rows(suggestion.doubtful)
    comment.suggestion_reliable = suggestion.reliable


@sensitive_variables("words")
def open_comment(*, pk: uuid.UUID, user: AbstractBaseUser) -> OpenedComment:
    """Open the raw words of one comment. Whoever shows them calls `record_reading` as well.

    Raises:
        Comment.DoesNotExist: there is no such comment, or this person may not read it.
    """
    comment = (
        Comment.objects.readable_by(user).select_related("response__version", "owner").get(pk=pk)
    )
    return OpenedComment(comment, comment.open_words())


def record_reading(*, comment: Comment, user: AbstractBaseUser) -> None:
    """Write down that this person was shown the raw words: once for each screen."""
    record(action="words.read", user=user, target=comment)


@sensitive_variables("raw")
@transaction.atomic
def pass_comment(
    *,
    comment: Comment,
    spans: Iterable[Span],
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> Comment:
    """The comment, passed on with these spans taken out. A second press changes nothing.

    Raises:
        PermissionDenied: the person does not moderate for the partner that asked.
        AlreadyDecided: somebody set it aside in the meantime.
    """
    comment = _mine_to_moderate(comment, user)
    if comment.status == CommentStatus.PASSED:
        return comment
    if comment.status != CommentStatus.WAITING:
        raise AlreadyDecided
    rows = to_rows(spans)
    raw = comment.open_words()
    comment.redacted_spans = rows
    comment.redacted_words = redaction.apply(
        raw, [Span(row["start"], row["end"], row["kind"]) for row in rows]
    )
    comment.status = CommentStatus.PASSED
    _sign(comment, user, on)
    comment.save(
        update_fields=[
            "redacted_spans",
            "redacted_words",
            "status",
            "moderated_by",
            "moderated_on",
        ]
    )
    record(action="comment.passed", user=user, target=comment, note=f"{len(rows)} redactions")
    transaction.on_commit(partial(comment_ready.send, sender=Comment, comment=comment))
    return comment


@transaction.atomic
def set_aside(
    *,
    comment: Comment,
    reason: SetAsideReason | str,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> Comment:
    """The comment, out of the queue and never coded, counted or quoted.

    Raises:
        PermissionDenied: the person does not moderate for the partner that asked.
        AlreadyDecided: somebody passed it in the meantime.
    """
    comment = _mine_to_moderate(comment, user)
    if comment.status == CommentStatus.SET_ASIDE:
        return comment
    if comment.status != CommentStatus.WAITING:
        raise AlreadyDecided
    comment.status = CommentStatus.SET_ASIDE
    comment.set_aside_reason = SetAsideReason(reason)
    _sign(comment, user, on)
    comment.save(update_fields=["status", "set_aside_reason", "moderated_by", "moderated_on"])
    record(action="comment.set_aside", user=user, target=comment, note=comment.set_aside_reason)
    return comment


@transaction.atomic
def undo_pass(*, comment: Comment, user: AbstractBaseUser) -> Comment:
    """The comment, back among those that wait; its redactions are kept as the next proposal.

    Raises:
        PermissionDenied: the person does not moderate for the partner that asked.
        AlreadyDecided: it is neither passed nor waiting.
        AlreadyCoded: a coder has confirmed or rejected a theme for it.
    """
    comment = _mine_to_moderate(comment, user)
    if comment.status == CommentStatus.WAITING:
        return comment
    if comment.status != CommentStatus.PASSED:
        raise AlreadyDecided
    # The themes room hangs its work on the comment; only a person's decision stands in the way.
    if comment.codings.filter(decided_by__isnull=False).exists() or hasattr(
        comment, "no_theme_fits"
    ):
        raise AlreadyCoded
    comment.codings.all().delete()
    send_back_to_queue(comment)
    record(action="comment.pass_undone", user=user, target=comment)
    return comment


def send_back_to_queue(comment: Comment) -> None:
    """Save the comment as one that waits to be read, with nothing of it readable by coders.

    For actions of this room, which have asked whether the person may.
    """
    comment.status = CommentStatus.WAITING
    comment.redacted_words = ""
    comment.set_aside_reason = ""
    comment.moderated_by = None
    comment.moderated_on = None
    comment.save(
        update_fields=[
            "status",
            "safeguarding",
            "redacted_words",
            "set_aside_reason",
            "moderated_by",
            "moderated_on",
        ]
    )


@transaction.atomic
def erase_words(*, response: Response) -> None:
    """Erase every comment of a response that is being withdrawn. Doing it twice changes nothing.

    A comment about which the safeguarding lead was ever called stays as a row without redacted
    words and spans, because the record of what was done hangs on it. While the concern is open its
    raw words stay sealed for that lead alone; they go when the concern is closed.
    """
    for comment in response.comments.all():
        _erase(comment)
    record(action="words.erased", user=None, target=response)


def _erase(comment: Comment) -> None:
    if not comment.steps.exists():
        comment.delete()
        return
    # The themes room hangs its work on the comment: nobody reads these words any more.
    comment.codings.all().delete()
    if hasattr(comment, "no_theme_fits"):
        comment.no_theme_fits.delete()
    comment.redacted_words = ""
    comment.redacted_spans = comment.suggested_spans = comment.doubtful_spans = []
    comment.consent_to_quote = False
    comment.status = CommentStatus.FLAGGED
    comment.taken_back = True
    if comment.safeguarding == SafeguardingState.CLOSED:
        comment.sealed_words = ""
    comment.save(
        update_fields=[
            "redacted_words",
            "redacted_spans",
            "suggested_spans",
            "doubtful_spans",
            "consent_to_quote",
            "status",
            "taken_back",
            "sealed_words",
        ]
    )


def _mine_to_moderate(comment: Comment, user: AbstractBaseUser) -> Comment:
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not may_moderate(user, comment):
        raise PermissionDenied
    return comment


def _sign(comment: Comment, user: AbstractBaseUser, on: datetime.date | None) -> None:
    comment.moderated_by = user
    comment.moderated_on = on or timezone.localdate()
