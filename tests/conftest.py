"""People and places that most tests meet."""

import pytest
from django.core.cache import cache

from portal.partners.enums import PartnerKind, Role
from portal.tooling.test_database import django_db_setup  # noqa: F401 (stands in for the stock one)
from tests.builders import build_home_page, build_member, build_partner, build_person


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Counted tries and looked-up addresses of one test are not those of the next."""
    cache.clear()


@pytest.fixture
def council(db):
    return build_partner(name="Wexmere Council", kind=PartnerKind.COUNCIL)


@pytest.fixture
def forum(db):
    return build_partner(name="Wexmere Parent Carers Together", kind=PartnerKind.FORUM)


@pytest.fixture
def home_page(db):
    return build_home_page()


@pytest.fixture
def administrator(db):
    return build_person(role_title="Administrator", superuser=True)


@pytest.fixture
def forum_coordinator(forum):
    return build_member(partner=forum, role=Role.COORDINATOR)


@pytest.fixture
def forum_moderator(forum):
    return build_member(partner=forum, role=Role.MODERATOR)


@pytest.fixture
def forum_coder(forum):
    return build_member(partner=forum, role=Role.CODER)


@pytest.fixture
def council_coordinator(council):
    return build_member(partner=council, role=Role.COORDINATOR)


@pytest.fixture
def council_moderator(council):
    return build_member(partner=council, role=Role.MODERATOR)


@pytest.fixture
def council_coder(council):
    return build_member(partner=council, role=Role.CODER)


@pytest.fixture
def council_clerk(council):
    return build_member(partner=council, role=Role.CLERK)


@pytest.fixture
def council_safeguarding_lead(council):
    return build_member(partner=council, role=Role.SAFEGUARDING_LEAD)


@pytest.fixture
def council_action_lead(council):
    return build_member(partner=council, role=Role.ACTION_LEAD)


@pytest.fixture
def forum_safeguarding_lead(forum):
    return build_member(partner=forum, role=Role.SAFEGUARDING_LEAD)
