"""What happens to a contributor's file: kept with an unsent answer, handed over, forgotten.

Nothing of this goes to the audit log: it would keep the time of day.
"""

import logging
import uuid
from collections.abc import Collection, Iterable
from functools import partial

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding import file_store, scanning
from surveys.responding.cleaning import CleanFile, clean
from surveys.responding.models import AttachedFile, ReceiptCode, Response
from surveys.responding.refusals import Refusal, Refused
from surveys.responding.staff_enums import ScanState

logger = logging.getLogger(__name__)

#: To one question.
MOST_FILES = 3


class NotScannedYet(Exception):
    """The file waits for the virus scan, or did not pass it: nobody opens it."""


@sensitive_variables("content", "code", "key")
def attach_file(
    *,
    version: QuestionnaireVersion,
    code: str,
    question_key: str,
    accepts: Collection[str],
    content: bytes,
    there_already: Collection[str] = (),
) -> AttachedFile:
    """Clean a file, scan it and keep it with the unsent answer under this receipt code.

    ``there_already`` are the keys of the files that this answer has. The one who calls puts the
    new key into the answer; a file that no answer names is deleted with the draft.

    Raises:
        Refused: the file is not taken. Nothing of it is kept.
    """
    if len(there_already) >= MOST_FILES:
        raise Refused(Refusal.TOO_MANY)
    cleaned = clean(content, accepts=accepts)
    scan = _scan(cleaned)
    key = file_store.new_key()
    name = file_store.store(cleaned.content, key=key)
    try:
        return AttachedFile.objects.create(
            draft_lookup=ReceiptCode.lookup_of(code),
            owner_id=version.owner_id,
            question_key=question_key,
            kind=cleaned.kind,
            media_type=cleaned.media_type,
            size=len(cleaned.content),
            name=name,
            sealed_key=file_store.seal_key_with_code(key, code=code),
            scan=scan,
        )
    except BaseException:
        file_store.delete(name)
        raise


def _scan(cleaned: CleanFile) -> ScanState:
    if not scanning.scanner_is_set_up():
        return ScanState.NONE
    try:
        if scanning.carries_virus(cleaned.content):
            raise Refused(Refusal.VIRUS)
    except scanning.ScannerSilent:
        # The person is not sent away: the file is kept, and nobody opens it before it was scanned.
        logger.error("The virus scanner does not answer: a file waits for it.")
        return ScanState.WAITING
    return ScanState.CLEAN


def files_under(code: str) -> list[AttachedFile]:
    """The files of whoever holds this code, sent or not."""
    return list(AttachedFile.objects.of_lookup(ReceiptCode.lookup_of(code)))


@transaction.atomic
def remove_file(*, code: str, key: str | uuid.UUID) -> None:
    """Delete a file of an unsent answer. One that was sent stays until the answer is sent anew."""
    lookup = ReceiptCode.lookup_of(code)
    delete_files(AttachedFile.objects.unsent_under(lookup).filter(pk=key))


@sensitive_variables("code", "key")
@transaction.atomic
def hand_over_files(*, response: Response, code: str, keys: Collection[str]) -> None:
    """Make the files that a draft's answers name those of the response; delete its others.

    Part of the transaction that records the response: afterwards the portal's keys open them, and
    the receipt code does not any more. Doing it twice changes nothing.
    """
    wanted = {str(key) for key in keys}
    unsent = AttachedFile.objects.unsent_under(ReceiptCode.lookup_of(code))
    for file in unsent.select_for_update():
        if str(file.pk) not in wanted:
            delete_files([file])
            continue
        key = file_store.key_from_code(file.sealed_key, code=code)
        file.sealed_key = file_store.seal_key(key, row=file.pk)
        file.response = response
        file.draft_lookup = ""
        file.save(update_fields=["sealed_key", "response", "draft_lookup"])
    delete_files(file for file in response.files.all() if str(file.pk) not in wanted)


@transaction.atomic
def delete_files(files: Iterable[AttachedFile]) -> int:
    """Delete rows, and their bytes once that is certain (see `forget_bytes`). Returns how many."""
    gone = 0
    for file in files:
        file.delete()
        gone += 1
    return gone


def forget_bytes(file: AttachedFile) -> None:
    """The row of a file was deleted, by whatever way: its bytes go as soon as that is committed."""
    transaction.on_commit(partial(file_store.delete, file.name))


@sensitive_variables("key")
def open_file(file: AttachedFile) -> bytes:
    """The bytes of a file that was sent. Screens ask `surveys.comments.files` instead.

    Raises:
        NotScannedYet: a scanner is set up and has not passed it.
        SealBroken: the bytes are gone or were altered.
    """
    if not file.may_be_opened:
        raise NotScannedYet
    key = file_store.unseal_key(file.sealed_key, row=file.pk)
    return file_store.read(file.name, key=key)


def forget_files_under(lookup: str) -> int:
    """Delete the files of an unsent answer that is being forgotten. Returns how many."""
    return delete_files(AttachedFile.objects.unsent_under(lookup))


def forget_files_without_draft() -> int:
    """Delete files of answers that nobody sent and that are not kept any more. Returns how many."""
    return delete_files(AttachedFile.objects.without_draft())


def sweep_orphans() -> int:
    """Delete bytes that belong to no row, left by a crash between two steps. Returns how many."""
    return file_store.delete_orphans(named=set(AttachedFile.objects.values_list("name", flat=True)))


def scan_waiting_files() -> int:
    """Ask the scanner about files that wait for it. Returns how many can be opened now.

    Files of unsent answers wait until they are sent: before, nobody here can open them.
    """
    passed = 0
    for file in AttachedFile.objects.waiting_for_scan():
        if not scanning.scanner_is_set_up():
            break
        key = file_store.unseal_key(file.sealed_key, row=file.pk)
        try:
            infected = scanning.carries_virus(file_store.read(file.name, key=key))
        except scanning.ScannerSilent:
            break
        file.scan = ScanState.INFECTED if infected else ScanState.CLEAN
        file.save(update_fields=["scan"])
        if infected:
            file_store.delete(file.name)
        else:
            passed += 1
    return passed
