"""A contributor's file is kept with the unsent answer, handed over once, and never lost."""

import datetime
import os
import socket
import threading
import time

import pytest
from django.core.files.storage import storages
from django.db import connection, transaction

from portal.encryption import SealBroken, make_code
from surveys.questionnaires.enums import FileKind, QuestionType
from surveys.responding import attaching, file_store
from surveys.responding.actions import (
    begin_draft,
    forget_draft,
    record_response,
    withdraw_response,
)
from surveys.responding.attaching import (
    NotScannedYet,
    attach_file,
    files_under,
    forget_files_without_draft,
    hand_over_files,
    open_file,
    remove_file,
    scan_waiting_files,
    sweep_orphans,
)
from surveys.responding.enums import Channel
from surveys.responding.models import AttachedFile, Draft
from surveys.responding.refusals import Refusal, Refused
from surveys.responding.staff_enums import ScanState
from tests.builders import build_step, build_version

pytestmark = pytest.mark.django_db
WORDS = "Nobody came to fix the lift for six weeks."


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }


@pytest.fixture
def asked(council):
    step = build_step(type=QuestionType.FILE, code="FILE1")
    return build_version(owner=council, questions=[step | {"limits": {"accepts": ["document"]}}])


def question_of(version) -> str:
    return version.questions()[0]["question"]


def attach(version, code, *, words: str = WORDS, there_already=()) -> AttachedFile:
    return attach_file(
        version=version,
        code=code,
        question_key=question_of(version),
        accepts=[FileKind.DOCUMENT],
        content=words.encode(),
        there_already=there_already,
    )


def commit() -> None:
    """What would happen now if the transaction in which the test runs were a real one."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, act, _robust in waiting:
        act()


def stored() -> list[str]:
    """What lies in the storage once everything so far is committed."""
    commit()
    storage = storages["private"]
    if not storage.exists(file_store.FOLDER):
        return []
    return [f"{file_store.FOLDER}/{name}" for name in storage.listdir(file_store.FOLDER)[1]]


def send(version, code, *files):
    response = record_response(
        version=version, answers={}, channel=Channel.WEB, language="en", code=code
    )
    with transaction.atomic():
        hand_over_files(response=response, code=code, keys=[str(file.pk) for file in files])
    return response


def test_before_sending_only_the_code_opens_a_file(asked):
    code = begin_draft(version=asked)
    file = attach(asked, code)
    sealed = storages["private"].open(file.name).read()
    assert WORDS.encode() not in sealed
    with pytest.raises(SealBroken):
        file_store.unseal_key(file.sealed_key, row=file.pk)
    with pytest.raises(SealBroken):
        file_store.key_from_code(file.sealed_key, code=make_code())
    key = file_store.key_from_code(file.sealed_key, code=code)
    assert file_store.read(file.name, key=key) == WORDS.encode()
    assert files_under(code) == [file]


def test_after_sending_the_portal_opens_it_and_the_code_does_not(asked):
    code = begin_draft(version=asked)
    response = send(asked, code, attach(asked, code))
    file = response.files.get()
    assert open_file(file) == WORDS.encode()
    assert file.draft_lookup == ""
    with pytest.raises(SealBroken):
        file_store.key_from_code(file.sealed_key, code=code)


def test_handing_over_twice_is_the_same_as_once(asked):
    code = begin_draft(version=asked)
    file = attach(asked, code)
    response = send(asked, code, file)
    with transaction.atomic():
        hand_over_files(response=response, code=code, keys=[str(file.pk)])
    assert open_file(response.files.get()) == WORDS.encode()
    assert len(stored()) == 1


def test_a_crash_while_sending_leaves_the_file_as_it_was(asked):
    code = begin_draft(version=asked)
    file = attach(asked, code)

    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), transaction.atomic():
        send(asked, code, file)
        raise PowerCut
    file.refresh_from_db()
    assert file.response is None
    key = file_store.key_from_code(file.sealed_key, code=code)
    assert file_store.read(file.name, key=key) == WORDS.encode()
    assert open_file(send(asked, code, file).files.get()) == WORDS.encode()


def test_what_the_answers_do_not_name_is_not_sent_and_deleted(asked):
    code = begin_draft(version=asked)
    kept, dropped = attach(asked, code), attach(asked, code, words="Another one.")
    response = send(asked, code, kept)
    assert [file.pk for file in response.files.all()] == [kept.pk]
    assert stored() == [kept.name]
    assert not AttachedFile.objects.filter(pk=dropped.pk).exists()


def test_a_correction_can_take_a_sent_file_back_and_add_another(asked):
    code = begin_draft(version=asked)
    response = send(asked, code, attach(asked, code))
    new = attach(asked, code, words="The lift works now.")
    with transaction.atomic():
        hand_over_files(response=response, code=code, keys=[str(new.pk)])
    assert open_file(response.files.get()) == b"The lift works now."
    assert stored() == [new.name]


def test_files_of_somebody_else_cannot_be_named_or_removed(asked):
    mine, theirs = begin_draft(version=asked), begin_draft(version=asked)
    file = attach(asked, theirs)
    remove_file(code=mine, key=file.pk)
    response = send(asked, mine, file)
    assert not response.files.exists()
    assert files_under(theirs) == [file]
    assert stored() == [file.name]


@pytest.mark.parametrize("way", ["remove", "forget", "withdraw", "expire"])
def test_row_and_bytes_go_together_by_every_way(asked, way):
    code = begin_draft(version=asked)
    file = attach(asked, code)
    match way:
        case "remove":
            remove_file(code=code, key=file.pk)
        case "forget":
            forget_draft(code=code)
        case "withdraw":
            send(asked, code, file)
            withdraw_response(code=code)
        case "expire":
            Draft.objects.all().delete()
            assert forget_files_without_draft() == 1
    assert not AttachedFile.objects.exists()
    assert stored() == []


def test_a_rolled_back_deletion_keeps_the_bytes(asked):
    code = begin_draft(version=asked)
    file = attach(asked, code)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        remove_file(code=code, key=file.pk)
        raise ZeroDivisionError
    assert files_under(code) == [file]
    assert stored() == [file.name]


def test_bytes_without_a_row_are_swept_away_once_they_are_old(asked):
    file = attach(asked, begin_draft(version=asked))
    young = file_store.store(b"left by a crash just now", key=file_store.new_key())
    old = file_store.store(b"left by a crash", key=file_store.new_key())
    yesterday = time.time() - datetime.timedelta(days=2).total_seconds()
    os.utime(storages["private"].path(old), (yesterday, yesterday))
    assert sweep_orphans() == 1
    assert sorted(stored()) == sorted([file.name, young])


def test_a_fourth_file_is_refused(asked):
    code = begin_draft(version=asked)
    with pytest.raises(Refused) as refused:
        attach(asked, code, there_already=["a", "b", "c"])
    assert refused.value.refusal == Refusal.TOO_MANY
    assert stored() == []


def test_bytes_are_not_left_behind_when_the_row_cannot_be_written(asked, monkeypatch):
    def fail(**values):
        raise ZeroDivisionError

    monkeypatch.setattr(AttachedFile.objects, "create", fail)
    with pytest.raises(ZeroDivisionError):
        attach(asked, make_code())
    assert stored() == []


class Scanner(threading.Thread):
    """Answers like clamd on a port of this machine."""

    def __init__(self, verdict: bytes) -> None:
        super().__init__(daemon=True)
        self.verdict, self.heard = verdict, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"
        self.start()

    def run(self) -> None:
        while True:
            try:
                visitor, _address = self.door.accept()
            except OSError:
                return
            with visitor:
                said = b""
                while not said.endswith(b"\0\0\0\0"):
                    said += visitor.recv(65536)
                self.heard = said
                visitor.sendall(self.verdict)


@pytest.fixture
def scanner(settings):
    started = []

    def start(verdict: bytes) -> Scanner:
        started.append(Scanner(verdict))
        settings.VIRUS_SCANNER = started[-1].address
        return started[-1]

    yield start
    for each in started:
        each.door.close()


def test_a_file_is_scanned_before_it_is_kept(asked, scanner):
    clamd = scanner(b"stream: OK\0")
    file = attach(asked, begin_draft(version=asked))
    assert file.scan == ScanState.CLEAN
    assert clamd.heard.startswith(b"zINSTREAM\0") and WORDS.encode() in clamd.heard


def test_a_virus_is_refused_and_nothing_kept(asked, scanner):
    scanner(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(Refused) as refused:
        attach(asked, begin_draft(version=asked))
    assert refused.value.refusal == Refusal.VIRUS
    assert stored() == []


@pytest.mark.parametrize("verdict", [b"", b"INSTREAM size limit exceeded. ERROR\0"])
def test_a_scanner_that_fails_leaves_the_file_waiting_and_shut(asked, scanner, verdict):
    scanner(verdict)
    code = begin_draft(version=asked)
    file = send(asked, code, attach(asked, code)).files.get()
    assert file.scan == ScanState.WAITING
    with pytest.raises(NotScannedYet):
        open_file(file)


def test_what_waits_is_scanned_later(asked, scanner, settings):
    scanner(b"")
    code = begin_draft(version=asked)
    file = send(asked, code, attach(asked, code)).files.get()
    scanner(b"stream: OK\0")
    assert scan_waiting_files() == 1
    file.refresh_from_db()
    assert open_file(file) == WORDS.encode()


def test_a_virus_found_later_is_deleted_and_said_so(asked, scanner):
    scanner(b"")
    code = begin_draft(version=asked)
    file = send(asked, code, attach(asked, code)).files.get()
    scanner(b"stream: Win.Test FOUND\0")
    assert scan_waiting_files() == 0
    file.refresh_from_db()
    assert file.scan == ScanState.INFECTED
    assert stored() == []
    with pytest.raises(NotScannedYet):
        open_file(file)


def test_no_scanner_is_no_obstacle(asked, settings):
    settings.VIRUS_SCANNER = ""
    assert attach(asked, begin_draft(version=asked)).scan == ScanState.NONE
    assert attaching.scan_waiting_files() == 0
