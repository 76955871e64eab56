"""Freezing, sending and opening a pack."""

import page as accessible_pdf
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from pypdf import PdfReader

from forum.reports import actions
from forum.reports.actions import (
    freeze_pack,
    record_opening,
    send_pack,
    start_making_pack,
    try_again,
)
from forum.reports.models import BoardPack, PackIsFrozen, PackRecipient
from forum.reports.permissions import may_make_pack, may_send_pack
from forum.reports.tasks import make_pack
from portal.jobs.enums import JobState
from portal.jobs.models import LongJob
from portal.jobs.queue import run_waiting_tasks
from portal.jobs.tasks import run_job
from portal.mail.models import OutgoingEmail
from portal.outgoing.models import MessageState
from tests.builders import (
    build_board,
    build_decision,
    build_meeting,
    build_person,
    build_point,
    build_release,
    build_seat,
    in_days,
)


@pytest.fixture
def board(council):
    return build_board(clerk_partner=council)


@pytest.fixture
def meeting(board, council, council_clerk):
    meeting = build_meeting(board=board, held_on=in_days(10))
    release = build_release(owner=council)
    build_point(
        meeting=meeting, user=council_clerk, release=release, families_say="#evil[$x$] *b* \\ <a>"
    )
    return meeting


@pytest.fixture
def pack(meeting, council_clerk):
    return freeze_pack(meeting=meeting, user=council_clerk)


def test_a_pack_is_numbered_hashed_and_names_its_figures(pack, meeting):
    assert pack.number == 1
    assert pack.is_untouched
    assert list(pack.releases.all()) == [meeting.items.get().release]


def test_the_pdf_is_accessible(pack, private_folder):
    path = private_folder / pack.pdf.name
    assert accessible_pdf.is_pdf_compliant(str(path), profile="ua1")

    document = PdfReader(path)
    assert document.metadata.title.startswith("Papers for the SEND board")
    assert document.trailer["/Root"]["/Lang"].startswith("en")
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_words_go_into_the_pdf_as_words(pack, private_folder):
    text = "".join(each.extract_text() for each in PdfReader(private_folder / pack.pdf.name).pages)

    assert "#evil[$x$] *b* \\ <a>" in text
    assert "too few to show" in text
    assert "Not supplied: no parent carer forum" in text
    assert pack.fingerprint in text


def test_a_frozen_pack_is_never_changed(pack):
    pack.content = {}
    with pytest.raises(PackIsFrozen):
        pack.save()
    with pytest.raises(PackIsFrozen):
        pack.save(update_fields=["content"])
    with pytest.raises(PackIsFrozen):
        pack.delete()


def test_later_words_do_not_reach_a_frozen_pack(pack, meeting, council_clerk):
    before = BoardPack.objects.get(pk=pack.pk).content
    build_point(meeting=meeting, user=council_clerk)
    meeting.items.update(families_say="Something else.")

    assert BoardPack.objects.get(pk=pack.pk).content == before
    assert freeze_pack(meeting=meeting, user=council_clerk).number == 2


def test_freezing_twice_without_a_change_makes_one_pack(pack, meeting, council_clerk):
    assert freeze_pack(meeting=meeting, user=council_clerk) == pack
    assert BoardPack.objects.count() == 1


def test_a_pack_that_was_touched_shows_and_is_not_sent(pack, board, council_clerk):
    build_seat(board=board)
    BoardPack.objects.filter(pk=pack.pk).update(content=pack.content | {"place": "Elsewhere"})

    assert not BoardPack.objects.get(pk=pack.pk).is_untouched
    with pytest.raises(ValidationError, match="no longer matches its fingerprint"):
        send_pack(pack=pack, user=council_clerk)


def test_an_empty_agenda_makes_no_pack(board, council_clerk):
    empty = build_meeting(board=board)

    with pytest.raises(ValidationError, match="Put a point on the agenda first"):
        freeze_pack(meeting=empty, user=council_clerk)


def test_the_job_makes_one_pack_however_often_it_runs(meeting, council_clerk):
    job = start_making_pack(meeting=meeting, user=council_clerk)
    assert start_making_pack(meeting=meeting, user=council_clerk) == job

    run_job(str(job.pk))
    job.refresh_from_db()
    run_job(str(job.pk))

    pack = BoardPack.objects.get()
    assert (job.state, job.percent) == (JobState.DONE, 100)
    assert job.result_url == reverse("reports_admin:pack", args=[pack.pk])


def test_the_task_may_be_interrupted_after_its_work(meeting, council_clerk, monkeypatch):
    job = start_making_pack(meeting=meeting, user=council_clerk)
    monkeypatch.setattr("forum.reports.tasks.report_progress", lambda *args, **more: None)

    first = make_pack(job, meeting.pk, council_clerk.pk)
    second = make_pack(job, meeting.pk, council_clerk.pk)

    assert first == second
    assert BoardPack.objects.count() == 1


def test_a_job_whose_clerk_left_says_so(meeting, council_clerk):
    job = start_making_pack(meeting=meeting, user=council_clerk)
    council_clerk.memberships.update(ends_on=in_days(-1))

    run_job(str(job.pk))

    job = LongJob.objects.get(pk=job.pk)
    assert (job.state, job.message) == (
        JobState.FAILED,
        "You no longer keep the papers of this board.",
    )


def test_every_sitting_member_gets_it_at_the_same_moment(pack, board, council_clerk, forum):
    sitting = [build_seat(board=board), build_seat(board=board, partner=forum)]
    build_seat(board=board, ends_on=in_days(-1))
    build_seat(board=board, starts_on=in_days(1))

    send_pack(pack=pack, user=council_clerk)
    run_waiting_tasks()

    assert [each.member for each in pack.recipients.order_by("pk")] == sitting
    assert sorted(each.to[0] for each in mail.outbox) == sorted(seat.user.email for seat in sitting)
    assert f"http://localhost:8000{reverse('reports:pack', args=[pack.pk])}" in mail.outbox[0].body


def test_sending_twice_sends_once(pack, board, council_clerk):
    build_seat(board=board)
    send_pack(pack=pack, user=council_clerk, on=in_days(-2))

    assert send_pack(pack=pack, user=council_clerk) == []
    run_waiting_tasks()

    assert len(mail.outbox) == 1
    assert OutgoingEmail.objects.filter(reference__startswith=f"pack:{pack.pk}:").count() == 1
    pack.refresh_from_db()
    assert pack.sent_on == in_days(-2)


def test_somebody_seated_later_gets_it_alone(pack, board, council_clerk):
    build_seat(board=board)
    send_pack(pack=pack, user=council_clerk)
    late_comer = build_seat(board=board, seat="Governor")

    (new,) = send_pack(pack=pack, user=council_clerk)

    assert new.member == late_comer


def test_a_board_without_members_is_sent_nothing(pack, council_clerk):
    with pytest.raises(ValidationError, match="Nobody sits on this board yet"):
        send_pack(pack=pack, user=council_clerk)


def test_only_the_newest_edition_is_sent(pack, meeting, board, council_clerk):
    build_seat(board=board)
    build_point(meeting=meeting, user=council_clerk)
    freeze_pack(meeting=meeting, user=council_clerk)

    with pytest.raises(ValidationError, match="newer edition"):
        send_pack(pack=pack, user=council_clerk)


def test_trying_again_writes_once_to_the_address_of_now(pack, board, council_clerk):
    build_seat(board=board)
    (recipient,) = send_pack(pack=pack, user=council_clerk)
    OutgoingEmail.objects.update(state=MessageState.FAILED, last_error="SMTPRecipientsRefused")
    user = recipient.member.user
    user.email = "right@wexmere.example"
    user.save()

    assert try_again(recipient=recipient, user=council_clerk)
    assert not try_again(recipient=recipient, user=council_clerk)
    run_waiting_tasks()

    assert [each.to for each in mail.outbox] == [["right@wexmere.example"]]
    assert PackRecipient.objects.get().email.state == MessageState.SENT


def test_a_message_that_arrived_is_not_written_again(pack, board, council_clerk):
    build_seat(board=board)
    (recipient,) = send_pack(pack=pack, user=council_clerk)
    run_waiting_tasks()

    assert not try_again(recipient=recipient, user=council_clerk)
    assert len(mail.outbox) == 1


def test_the_first_opening_is_what_counts(pack, board, council_clerk):
    seat = build_seat(board=board)
    send_pack(pack=pack, user=council_clerk)

    record_opening(pack=pack, user=seat.user, on=in_days(-1))
    record_opening(pack=pack, user=seat.user)

    assert pack.recipients.get().opened_on == in_days(-1)


def test_nobody_opens_what_was_not_sent_to_them(pack, board, council_clerk):
    build_seat(board=board)
    send_pack(pack=pack, user=council_clerk)

    with pytest.raises(PermissionDenied):
        record_opening(pack=pack, user=council_clerk)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("council_clerk", True),
        ("council_coordinator", True),
        ("council_moderator", False),
        ("forum_coordinator", False),
        ("administrator", False),
    ],
)
def test_who_may_make_and_send_a_pack(meeting, request, who, may):
    person = request.getfixturevalue(who)

    assert (may_make_pack(person, meeting), may_send_pack(person, meeting)) == (may, may)


@pytest.mark.parametrize("who", ["forum_coordinator", "administrator"])
def test_each_action_asks_again(pack, meeting, board, request, who, council_clerk):
    person = request.getfixturevalue(who)
    build_seat(board=board)
    (recipient,) = send_pack(pack=pack, user=council_clerk)

    for attempt in (
        lambda: start_making_pack(meeting=meeting, user=person),
        lambda: freeze_pack(meeting=meeting, user=person),
        lambda: send_pack(pack=pack, user=person),
        lambda: try_again(recipient=recipient, user=person),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_two_editions_at_the_same_moment_get_two_numbers(meeting, council_clerk, monkeypatch):
    typeset = actions.typeset_pack

    def while_somebody_else_is_faster(content, **more):
        monkeypatch.setattr(actions, "typeset_pack", typeset)
        build_point(meeting=meeting, user=council_clerk)
        freeze_pack(meeting=meeting, user=council_clerk)
        build_point(meeting=meeting, user=council_clerk)
        return typeset(content, **more)

    monkeypatch.setattr(actions, "typeset_pack", while_somebody_else_is_faster)

    assert freeze_pack(meeting=meeting, user=council_clerk).number == 2
    assert BoardPack.objects.count() == 2


def test_decisions_on_the_agenda_are_in_the_pack(board, council_clerk):
    held = build_meeting(board=board)
    build_decision(item=build_point(meeting=held, user=council_clerk), user=council_clerk)

    pack = freeze_pack(meeting=held, user=council_clerk)

    assert pack.content["points"][0]["decisions"][0]["reference"] == "D-1"


def test_a_person_without_seat_has_no_papers(pack):
    assert not PackRecipient.objects.for_reader(build_person()).exists()
