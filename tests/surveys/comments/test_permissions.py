"""Role × act at the forum's comments. The council and administrators get nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.partners.enums import Role
from surveys.comments.actions import pass_comment
from surveys.comments.concerns import acknowledge_concern, flag_comment
from surveys.comments.models import Comment
from surveys.results.actions import count_for_release, freeze_release
from surveys.themes.actions import code_comment
from tests.builders import (
    build_comment,
    build_member,
    build_passed_comment,
    build_person,
    build_theme,
    build_version,
    sign_in,
)

pytestmark = pytest.mark.django_db

ACTS = (
    "open queue",
    "open desk",
    "pass",
    "flag waiting",
    "read redacted",
    "flag passed",
    "open concern",
    "acknowledge",
    "code",
    "freeze",
    "see true counts",
)
FORUM = {
    Role.MODERATOR: {
        "open queue",
        "open desk",
        "pass",
        "flag waiting",
        "read redacted",
        "flag passed",
    },
    Role.CODER: {"read redacted", "flag passed", "code"},
    Role.COORDINATOR: {"read redacted", "flag passed", "freeze", "see true counts"},
    Role.SAFEGUARDING_LEAD: {"open concern", "acknowledge"},
    Role.ACTION_LEAD: set(),
    Role.HELPER: set(),
    Role.CLERK: set(),
    Role.VIEWER: set(),
}
#: Their own empty queue is there for them; nothing of the forum's is.
COUNCIL = {role: {"open queue"} if role == Role.MODERATOR else set() for role in FORUM}


class World:
    """The forum's comments in each state, and one way to try each act."""

    def __init__(self, forum, client, person):
        moderator = build_member(partner=forum, role=Role.MODERATOR)
        self.person, self.forum = person, forum
        self.client = sign_in(client, person)
        self.version = build_version(owner=forum)
        self.waiting = build_comment(version=self.version, words="Waiting words")
        self.passed = build_passed_comment(
            version=self.version, words="Passed words", user=moderator
        )
        flagged = build_comment(version=self.version, words="Flagged words")
        self.flagged = flag_comment(comment=flagged, reason="Harm", user=moderator)
        self.theme = build_theme()

    def may(self, act: str) -> bool:
        try:
            return bool(getattr(self, "try_to_" + act.replace(" ", "_"))())
        except (PermissionDenied, Comment.DoesNotExist):
            return False

    def _opens(self, name: str, *args) -> bool:
        return self.client.get(reverse(name, args=args)).status_code == 200

    def try_to_open_queue(self):
        return self._opens("comments:queue")

    def try_to_open_desk(self):
        return self._opens("comments:desk", self.waiting.pk)

    def try_to_pass(self):
        return pass_comment(comment=self.waiting, spans=[], user=self.person)

    def try_to_flag_waiting(self):
        return flag_comment(comment=self.waiting, reason="Harm", user=self.person)

    def try_to_read_redacted(self):
        return Comment.objects.redacted_for(self.person).get().redacted_words

    def try_to_flag_passed(self):
        return flag_comment(comment=self.passed, reason="Harm", user=self.person)

    def try_to_open_concern(self):
        return self._opens("comments:concern", self.flagged.pk)

    def try_to_acknowledge(self):
        return acknowledge_concern(comment=self.flagged, user=self.person)

    def try_to_code(self):
        return code_comment(
            comment=self.passed,
            theme=self.theme,
            direction="negative",
            strength="clear",
            user=self.person,
        )

    def _survey(self):
        return {"owner": self.forum, "survey_keys": [self.version.survey_key], "user": self.person}

    def try_to_freeze(self):
        return freeze_release(**self._survey(), title="Autumn")

    def try_to_see_true_counts(self):
        return count_for_release(**self._survey(), period=None)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", FORUM)
def test_what_people_of_the_forum_may_do_with_its_comments(forum, client, role, act):
    world = World(forum, client, build_member(partner=forum, role=role))
    assert world.may(act) == (act in FORUM[role])


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", COUNCIL)
def test_what_people_of_the_council_may_do_with_the_forums_comments(
    forum, council, client, role, act
):
    world = World(forum, client, build_member(partner=council, role=role))
    assert world.may(act) == (act in COUNCIL[role])


@pytest.mark.parametrize("act", ACTS)
def test_an_administrator_may_do_none_of_it(forum, client, act):
    world = World(forum, client, build_person(superuser=True))
    assert not world.may(act)


@pytest.mark.parametrize("act", ACTS)
def test_a_role_that_has_ended_opens_nothing(forum, client, act):
    person = build_member(partner=forum, role=Role.MODERATOR)
    person.memberships.update(ends_on="2025-01-01")
    assert not World(forum, client, person).may(act)


def test_a_desk_that_is_forbidden_looks_like_one_that_is_not_there(
    forum, council_moderator, client
):
    comment = build_comment(owner=forum, words="Waiting words")
    sign_in(client, council_moderator)

    forbidden = client.get(reverse("comments:desk", args=[comment.pk]))
    missing = client.get(reverse("comments:desk", args=[comment.response_id]))

    assert forbidden.status_code == missing.status_code == 404
    assert forbidden.content == missing.content
