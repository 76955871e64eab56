"""Who makes, sends and previews board packs. Reading one needs a copy of one's own.

`PackRecipientQuerySet.for_reader` is the only way to a pack for readers: no role opens one.
"""

from forum.board.models import Meeting
from forum.board.permissions import may_clerk
from portal.partners.permissions import Person


def may_make_pack(user: Person, meeting: Meeting) -> bool:
    """Clerks and coordinators of the partner that clerks the board."""
    return may_clerk(user, meeting.board)


def may_send_pack(user: Person, meeting: Meeting) -> bool:
    """The same who may make it, see who got it and preview it in the admin."""
    return may_make_pack(user, meeting)
