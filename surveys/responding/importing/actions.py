"""Bringing in a file of responses: checked first, then all of it or nothing, and once."""

import datetime
import uuid
from collections.abc import Callable, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from portal.audit.actions import record
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.actions import record_response, response_under, withdraw_under
from surveys.responding.enums import Channel
from surveys.responding.importing.checking import Checked, check_rows
from surveys.responding.importing.enums import ImportState
from surveys.responding.importing.models import ImportedResponse, ResponseImport
from surveys.responding.importing.permissions import may_bring_in
from surveys.responding.importing.reading import read_rows

#: Rows kept in one transaction: few, so that people who answer meanwhile hardly wait.
ROWS_AT_ONCE = 20
#: Days that a checked file waits for somebody to bring it in.
KEEP_CHECKED_DAYS = 7

Progress = Callable[[int, int], None]


class NotWaiting(Exception):
    """This import is not one that waits to be brought in, or to be taken back."""


@sensitive_variables()
@transaction.atomic
def check_import(
    *,
    version: QuestionnaireVersion,
    content: bytes,
    channel: Channel,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> tuple[Checked, ResponseImport | None]:
    """Read a file against the questionnaire. Without a fault it is kept, sealed, to be brought in.

    Returns what was found, and the import; None in its place if anything is wrong with the file.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asked.
        UnreadableFile: the file as a whole cannot be read.
    """
    if not may_bring_in(user, version.owner_id):
        raise PermissionDenied
    today = on or timezone.localdate()
    rows = read_rows(content)
    checked = check_rows(version.document, rows, channel=channel, today=today)
    if checked.problems:
        return checked, None
    waiting = ResponseImport(
        version=version,
        owner_id=version.owner_id,
        checked_by=user,
        checked_on=today,
        rows=len(checked.prepared),
        known=_known(version, [each.source_id for each in checked.prepared]),
    )
    waiting.seal_rows([each.as_json() for each in checked.prepared])
    waiting.save(force_insert=True)
    return checked, waiting


def _known(version: QuestionnaireVersion, source_ids: Sequence[str]) -> int:
    lookups = [ResponseImport.lookup_of(version.survey_key, each) for each in source_ids]
    return ImportedResponse.objects.filter(response__receipt__lookup__in=lookups).count()


@transaction.atomic
def begin_import(*, waiting: ResponseImport, user: AbstractBaseUser) -> ResponseImport:
    """Mark a checked file as being brought in. Whoever calls this starts the job.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asked.
        NotWaiting: somebody began it already, or its rows are gone.
    """
    if not may_bring_in(user, waiting.owner_id):
        raise PermissionDenied
    began = ResponseImport.objects.filter(pk=waiting.pk, state=ImportState.CHECKED).update(
        state=ImportState.RUNNING, known=0
    )
    if not began:
        raise NotWaiting
    waiting.refresh_from_db()
    record(action="import.begun", user=user, target=waiting, note=f"{waiting.rows} rows")
    return waiting


@sensitive_variables()
def bring_in(
    *, running: ResponseImport, progress: Progress = lambda done, total: None
) -> ResponseImport:
    """Keep every row as a response. Run again after a crash it goes on where it was.

    If a row cannot be kept after all, what was kept of the file is taken back and the error is
    passed on: a file comes in whole or not at all.
    """
    if running.state != ImportState.RUNNING:
        return running
    rows = running.open_rows()
    try:
        while running.added + running.known < len(rows):
            done = running.added + running.known
            _keep_some(running, rows[done : done + ROWS_AT_ONCE])
            progress(running.added + running.known, len(rows))
    except (ValueError, LookupError):
        _take_back(running)
        raise
    running.state, running.sealed_rows = ImportState.DONE, ""
    running.save(update_fields=["state", "sealed_rows"])
    return running


@sensitive_variables()
@transaction.atomic
def _keep_some(running: ResponseImport, rows: Sequence[dict]) -> None:
    version = running.version
    for row in rows:
        lookup = ResponseImport.lookup_of(version.survey_key, row["source_id"])
        if response_under(lookup):
            running.known += 1
            continue
        response = record_response(
            version=version,
            answers=row["answers"],
            channel=row["channel"],
            language=row["language"],
            receipt_lookup=lookup,
            who_answered=row["who_answered"],
            helper=row["helper"],
            audience=row["audience"],
            group_size=row["group_size"],
            consent_to_quote=row["consent_to_quote"],
            received_on=datetime.date.fromisoformat(row["received_on"]),
        )
        ImportedResponse.objects.create(response=response, brought_in_by=running)
        running.added += 1
    running.save(update_fields=["added", "known"])


@transaction.atomic
def take_back_import(*, done: ResponseImport, user: AbstractBaseUser) -> ResponseImport:
    """Withdraw and erase every response that this file brought in. Twice changes nothing.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asked.
        NotWaiting: it is being brought in at this moment.
    """
    if not may_bring_in(user, done.owner_id):
        raise PermissionDenied
    if done.state == ImportState.RUNNING:
        raise NotWaiting
    if done.state != ImportState.TAKEN_BACK:
        _take_back(done)
        record(action="import.taken_back", user=user, target=done, note=f"{done.rows} rows")
    return done


@transaction.atomic
def _take_back(done: ResponseImport) -> None:
    for imported in done.responses.select_related("response__receipt"):
        withdraw_under(imported.response.receipt.lookup)
    done.state, done.sealed_rows = ImportState.TAKEN_BACK, ""
    done.save(update_fields=["state", "sealed_rows"])


def forget_checked_files(*, on: datetime.date | None = None) -> int:
    """Delete files that were checked a week ago and never brought in. Returns how many."""
    last = (on or timezone.localdate()) - datetime.timedelta(days=KEEP_CHECKED_DAYS)
    return ResponseImport.objects.checked_before(last).delete()[0]


def import_of(pk: uuid.UUID, user: AbstractBaseUser) -> ResponseImport:
    """One import that this person may see.

    Raises:
        ResponseImport.DoesNotExist: there is none, or it is another partner's.
    """
    imports = ResponseImport.objects.of_coordinator(user).select_related("version", "owner")
    return imports.get(pk=pk)
