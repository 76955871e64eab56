"""Who may do what, as named predicates. Rights come from memberships in force.

Being an administrator (``is_superuser``) opens settings and pages. It never opens the words of a
partner, and it cannot be used to become a member of a partner that already looks after itself.
"""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from portal.partners.enums import RAW_WORD_ROLES, Role
from portal.partners.models import Membership, Partner

Person = AbstractBaseUser | AnonymousUser


def _held(user: Person) -> frozenset[tuple[int, str]]:
    """(partner id, role) pairs in force, read once per request and person."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_memberships_held"):
        user._memberships_held = frozenset(
            Membership.objects.in_force().filter(user=user).values_list("partner_id", "role")
        )
    return user._memberships_held


def forget_memberships(user: Person) -> None:
    """Make the next question about this person's roles look them up again."""
    if hasattr(user, "_memberships_held"):
        del user._memberships_held


def has_role(user: Person, *roles: str, partner: Partner | int | None = None) -> bool:
    """Whether the person holds one of the roles today, at this partner or (if None) at any."""
    partner_id = partner.pk if isinstance(partner, Partner) else partner
    return any(
        (not roles or role in roles) and partner_id in (None, at) for at, role in _held(user)
    )


def partners_where(user: Person, roles: Collection[str]) -> frozenset[int]:
    """Ids of the partners at which the person holds one of these roles today."""
    return frozenset(partner for partner, role in _held(user) if role in roles)


def may_enter_admin(user: Person) -> bool:
    """Staff and volunteers with any role, and administrators."""
    return user.is_authenticated and user.is_active and (user.is_superuser or bool(_held(user)))


def needs_second_factor(user: Person) -> bool:
    """Everyone who can open raw words, and administrators because they can change the portal."""
    return user.is_superuser or has_role(user, *RAW_WORD_ROLES)


def may_read_raw_words(user: Person, partner: Partner | int) -> bool:
    """Only moderators of the partner that asked. No other role, and no administrator as such."""
    return has_role(user, Role.MODERATOR, partner=partner)


def may_give_roles(user: Person, partner: Partner) -> bool:
    """A partner's coordinators choose who works for it.

    An administrator may only name the first coordinator of a partner that never had one:
    otherwise the council's administrator could make themselves the forum's moderator.
    """
    if has_role(user, Role.COORDINATOR, partner=partner):
        return True
    never_had_one = not partner.memberships.filter(role=Role.COORDINATOR).exists()
    return user.is_superuser and never_had_one


def may_change_account(user: Person, other: AbstractBaseUser) -> bool:
    """Whether an administrator may edit this account: e-mail address and closing included.

    Not when the account can open raw words at a partner for which the administrator is not a
    coordinator: changing its address would be a way to sign in as that person.
    """
    if not user.is_superuser:
        return False
    guarded = (
        Membership.objects.in_force()
        .filter(user=other, role__in=(*RAW_WORD_ROLES, Role.COORDINATOR))
        .values_list("partner_id", flat=True)
    )
    own = partners_where(user, (Role.COORDINATOR,))
    return user.pk == other.pk or all(partner in own for partner in guarded)
