"""Who handles paper: role × act, in one table."""

import pytest

from portal.partners.enums import Role
from surveys.responding.paper import permissions
from tests.builders import build_member, build_partner

ACTS = ("may_print", "may_key", "may_change_places", "may_count_places", "may_look_at_doubles")
EVERYTHING = set(ACTS)
HANDLING = {"may_print", "may_key"}


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.COORDINATOR, EVERYTHING),
        (Role.HELPER, HANDLING),
        (Role.MODERATOR, set()),
        (Role.CODER, set()),
        (Role.SAFEGUARDING_LEAD, set()),
        (Role.CLERK, set()),
        (Role.ACTION_LEAD, set()),
        (Role.VIEWER, set()),
    ],
)
def test_what_each_role_may_do_with_its_own_partners_paper(db, role, acts):
    partner, other = build_partner(), build_partner()
    person = build_member(partner=partner, role=role)

    assert {act for act in ACTS if getattr(permissions, act)(person, partner)} == acts
    assert {act for act in ACTS if getattr(permissions, act)(person, other)} == set()
    assert permissions.may_open_paper(person) == bool(acts)


def test_an_administrator_as_such_handles_no_paper(administrator, council):
    assert not permissions.may_open_paper(administrator)
    assert not any(getattr(permissions, act)(administrator, council) for act in ACTS)
