"""What families see of "you said, we did"."""

import pytest

from forum.loop.actions import move_entry, page_of, publish_entry, tell_contributors, write_words
from forum.loop.enums import LoopStatus
from forum.loop.models import LoopEntry
from portal.jobs.queue import run_waiting_tasks
from tests.builders import (
    build_consultation,
    build_entry,
    build_loop_list,
    build_translation,
    build_version,
    build_wish,
    in_days,
)


def shown(client, page, query: str = "") -> str:
    response = client.get(page.get_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_published_entries_only(client, council_coordinator):
    build_entry(user=council_coordinator, title="Public one", published=True)
    build_entry(user=council_coordinator, title="Hidden one")
    words = shown(client, build_loop_list())
    assert "Public one" in words
    assert "Hidden one" not in words


def test_the_list_is_narrowed_by_status(client, council_coordinator):
    build_entry(user=council_coordinator, title="Still heard", published=True)
    moved = build_entry(user=council_coordinator, title="At the board", published=True)
    move_entry(
        entry=moved,
        status=LoopStatus.WITH_THE_BOARD,
        next_date=in_days(3),
        user=council_coordinator,
    )
    words = shown(client, build_loop_list(), "?status=with_the_board")
    assert "At the board" in words
    assert "Still heard" not in words
    assert "Still heard" in shown(client, build_loop_list(), "?status=nonsense")


def test_lateness_shows_by_itself(client, council_coordinator):
    entry = build_entry(user=council_coordinator, title="Forgotten", published=True)
    assert "Late: we promised" not in shown(client, build_loop_list())
    LoopEntry.objects.filter(pk=entry.pk).update(next_date=in_days(-1))
    assert "Late: we promised" in shown(client, build_loop_list(), "?status=late")
    assert "We have not done so yet" in shown(client, page_of(entry))


def test_the_list_asks_as_often_for_three_as_for_thirty(
    client,
    council_coordinator,
    django_assert_num_queries,
    django_assert_max_num_queries,
    monkeypatch,
):
    monkeypatch.setattr("forum.loop.models.ENTRIES_ON_A_PAGE", 30)
    address = build_loop_list().get_url()
    for _ in range(3):
        build_entry(user=council_coordinator, published=True)
    client.get(address)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    for _ in range(27):
        build_entry(user=council_coordinator, published=True)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_the_page_of_an_entry_tells_the_whole_story(client, council, council_coordinator):
    consultation = build_consultation(owner=council, title="Letters after reviews")
    entry = build_entry(user=council_coordinator, consultation_key=consultation.consultation_key)
    write_words(
        entry=entry,
        user=council_coordinator,
        we_decided="Partly: a letter, and no text yet.",
        we_did="Letters go out within 5 days.",
        meanwhile="Ring us.",
    )
    move_entry(
        entry=entry,
        status=LoopStatus.PARTLY,
        reason="Texts cost too much this year.",
        next_date=in_days(40),
        user=council_coordinator,
    )
    publish_entry(entry=entry, user=council_coordinator)
    words = shown(client, page_of(entry))
    for sentence in (
        "After a review we hear nothing for weeks.",
        "Partly: a letter, and no text yet.",
        "Letters go out within 5 days.",
        "Ring us.",
        "Texts cost too much this year.",
        "We will say more by",
        "Letters after reviews",
        "Participation team",
        "Decided: partly",
    ):
        assert sentence in words


def test_how_many_were_told_is_protected(client, council, council_coordinator):
    key = build_version(owner=council).survey_key
    entry = build_entry(user=council_coordinator, published=True, survey_keys=[key])
    for _ in range(4):
        build_wish(survey_key=key)
    tell_contributors(update=entry.updates.get(), user=council_coordinator)
    run_waiting_tasks()
    assert "too few to show" in shown(client, page_of(entry))
    for _ in range(7):
        build_wish(survey_key=key)
    update = move_entry(
        entry=entry,
        status=LoopStatus.WITH_THE_BOARD,
        next_date=in_days(3),
        user=council_coordinator,
    )
    tell_contributors(update=update, user=council_coordinator)
    run_waiting_tasks()
    words = shown(client, page_of(entry))
    assert "We told about 10 people who asked to hear." in words
    assert "11 people" not in words


def test_an_untranslated_entry_is_listed_in_english(client, council_coordinator):
    translated = build_entry(user=council_coordinator, published=True)
    build_entry(user=council_coordinator, title="Only English", published=True)
    urdu = build_translation(page_of(translated), "ur", title="صرف اردو")
    words = shown(client, urdu.get_parent())
    assert "صرف اردو" in words
    assert 'hreflang="en">Only English' in words


def test_reasons_in_english_are_marked_on_a_translated_page(client, council_coordinator):
    entry = build_entry(user=council_coordinator, published=True)
    move_entry(
        entry=entry,
        status=LoopStatus.WITH_THE_BOARD,
        reason="On the next agenda.",
        next_date=in_days(3),
        user=council_coordinator,
    )
    urdu = build_translation(page_of(entry), "ur")
    assert 'lang="en" dir="ltr">On the next agenda.' in shown(client, urdu)


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete", "copy"])
def test_the_editor_cannot_go_round_the_entry(council_coordinator, administrator, act):
    page = page_of(build_entry(user=council_coordinator))
    for person in (council_coordinator, administrator):
        assert not getattr(page.permissions_for_user(person), f"can_{act}")()


def test_a_draft_is_not_served(client, council_coordinator):
    page = page_of(build_entry(user=council_coordinator))
    assert client.get(page.get_url()).status_code == 404
