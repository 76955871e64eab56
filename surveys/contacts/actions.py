"""What may be done with contacts."""

import uuid

from django.db import transaction
from django.utils import timezone

from portal.encryption import keyed_hash, make_code
from surveys.contacts.addresses import tidy_address
from surveys.contacts.enums import ContactChannel
from surveys.contacts.models import Contact, WishToBeTold

SHORT_CODE_LENGTH = 8


@transaction.atomic
def wish_to_be_told(
    *, channel: ContactChannel | str, address: str, language: str, survey_key: uuid.UUID, code: str
) -> WishToBeTold:
    """Remember that this address wants to hear what happens with a survey.

    ``address`` is an e-mail address, a mobile number in E.164 or a postal address of several
    lines, as ``channel`` says. Asking twice changes nothing. Who asks again with the same code in
    another way is told in that way only. Somebody who opted out and asks again has changed their
    mind.
    """
    channel = ContactChannel(channel)
    if channel == ContactChannel.POST:
        address = tidy_address(address)
    lookup = Contact.lookup_of(channel, address)
    contact = Contact.objects.filter(channel=channel, lookup=lookup).first()
    if contact is None:
        contact = Contact(channel=channel, lookup=lookup, language=language)
        if channel != ContactChannel.EMAIL:
            contact.short_code = _new_short_code()
        contact.seal_address(address)
        contact.save(force_insert=True)
    elif contact.opted_out_on or contact.language != language:
        contact.opted_out_on = None
        contact.language = language
        contact.save(update_fields=["opted_out_on", "language"])
    wish, _created = WishToBeTold.objects.get_or_create(
        contact=contact, survey_key=survey_key, code_lookup=keyed_hash(code, purpose="wish")
    )
    others = WishToBeTold.objects.made_with(code).about([survey_key]).exclude(pk=wish.pk)
    _forget(others.select_related("contact"))
    return wish


def _new_short_code() -> str:
    while True:
        code = make_code()[:SHORT_CODE_LENGTH]
        if not Contact.objects.named(code).exists():
            return code


@transaction.atomic
def forget_wishes(*, code: str) -> int:
    """Take back every wish made with this code; a contact that nothing needs is deleted.

    Returns how many wishes were taken back.
    """
    return _forget(WishToBeTold.objects.made_with(code).select_related("contact"))


def _forget(wishes) -> int:
    forgotten = list(wishes)
    for wish in forgotten:
        contact = wish.contact
        wish.delete()
        if not contact.wishes.exists() and contact.opted_out_on is None:
            contact.delete()
    return len(forgotten)


@transaction.atomic
def opt_out(*, contact: Contact) -> Contact:
    """Stop all messages to this contact at once. The row stays so that nobody writes again."""
    contact.wishes.all().delete()
    contact.opted_out_on = timezone.localdate()
    contact.save(update_fields=["opted_out_on"])
    return contact
