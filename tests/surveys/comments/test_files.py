"""Files on the moderator's desk: opened by those who may, written down, never shown."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from portal.audit.models import AuditEntry
from surveys.comments.actions import AlreadyDecided
from surveys.comments.enums import CommentStatus, FileOutcome
from surveys.comments.files import (
    file_for,
    files_to_read,
    flag_file,
    forget_files_read_long_ago,
    nothing_in_it,
    open_contributed_file,
    write_down,
)
from surveys.comments.models import Comment, FileReading
from surveys.questionnaires.enums import FileKind, QuestionType
from surveys.responding.actions import begin_draft, record_response, withdraw_response
from surveys.responding.attaching import attach_file, hand_over_files
from surveys.responding.enums import Channel
from surveys.responding.models import AttachedFile
from surveys.responding.staff_enums import ScanState
from tests.builders import build_step, build_version, sign_in

pytestmark = pytest.mark.django_db
LETTER = b"The lift is broken. Call me: 07700 900123. Aleena"


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }


def send_file(*, owner, code: str = "") -> AttachedFile:
    """A file that came with a response to this partner."""
    version = build_version(owner=owner, questions=[build_step(type=QuestionType.FILE)])
    code = code or begin_draft(version=version)
    file = attach_file(
        version=version,
        code=code,
        question_key=version.questions()[0]["question"],
        accepts=FileKind.values,
        content=LETTER,
    )
    with transaction.atomic():
        response = record_response(
            version=version, answers={}, channel=Channel.WEB, language="en", code=code
        )
        hand_over_files(response=response, code=code, keys=[str(file.pk)])
    file.refresh_from_db()
    return file


def test_what_a_file_says_becomes_a_comment_that_is_protected_like_any(forum, forum_moderator):
    file = send_file(owner=forum)
    comment = write_down(file=file, words=LETTER.decode(), user=forum_moderator)
    assert comment.status == CommentStatus.WAITING
    assert "07700" not in comment.sealed_words
    assert any(span["kind"] == "PHONE" for span in comment.suggested_spans)
    assert not comment.consent_to_quote
    assert comment.response == file.response
    assert not files_to_read(forum_moderator).exists()
    with pytest.raises(AlreadyDecided):
        write_down(file=file, words="Once more", user=forum_moderator)


def test_opening_is_written_down_once_and_says_nothing_of_the_file(forum, forum_moderator):
    file = send_file(owner=forum)
    before = AuditEntry.objects.count()
    assert open_contributed_file(pk=file.pk, user=forum_moderator).content == LETTER
    entry = AuditEntry.objects.order_by("-number").first()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.action, entry.target_id, entry.note) == ("file.read", str(file.pk), "")


def test_nobody_but_moderators_of_the_owner_open_a_file(
    forum, forum_coordinator, forum_coder, forum_safeguarding_lead, council_moderator, administrator
):
    file = send_file(owner=forum)
    for user in (
        forum_coordinator,
        forum_coder,
        forum_safeguarding_lead,
        council_moderator,
        administrator,
    ):
        with pytest.raises(AttachedFile.DoesNotExist):
            open_contributed_file(pk=file.pk, user=user)
        with pytest.raises(PermissionDenied):
            nothing_in_it(file=file, user=user)
        assert not files_to_read(user).exists()


def test_a_flagged_file_is_with_the_safeguarding_lead_alone(
    forum, forum_moderator, forum_safeguarding_lead, council_safeguarding_lead
):
    file = send_file(owner=forum)
    comment = flag_file(file=file, words="", reason="a bruise", user=forum_moderator)
    assert comment.status == CommentStatus.FLAGGED
    assert open_contributed_file(pk=file.pk, user=forum_safeguarding_lead).content == LETTER
    for user in (forum_moderator, council_safeguarding_lead):
        with pytest.raises(AttachedFile.DoesNotExist):
            file_for(pk=file.pk, user=user)


def test_taking_a_response_back_erases_what_was_written_down(forum, forum_moderator):
    version = build_version(owner=forum)
    code = begin_draft(version=version)
    file = send_file(owner=forum, code=code)
    write_down(file=file, words="The lift", user=forum_moderator)
    withdraw_response(code=code)
    assert not Comment.objects.exists()
    assert not AttachedFile.objects.exists()
    assert not FileReading.objects.exists()


def test_taking_only_the_file_back_erases_its_words_and_no_others(forum, forum_moderator):
    version = build_version(owner=forum)
    code = begin_draft(version=version)
    file = send_file(owner=forum, code=code)
    write_down(file=file, words="The lift", user=forum_moderator)
    with transaction.atomic():
        hand_over_files(response=file.response, code=code, keys=[])
    assert not Comment.objects.exists()


def test_files_go_ninety_days_after_they_were_read_and_their_words_stay(forum, forum_moderator):
    read_on = datetime.date(2026, 1, 5)
    file = send_file(owner=forum)
    comment = write_down(file=file, words="The lift", user=forum_moderator, on=read_on)
    nothing = send_file(owner=forum)
    nothing_in_it(file=nothing, user=forum_moderator, on=read_on)
    flagged = send_file(owner=forum)
    flag_file(file=flagged, words="", reason="a bruise", user=forum_moderator, on=read_on)
    unread = send_file(owner=forum)
    assert forget_files_read_long_ago(on=read_on + datetime.timedelta(days=90)) == 0
    assert forget_files_read_long_ago(on=read_on + datetime.timedelta(days=91)) == 2
    assert set(AttachedFile.objects.all()) == {flagged, unread}
    assert Comment.objects.filter(pk=comment.pk).exists()


def test_the_desk_lists_kinds_and_no_content(client, forum, forum_moderator):
    file = send_file(owner=forum)
    page = sign_in(client, forum_moderator).get(reverse("comments:files")).content.decode()
    assert "1 file waits for you." in page
    assert reverse("comments:file", args=[file.pk]) in page
    assert "lift" not in page


def test_an_empty_desk_says_so(client, forum_moderator):
    page = sign_in(client, forum_moderator).get(reverse("comments:files")).content.decode()
    assert "No file waits." in page


def test_the_file_is_handed_out_to_be_saved_and_never_to_be_run(client, forum, forum_moderator):
    file = send_file(owner=forum)
    answer = sign_in(client, forum_moderator).get(reverse("comments:file_content", args=[file.pk]))
    assert answer.content == LETTER
    assert answer["Content-Disposition"].startswith('attachment; filename="document-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_missing_and_forbidden_files_look_alike(client, forum, council, council_moderator):
    file = send_file(owner=forum)
    visitor = sign_in(client, council_moderator)
    for name in ("comments:file", "comments:file_content"):
        assert visitor.get(reverse(name, args=[file.pk])).status_code == 404
        assert visitor.get(reverse(name, args=[file.question_key])).status_code == 404


def test_a_file_that_waits_for_the_scan_is_seen_and_not_opened(client, forum, forum_moderator):
    file = send_file(owner=forum)
    AttachedFile.objects.update(scan=ScanState.WAITING)
    visitor = sign_in(client, forum_moderator)
    page = visitor.get(reverse("comments:file", args=[file.pk])).content.decode()
    assert "waits for the virus scan" in page
    address = reverse("comments:file_content", args=[file.pk])
    assert address not in page
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ({"act": "write_down", "words": "The lift is broken."}, FileOutcome.WRITTEN_DOWN),
        ({"act": "nothing"}, FileOutcome.NOTHING),
        ({"act": "flag", "flag_reason": "a bruise"}, FileOutcome.CONCERN),
    ],
)
def test_a_moderator_says_what_is_in_it(client, forum, forum_moderator, typed, outcome):
    file = send_file(owner=forum)
    visitor = sign_in(client, forum_moderator)
    answer = visitor.post(reverse("comments:file", args=[file.pk]), typed)
    assert answer.status_code == 302
    assert FileReading.objects.get().outcome == outcome


@pytest.mark.parametrize(
    "typed",
    [
        {"act": "write_down", "words": " "},
        {"act": "nothing", "words": "The lift is broken."},
        {"act": "flag", "words": "The lift is broken."},
        {"act": "write_down", "words": "The lift is broken.", "flag_reason": "a bruise"},
        {"act": "burn"},
    ],
)
def test_nothing_typed_is_lost_by_pressing_the_wrong_button(client, forum, forum_moderator, typed):
    file = send_file(owner=forum)
    visitor = sign_in(client, forum_moderator)
    page = visitor.post(reverse("comments:file", args=[file.pk]), typed)
    assert page.status_code == 200
    assert typed.get("words", "").strip() in page.content.decode()
    assert not FileReading.objects.exists()


def test_a_list_of_files_asks_no_more_the_longer_it_is(
    client, forum, forum_moderator, django_assert_max_num_queries
):
    visitor = sign_in(client, forum_moderator)
    for _number in range(3):
        send_file(owner=forum)
    visitor.get(reverse("comments:files"))
    with django_assert_max_num_queries(20):
        visitor.get(reverse("comments:files"))
