"""An entry from what was heard to what was checked."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from forum.loop.actions import move_entry, page_of, publish_entry, start_entry, write_words
from forum.loop.enums import LoopStatus
from forum.loop.models import LoopEntry, LoopUpdate, StepIsFinal
from forum.loop.road import road
from forum.loop.signals import entry_published
from portal.audit.models import AuditEntry
from tests.builders import (
    build_consultation,
    build_entry,
    build_loop_list,
    build_translation,
    in_days,
)


@pytest.fixture
def entry(council_coordinator):
    return build_entry(user=council_coordinator)


def test_an_entry_starts_as_heard_with_a_draft_page(entry):
    page = page_of(entry)
    assert entry.status == LoopStatus.HEARD
    assert [update.status for update in entry.updates.all()] == [LoopStatus.HEARD]
    assert (page.live, page.owner_partner) == (False, entry.partner)
    assert page.you_said == "After a review we hear nothing for weeks."


def test_two_entries_of_one_name_stand_at_two_addresses(council_coordinator):
    first, second = (build_entry(user=council_coordinator, name="Letters") for _ in range(2))
    assert (page_of(first).slug, page_of(second).slug) == ("letters", "letters-2")


def test_the_first_promise_is_that_of_the_consultation(council, council_coordinator):
    consultation = build_consultation(owner=council, opens=-60, closes=-30, answer=12)
    entry = build_entry(user=council_coordinator, consultation_key=consultation.consultation_key)
    assert entry.next_date == in_days(12)


def test_without_a_consultation_the_area_promises_eight_weeks(entry):
    assert entry.next_date == in_days(56)


def test_starting_needs_words(council, council_coordinator):
    build_loop_list()
    with pytest.raises(ValidationError) as refused:
        start_entry(partner=council, name="", title="T", you_said=" ", user=council_coordinator)
    assert set(refused.value.message_dict) == {"name", "you_said"}


@pytest.mark.parametrize(
    "status", [LoopStatus.PARTLY, LoopStatus.NOT_NOW, LoopStatus.NO, LoopStatus.CHECKED]
)
def test_every_no_and_every_check_says_why(entry, council_coordinator, status):
    write_words(entry=entry, user=council_coordinator, we_did="We wrote it down.")
    with pytest.raises(ValidationError) as refused:
        move_entry(entry=entry, status=status, next_date=in_days(5), user=council_coordinator)
    assert set(refused.value.message_dict) == {"reason"}


@pytest.mark.parametrize("days", [None, 0, -1])
def test_whatever_waits_names_a_day_ahead(entry, council_coordinator, days):
    with pytest.raises(ValidationError) as refused:
        move_entry(
            entry=entry,
            status=LoopStatus.WITH_THE_BOARD,
            next_date=None if days is None else in_days(days),
            user=council_coordinator,
        )
    assert set(refused.value.message_dict) == {"next_date"}


def test_the_day_ahead_is_counted_from_the_day_of_the_step(council_coordinator):
    entry = build_entry(user=council_coordinator, on=in_days(-100))
    update = move_entry(
        entry=entry,
        status=LoopStatus.WITH_THE_BOARD,
        next_date=in_days(-50),
        user=council_coordinator,
        on=in_days(-90),
    )
    assert (update.on, entry.is_late) == (in_days(-90), True)


def test_steps_are_told_in_their_order(entry, council_coordinator):
    with pytest.raises(ValidationError) as refused:
        move_entry(
            entry=entry,
            status=LoopStatus.WITH_THE_BOARD,
            next_date=in_days(5),
            user=council_coordinator,
            on=in_days(-1),
        )
    assert set(refused.value.message_dict) == {"on"}


def test_going_back_needs_a_reason(entry, council_coordinator):
    move_entry(entry=entry, status=LoopStatus.DOING, next_date=in_days(9), user=council_coordinator)
    back = {"entry": entry, "status": LoopStatus.WITH_THE_BOARD, "next_date": in_days(9)}
    with pytest.raises(ValidationError) as refused:
        move_entry(**back, user=council_coordinator)
    assert set(refused.value.message_dict) == {"reason"}
    move_entry(**back, reason="The money was not there.", user=council_coordinator)
    assert entry.status == LoopStatus.WITH_THE_BOARD


def test_done_says_what_was_done(entry, council_coordinator):
    done = {"entry": entry, "status": LoopStatus.DONE, "next_date": in_days(70)}
    with pytest.raises(ValidationError) as refused:
        move_entry(**done, user=council_coordinator)
    assert set(refused.value.message_dict) == {"status"}
    write_words(entry=entry, user=council_coordinator, we_did="Letters now come in time.")
    assert move_entry(**done, user=council_coordinator).status == LoopStatus.DONE


def test_a_final_answer_promises_nothing_more(entry, council_coordinator):
    move_entry(
        entry=entry,
        status=LoopStatus.NO,
        reason="It would take the money from younger children.",
        next_date=in_days(9),
        user=council_coordinator,
    )
    assert entry.next_date is None
    assert not entry.is_late


def test_each_promise_stays_in_the_history(entry, council_coordinator):
    for days in (9, 30):
        move_entry(
            entry=entry, status=LoopStatus.DOING, next_date=in_days(days), user=council_coordinator
        )
    promised = entry.updates.values_list("next_date", flat=True)
    assert list(promised) == [in_days(56), in_days(9), in_days(30)]


def test_a_step_can_be_neither_changed_nor_deleted(entry):
    update = entry.updates.get()
    update.reason = "Something nicer"
    with pytest.raises(StepIsFinal):
        update.save()
    with pytest.raises(StepIsFinal):
        update.delete()
    with pytest.raises(TypeError):
        LoopUpdate.objects.update(reason="Something nicer")
    with pytest.raises(TypeError):
        entry.updates.all().delete()


def test_the_database_refuses_a_no_without_a_reason(entry, council_coordinator):
    with pytest.raises(IntegrityError), transaction.atomic():
        LoopUpdate.objects.create(entry=entry, status=LoopStatus.NO, by=council_coordinator)


def test_publishing_puts_every_language_in_public(entry, council_coordinator):
    urdu = build_translation(page_of(entry), "ur", live=False)
    publish_entry(entry=entry, user=council_coordinator, on=in_days(-3))
    urdu.refresh_from_db()
    assert (entry.published_on, page_of(entry).live, urdu.live) == (in_days(-3), True, True)


def test_a_decided_entry_says_what_was_decided_before_it_is_public(entry, council_coordinator):
    move_entry(entry=entry, status=LoopStatus.YES, next_date=in_days(9), user=council_coordinator)
    with pytest.raises(ValidationError) as refused:
        publish_entry(entry=entry, user=council_coordinator)
    assert set(refused.value.message_dict) == {"we_decided"}
    assert not page_of(entry).live


def test_we_did_stays_under_120_words(entry, council_coordinator):
    write_words(entry=entry, user=council_coordinator, we_did="word " * 121)
    with pytest.raises(ValidationError) as refused:
        publish_entry(entry=entry, user=council_coordinator)
    assert set(refused.value.message_dict) == {"we_did"}


def test_a_public_entry_cannot_be_decided_without_words(council_coordinator):
    entry = build_entry(user=council_coordinator, published=True)
    with pytest.raises(ValidationError) as refused:
        move_entry(
            entry=entry, status=LoopStatus.YES, next_date=in_days(9), user=council_coordinator
        )
    assert set(refused.value.message_dict) == {"status"}


def test_new_words_are_public_only_once_published(council_coordinator):
    entry = build_entry(user=council_coordinator, published=True)
    write_words(entry=entry, user=council_coordinator, meanwhile="Ring us.")
    assert entry.pages.get().meanwhile == ""
    publish_entry(entry=entry, user=council_coordinator)
    assert entry.pages.get().meanwhile == "Ring us."
    assert entry.published_on == in_days(0)


def test_listeners_hear_of_each_public_step(
    entry, council_coordinator, request, django_capture_on_commit_callbacks
):
    heard = []

    def listen(update, **_signal):
        heard.append(update.status)

    entry_published.connect(listen)
    request.addfinalizer(lambda: entry_published.disconnect(listen))
    with django_capture_on_commit_callbacks(execute=True):
        move_entry(
            entry=entry,
            status=LoopStatus.WITH_THE_BOARD,
            next_date=in_days(9),
            user=council_coordinator,
        )
        assert heard == []
        publish_entry(entry=entry, user=council_coordinator)
        publish_entry(entry=entry, user=council_coordinator)
        move_entry(
            entry=entry,
            status=LoopStatus.HEARD,
            reason="Back.",
            next_date=in_days(9),
            user=council_coordinator,
        )
    assert heard == [LoopStatus.WITH_THE_BOARD, LoopStatus.HEARD]


ACTS = {
    "start": lambda entry, user: start_entry(
        partner=entry.partner, name="n", title="t", you_said="y", user=user
    ),
    "move": lambda entry, user: move_entry(
        entry=entry, status=LoopStatus.WITH_THE_BOARD, next_date=in_days(3), user=user
    ),
    "write": lambda entry, user: write_words(entry=entry, we_did="x", user=user),
    "publish": lambda entry, user: publish_entry(entry=entry, user=user),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["forum_coordinator", "council_coder", "administrator"])
def test_nobody_writes_answers_for_another_partner(entry, act, role, request):
    with pytest.raises(PermissionDenied):
        ACTS[act](entry, request.getfixturevalue(role))
    assert LoopEntry.objects.count() == 1


def test_every_act_is_logged(entry, council_coordinator):
    for act in ("move", "write", "publish"):
        ACTS[act](entry, council_coordinator)
    logged = set(AuditEntry.objects.values_list("action", flat=True))
    assert logged >= {
        "entry.started",
        "entry.moved",
        "entry.words_written",
        "entry.published",
    }


@pytest.mark.parametrize("status", LoopStatus.values)
def test_the_road_has_one_present_step_and_nothing_after_a_no(status):
    steps = road(status)
    assert [step.current for step in steps].count(True) == 1
    assert len(steps) == (3 if status in (LoopStatus.NO, LoopStatus.NOT_NOW) else 6)
