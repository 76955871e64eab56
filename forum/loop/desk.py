"""What the coordinator's desk shows of entries: what is missing, the chain behind, who was told."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.consultations.models import ConsultationPage
from forum.loop.models import LoopEntry, LoopEntryPage, Telling, Told
from forum.loop.rules import WORDS, missing_words
from surveys.contacts.enums import ContactChannel
from surveys.contacts.models import Contact
from surveys.questionnaires.models import SurveyPage
from surveys.themes.models import Coding, Theme


@dataclass
class Row:
    """One entry in the list, with everything that is still to be done about it."""

    entry: LoopEntry
    page: LoopEntryPage | None = None
    telling: Telling | None = None
    missing: list[str | Promise] = field(default_factory=list)


def rows_of(entries: Iterable[LoopEntry]) -> list[Row]:
    """The entries with pages and newest rounds of telling, in five queries however many."""
    found = list(entries)
    pages = {
        page.entry_id: page
        for page in LoopEntryPage.objects.originals()
        .of_entries(found)
        .select_related("latest_revision")
    }
    tellings: dict[uuid.UUID, Telling] = {}
    for telling in Telling.objects.about_entries(found).counted():
        tellings[telling.update.entry_id] = telling
    rows = []
    for entry in found:
        row = Row(entry=entry, page=pages.get(entry.pk), telling=tellings.get(entry.pk))
        row.missing = missing_of(entry, row.page)
        rows.append(row)
    return rows


@dataclass(frozen=True)
class Round:
    """One round of telling, with what became of it in each way. True counts."""

    telling: Telling
    ways: list[dict]
    to_post: int


def rounds_of(tellings: Iterable[Telling]) -> list[Round]:
    """Rounds with their counts by way, in one query however many."""
    found = list(tellings)
    ways: dict[uuid.UUID, list[dict]] = {telling.pk: [] for telling in found}
    for row in Told.objects.filter(telling__in=found).counted_by_way():
        ways[row["telling"]].append(row | {"label": ContactChannel(row["channel"]).label})
    return [
        Round(
            telling=telling,
            ways=ways[telling.pk],
            to_post=sum(
                row["people_waiting"]
                for row in ways[telling.pk]
                if row["channel"] == ContactChannel.POST
            ),
        )
        for telling in found
    ]


def ways_in_words(contacts: Iterable[Contact]) -> list[tuple[str | Promise, int]]:
    """How many want to be told in each way: (name of the way, people)."""
    counts = Counter(contact.channel for contact in contacts)
    return [(way.label, counts[way]) for way in ContactChannel if counts[way]]


def missing_of(entry: LoopEntry, page: LoopEntryPage | None) -> list[str | Promise]:
    """What a coordinator should do next about an entry, the most pressing first."""
    missing: list[str | Promise] = []
    if entry.is_late:
        missing.append(_("The day you named has passed. Say something new."))
    if page is not None:
        missing += missing_words(status=entry.status, words=last_words(page)).values()
    if entry.published_on is None:
        missing.append(_("Families cannot see it yet."))
    elif page is not None and page.has_unpublished_changes:
        missing.append(_("There are new words that families cannot see yet."))
    if not entry.surveys_behind:
        missing.append(_("No survey stands behind it, so nobody can be told."))
    return missing


def last_words(page: LoopEntryPage) -> dict[str, str]:
    """The words as last saved, without a query where the newest revision is at hand."""
    revision = page.latest_revision
    source = revision.content if revision else {name: getattr(page, name) for name in WORDS}
    return {name: source.get(name) or "" for name in WORDS}


@dataclass(frozen=True)
class Chain:
    """From what was said to what is done: the links behind an entry."""

    themes: list[tuple[Theme, int]]
    surveys: list[SurveyPage]
    consultation: ConsultationPage | None


def chain_of(entry: LoopEntry) -> Chain:
    """The links behind an entry. Comments are counted truly: for the desk of its partner alone."""
    keys = list(entry.surveys.values_list("survey_key", flat=True))
    codings = Coding.objects.confirmed().filter(comment__owner=entry.partner_id)
    if keys:
        codings = codings.about(keys)
    counts = dict(
        codings.values("theme").annotate(comments=Count("comment")).values_list("theme", "comments")
    )
    consultations = ConsultationPage.objects.originals().about_consultations(
        [entry.consultation_key]
    )
    return Chain(
        themes=[(theme, counts.get(theme.pk, 0)) for theme in entry.themes.all()],
        surveys=list(
            SurveyPage.objects.filter(translation_key__in=keys, locale__language_code="en")
        ),
        consultation=consultations.first(),
    )
