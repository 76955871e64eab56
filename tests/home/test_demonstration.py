"""The demonstration area: told through the portal's own actions, and told only once."""

import pytest
from django.core.management import CommandError, call_command

from forum.board.models import Decision
from forum.loop.models import LoopEntry, LoopUpdate
from forum.plan.models import Action
from forum.reports.models import BoardPack
from home.demonstration.crowd import code_of
from portal.audit.actions import first_broken_entry
from portal.audit.models import AuditEntry
from surveys.comments.models import Comment
from surveys.responding.actions import response_of_code
from surveys.responding.models import Response
from surveys.results.models import Release

EVERYTHING = (
    Response,
    Comment,
    Release,
    Decision,
    Action,
    LoopEntry,
    LoopUpdate,
    BoardPack,
    AuditEntry,
)


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in EVERYTHING}


@pytest.mark.slow
def test_it_is_whole_and_loading_it_again_changes_nothing(db):
    call_command("load_demo", verbosity=0)
    before = counted()
    assert all(before.values())
    assert before["Response"] > 800
    call_command("load_demo", verbosity=0)
    assert counted() == before

    # Nothing in it could not have happened.
    assert first_broken_entry() is None
    assert all(release.hash == release.expected_hash() for release in Release.objects.all())
    assert response_of_code(code_of("after-an-annual-review", 0)) is not None
    assert {entry.is_late for entry in LoopEntry.objects.all()} == {True, False}
    assert Comment.objects.waiting().exists()
    assert Comment.objects.with_open_concern().exists()


def test_it_is_not_loaded_where_real_families_are_served(db, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="serves real families"):
        call_command("load_demo")


def test_a_scale_below_one_is_refused_in_plain_words(db):
    with pytest.raises(CommandError, match="whole number from 1 upwards"):
        call_command("load_demo", scale=0)
