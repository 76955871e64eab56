"""What waits for somebody when they come in: the work, how much of it, and the way there."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.board.models import Board, Meeting
from forum.consultations.models import ConsultationPage
from forum.loop.models import LoopEntry
from forum.plan.models import Action
from forum.reports.models import BoardPack
from portal.mail.models import OutgoingEmail
from portal.partners.enums import Role
from portal.partners.permissions import Person, has_role, partners_where
from portal.texts.models import OutgoingText
from portal.texts.permissions import LOOKING_AFTER_TEXTS, may_look_after_texts
from surveys.comments.models import Comment
from surveys.contacts.models import CallBack
from surveys.contacts.permissions import RINGING_BACK, may_open_calls
from surveys.themes.coding import codable_by, uncoded
from surveys.themes.permissions import may_open_coding

#: Promises that come due within so many days are shown before they are late.
SOON_DAYS = 14


@dataclass(frozen=True)
class Waiting:
    """One kind of work. ``late`` work stands first and says so in words."""

    words: str | Promise
    count: int
    url: str
    late: bool = False


def what_waits(user: Person) -> list[Waiting]:
    """Everything that waits for this person at their own partners, late work first.

    Nothing that waits nowhere is listed; an empty list means that all is done.
    """
    found = [
        *_words_to_read(user),
        *_promises(user),
        *_actions(user),
        *_board(user),
        *_messages(user),
        *_calls(user),
    ]
    return sorted((each for each in found if each.count), key=lambda each: not each.late)


def _words_to_read(user: Person) -> Iterator[Waiting]:
    if has_role(user, Role.SAFEGUARDING_LEAD):
        yield Waiting(
            _("Somebody may not be safe: read now"),
            Comment.objects.readable_by(user).with_open_concern().count(),
            reverse("comments:concerns"),
            late=True,
        )
    if has_role(user, Role.MODERATOR):
        yield Waiting(
            _("Comments to read"),
            Comment.objects.readable_by(user).waiting().count(),
            reverse("comments:queue"),
        )
    elif has_role(user, Role.COORDINATOR):
        own = partners_where(user, (Role.COORDINATOR,))
        yield Waiting(
            _("Comments that your moderator has not read yet"),
            Comment.objects.waiting().owned_by(own).count(),
            reverse("memberships:index"),
        )
    if may_open_coding(user):
        yield Waiting(
            _("Comments that need a theme"),
            uncoded(codable_by(user)).count(),
            reverse("themes:overview"),
        )


def _promises(user: Person) -> Iterator[Waiting]:
    own = partners_where(user, (Role.COORDINATOR,))
    if not own:
        return
    consultations = ConsultationPage.objects.originals().owned_by(own)
    late = consultations.late().count()
    yield Waiting(
        _("Consultations whose answer is late"), late, reverse("consultations:index"), late=True
    )
    yield Waiting(
        _("Closed consultations without an answer yet"),
        consultations.awaiting_answer().count() - late,
        reverse("consultations:index"),
    )
    entries = LoopEntry.objects.of_partners(own)
    yield Waiting(
        _("Promises to families that are late"),
        entries.late().count(),
        reverse("loop_entries:index"),
        late=True,
    )
    yield Waiting(
        _("Promises to families that come due in the next 14 days"),
        entries.due_within(SOON_DAYS).count(),
        reverse("loop_entries:index"),
    )


def _actions(user: Person) -> Iterator[Waiting]:
    own = partners_where(user, (Role.COORDINATOR, Role.CLERK))
    mine = Action.objects.answered_for_by(user, own)
    yield Waiting(
        _("Actions that are late"), mine.late().count(), reverse("plan_admin:plans"), late=True
    )
    yield Waiting(
        _("Actions that come due in the next 14 days"),
        mine.due_within(SOON_DAYS).count(),
        reverse("plan_admin:plans"),
    )


def _board(user: Person) -> Iterator[Waiting]:
    if has_role(user, Role.CLERK):
        ahead = Meeting.objects.coming().of_boards(Board.objects.clerked_by(user))
        yield Waiting(
            _("Meetings ahead whose pack is not sent"),
            ahead.exclude(packs__in=BoardPack.objects.sent()).count(),
            reverse("board_admin:meetings"),
        )


def _messages(user: Person) -> Iterator[Waiting]:
    if has_role(user, Role.COORDINATOR, Role.CLERK):
        own = partners_where(user, (Role.COORDINATOR, Role.CLERK))
        yield Waiting(
            _("E-mails that could not be delivered"),
            OutgoingEmail.objects.failed().of_partners(own).count(),
            reverse("emails:index"),
            late=True,
        )
    if may_look_after_texts(user):
        own = partners_where(user, LOOKING_AFTER_TEXTS)
        yield Waiting(
            _("Texts that could not be delivered"),
            OutgoingText.objects.failed().of_partners(own).count(),
            reverse("outgoing_texts:index"),
            late=True,
        )


def _calls(user: Person) -> Iterator[Waiting]:
    if not may_open_calls(user):
        return
    calls = CallBack.objects.of_partners(partners_where(user, RINGING_BACK))
    late = calls.late().count()
    yield Waiting(
        _("Families who asked for a call: late"), late, reverse("call_backs:index"), late=True
    )
    yield Waiting(
        _("Families who asked for a call"),
        calls.open().count() - late,
        reverse("call_backs:index"),
    )
