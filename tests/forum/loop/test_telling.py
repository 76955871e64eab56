"""Telling the people who asked: each once for each step, whatever happens in between."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from forum.loop.actions import (
    move_entry,
    page_of,
    publish_entry,
    tell_contributors,
    telling_counts,
)
from forum.loop.enums import LoopStatus
from forum.loop.models import StepIsFinal, Telling
from forum.loop.telling import queue_email, write_messages
from portal.jobs.queue import run_waiting_tasks
from portal.mail.models import OutgoingEmail
from portal.outgoing.models import MessageState
from surveys.contacts.actions import opt_out
from surveys.contacts.models import Contact
from tests.builders import build_entry, build_translation, build_version, build_wish, in_days


@pytest.fixture
def survey_key(council):
    return build_version(owner=council).survey_key


@pytest.fixture
def entry(council_coordinator, survey_key):
    return build_entry(user=council_coordinator, published=True, survey_keys=[survey_key])


@pytest.fixture
def tell(entry, council_coordinator):
    def begin():
        return tell_contributors(
            update=entry.updates.newest_first().first(), user=council_coordinator
        )

    return begin


def move_on(entry, user):
    return move_entry(
        entry=entry, status=LoopStatus.WITH_THE_BOARD, next_date=in_days(9), user=user
    )


def test_everybody_who_asked_about_the_survey_is_told(tell, survey_key, council):
    for _ in range(3):
        build_wish(survey_key=survey_key)
    build_wish(survey_key=build_version(owner=council).survey_key)
    telling = tell()
    run_waiting_tasks()
    assert len(mail.outbox) == 3
    counts = telling_counts(telling)
    assert (counts.asked, counts.told, counts.failed, counts.opted_out) == (3, 3, 0, 0)


def test_two_wishes_of_one_address_are_one_message(tell, survey_key):
    for _ in range(2):
        build_wish(survey_key=survey_key, address="a@wexmere.example")
    assert tell().asked == 1
    run_waiting_tasks()
    assert len(mail.outbox) == 1


def test_the_message_leads_to_the_entry_and_to_the_stop_page(tell, entry, survey_key):
    build_wish(survey_key=survey_key)
    tell()
    run_waiting_tasks()
    body = mail.outbox[0].body
    assert page_of(entry).title in mail.outbox[0].subject
    assert f"/en/you-said-we-did/{page_of(entry).slug}/" in body
    assert "/en/messages/" in body
    assert "Heard" in body


def test_the_message_is_in_the_language_of_the_contact(tell, entry, survey_key):
    build_translation(page_of(entry), "ur", title="ہمیں جواب نہیں ملتا", you_said="آپ نے کہا")
    build_wish(survey_key=survey_key, language="ur")
    tell()
    run_waiting_tasks()
    body = mail.outbox[0].body
    assert "ہمیں جواب نہیں ملتا" in body
    assert "/ur/you-said-we-did/" in body
    assert "/ur/messages/" in body


def test_without_a_translation_the_message_leads_to_the_english_page(tell, survey_key):
    build_wish(survey_key=survey_key, language="pl")
    tell()
    run_waiting_tasks()
    assert "/en/you-said-we-did/" in mail.outbox[0].body


def test_one_step_is_told_once(tell, survey_key):
    build_wish(survey_key=survey_key)
    first = tell()
    run_waiting_tasks()
    build_wish(survey_key=survey_key)
    assert tell() == first
    run_waiting_tasks()
    assert len(mail.outbox) == 1


def test_running_the_job_twice_tells_nobody_twice(tell, survey_key):
    for _ in range(3):
        build_wish(survey_key=survey_key)
    telling = tell()
    write_messages(telling=telling)
    assert write_messages(telling=telling) == 0
    run_waiting_tasks()
    assert len(mail.outbox) == 3


def test_a_job_killed_in_the_middle_goes_on_where_it_was(tell, survey_key, monkeypatch):
    for _ in range(5):
        build_wish(survey_key=survey_key)
    telling = tell()
    monkeypatch.setattr("forum.loop.telling.CONTACTS_AT_ONCE", 2)
    written = []

    def die_at_the_third(**message):
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(message["reference"])
        return queue_email(**message)

    with monkeypatch.context() as broken:
        broken.setattr("forum.loop.telling.queue_email", die_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            write_messages(telling=telling)
    assert OutgoingEmail.objects.count() == 2
    run_waiting_tasks()
    assert len(mail.outbox) == len({tuple(message.to) for message in mail.outbox}) == 5


def test_the_next_step_is_told_again(tell, entry, survey_key, council_coordinator):
    build_wish(survey_key=survey_key)
    tell()
    move_on(entry, council_coordinator)
    tell()
    run_waiting_tasks()
    assert len(mail.outbox) == 2


def test_whoever_opted_out_is_left_alone(tell, survey_key):
    stays, leaves = build_wish(survey_key=survey_key), build_wish(survey_key=survey_key)
    telling = tell()
    opt_out(contact=leaves.contact)
    run_waiting_tasks()
    assert [message.to for message in mail.outbox] == [[stays.contact.open_address()]]
    counts = telling_counts(telling)
    assert (counts.asked, counts.told, counts.opted_out, counts.waiting) == (2, 1, 1, 0)


def test_what_failed_is_counted(tell, survey_key):
    build_wish(survey_key=survey_key)
    telling = tell()
    write_messages(telling=telling)
    assert telling_counts(telling).waiting == 1
    OutgoingEmail.objects.update(state=MessageState.FAILED)
    counts = telling_counts(telling)
    assert (counts.told, counts.failed, counts.waiting) == (0, 1, 0)


def test_counts_outlive_the_rows_of_messages_and_contacts(tell, survey_key):
    build_wish(survey_key=survey_key)
    telling = tell()
    run_waiting_tasks()
    OutgoingEmail.objects.all().delete()
    Contact.objects.all().delete()
    counts = telling_counts(telling)
    assert (counts.asked, counts.told, counts.opted_out) == (1, 1, 0)


def test_an_unpublished_entry_is_not_told(council_coordinator):
    entry = build_entry(user=council_coordinator)
    with pytest.raises(ValidationError):
        tell_contributors(update=entry.updates.get(), user=council_coordinator)
    publish_entry(entry=entry, user=council_coordinator)
    assert tell_contributors(update=entry.updates.get(), user=council_coordinator).asked == 0


def test_an_old_step_is_not_told(entry, council_coordinator):
    old = entry.updates.get()
    move_on(entry, council_coordinator)
    with pytest.raises(ValidationError):
        tell_contributors(update=old, user=council_coordinator)


@pytest.mark.parametrize("role", ["forum_coordinator", "council_coder", "administrator"])
def test_only_the_partners_coordinators_tell(entry, role, request):
    with pytest.raises(PermissionDenied):
        tell_contributors(update=entry.updates.get(), user=request.getfixturevalue(role))


def test_a_round_of_telling_can_be_neither_changed_nor_deleted(tell):
    telling = tell()
    telling.asked = 99
    with pytest.raises(StepIsFinal):
        telling.save()
    with pytest.raises(StepIsFinal):
        telling.delete()
    with pytest.raises(TypeError):
        Telling.objects.all().delete()
