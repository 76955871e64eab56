"""Starting an entry, moving it on, writing its words, publishing it and telling people."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.board.models import Decision
from forum.consultations.actions import answer_consultation
from forum.consultations.models import ConsultationPage
from forum.loop.enums import NEEDS_NEXT_DATE, LoopStatus
from forum.loop.models import (
    LoopEntry,
    LoopEntryPage,
    LoopIndexPage,
    LoopUpdate,
    SurveyBehindEntry,
    Telling,
    Told,
)
from forum.loop.permissions import may_write
from forum.loop.rules import WORDS, errors_of_step, missing_words
from forum.loop.signals import entry_published
from forum.loop.telling import contacts_to_tell
from forum.plan.models import Action
from portal.accounts.models import User
from portal.audit.actions import record
from portal.jobs.actions import start_job
from portal.partners.models import AreaSettings, Partner
from surveys.contacts.enums import ContactChannel
from surveys.themes.models import Theme


class NoPlaceForEntries(Exception):
    """The area has no English list page under which entries could stand."""


@transaction.atomic
def start_entry(
    *,
    partner: Partner,
    name: str,
    title: str,
    you_said: str,
    user: User,
    themes: Iterable[Theme] = (),
    survey_keys: Iterable[uuid.UUID] = (),
    consultation_key: uuid.UUID | None = None,
    decision: Decision | None = None,
    action: Action | None = None,
    meanwhile: str = "",
    next_date: datetime.date | None = None,
    on: datetime.date | None = None,
) -> LoopEntry:
    """A new entry at "Heard", with a draft of its page in English.

    Without ``next_date`` families hear more by the day that its consultation promised, or within
    the area's weeks for an answer.

    Raises:
        PermissionDenied: the person is no coordinator of the partner.
        ValidationError: name, title or words are missing.
        NoPlaceForEntries: there is no list page yet.
    """
    if not may_write(user, partner):
        raise PermissionDenied
    given = {"name": name, "title": title, "you_said": you_said}
    empty = {field: _("Please fill this in.") for field, text in given.items() if not text.strip()}
    if empty:
        raise ValidationError(empty)
    on = on or timezone.localdate()
    entry = LoopEntry.objects.create(
        partner=partner,
        name=name,
        consultation_key=consultation_key,
        decision=decision,
        action=action,
        next_date=next_date or _first_promise(consultation_key, on),
    )
    entry.themes.set(themes)
    SurveyBehindEntry.objects.bulk_create(
        SurveyBehindEntry(entry=entry, survey_key=key) for key in dict.fromkeys(survey_keys)
    )
    _add_step(entry, user=user, on=on)
    _add_page(entry, title=title, you_said=you_said, meanwhile=meanwhile, user=user)
    record(action="entry.started", user=user, target=entry)
    return entry


def _first_promise(consultation_key: uuid.UUID | None, on: datetime.date) -> datetime.date:
    consultation = ConsultationPage.objects.about_consultations([consultation_key]).first()
    if consultation and consultation.answer_by and consultation.answer_by > on:
        return consultation.answer_by
    return on + datetime.timedelta(weeks=AreaSettings.load().promise_weeks)


def _add_step(entry: LoopEntry, *, user: User, on: datetime.date, reason: str = "") -> LoopUpdate:
    return LoopUpdate.objects.create(
        entry=entry,
        on=on,
        status=entry.status,
        reason=reason,
        next_date=entry.next_date,
        by=user,
    )


def _add_page(entry: LoopEntry, *, title: str, you_said: str, meanwhile: str, user: User) -> None:
    parent = LoopIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if parent is None:
        raise NoPlaceForEntries
    page = LoopEntryPage(
        title=title,
        slug=_free_slug(parent, entry.name),
        entry=entry,
        owner_partner=entry.partner,
        you_said=you_said,
        meanwhile=meanwhile,
        locale=parent.locale,
        owner=user,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision(user=user)


def _free_slug(parent: LoopIndexPage, name: str) -> str:
    wished = slugify(name)[:80] or "entry"
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = wished, 2
    while slug in taken:
        slug, number = f"{wished}-{number}", number + 1
    return slug


def _lock(entry: LoopEntry) -> None:
    """Let nobody else change the entry meanwhile; the caller's own copy is brought up to date."""
    LoopEntry.objects.select_for_update().get(pk=entry.pk)
    entry.refresh_from_db()


def page_of(entry: LoopEntry) -> LoopEntryPage:
    """The page on which the entry was written, with its words as last saved."""
    page = LoopEntryPage.objects.originals().get(entry=entry)
    return page.get_latest_revision_as_object()


def words_of(page: LoopEntryPage) -> dict[str, str]:
    return {field: getattr(page, field) for field in WORDS}


@transaction.atomic
def move_entry(
    *,
    entry: LoopEntry,
    status: LoopStatus | str,
    user: User,
    reason: str = "",
    next_date: datetime.date | None = None,
    on: datetime.date | None = None,
) -> LoopUpdate:
    """Add a step to the entry's history and let it stand there from now on.

    On a published entry families see the step at once. A final status promises nothing more:
    ``next_date`` is then ignored.

    Raises:
        PermissionDenied: the person is no coordinator of the partner.
        ValidationError: by field: a reason, a day ahead or words are missing.
    """
    if not may_write(user, entry.partner_id):
        raise PermissionDenied
    _lock(entry)
    on = on or timezone.localdate()
    status = LoopStatus(status)
    page = page_of(entry)
    last = entry.updates.newest_first().first()
    errors = errors_of_step(
        before=entry.status,
        after=status,
        reason=reason,
        next_date=next_date,
        on=on,
        last_step_on=last.on if last else None,
        we_did=page.we_did,
    )
    if entry.published_on and "status" not in errors:
        missing = missing_words(status=status, words=words_of(page))
        if missing:
            errors["status"] = " ".join(str(sentence) for sentence in missing.values())
    if errors:
        raise ValidationError(errors)
    entry.status = status
    entry.next_date = next_date if status in NEEDS_NEXT_DATE else None
    entry.save(update_fields=["status", "next_date"])
    update = _add_step(entry, user=user, on=on, reason=reason.strip())
    record(action="entry.moved", user=user, target=entry, note=str(status))
    if entry.published_on:
        _stand_in_public(entry, update, user=user, on=on)
    return update


@transaction.atomic
def write_words(
    *,
    entry: LoopEntry,
    user: User,
    you_said: str | None = None,
    we_decided: str | None = None,
    we_did: str | None = None,
    meanwhile: str | None = None,
) -> LoopEntryPage:
    """Save the words of the entry's page as a draft; what is not given stays as it was.

    Families see them once `publish_entry` is called.

    Raises:
        PermissionDenied: the person is no coordinator of the partner.
        ValidationError: a text is too long.
    """
    if not may_write(user, entry.partner_id):
        raise PermissionDenied
    page = page_of(entry)
    given = {
        "you_said": you_said,
        "we_decided": we_decided,
        "we_did": we_did,
        "meanwhile": meanwhile,
    }
    for field, text in given.items():
        if text is not None:
            setattr(page, field, text.strip())
    others = [field.name for field in page._meta.fields if field.name not in WORDS]
    page.clean_fields(exclude=others)
    page.save_revision(user=user)
    record(action="entry.words_written", user=user, target=entry)
    return page


@transaction.atomic
def publish_entry(*, entry: LoopEntry, user: User, on: datetime.date | None = None) -> LoopEntry:
    """Put the entry's words, in every language there is, before families.

    The first time it also starts to count as published and answers its consultation; later it
    publishes new words.

    Raises:
        PermissionDenied: the person is no coordinator of the partner.
        ValidationError: by field: words that its status needs are missing.
    """
    if not may_write(user, entry.partner_id):
        raise PermissionDenied
    _lock(entry)
    missing = missing_words(status=entry.status, words=words_of(page_of(entry)))
    if missing:
        raise ValidationError(missing)
    on = on or timezone.localdate()
    first_time = entry.published_on is None
    if first_time:
        entry.published_on = on
        entry.save(update_fields=["published_on"])
    for page in LoopEntryPage.objects.of_entries([entry]).filter(alias_of__isnull=True):
        revision = page.get_latest_revision() or page.save_revision(user=user)
        revision.publish(user=user, skip_permission_checks=True)
    record(action="entry.published", user=user, target=entry)
    if first_time:
        _stand_in_public(entry, entry.updates.newest_first().first(), user=user, on=on)
    return entry


def _stand_in_public(
    entry: LoopEntry, update: LoopUpdate, *, user: User, on: datetime.date
) -> None:
    """What follows when families see a new step."""
    if entry.is_decided and entry.consultation_key:
        # Another partner may answer a consultation too, but only its owner keeps its promise.
        owned = ConsultationPage.objects.originals().about_consultations([entry.consultation_key])
        consultation = owned.filter(owner_partner=entry.partner_id).first()
        if consultation:
            answer_consultation(page=consultation, entry=entry, user=user, on=on)
    transaction.on_commit(
        lambda: entry_published.send(sender=LoopEntry, entry=entry, update=update, user=user)
    )


@transaction.atomic
def tell_contributors(
    *, update: LoopUpdate, user: User, on: datetime.date | None = None
) -> Telling:
    """Begin the one round of telling for this step; a second call returns the first round.

    Who is told, and in which way, is fixed now. E-mails and texts are written and sent by the
    queue; letters wait for the coordinator (`forum.loop.posting`).

    Raises:
        PermissionDenied: the person is no coordinator of the partner.
        ValidationError: the entry is not published, or it has moved on since.
    """
    entry = LoopEntry.objects.select_for_update().get(pk=update.entry_id)
    if not may_write(user, entry.partner_id):
        raise PermissionDenied
    begun = Telling.objects.filter(update=update).first()
    if begun:
        return begun
    if entry.published_on is None:
        raise ValidationError(_("Publish the entry first: the message leads to its page."))
    if entry.updates.newest_first().first() != update:
        raise ValidationError(_("The entry has moved on. Tell people about its latest step."))
    contacts = contacts_to_tell(entry)
    telling = Telling.objects.create(
        update=update,
        started_on=on or timezone.localdate(),
        started_by=user,
        asked=len(contacts),
    )
    Told.objects.bulk_create(
        Told(telling=telling, contact=contact, channel=contact.channel) for contact in contacts
    )
    start_job(
        kind="telling",
        title=gettext("Telling people about “%(name)s”") % {"name": entry.name},
        user=user,
        task="forum.loop.tasks.tell",
        arguments=[str(telling.pk)],
        total=sum(contact.channel != ContactChannel.POST for contact in contacts),
    )
    record(action="entry.told", user=user, target=telling)
    return telling


@dataclass(frozen=True)
class TellingCounts:
    """True counts, for the owner's desk. In public only through `protect_count`."""

    asked: int
    told: int
    failed: int
    waiting: int
    opted_out: int


def telling_counts(telling: Telling) -> TellingCounts:
    """How a round went so far, from the states of its messages. True counts."""
    counted = Telling.objects.counted().get(pk=telling.pk)
    return TellingCounts(
        asked=counted.asked,
        told=counted.people_told,
        failed=counted.people_failed,
        waiting=counted.people_waiting,
        opted_out=counted.people_opted_out,
    )
