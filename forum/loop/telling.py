"""The messages of one round of telling: one for each person, whatever the queue does.

People are told in the way they chose: by e-mail, by a text that says little because phones are
shared, or by a letter that a coordinator prints (`forum.loop.posting`).
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from forum.loop.models import LoopEntry, LoopEntryPage, Telling, Told
from portal.jobs.actions import report_progress
from portal.jobs.models import LongJob
from portal.mail.actions import queue_email
from portal.outgoing.models import OutgoingMessage
from portal.partners.models import AreaSettings
from portal.texts.actions import queue_text
from portal.texts.models import OutgoingText
from portal.texts.segments import count_segments
from surveys.contacts.enums import ContactChannel
from surveys.contacts.links import short_link, stop_link
from surveys.contacts.models import Contact, WishToBeTold

PURPOSE = "telling"
CONTACTS_AT_ONCE = 50
MOST_SEGMENTS = 2


def contacts_to_tell(entry: LoopEntry) -> list[Contact]:
    """Everybody who asked to hear about the surveys behind the entry and can be reached, once."""
    keys = entry.surveys.values_list("survey_key", flat=True)
    wishes = WishToBeTold.objects.about(keys)
    return list(Contact.objects.reachable().filter(pk__in=wishes.values("contact")).order_by("pk"))


def write_messages(*, telling: Telling, job: LongJob | None = None) -> int:
    """Queue the message of everybody in this round who has none yet. Returns how many it queued.

    Stopped in the middle and run again it goes on where it was: the message, and the note that it
    was written, are kept together. Whoever opted out in between is left alone.
    """
    written = 0
    while batch := list(
        telling.told.without_message().select_related("contact")[:CONTACTS_AT_ONCE]
    ):
        with transaction.atomic():
            for told in batch:
                _write_to(told, telling)
            written += len(batch)
            if job is not None:
                report_progress(job, done=telling.told.with_message().count())
    return written


def _write_to(told: Told, telling: Telling) -> None:
    contact = told.contact
    message = {
        "reference": f"telling:{telling.pk}:{contact.pk}",
        "purpose": PURPOSE,
        "owner": telling.update.entry.partner_id,
        "to": contact.open_address(),
    }
    with override(contact.language):
        if told.channel == ContactChannel.TEXT:
            told.text = queue_text(**message, body=text_words(contact))
        else:
            subject, body = message_words(telling, contact)
            told.email = queue_email(**message, subject=subject, body=body)
    told.save(update_fields=["email", "text"])


def text_words(contact: Contact) -> str:
    """A text in the language that is active: that there is news, and never about what.

    Phones are shared. It fits into two messages; where two links do not, the page of the one to
    stop leads on to the news.
    """
    brand, stop = AreaSettings.load().brand, short_link(contact)
    whole = gettext(
        "%(brand)s: there is news about what families told us. See %(news)s Stop texts: %(stop)s"
    ) % {"brand": brand, "news": settings.PUBLIC_URL + reverse("loop:code"), "stop": stop}
    if count_segments(whole) <= MOST_SEGMENTS:
        return whole
    return gettext(
        "%(brand)s: there is news about what families told us. See it or stop texts: %(stop)s"
    ) % {"brand": brand, "stop": stop}


def message_words(telling: Telling, contact: Contact) -> tuple[str, str]:
    """Subject and text of an e-mail or a letter in the active language, with links in it."""
    update = telling.update
    area = AreaSettings.load()
    page = _page_in(contact.language, update.entry)
    parts = [
        gettext("Hello,"),
        gettext(
            "You asked us to tell you what happens with what people said. Here is what is new."
        ),
        page.title,
        gettext("You said: %(words)s") % {"words": page.you_said},
        gettext("Where it stands now: %(status)s") % {"status": update.get_status_display()},
    ]
    answer = page.we_did or page.we_decided
    if answer:
        parts.append(answer)
    if update.next_date:
        by = date_format(update.next_date, "j E Y")
        parts.append(gettext("We will tell you more by %(day)s.") % {"day": by})
    parts += [
        gettext("Read all of it here:") + f"\n{address_of(page)}",
        gettext("Questions? Ring %(phone)s and talk to a person.") % {"phone": area.phone},
        gettext("Stop these messages:") + f"\n{_stop_address(contact)}",
        area.brand,
    ]
    subject = gettext("You said, we did: %(title)s") % {"title": page.title}
    return subject, "\n\n".join(parts)


def _stop_address(contact: Contact) -> str:
    if contact.channel == ContactChannel.EMAIL:
        return stop_link(contact, contact.language)
    return short_link(contact)


def _page_in(language: str, entry: LoopEntry) -> LoopEntryPage:
    live = entry.pages.live().select_related("locale")
    pages = {page.locale.language_code: page for page in live}
    return pages.get(language) or pages[settings.LANGUAGE_CODE]


def address_of(page: LoopEntryPage) -> str:
    """The public address, built from the address people know and never from a request."""
    _site, _root, path = page.get_url_parts()
    return settings.PUBLIC_URL + path


def keep_outcome_of(instance: OutgoingMessage, **_signal: Any) -> None:
    """Before the row of a message is cleared away: keep how it ended, so that counts stay."""
    which = "text" if isinstance(instance, OutgoingText) else "email"
    Told.objects.filter(**{which: instance}).update(outcome=instance.state)
