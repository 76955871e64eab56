"""Who may code, and who may change the code list. Administrators as such may do neither."""

from portal.partners.enums import Role
from portal.partners.permissions import Person, has_role
from surveys.comments.enums import READABLE_STATUSES
from surveys.comments.models import Comment
from surveys.themes.models import CodeList, Theme

#: Who works with the code list at all.
LIST_ROLES = (Role.COORDINATOR, Role.CODER)


def may_open_coding(user: Person) -> bool:
    """Coders of any partner; each sees the comments of their own partners only."""
    return has_role(user, Role.CODER)


def may_code(user: Person, comment: Comment) -> bool:
    """Coders of the partner that asked, once a moderator has passed the comment."""
    return comment.status in READABLE_STATUSES and has_role(
        user, Role.CODER, partner=comment.owner_id
    )


def may_add_theme(user: Person, code_list: CodeList) -> bool:
    """Coders and coordinators: anybody's to the shared list, a partner's to its own list."""
    return has_role(user, *LIST_ROLES, partner=code_list.partner_id)


def may_settle_theme(user: Person, theme: Theme) -> bool:
    """Coordinators approve what coders propose, change it and retire it."""
    return has_role(user, Role.COORDINATOR, partner=theme.code_list.partner_id)
