"""Telling each person in the way they chose: e-mail, text or letter."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override

from forum.loop.actions import page_of, tell_contributors, telling_counts
from forum.loop.desk import rounds_of
from forum.loop.models import Told
from forum.loop.posting import mark_posted, open_letters
from forum.loop.telling import text_words, write_messages
from portal.audit.models import AuditEntry
from portal.jobs.queue import run_waiting_tasks
from portal.outgoing.models import MessageState
from portal.texts.models import LocalText, OutgoingText
from portal.texts.segments import count_segments
from surveys.contacts.actions import opt_out
from surveys.contacts.enums import ContactChannel
from surveys.contacts.models import Contact
from tests.builders import build_entry, build_version, build_wish, in_days, sign_in

EMAIL, TEXT, POST = ContactChannel.EMAIL, ContactChannel.TEXT, ContactChannel.POST


@pytest.fixture
def survey_key(council):
    return build_version(owner=council, title="After an EHC plan review").survey_key


@pytest.fixture
def entry(council_coordinator, survey_key):
    return build_entry(user=council_coordinator, published=True, survey_keys=[survey_key])


@pytest.fixture
def tell(entry, council_coordinator):
    def begin(on=None):
        telling = tell_contributors(
            update=entry.updates.newest_first().first(), user=council_coordinator, on=on
        )
        run_waiting_tasks()
        return telling

    return begin


@pytest.fixture
def one_of_each(survey_key):
    return {way: build_wish(survey_key=survey_key, channel=way).contact for way in ContactChannel}


def test_each_is_told_in_their_own_way_and_in_no_other(tell, one_of_each):
    tell()
    assert [message.to for message in mail.outbox] == [[one_of_each[EMAIL].open_address()]]
    assert [text.number for text in LocalText.objects.all()] == [one_of_each[TEXT].open_address()]
    told = Told.objects.get(channel=POST)
    assert (told.email, told.text, told.posted_on) == (None, None, None)


def test_a_text_says_nothing_about_survey_entry_or_family(tell, entry, one_of_each):
    tell()
    words = LocalText.objects.get().words
    assert "EHC" not in words and "review" not in words.lower()
    assert page_of(entry).title not in words and page_of(entry).slug not in words
    assert f"/m/{one_of_each[TEXT].short_code}" in words
    assert reverse("loop:code") in words
    assert count_segments(words) <= 2


@pytest.mark.parametrize("language", ["en", "ur", "pa", "pl", "ro"])
@pytest.mark.parametrize(
    "address", ["http://localhost:8000", "https://listens.wexmere-send-partnership.example"]
)
def test_a_text_fits_into_two_messages_in_every_language(survey_key, settings, language, address):
    settings.PUBLIC_URL = address
    contact = build_wish(survey_key=survey_key, channel=TEXT, language=language).contact
    with override(language):
        words = text_words(contact)
    assert count_segments(words) <= 2
    assert f"{address}/m/" in words


def test_running_it_twice_writes_nobody_twice(tell, one_of_each, council_coordinator):
    telling = tell()
    assert write_messages(telling=telling) == 0
    assert tell() == telling
    assert (len(mail.outbox), LocalText.objects.count()) == (1, 1)
    mark_posted(telling=telling, user=council_coordinator)
    assert mark_posted(telling=telling, user=council_coordinator) == 0


def test_each_way_is_counted_apart(tell, one_of_each, survey_key, council_coordinator):
    gone = build_wish(survey_key=survey_key, channel=POST).contact
    telling = tell()
    opt_out(contact=gone)
    OutgoingText.objects.update(state=MessageState.FAILED)
    (shown,) = rounds_of([telling])
    counted = {
        row["channel"]: tuple(
            row[name]
            for name in (
                "asked",
                "people_told",
                "people_waiting",
                "people_failed",
                "people_opted_out",
            )
        )
        for row in shown.ways
    }
    assert counted == {EMAIL: (1, 1, 0, 0, 0), TEXT: (1, 0, 0, 1, 0), POST: (2, 0, 1, 0, 1)}
    assert shown.to_post == 1
    counts = telling_counts(telling)
    assert (counts.asked, counts.told, counts.waiting, counts.failed, counts.opted_out) == (
        4,
        1,
        1,
        1,
        1,
    )


def test_counts_outlive_the_rows_of_messages_and_contacts(tell, one_of_each, council_coordinator):
    telling = tell()
    mark_posted(telling=telling, user=council_coordinator)
    OutgoingText.objects.all().delete()
    Contact.objects.all().delete()
    counts = telling_counts(telling)
    assert (counts.told, counts.opted_out) == (3, 0)


def test_letters_are_opened_by_the_partners_coordinators_and_each_opening_is_logged(
    tell, one_of_each, entry, council_coordinator
):
    telling = tell()
    (letter,) = open_letters(telling=telling, user=council_coordinator)
    open_letters(telling=telling, user=council_coordinator)
    assert letter.address == one_of_each[POST].open_address().split("\n")
    assert page_of(entry).title in letter.heading
    assert f"/m/{one_of_each[POST].short_code}" in " ".join(letter.paragraphs)
    logged = AuditEntry.objects.filter(action="entry.addresses_opened")
    assert [line.note for line in logged] == ["", ""]


@pytest.mark.parametrize("somebody", ["forum_coordinator", "council_coder", "administrator"])
def test_nobody_else_opens_letters_or_marks_them(client, tell, one_of_each, somebody, request):
    telling, person = tell(), request.getfixturevalue(somebody)
    with pytest.raises(PermissionDenied):
        open_letters(telling=telling, user=person)
    with pytest.raises(PermissionDenied):
        mark_posted(telling=telling, user=person)
    sign_in(client, person)
    for name in ("letters", "posted"):
        assert client.post(reverse(f"loop_entries:{name}", args=[telling.pk])).status_code == 404


def test_a_letter_is_told_once_it_is_posted(tell, one_of_each, council_coordinator):
    telling = tell(on=in_days(-5))
    assert telling_counts(telling).waiting == 1
    assert mark_posted(telling=telling, user=council_coordinator, on=in_days(-1)) == 1
    counts = telling_counts(telling)
    assert (counts.told, counts.waiting) == (3, 0)
    assert Told.objects.get(channel=POST).posted_on == in_days(-1)
    assert open_letters(telling=telling, user=council_coordinator) == []


@pytest.mark.parametrize("days", [1, -6])
def test_a_letter_is_posted_between_the_round_and_today(
    tell, one_of_each, council_coordinator, days
):
    telling = tell(on=in_days(-5))
    with pytest.raises(ValidationError):
        mark_posted(telling=telling, user=council_coordinator, on=in_days(days))


def test_whoever_stopped_letters_gets_none(tell, one_of_each, council_coordinator):
    telling = tell()
    opt_out(contact=one_of_each[POST])
    assert open_letters(telling=telling, user=council_coordinator) == []
    assert mark_posted(telling=telling, user=council_coordinator) == 0


def test_letters_are_written_in_their_language(tell, survey_key, council_coordinator):
    build_wish(survey_key=survey_key, channel=POST, language="ur")
    (letter,) = open_letters(telling=tell(), user=council_coordinator)
    assert (letter.language, letter.direction) == ("ur", "rtl")


def test_the_screens_lead_from_publishing_to_the_post(
    client, entry, one_of_each, council_coordinator
):
    sign_in(client, council_coordinator)
    publish = reverse("loop_entries:publish", args=[entry.pk])
    assert "Letter by post: 1" in client.get(publish).content.decode()
    client.post(publish, {"tell": "yes"})
    run_waiting_tasks()
    screen = reverse("loop_entries:entry", args=[entry.pk])
    page = client.get(screen).content.decode()
    assert "1 person chose a letter." in page
    assert "Mill Lane" not in page
    telling = Told.objects.first().telling
    letters = reverse("loop_entries:letters", args=[telling.pk])
    assert client.get(letters).status_code == 405
    opened = client.post(letters)
    assert "Mill Lane" in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    posted = reverse("loop_entries:posted", args=[telling.pk])
    assert "Please give the day" in client.post(posted, follow=True).content.decode()
    today = in_days(0).isoformat()
    page = client.post(posted, {"posted_on": today}, follow=True).content.decode()
    assert "1 letter is noted as posted." in page
    assert "chose a letter" not in page


def test_the_screen_costs_the_same_however_many_rounds_and_ways(
    client, entry, one_of_each, tell, council_coordinator, django_assert_max_num_queries
):
    tellings = [tell()]
    with django_assert_max_num_queries(1):
        rounds_of(tellings)
