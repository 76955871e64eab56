"""What may be done with contacts."""

import uuid

from django.db import transaction
from django.utils import timezone

from portal.encryption import keyed_hash
from surveys.contacts.enums import ContactChannel
from surveys.contacts.models import Contact, WishToBeTold


@transaction.atomic
def wish_to_be_told(*, email: str, language: str, survey_key: uuid.UUID, code: str) -> WishToBeTold:
    """Remember that this address wants to hear what happens with a survey.

    Asking twice changes nothing. Somebody who opted out and asks again has changed their mind.
    """
    lookup = Contact.lookup_of(ContactChannel.EMAIL, email)
    contact = Contact.objects.filter(channel=ContactChannel.EMAIL, lookup=lookup).first()
    if contact is None:
        contact = Contact(channel=ContactChannel.EMAIL, lookup=lookup, language=language)
        contact.seal_address(email)
        contact.save(force_insert=True)
    elif contact.opted_out_on or contact.language != language:
        contact.opted_out_on = None
        contact.language = language
        contact.save(update_fields=["opted_out_on", "language"])
    wish, _created = WishToBeTold.objects.get_or_create(
        contact=contact, survey_key=survey_key, code_lookup=keyed_hash(code, purpose="wish")
    )
    return wish


@transaction.atomic
def forget_wishes(*, code: str) -> int:
    """Take back every wish made with this code; a contact that nothing needs is deleted.

    Returns how many wishes were taken back.
    """
    wishes = list(WishToBeTold.objects.made_with(code).select_related("contact"))
    for wish in wishes:
        contact = wish.contact
        wish.delete()
        if not contact.wishes.exists() and contact.opted_out_on is None:
            contact.delete()
    return len(wishes)


@transaction.atomic
def opt_out(*, contact: Contact) -> Contact:
    """Stop all messages to this contact at once. The row stays so that nobody writes again."""
    contact.wishes.all().delete()
    contact.opted_out_on = timezone.localdate()
    contact.save(update_fields=["opted_out_on"])
    return contact
