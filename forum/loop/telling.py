"""The messages of one round of telling: one for each person, whatever the queue does."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from forum.loop.models import LoopEntry, LoopEntryPage, Telling, Told
from portal.jobs.actions import report_progress
from portal.jobs.models import LongJob
from portal.mail.actions import queue_email
from portal.mail.models import OutgoingEmail
from portal.partners.models import AreaSettings
from surveys.contacts.links import stop_link
from surveys.contacts.models import Contact, WishToBeTold

PURPOSE = "telling"
CONTACTS_AT_ONCE = 50


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
        telling.told.select_related("contact").filter(
            email__isnull=True,
            outcome="",
            contact__isnull=False,
            contact__opted_out_on__isnull=True,
        )[:CONTACTS_AT_ONCE]
    ):
        with transaction.atomic():
            for told in batch:
                told.email = _message(telling, told.contact)
                told.save(update_fields=["email"])
            written += len(batch)
            if job is not None:
                report_progress(job, done=telling.told.filter(email__isnull=False).count())
    return written


def _message(telling: Telling, contact: Contact) -> OutgoingEmail:
    with override(contact.language):
        subject, body = message_words(telling, contact)
        return queue_email(
            reference=f"telling:{telling.pk}:{contact.pk}",
            purpose=PURPOSE,
            owner=telling.update.entry.partner_id,
            to=contact.open_address(),
            subject=subject,
            body=body,
        )


def message_words(telling: Telling, contact: Contact) -> tuple[str, str]:
    """Subject and text in the language that is active, with links that lead on in it."""
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
        gettext("Stop these messages:") + f"\n{stop_link(contact, contact.language)}",
        area.brand,
    ]
    subject = gettext("You said, we did: %(title)s") % {"title": page.title}
    return subject, "\n\n".join(parts)


def _page_in(language: str, entry: LoopEntry) -> LoopEntryPage:
    live = entry.pages.live().select_related("locale")
    pages = {page.locale.language_code: page for page in live}
    return pages.get(language) or pages[settings.LANGUAGE_CODE]


def address_of(page: LoopEntryPage) -> str:
    """The public address, built from the address people know and never from a request."""
    _site, _root, path = page.get_url_parts()
    return settings.PUBLIC_URL + path


def keep_outcome_of(instance: OutgoingEmail, **_signal: Any) -> None:
    """Before the row of an e-mail is cleared away: keep how it ended, so that counts stay."""
    Told.objects.filter(email=instance).update(outcome=instance.state)
