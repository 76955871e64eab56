"""Who prints, keys and counts paper. Everything stays with the partner that asks."""

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role, partners_where
from surveys.responding.paper.models import PaperForm

#: People who handle paper. Moderators and administrators as such are not among them.
PAPER_ROLES = (Role.COORDINATOR, Role.HELPER)


def may_open_paper(user: Person) -> bool:
    return has_role(user, *PAPER_ROLES)


def partners_of(user: Person) -> frozenset[int]:
    """Ids of the partners whose paper this person handles."""
    return partners_where(user, PAPER_ROLES)


def may_print(user: Person, partner: Partner | int) -> bool:
    """Coordinators and helpers of the partner that asks print forms and posters."""
    return has_role(user, *PAPER_ROLES, partner=partner)


def may_key(user: Person, partner: Partner | int) -> bool:
    """The same people key what comes back."""
    return has_role(user, *PAPER_ROLES, partner=partner)


def may_change_places(user: Person, partner: Partner | int) -> bool:
    return has_role(user, Role.COORDINATOR, partner=partner)


def may_count_places(user: Person, partner: Partner | int) -> bool:
    """True counts of responses: only coordinators of the partner that asks."""
    return has_role(user, Role.COORDINATOR, partner=partner)


def may_look_at_doubles(user: Person, partner: Partner | int) -> bool:
    return has_role(user, Role.COORDINATOR, partner=partner)


def may_key_second(user: Person, form: PaperForm) -> bool:
    """Anybody who keys for this partner but the person who keyed the form first."""
    first = form.entries.filter(turn=1).first()
    return (
        may_key(user, form.lot.run.owner_id) and first is not None and first.keyed_by_id != user.pk
    )


def may_settle(user: Person, form: PaperForm) -> bool:
    """The second person, or a coordinator; never the first: they would judge themselves."""
    entries = {entry.turn: entry.keyed_by_id for entry in form.entries.all()}
    if len(entries) < 2 or entries[1] == user.pk:
        return False
    owner = form.lot.run.owner_id
    is_second = entries[2] == user.pk and may_key(user, owner)
    return is_second or has_role(user, Role.COORDINATOR, partner=owner)


def role_at(user: Person, partner: Partner | int) -> str:
    """In which role this person handles the partner's paper; "" if in none."""
    return next((role for role in PAPER_ROLES if has_role(user, role, partner=partner)), "")
