"""Setting up a board, seating its members, making its agendas and recording what it decides."""

import datetime
import uuid
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.board.enums import NEEDS_REASON, Outcome
from forum.board.models import (
    DECISION_PREFIX,
    Board,
    BoardItem,
    BoardMember,
    Decision,
    Meeting,
)
from forum.board.permissions import (
    may_change_item,
    may_clerk,
    may_place_item,
    may_set_up_board,
    may_show_figures,
    partners_placing_for,
)
from forum.board.signals import decision_recorded
from portal.audit.actions import record
from portal.partners.models import Partner
from surveys.results.models import Release
from surveys.themes.models import Theme

User = get_user_model()


@transaction.atomic
def create_board(*, name: str, clerk_partner: Partner, user: User) -> Board:
    """A board without members or meetings yet.

    Raises:
        PermissionDenied: neither clerk or coordinator of that partner nor administrator.
        ValidationError: a board of that name exists.
    """
    if not may_set_up_board(user, clerk_partner):
        raise PermissionDenied
    board = Board(name=name.strip(), clerk_partner=clerk_partner)
    board.full_clean()
    board.save()
    record(action="board.created", user=user, target=board, note=clerk_partner.slug)
    return board


@transaction.atomic
def seat_member(
    *,
    board: Board,
    member: User,
    seat: str,
    user: User,
    partner: Partner | None = None,
    on: datetime.date | None = None,
) -> BoardMember:
    """``member`` sits on the board from ``on``. Seating somebody who left opens their seat again.

    Raises:
        PermissionDenied: not a clerk of this board.
        ValidationError: the person sits on it already, or the seat has no name.
    """
    if not may_clerk(user, board):
        raise PermissionDenied
    day = on or timezone.localdate()
    if BoardMember.objects.sitting(day).held_by(member).filter(board=board).exists():
        raise ValidationError({"email": _("This person sits on the board already.")})
    seated = board.members.held_by(member).first() or BoardMember(board=board, user=member)
    seated.seat, seated.partner = seat.strip(), partner
    seated.starts_on, seated.ends_on = day, None
    seated.full_clean()
    seated.save()
    record(action="board.member_seated", user=user, target=seated, note=f"board {board.pk}")
    return seated


@transaction.atomic
def seat_by_email(
    *,
    board: Board,
    email: str,
    seat: str,
    user: User,
    partner: Partner | None = None,
    on: datetime.date | None = None,
) -> BoardMember:
    """Like `seat_member`, for whoever reads this address; makes an account where there is none.

    The new account has no role anywhere: all it opens are the papers that are sent to it.

    Raises:
        PermissionDenied: not a clerk of this board.
        ValidationError: as `seat_member`, or the account was closed.
    """
    if not may_clerk(user, board):
        raise PermissionDenied
    account = User.objects.filter(email__iexact=email.strip()).first()
    if account is None:
        account = User.objects.create_user(email.strip(), role_title=seat.strip())
        record(action="account.created", user=user, target=account, note=f"board {board.pk}")
    if not account.is_active:
        raise ValidationError({"email": _("The account with this address was closed.")})
    return seat_member(board=board, member=account, seat=seat, user=user, partner=partner, on=on)


@transaction.atomic
def end_seat(*, member: BoardMember, user: User, on: datetime.date | None = None) -> BoardMember:
    """``on`` is the first day without this member. What was sent to them before stays theirs.

    Raises:
        PermissionDenied: not a clerk of this board.
    """
    if not may_clerk(user, member.board):
        raise PermissionDenied
    member.ends_on = (on or timezone.localdate()) - datetime.timedelta(days=1)
    member.save(update_fields=["ends_on"])
    record(action="board.seat_ended", user=user, target=member, note=f"board {member.board_id}")
    return member


@transaction.atomic
def add_meeting(*, board: Board, held_on: datetime.date, place: str, user: User) -> Meeting:
    """A meeting with an empty agenda.

    Raises:
        PermissionDenied: not a clerk of this board.
        ValidationError: the board meets on that day already.
    """
    if not may_clerk(user, board):
        raise PermissionDenied
    if board.meetings.filter(held_on=held_on).exists():
        raise ValidationError({"held_on": _("This board meets on that day already.")})
    meeting = Meeting(board=board, held_on=held_on, place=place.strip())
    meeting.full_clean()
    meeting.save()
    record(action="board.meeting_added", user=user, target=meeting, note=str(held_on))
    return meeting


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    title: str,
    question: str,
    families_say: str,
    user: User,
    themes: Iterable[Theme] = (),
    release: Release | None = None,
    consultation_key: uuid.UUID | None = None,
    placed_by: Partner | None = None,
) -> BoardItem:
    """The next point of the agenda.

    ``placed_by`` is whose words these are; by default the partner that clerks the board, or the
    forum or youth voice group that the person coordinates.

    Raises:
        PermissionDenied: the person may not place points for that partner.
        ValidationError: something is missing, or the figures may not be shown by that partner.
    """
    partner = placed_by or _default_author(user, meeting.board)
    if partner is None or not may_place_item(user, meeting.board, partner):
        raise PermissionDenied
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item = BoardItem(meeting=meeting, number=last + 1, placed_by=partner)
    _write(item, title, question, families_say, release, consultation_key)
    item.themes.set(themes)
    record(action="board.item_added", user=user, target=item, note=f"by {partner.slug}")
    return item


def _default_author(user: User, board: Board) -> Partner | None:
    if may_clerk(user, board):
        return board.clerk_partner
    return next(iter(partners_placing_for(user)), None)


@transaction.atomic
def change_item(
    *,
    item: BoardItem,
    title: str,
    question: str,
    families_say: str,
    user: User,
    themes: Iterable[Theme] = (),
    release: Release | None = None,
    consultation_key: uuid.UUID | None = None,
) -> BoardItem:
    """Put the words of a point right. A pack that was frozen before keeps the earlier ones.

    Raises:
        PermissionDenied: another partner placed the point.
        ValidationError: the board has decided about it, or something is missing.
    """
    if not may_change_item(user, item):
        raise PermissionDenied
    if item.decisions.exists():
        raise ValidationError(
            _("The board has decided about this point, so its words stay as they were.")
        )
    _write(item, title, question, families_say, release, consultation_key)
    item.themes.set(themes)
    record(action="board.item_changed", user=user, target=item)
    return item


def _write(
    item: BoardItem,
    title: str,
    question: str,
    families_say: str,
    release: Release | None,
    consultation_key: uuid.UUID | None,
) -> None:
    if release is not None and not may_show_figures(release, item.placed_by):
        raise ValidationError(
            {"release": _("These figures were withdrawn, or they belong to another partner.")}
        )
    item.title, item.question = title.strip(), question.strip()
    item.families_say = families_say.strip()
    item.release, item.consultation_key = release, consultation_key
    item.full_clean()
    item.save()


@transaction.atomic
def record_decision(
    *,
    item: BoardItem,
    outcome: Outcome,
    words: str,
    user: User,
    reason: str = "",
    waiting_means: str = "",
    decided_on: datetime.date | None = None,
) -> Decision:
    """What the board decided about a point, under the next reference. It is never rewritten.

    A point that was deferred takes a further decision; any other is decided once.
    `decision_recorded` is sent inside the transaction.

    Raises:
        PermissionDenied: not a clerk of this board.
        ValidationError: by field, what is missing or does not fit.
    """
    meeting = item.meeting
    if not may_clerk(user, meeting.board):
        raise PermissionDenied
    day = decided_on or timezone.localdate()
    decision = Decision(
        item=item,
        reference=_next_reference(),
        outcome=outcome,
        words=words.strip(),
        reason=reason.strip(),
        waiting_means=waiting_means.strip(),
        decided_on=day,
        recorded_by=user,
    )
    _check_decision(decision)
    decision.full_clean(validate_constraints=False)  # said above, at the field, in plain words
    decision.save(force_insert=True)
    record(
        action="board.decision_recorded",
        user=user,
        target=decision,
        note=f"{decision.reference} {outcome}",
    )
    decision_recorded.send(sender=Decision, decision=decision, user=user)
    return decision


def _next_reference() -> str:
    # Whoever comes second waits here, so that no two decisions get the same number.
    list(Board.objects.select_for_update().order_by("pk").values_list("pk"))
    references = Decision.objects.values_list("reference", flat=True)
    last = max((int(each.removeprefix(DECISION_PREFIX)) for each in references), default=0)
    return f"{DECISION_PREFIX}{last + 1}"


def _check_decision(decision: Decision) -> None:
    so_far = decision.item.decisions.order_by("decided_on")
    latest = max(so_far, key=lambda each: (each.decided_on, each.number), default=None)
    if latest is not None and latest.outcome != Outcome.DEFERRED:
        raise ValidationError(
            _("The board has decided this point (%(reference)s). Put a new point on the agenda.")
            % {"reference": latest.reference}
        )
    problems = {}
    if decision.outcome in NEEDS_REASON and not decision.reason:
        problems["reason"] = _("Give the reason in plain words. Families will read it.")
    if decision.outcome == Outcome.DEFERRED and not decision.waiting_means:
        problems["waiting_means"] = _("Say what waiting means for families.")
    earliest = latest.decided_on if latest else decision.item.meeting.held_on
    if decision.decided_on < earliest:
        problems["decided_on"] = _("The board had not met by then. Choose a later day.")
    elif decision.decided_on > timezone.localdate():
        problems["decided_on"] = _("This day is still to come. Choose the day it was decided.")
    if problems:
        raise ValidationError(problems)
