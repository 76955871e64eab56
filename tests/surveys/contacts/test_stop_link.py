"""One press in a message stops all of them."""

import uuid

import pytest
from django.test import Client

from portal.encryption import make_code
from surveys.contacts.actions import wish_to_be_told
from surveys.contacts.enums import ContactChannel
from surveys.contacts.links import stop_link
from surveys.contacts.models import Contact


@pytest.fixture
def contact(db):
    wish = wish_to_be_told(
        channel=ContactChannel.EMAIL,
        address="Parent@Wexmere.example",
        language="ur",
        survey_key=uuid.uuid4(),
        code=make_code(),
    )
    return wish.contact


def path_of(link: str, settings) -> str:
    assert link.startswith(settings.PUBLIC_URL)
    return link.removeprefix(settings.PUBLIC_URL)


def test_the_link_is_whole_and_in_the_readers_language(contact, settings):
    path = path_of(stop_link(contact, "ur"), settings)
    assert path.startswith("/ur/messages/stop/")
    assert "wexmere.example" not in path


def test_looking_stops_nothing_and_one_press_does(contact, client, settings):
    path = path_of(stop_link(contact, "en"), settings)
    assert "Stop our messages?" in client.get(path).content.decode()
    contact.refresh_from_db()
    assert contact.opted_out_on is None
    assert "You will not get any more messages" in client.post(path).content.decode()
    contact.refresh_from_db()
    assert contact.opted_out_on is not None
    assert not contact.wishes.exists()


def test_mail_programs_may_press_without_a_cookie(contact, settings):
    path = path_of(stop_link(contact, "en"), settings)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    contact.refresh_from_db()
    assert contact.opted_out_on is not None


def test_pressing_again_or_after_deletion_says_the_same(contact, client, settings):
    path = path_of(stop_link(contact, "en"), settings)
    client.post(path)
    again = client.post(path)
    Contact.objects.all().delete()
    deleted = client.get(path)
    for page in (again, deleted):
        assert "You will not get any more messages" in page.content.decode()


@pytest.mark.parametrize("change", [lambda path: path[:-3] + "xx/", lambda path: path + "x/"])
def test_a_link_that_was_altered_stops_nobody(change, contact, client, settings):
    path = change(path_of(stop_link(contact, "en"), settings))
    assert client.post(path).status_code == 404
    contact.refresh_from_db()
    assert contact.opted_out_on is None


def test_a_link_for_one_contact_is_none_for_another(contact, client, settings):
    other = wish_to_be_told(
        channel=ContactChannel.EMAIL,
        address="other@wexmere.example",
        language="en",
        survey_key=uuid.uuid4(),
        code=make_code(),
    ).contact
    path = path_of(stop_link(contact, "en"), settings)
    swapped = path.replace(str(contact.pk), str(other.pk))
    assert client.post(swapped).status_code == 404
    other.refresh_from_db()
    assert other.opted_out_on is None
