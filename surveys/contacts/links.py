"""The link in every message that stops all of them: signed in e-mails, short elsewhere."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from surveys.contacts.models import Contact

SALT = "stop"


def stop_link(contact: Contact, language: str) -> str:
    """The whole address of the page on which one press stops all messages to this contact."""
    with override(language):
        return settings.PUBLIC_URL + reverse("contacts:stop", args=[sign_contact(contact)])


def short_link(contact: Contact) -> str:
    """The whole address of the same page, short enough for a text or to be typed off a letter."""
    return settings.PUBLIC_URL + reverse("short:stop", args=[contact.short_code])


def sign_contact(contact: Contact) -> str:
    return signing.Signer(salt=SALT).sign(str(contact.pk))


def signed_contact(signed: str) -> Contact | None:
    """The contact of a stop link; None if it was deleted.

    Raises:
        django.core.signing.BadSignature: the link was altered.
    """
    return Contact.objects.filter(pk=signing.Signer(salt=SALT).unsign(signed)).first()
