"""Files from contributors on the moderator's desk: opened, written down, or set aside.

What a file says becomes a comment like any other: it is redacted, read and coded. The file itself
never leaves this desk.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from portal.audit.actions import record
from portal.partners.enums import Role
from portal.partners.permissions import partners_where
from surveys.comments.actions import AlreadyDecided, erase_comment, store_written_down
from surveys.comments.concerns import flag_comment
from surveys.comments.enums import FileOutcome
from surveys.comments.models import Comment, FileReading
from surveys.comments.permissions import may_read_file
from surveys.responding.actions import FreeText
from surveys.responding.attaching import delete_files, open_file
from surveys.responding.models import AttachedFile

#: As for raw words: what was written down can be coded without the file.
KEEP_READ_FILES = datetime.timedelta(days=90)


@dataclass(frozen=True)
class OpenedFile:
    """Bytes that were opened for one person, once."""

    file: AttachedFile
    content: bytes


def files_to_read(user: AbstractBaseUser):
    """Files of the partners this person moderates for that nobody has read yet; oldest week first.

    Those that wait for the virus scan are among them, to be seen and not to be opened.
    """
    moderated = partners_where(user, (Role.MODERATOR,))
    return (
        AttachedFile.objects.sent()
        .filter(owner__in=moderated, reading__isnull=True)
        .select_related("response__version")
        .order_by("response__week_received", "pk")
    )


def file_for(*, pk: uuid.UUID, user: AbstractBaseUser) -> AttachedFile:
    """The file, without its bytes.

    Raises:
        AttachedFile.DoesNotExist: there is none, or this person may not read it.
    """
    files = AttachedFile.objects.sent().select_related("response__version", "reading__comment")
    file = files.get(pk=pk)
    if not may_read_file(user, file):
        raise AttachedFile.DoesNotExist
    return file


def file_of(comment: Comment) -> AttachedFile | None:
    """The file that a comment was written down from, while it is there."""
    reading = FileReading.objects.filter(comment=comment).select_related("file").first()
    return reading.file if reading else None


@sensitive_variables("content")
def open_contributed_file(*, pk: uuid.UUID, user: AbstractBaseUser) -> OpenedFile:
    """Open a file for one person. It is written down that they did.

    Raises:
        AttachedFile.DoesNotExist: there is none, or this person may not read it.
        NotScannedYet: it waits for the virus scan, or did not pass it.
    """
    file = file_for(pk=pk, user=user)
    content = open_file(file)
    record(action="file.read", user=user, target=file)
    return OpenedFile(file, content)


@sensitive_variables("words")
@transaction.atomic
def write_down(
    *, file: AttachedFile, words: str, user: AbstractBaseUser, on: datetime.date | None = None
) -> Comment:
    """What the file says, as a comment that waits to be read.

    Raises:
        PermissionDenied: the person may not read this file.
        AlreadyDecided: somebody has dealt with it.
    """
    file = _mine(file, user)
    comment = store_written_down(
        response=file.response,
        # Whoever sends a picture has not said that words about it may be quoted.
        free_text=FreeText(str(file.question_key), words, consent_to_quote=False),
    )
    _finish(file, FileOutcome.WRITTEN_DOWN, user, on, comment)
    return comment


@transaction.atomic
def nothing_in_it(
    *, file: AttachedFile, user: AbstractBaseUser, on: datetime.date | None = None
) -> FileReading:
    """The file says nothing that could be used.

    Raises: as `write_down`.
    """
    return _finish(_mine(file, user), FileOutcome.NOTHING, user, on, None)


@sensitive_variables("words")
@transaction.atomic
def flag_file(
    *,
    file: AttachedFile,
    words: str,
    reason: str,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> Comment:
    """The file, with the safeguarding lead, who is told at once and alone can open it.

    The concern is kept with a comment, as every concern is; it may have no words of its own.

    Raises: as `write_down`; ReasonMissing when no reason was given.
    """
    file = _mine(file, user)
    said = words or _("(See the file.)")
    comment = store_written_down(
        response=file.response,
        free_text=FreeText(str(file.question_key), said, consent_to_quote=False),
    )
    comment = flag_comment(comment=comment, reason=reason, user=user)
    _finish(file, FileOutcome.CONCERN, user, on, comment)
    return comment


def _mine(file: AttachedFile, user: AbstractBaseUser) -> AttachedFile:
    file = AttachedFile.objects.select_for_update().get(pk=file.pk)
    if file.response is None or not may_read_file(user, file):
        raise PermissionDenied
    if FileReading.objects.filter(file=file).exists():
        raise AlreadyDecided
    return file


def _finish(
    file: AttachedFile,
    outcome: FileOutcome,
    user: AbstractBaseUser,
    on: datetime.date | None,
    comment: Comment | None,
) -> FileReading:
    reading = FileReading.objects.create(
        file=file, outcome=outcome, comment=comment, by=user, on=on or timezone.localdate()
    )
    record(action=f"file.{outcome}", user=user, target=file)
    return reading


@transaction.atomic
def forget_what_was_written_down(*, file: AttachedFile) -> None:
    """The writer took the file back: what was written down from it goes as well."""
    for reading in FileReading.objects.filter(file=file).select_related("comment"):
        if reading.comment is not None:
            erase_comment(reading.comment)
        FileReading.objects.filter(pk=reading.pk).delete()


@transaction.atomic
def forget_files_read_long_ago(*, on: datetime.date | None = None) -> int:
    """Delete files 90 days after they were read; what was written down stays. Returns how many.

    A file with an open concern is kept until that is closed.
    """
    before = (on or timezone.localdate()) - KEEP_READ_FILES
    readings = FileReading.objects.done_with(before)
    files = list(AttachedFile.objects.filter(reading__in=readings))
    # Let go first: deleting a file that has its reading would erase what was written down.
    FileReading.objects.filter(file__in=files).update(file=None)
    return delete_files(files)
