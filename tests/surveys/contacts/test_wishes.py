"""How people want to be told: by e-mail, by text, by letter or not at all."""

import uuid

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.encryption import make_code
from surveys.contacts.actions import forget_wishes, opt_out, wish_to_be_told
from surveys.contacts.addresses import has_postcode, same_address_key, tidy_address
from surveys.contacts.enums import ContactChannel
from surveys.contacts.forms import WayForm
from surveys.contacts.links import short_link
from surveys.contacts.models import Contact, WishToBeTold

ADDRESS = "Flat 2\n14 Mill Lane\nWexmere\nWX1 2AB"
WHERE = {
    ContactChannel.EMAIL: "parent@wexmere.example",
    ContactChannel.TEXT: "+447700900123",
    ContactChannel.POST: ADDRESS,
}


def wish(channel=ContactChannel.TEXT, address="", survey_key=None, code="", language="en"):
    return wish_to_be_told(
        channel=channel,
        address=address or WHERE[channel],
        language=language,
        survey_key=survey_key or uuid.uuid4(),
        code=code or make_code(),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("channel", list(ContactChannel))
def test_an_address_of_any_kind_is_kept_sealed_and_can_be_opened(channel):
    contact = wish(channel).contact
    stored = str(list(Contact.objects.values_list()))
    assert contact.open_address() == WHERE[channel]
    assert "parent" not in stored and "7700900" not in stored and "Mill" not in stored


@pytest.mark.django_db
@pytest.mark.parametrize("channel", list(ContactChannel))
def test_asking_twice_changes_nothing(channel):
    key, code = uuid.uuid4(), make_code()
    assert wish(channel, survey_key=key, code=code) == wish(channel, survey_key=key, code=code)
    assert Contact.objects.count() == 1


@pytest.mark.django_db
def test_one_letter_box_is_one_contact_however_it_is_written():
    first = wish(ContactChannel.POST)
    second = wish(ContactChannel.POST, "flat 2, 14 mill lane\r\n\r\n WEXMERE,  wx12ab ")
    assert first.contact == second.contact


@pytest.mark.django_db
def test_who_chooses_another_way_is_told_in_that_way_only():
    key, code = uuid.uuid4(), make_code()
    wish(ContactChannel.EMAIL, survey_key=key, code=code)
    wish(ContactChannel.TEXT, survey_key=key, code=code)
    assert [each.contact.channel for each in WishToBeTold.objects.all()] == ["text"]
    assert Contact.objects.get().channel == "text"


@pytest.mark.django_db
def test_a_wish_about_another_survey_stays_as_it_is():
    wish(ContactChannel.EMAIL)
    wish(ContactChannel.TEXT)
    assert WishToBeTold.objects.count() == 2


@pytest.mark.django_db
def test_taking_answers_back_forgets_number_and_address():
    code = make_code()
    wish(ContactChannel.POST, code=code)
    assert forget_wishes(code=code) == 1
    assert not Contact.objects.exists()


@pytest.mark.django_db
def test_texts_and_letters_carry_a_short_link_and_e_mails_none():
    assert wish(ContactChannel.EMAIL).contact.short_code == ""
    text, letter = wish(ContactChannel.TEXT).contact, wish(ContactChannel.POST).contact
    assert len(text.short_code) == len(letter.short_code) == 8
    assert text.short_code != letter.short_code


@pytest.mark.django_db
@pytest.mark.parametrize("channel", [ContactChannel.TEXT, ContactChannel.POST])
def test_the_short_link_leads_to_the_stop_page_in_their_language(client, settings, channel):
    contact = wish(channel, language="ur").contact
    path = short_link(contact).removeprefix(settings.PUBLIC_URL)
    assert len(path) <= 12
    answer = client.get(path.lower() + "/")
    assert answer["Location"].startswith("/ur/messages/stop/")
    client.post(answer["Location"])
    contact.refresh_from_db()
    assert contact.opted_out_on is not None


@pytest.mark.django_db
def test_following_the_short_link_alone_stops_nothing(client, settings):
    contact = wish().contact
    client.get(short_link(contact).removeprefix(settings.PUBLIC_URL), follow=True)
    contact.refresh_from_db()
    assert contact.opted_out_on is None


@pytest.mark.django_db
def test_guessing_short_links_is_stopped(client, home_page):
    answers = [client.get(f"/m/{make_code()[:8]}").status_code for _ in range(12)]
    assert answers == [404] * 10 + [429] * 2


@pytest.mark.django_db
def test_somebody_who_opted_out_is_asked_for_again_only_by_themselves():
    contact = wish().contact
    opt_out(contact=contact)
    assert not Contact.objects.reachable().exists()
    wish()
    assert Contact.objects.reachable().get() == contact


FILLED = {
    "way": "text",
    "email": "not an address",
    "number": "۰۷۷۰۰ ۹۰۰ ۱۲۳",
    "address": "no postcode here",
}


def test_only_the_field_of_the_chosen_way_is_looked_at():
    form = WayForm(FILLED)
    assert form.is_valid(), form.errors
    assert form.chosen == (ContactChannel.TEXT, "+447700900123")


def test_not_at_all_needs_nothing_more():
    form = WayForm({"way": "none"})
    assert form.is_valid()
    assert form.chosen == ("none", "")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "way", "Please choose how we shall tell you."),
        ({"way": "pigeon"}, "way", "Please choose one of the ways on this page."),
        ({"way": "email"}, "email", "Please type your e-mail address."),
        ({"way": "text", "number": "01632 960100"}, "number", "That looks like a landline."),
        ({"way": "post", "address": "14 Mill Lane"}, "address", "Please add the postcode."),
        ({"way": "post", "address": "WX1 2AB\n" * 9}, "address", "too long for an envelope"),
    ],
)
def test_what_is_missing_is_said_at_its_field(typed, field, sentence):
    form = WayForm(typed)
    assert sentence in str(form.errors[field])
    assert list(form.errors) == [field]


def test_where_no_text_reaches_anybody_none_is_offered(settings):
    settings.DEMONSTRATION = False
    form = WayForm()
    assert "text" not in dict(form.fields["way"].choices)
    assert "number" not in form.fields


def test_postcodes_are_told_by_their_shape():
    assert has_postcode("14 Mill Lane\nwx1 2ab")
    assert has_postcode("SW1A1AA")
    assert not has_postcode("14 Mill Lane, Wexmere")


@given(st.text(max_size=200))
def test_a_tidied_address_stays_as_it_is_and_means_the_same(typed):
    tidied = tidy_address(typed)
    assert tidy_address(tidied) == tidied
    assert same_address_key(tidied) == same_address_key(typed)
    assert all(line == line.strip() and line for line in tidied.split("\n") if tidied)


@pytest.mark.django_db
def test_the_stop_page_says_what_stops(client, settings):
    contact = wish().contact
    page = client.get(short_link(contact).removeprefix(settings.PUBLIC_URL), follow=True)
    words = page.content.decode()
    assert "We will not text this number any more." in words
    assert reverse("loop:code") in words
