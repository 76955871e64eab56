"""Who may do what with a board's papers, as named predicates.

The partner that clerks a board keeps its papers. Members read. A forum or youth voice group puts
its own points on the agenda, and nobody else may change their words. Being an administrator opens
none of it.
"""

from collections.abc import Iterable

from forum.board.models import Board, BoardItem, BoardMember
from forum.board.querysets import CLERKING_ROLES, VOICE_KINDS
from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role
from surveys.results.models import Release


def may_clerk(user: Person, board: Board) -> bool:
    """Meetings, seats, decisions and packs: clerks and coordinators of the clerking partner."""
    return has_role(user, *CLERKING_ROLES, partner=board.clerk_partner_id)


def may_set_up_board(user: Person, clerk_partner: Partner) -> bool:
    """Whoever would keep its papers, and administrators: a new board has no words in it yet."""
    return (user.is_active and user.is_superuser) or has_role(
        user, *CLERKING_ROLES, partner=clerk_partner
    )


def is_sitting_member(user: Person, board: Board) -> bool:
    """Whether this person holds a seat today."""
    return user.is_authenticated and (
        BoardMember.objects.sitting().held_by(user).filter(board=board).exists()
    )


def partners_placing_for(user: Person) -> list[Partner]:
    """Forums and youth voice groups for which this person puts points on agendas."""
    own = Partner.objects.where_user_is(user, Role.COORDINATOR) if user.is_authenticated else ()
    return [partner for partner in own if partner.kind in VOICE_KINDS]


def may_place_item(user: Person, board: Board, partner: Partner) -> bool:
    """As the clerking partner, or as a forum or youth voice group that one coordinates."""
    if partner.pk == board.clerk_partner_id:
        return may_clerk(user, board)
    return partner.kind in VOICE_KINDS and has_role(user, Role.COORDINATOR, partner=partner)


def may_change_item(user: Person, item: BoardItem) -> bool:
    """Only who placed a point changes its words."""
    return may_place_item(user, item.meeting.board, item.placed_by)


def may_read_board(user: Person, board: Board) -> bool:
    """Who keeps the papers, who sits on the board, and who may place a point."""
    return (
        may_clerk(user, board) or is_sitting_member(user, board) or bool(partners_placing_for(user))
    )


def may_show_figures(release: Release, partner: Partner) -> bool:
    """Published figures are for everyone; other frozen ones only for the partner that owns them."""
    return release.withdrawn_on is None and (release.is_public or release.owner_id == partner.pk)


def showable_releases(partners: Iterable[Partner]) -> list[Release]:
    """Frozen figures that one of these partners may put before a board, the newest first."""
    partners = list(partners)
    return [
        release
        for release in Release.objects.in_force().select_related("owner")
        if any(may_show_figures(release, partner) for partner in partners)
    ]


def may_see_board_screens(user: Person) -> bool:
    """Whether the admin's menu leads there: there is something to read, or a board to set up."""
    if user.is_active and user.is_superuser:
        return True
    return has_role(user, Role.CLERK) or Board.objects.readable_by(user).exists()
