"""Freezing a board pack, sending it to every member at once, and noting who opened it."""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from forum.board.models import BoardMember, Meeting
from forum.reports.assembling import assemble, releases_behind
from forum.reports.making import STEPS, job_kind, newest_job
from forum.reports.models import BoardPack, PackRecipient
from forum.reports.permissions import may_make_pack, may_send_pack
from forum.reports.reading import pack_title
from forum.reports.typesetting import typeset_pack
from portal.audit.actions import record
from portal.jobs.actions import start_job
from portal.jobs.models import LongJob
from portal.mail.actions import queue_email
from portal.mail.models import OutgoingEmail
from surveys.results.models import Release

User = get_user_model()


def start_making_pack(*, meeting: Meeting, user: User) -> LongJob:
    """Queue `freeze_pack` and return the job by which it can be watched; the one that runs, if any.

    Raises:
        PermissionDenied: not a clerk of the board.
        ValidationError: there is nothing on the agenda.
    """
    if not may_make_pack(user, meeting):
        raise PermissionDenied
    _check_agenda(meeting)
    running = newest_job(meeting)
    if running is not None and running.is_open:
        return running
    return start_job(
        kind=job_kind(meeting),
        title=_("Board pack: %(meeting)s") % {"meeting": meeting},
        user=user,
        task="forum.reports.tasks.make_pack",
        arguments=[meeting.pk, user.pk],
        total=STEPS,
    )


def _check_agenda(meeting: Meeting) -> None:
    if not meeting.items.exists():
        raise ValidationError(_("Put a point on the agenda first."))


def freeze_pack(
    *,
    meeting: Meeting,
    user: User,
    on: datetime.date | None = None,
    progress: Callable[[int], None] = lambda step: None,
) -> BoardPack:
    """The next edition of the meeting's pack: content, hash and PDF, never changed afterwards.

    Where nothing has changed since the last edition, that one is returned: running it twice makes
    one pack. ``progress`` hears of each of the `STEPS` as it is done.

    Raises:
        PermissionDenied: not a clerk of the board.
        ValidationError: there is nothing on the agenda.
        FiguresWereAltered: figures that the pack would copy fail their own hash.
    """
    if not may_make_pack(user, meeting):
        raise PermissionDenied
    _check_agenda(meeting)
    day = on or timezone.localdate()
    while True:
        with translation.override(settings.LANGUAGE_CODE):
            content = assemble(meeting, on=day)
        releases = releases_behind(meeting)
        progress(1)
        latest = meeting.packs.newest_first().first()
        if latest is not None and latest.content == content and latest.is_untouched:
            return latest
        pack = BoardPack(
            meeting=meeting,
            number=latest.number + 1 if latest else 1,
            content=content,
            frozen_on=day,
            frozen_by=user,
        )
        pack.hash = pack.expected_hash()
        pdf = typeset_pack(content, edition=pack.number, fingerprint=pack.fingerprint)
        progress(2)
        if _keep(pack, pdf, releases, user):
            return pack


@transaction.atomic
def _keep(pack: BoardPack, pdf: bytes, releases: list[Release], user: User) -> bool:
    """Store the edition; False if somebody else made one of this number meanwhile."""
    Meeting.objects.select_for_update().get(pk=pack.meeting_id)
    if BoardPack.objects.filter(meeting=pack.meeting_id, number=pack.number).exists():
        return False
    pack.pdf = ContentFile(pdf, name=f"{pack.pk}.pdf")
    pack.save(force_insert=True)
    pack.releases.set(releases)
    record(
        action="report.pack_frozen",
        user=user,
        target=pack,
        note=f"meeting {pack.meeting_id} edition {pack.number} {pack.fingerprint}",
    )
    return True


@transaction.atomic
def send_pack(
    *, pack: BoardPack, user: User, on: datetime.date | None = None
) -> list[PackRecipient]:
    """Send the pack to everybody who sits on the board, all at once; returns whom it was new to.

    Sending again reaches only members who were seated since: nobody gets it twice.

    Raises:
        PermissionDenied: not a clerk of the board.
        ValidationError: nobody sits on the board, a newer edition exists, or the content was
            touched since it was frozen.
    """
    if not may_send_pack(user, pack.meeting):
        raise PermissionDenied
    pack = BoardPack.objects.select_for_update().get(pk=pack.pk)
    day = on or timezone.localdate()
    members = list(pack.meeting.board.members.sitting(day).select_related("user"))
    _check_sending(pack, members)
    new = []
    for member in members:
        recipient, created = PackRecipient.objects.get_or_create(pack=pack, member=member)
        if created:
            _write_to(recipient)
            new.append(recipient)
    if new:
        record(action="report.pack_sent", user=user, target=pack, note=f"{len(new)} members")
    if pack.sent_on is None:
        pack.sent_on = day
        pack.save(update_fields=["sent_on"])
    return new


def _check_sending(pack: BoardPack, members: list[BoardMember]) -> None:
    if not members:
        raise ValidationError(_("Nobody sits on this board yet. Add its members first."))
    if pack.meeting.packs.newest_first().first() != pack:
        raise ValidationError(_("There is a newer edition of this pack. Send that one."))
    if not pack.is_untouched:
        raise ValidationError(
            _("This pack no longer matches its fingerprint. Make a new one and tell support.")
        )


def _write_to(recipient: PackRecipient) -> OutgoingEmail:
    """Queue the next message to this member; its reference keeps it from going out twice."""
    recipient.messages += 1
    reference = f"pack:{recipient.pack_id}:{recipient.member_id}"
    if recipient.messages > 1:
        reference += f":{recipient.messages}"
    member, pack = recipient.member, recipient.pack
    with translation.override(settings.LANGUAGE_CODE):
        title = pack_title(pack.content)
        address = settings.PUBLIC_URL + reverse("reports:pack", args=[pack.pk])
        body = _(
            "%(title)s\n\n"
            "Every member gets these papers at the same moment.\n\n"
            "Read them or save them as a PDF here:\n%(address)s\n\n"
            "You sign in with a code that we send to this address. "
            "The papers open for you alone: please do not pass them on."
        ) % {"title": title, "address": address}
    recipient.email = queue_email(
        reference=reference,
        purpose="board_pack",
        owner=recipient.pack.meeting.board.clerk_partner_id,
        to=member.user.email,
        to_user=member.user,
        subject=title,
        body=body,
    )
    recipient.save(update_fields=["email", "messages"])
    return recipient.email


@transaction.atomic
def try_again(*, recipient: PackRecipient, user: User) -> bool:
    """Write once more to a member whom the message did not reach, at the address they have now.

    False if the message has not failed (any more): pressing twice writes once.

    Raises:
        PermissionDenied: not a clerk of the board.
    """
    if not may_send_pack(user, recipient.pack.meeting):
        raise PermissionDenied
    recipient = PackRecipient.objects.select_for_update().get(pk=recipient.pk)
    if not recipient.has_failed:
        return False
    _write_to(recipient)
    record(
        action="report.pack_sent_again",
        user=user,
        target=recipient.pack,
        note=f"member {recipient.member_id}",
    )
    return True


@transaction.atomic
def record_opening(
    *, pack: BoardPack, user: User, on: datetime.date | None = None
) -> PackRecipient:
    """Note the first day on which this member opened their copy.

    Raises:
        PermissionDenied: the pack was not sent to this person.
    """
    recipient = PackRecipient.objects.for_reader(user).filter(pack=pack).first()
    if recipient is None:
        raise PermissionDenied
    if recipient.opened_on is None:
        recipient.opened_on = on or timezone.localdate()
        recipient.save(update_fields=["opened_on"])
        record(action="report.pack_opened", user=user, target=pack)
    return recipient
