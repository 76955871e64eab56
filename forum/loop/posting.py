"""Letters of a round of telling: printed by a coordinator, who then says when they were posted."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _

from forum.loop.models import Telling
from forum.loop.permissions import may_write
from forum.loop.telling import message_words
from portal.accounts.models import User
from portal.audit.actions import record

# For staff only.


@dataclass(frozen=True)
class Letter:
    """One letter, ready to print in the language of whoever gets it."""

    address: list[str]
    language: str
    direction: str
    heading: str
    paragraphs: list[str]


@transaction.atomic
def open_letters(*, telling: Telling, user: User) -> list[Letter]:
    """The letters that are not posted yet, with their addresses. Each opening is logged.

    Raises:
        PermissionDenied: the person is no coordinator of the partner.
    """
    if not may_write(user, telling.update.entry.partner_id):
        raise PermissionDenied
    letters = []
    for told in telling.told.to_post():
        contact = told.contact
        with override(contact.language):
            heading, body = message_words(telling, contact)
        letters.append(
            Letter(
                address=contact.open_address().split("\n"),
                language=contact.language,
                direction="rtl" if get_language_info(contact.language)["bidi"] else "ltr",
                heading=heading,
                paragraphs=body.split("\n\n"),
            )
        )
    record(action="entry.addresses_opened", user=user, target=telling)
    return letters


@transaction.atomic
def mark_posted(*, telling: Telling, user: User, on: datetime.date | None = None) -> int:
    """Note that the letters went to the post; returns how many. A second call notes none.

    Raises:
        PermissionDenied: the person is no coordinator of the partner.
        ValidationError: the day lies ahead, or before the round began.
    """
    if not may_write(user, telling.update.entry.partner_id):
        raise PermissionDenied
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))
    if on < telling.started_on:
        raise ValidationError(_("On this day people were not being told yet."))
    posted = telling.told.to_post().update(posted_on=on)
    if posted:
        record(action="entry.letters_posted", user=user, target=telling)
    return posted
