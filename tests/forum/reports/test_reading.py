"""Who reads a pack, and what they see."""

import pytest
from django.urls import reverse

from forum.reports.actions import freeze_pack, send_pack
from portal.accounts.adapters import StaffAccountAdapter
from portal.jobs.queue import run_waiting_tasks
from portal.mail.models import OutgoingEmail
from portal.outgoing.models import MessageState
from tests.builders import (
    build_board,
    build_meeting,
    build_person,
    build_point,
    build_release,
    build_seat,
    in_days,
    sign_in,
)


@pytest.fixture
def board(council):
    return build_board(clerk_partner=council)


@pytest.fixture
def member(board):
    return build_seat(board=board).user


@pytest.fixture
def pack(home_page, board, council, council_clerk, member):
    meeting = build_meeting(board=board, held_on=in_days(10))
    release = build_release(owner=council)
    build_point(meeting=meeting, user=council_clerk, title="Letters", release=release)
    pack = freeze_pack(meeting=meeting, user=council_clerk)
    send_pack(pack=pack, user=council_clerk)
    return pack


def addresses(pack) -> tuple[str, str]:
    return tuple(reverse(f"reports:{name}", args=[pack.pk]) for name in ("pack", "pack_pdf"))


def test_a_member_reads_the_pack_and_saves_the_pdf(client, pack, member):
    client.force_login(member)
    html, pdf = addresses(pack)

    page = client.get(html)
    document = client.get(pdf)

    assert "1. Letters" in page.content.decode()
    assert "too few to show" in page.content.decode()
    assert b"".join(document.streaming_content).startswith(b"%PDF")
    for answer in (page, document):
        assert "no-store" in answer["Cache-Control"]


def test_the_day_of_opening_is_noted(client, pack, member):
    assert pack.recipients.get().opened_on is None
    client.force_login(member)

    client.get(addresses(pack)[1])

    assert pack.recipients.get().opened_on == in_days(0)


@pytest.mark.parametrize(
    "who",
    [
        "administrator",
        "clerk",
        "coordinator of the clerking partner",
        "coordinator of the forum",
        "member seated later",
        "member of another board",
        "stranger",
    ],
)
def test_a_pack_opens_only_for_people_it_was_sent_to(
    client,
    pack,
    board,
    forum,
    who,
    administrator,
    council_clerk,
    council_coordinator,
    forum_coordinator,
):
    person = {
        "administrator": lambda: administrator,
        "clerk": lambda: council_clerk,
        "coordinator of the clerking partner": lambda: council_coordinator,
        "coordinator of the forum": lambda: forum_coordinator,
        "member seated later": lambda: build_seat(board=board).user,
        "member of another board": lambda: build_seat(board=build_board(clerk_partner=forum)).user,
        "stranger": build_person,
    }[who]()
    sign_in(client, person)

    for address in addresses(pack):
        assert client.get(address).status_code == 404
    assert pack.recipients.get().opened_on is None


def test_somebody_who_left_keeps_what_was_sent_to_them(client, board, pack, member):
    board.members.update(ends_on=in_days(-1))
    client.force_login(member)

    assert client.get(addresses(pack)[0]).status_code == 200


def test_without_signing_in_every_pack_looks_alike(client, pack):
    unknown = reverse("reports:pack", args=["3f6b5c39-5a5a-4a3d-9a3e-1f1f1f1f1f1f"])

    for address in (*addresses(pack), unknown):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/")


def test_papers_are_listed_for_their_reader_alone(client, pack, member, council_clerk):
    client.force_login(member)
    assert addresses(pack)[0] in client.get(reverse("reports:papers")).content.decode()

    sign_in(client, council_clerk)
    page = client.get(reverse("reports:papers")).content.decode()
    assert addresses(pack)[0] not in page
    assert "No papers have been sent to you yet" in page


def test_figures_withdrawn_after_sending_are_marked(client, pack, member):
    release = pack.releases.get()
    release.withdrawn_on, release.withdrawn_because = in_days(0), "One answer was counted twice."
    release.save(update_fields=["withdrawn_on", "withdrawn_because"])
    client.force_login(member)

    assert "One answer was counted twice." in client.get(addresses(pack)[0]).content.decode()


def test_a_pack_keeps_its_language_inside_a_translated_frame(client, pack, member):
    client.force_login(member)
    address = addresses(pack)[0].replace("/en/", "/ur/")

    page = client.get(address).content.decode()

    assert '<html lang="ur" dir="rtl"' in page
    assert '<div lang="en" dir="ltr">' in page
    assert "What families say" in page


def test_signing_in_leads_members_to_their_papers_and_staff_to_the_admin(rf, member, council_clerk):
    for person, address in ((member, reverse("reports:papers")), (council_clerk, "/admin/")):
        request = rf.get("/")
        request.user = person
        assert StaffAccountAdapter(request).get_login_redirect_url(request) == address


def test_the_clerk_sees_who_has_it_and_what_failed(client, pack, council_clerk):
    OutgoingEmail.objects.update(
        state=MessageState.FAILED, last_error="SMTPRecipientsRefused", attempts=6
    )
    sign_in(client, council_clerk)

    page = client.get(reverse("reports_admin:pack", args=[pack.pk])).content.decode()

    assert "The message to 1 member did not arrive" in page
    assert "6 attempts" in page
    assert "The mail server refused the address." in page
    assert "Try again" in page
    assert "0 of 1 member has opened it." in page


def test_the_clerk_previews_without_opening(client, pack, council_clerk):
    sign_in(client, council_clerk)

    page = client.get(reverse("reports_admin:preview", args=[pack.pk]))
    document = client.get(reverse("reports_admin:preview_pdf", args=[pack.pk]))

    assert "1. Letters" in page.content.decode()
    assert document["Content-Type"] == "application/pdf"
    assert pack.recipients.get().opened_on is None


def test_the_clerk_makes_and_sends_a_pack_by_buttons(client, board, member, council_clerk):
    meeting = build_meeting(board=board)
    build_point(meeting=meeting, user=council_clerk)
    sign_in(client, council_clerk)
    packs = reverse("reports_admin:packs", args=[meeting.pk])

    client.post(packs)
    assert "The pack is being made." in client.get(packs).content.decode()
    run_waiting_tasks()
    pack = meeting.packs.get()
    assert reverse("reports_admin:pack", args=[pack.pk]) in client.get(packs).content.decode()

    screen = reverse("reports_admin:pack", args=[pack.pk])
    assert "Send to 1 member" in client.get(screen).content.decode()
    client.post(reverse("reports_admin:send", args=[pack.pk]))
    assert pack.recipients.get().member.user == member
    assert "Send to" not in client.get(screen).content.decode()


@pytest.mark.parametrize("who", ["forum_coordinator", "council_moderator", "administrator"])
def test_screens_of_a_pack_look_missing_to_others(client, pack, request, who):
    sign_in(client, request.getfixturevalue(who))

    for name in ("pack", "preview", "preview_pdf"):
        assert client.get(reverse(f"reports_admin:{name}", args=[pack.pk])).status_code == 404
    assert client.post(reverse("reports_admin:send", args=[pack.pk])).status_code == 404
    packs = reverse("reports_admin:packs", args=[pack.meeting_id])
    assert client.get(packs).status_code == 404
