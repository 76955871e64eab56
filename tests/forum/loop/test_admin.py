"""The screens on which coordinators look after entries."""

import pytest
from django.core import mail
from django.urls import reverse

from forum.loop.enums import LoopStatus
from forum.loop.models import LoopEntry
from portal.jobs.queue import run_waiting_tasks
from portal.partners.enums import Role
from portal.partners.models import Membership
from tests.builders import build_entry, build_theme, build_version, build_wish, in_days, sign_in


@pytest.fixture
def survey_key(council):
    return build_version(owner=council).survey_key


@pytest.fixture
def entry(council_coordinator, survey_key):
    return build_entry(
        user=council_coordinator,
        name="Letters",
        survey_keys=[survey_key],
        themes=[build_theme(label="Letters come late")],
    )


@pytest.fixture
def signed_in(client, council_coordinator):
    return sign_in(client, council_coordinator)


def address(name, entry):
    return reverse(f"loop_entries:{name}", args=[entry.pk])


def test_the_list_says_what_is_missing_and_who_was_told(signed_in, entry):
    words = signed_in.get(reverse("loop_entries:index")).content.decode()
    assert "Letters" in words
    assert "Families cannot see it yet." in words
    assert "Nobody yet" in words


def test_an_empty_list_offers_the_first_step(signed_in, home_page):
    assert "Start the first entry" in signed_in.get(reverse("loop_entries:index")).content.decode()


def test_the_list_asks_as_often_for_three_as_for_thirty(
    signed_in, council_coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    for _ in range(3):
        build_entry(user=council_coordinator)
    list_address = reverse("loop_entries:index")
    signed_in.get(list_address)
    with django_assert_max_num_queries(40) as few:
        signed_in.get(list_address)
    for _ in range(27):
        build_entry(user=council_coordinator)
    with django_assert_num_queries(len(few)):
        signed_in.get(list_address)


def test_another_partners_entry_looks_missing(client, forum_coordinator, entry):
    sign_in(client, forum_coordinator)
    assert client.get(address("entry", entry)).status_code == 404
    assert "Letters" not in client.get(reverse("loop_entries:index")).content.decode()


@pytest.mark.parametrize("act", ["move", "words", "publish"])
@pytest.mark.parametrize("role", ["council_coder", "forum_coordinator", "administrator"])
def test_only_the_partners_coordinators_change_an_entry(client, entry, act, role, request):
    sign_in(client, request.getfixturevalue(role))
    response = client.post(
        address(act, entry), {"status": "doing", "next_date": in_days(3), "you_said": "x"}
    )
    assert response.status_code == 404
    entry.refresh_from_db()
    assert (entry.status, entry.published_on) == (LoopStatus.HEARD, None)


def test_an_entry_is_started_with_its_chain(signed_in, home_page, entry):
    theme = build_theme()
    response = signed_in.post(
        reverse("loop_entries:start"),
        {
            "partner": entry.partner_id,
            "name": "Calls",
            "title": "Nobody rings back",
            "you_said": "Nobody rings back.",
            "themes": [theme.pk],
            "consultation_key": "",
        },
    )
    started = LoopEntry.objects.get(name="Calls")
    assert response["Location"] == address("entry", started)
    assert list(started.themes.all()) == [theme]


def test_a_start_without_words_keeps_what_was_typed(signed_in, entry):
    response = signed_in.post(
        reverse("loop_entries:start"), {"partner": entry.partner_id, "name": "Calls"}
    )
    words = response.content.decode()
    assert "There is a problem" in words
    assert 'value="Calls"' in words


def test_moving_on_keeps_what_was_typed_when_something_is_missing(signed_in, entry):
    response = signed_in.post(
        address("move", entry), {"status": "partly", "next_date": f"{in_days(5)}", "reason": ""}
    )
    words = response.content.decode()
    assert "Every “no” and “not yet” has a reason." in words
    assert f"{in_days(5)}" in words
    entry.refresh_from_db()
    assert entry.status == LoopStatus.HEARD


def test_moving_on_adds_a_step(signed_in, entry):
    signed_in.post(
        address("move", entry),
        {"status": "partly", "next_date": f"{in_days(5)}", "reason": "Money."},
    )
    entry.refresh_from_db()
    assert (entry.status, entry.updates.count()) == (LoopStatus.PARTLY, 2)


def test_words_are_saved_as_a_draft(signed_in, entry):
    signed_in.post(address("words", entry), {"you_said": "New words.", "we_did": "This."})
    words = signed_in.get(address("entry", entry)).content.decode()
    assert "New words." in words
    assert entry.pages.get().you_said != "New words."


def test_publish_and_tell_asks_first_and_says_how_many(signed_in, entry, survey_key):
    for _ in range(2):
        build_wish(survey_key=survey_key)
    words = signed_in.get(address("publish", entry)).content.decode()
    assert "2 people asked to be told." in words
    entry.refresh_from_db()
    assert entry.published_on is None
    signed_in.post(address("publish", entry), {"tell": "yes"})
    run_waiting_tasks()
    entry.refresh_from_db()
    assert entry.published_on == in_days(0)
    assert len(mail.outbox) == 2


def test_telling_again_about_one_step_is_impossible(signed_in, entry, survey_key):
    build_wish(survey_key=survey_key)
    signed_in.post(address("publish", entry), {"tell": "yes"})
    words = signed_in.get(address("publish", entry)).content.decode()
    assert "Nobody is told twice" in words
    assert 'name="tell"' not in words
    signed_in.post(address("publish", entry), {"tell": "yes"})
    run_waiting_tasks()
    assert len(mail.outbox) == 1
    assert "Opted out before" in signed_in.get(address("entry", entry)).content.decode()


def test_publishing_without_telling_tells_nobody(signed_in, entry, survey_key):
    build_wish(survey_key=survey_key)
    signed_in.post(address("publish", entry))
    run_waiting_tasks()
    assert not mail.outbox


def test_a_publication_that_lacks_words_is_refused_in_plain_words(signed_in, entry):
    signed_in.post(
        address("move", entry), {"status": "yes", "next_date": f"{in_days(5)}", "reason": ""}
    )
    response = signed_in.post(address("publish", entry))
    assert "Write what was decided, and why." in response.content.decode()
    entry.refresh_from_db()
    assert entry.published_on is None


def test_the_editor_leads_to_publish_and_tell(client, administrator, entry, council):
    Membership.objects.create(
        user=administrator, partner=council, role=Role.COORDINATOR, starts_on=in_days(-9)
    )
    page = entry.pages.get()
    words = (
        sign_in(client, administrator)
        .get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        .content.decode()
    )
    assert address("publish", entry) in words
    assert 'name="action-publish"' not in words
