"""Which entries and rounds of telling, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone
from wagtail.models import Locale, PageManager, PageQuerySet

from forum.loop.enums import FINAL
from portal.outgoing.models import MessageState
from portal.partners.models import Partner
from surveys.contacts.enums import ContactChannel


class LoopEntryQuerySet(models.QuerySet):
    def published(self) -> "LoopEntryQuerySet":
        return self.filter(published_on__isnull=False)

    def visible_to(self, user) -> "LoopEntryQuerySet":
        """Entries of the partners this person works for."""
        return self.filter(partner__in=Partner.objects.where_user_is(user))

    def of_partners(self, partner_ids: Iterable[int]) -> "LoopEntryQuerySet":
        return self.filter(partner__in=list(partner_ids))

    def about_consultation(self, key: uuid.UUID) -> "LoopEntryQuerySet":
        return self.filter(consultation_key=key)

    def ready_to_list(self) -> "LoopEntryQuerySet":
        """With partner and number of surveys behind; the day that comes next stands first."""
        return (
            self.select_related("partner")
            .annotate(surveys_behind=Count("surveys"))
            .order_by(models.F("next_date").asc(nulls_last=True), "name")
        )

    def unfinished(self) -> "LoopEntryQuerySet":
        """Something is still promised."""
        return self.exclude(status__in=FINAL)

    def late(self) -> "LoopEntryQuerySet":
        """The day we named has passed; the oldest first."""
        return self.unfinished().filter(next_date__lt=timezone.localdate()).order_by("next_date")

    def due_within(self, days: int) -> "LoopEntryQuerySet":
        today = timezone.localdate()
        return self.unfinished().filter(
            next_date__range=(today, today + datetime.timedelta(days=days))
        )

    def behind(self, survey_keys: Iterable[uuid.UUID]) -> "LoopEntryQuerySet":
        """Entries that answer what was said in these surveys."""
        return self.filter(surveys__survey_key__in=list(survey_keys)).distinct()

    def answering(
        self, survey_key: uuid.UUID, consultation_key: uuid.UUID | None
    ) -> "LoopEntryQuerySet":
        """Entries that stand on a survey or answer the consultation that it belongs to."""
        found = Q(surveys__survey_key=survey_key)
        if consultation_key:
            found |= Q(consultation_key=consultation_key)
        return self.filter(found).distinct()


class FinalRowsQuerySet(models.QuerySet):
    """Rows that are written once."""

    def update(self, **_changes: object) -> int:
        raise TypeError("These rows are written once and never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("These rows are written once and never deleted.")


class LoopUpdateQuerySet(FinalRowsQuerySet):
    def newest_first(self) -> "LoopUpdateQuerySet":
        return self.order_by("-on", "-pk")

    def with_telling(self) -> "LoopUpdateQuerySet":
        """Each with its round of telling, counted, if there was one."""
        tellings = self.model._meta.get_field("telling").related_model.objects.counted()
        return self.prefetch_related(Prefetch("telling", queryset=tellings))


class TellingQuerySet(FinalRowsQuerySet):
    def newest_first(self) -> "TellingQuerySet":
        return self.order_by("-started_on", "-pk")

    def about_entries(self, entries: Iterable[models.Model]) -> "TellingQuerySet":
        """Rounds of these entries, the oldest first."""
        return (
            self.filter(update__entry__in=entries)
            .select_related("update")
            .order_by("update__on", "update__pk")
        )

    def counted(self) -> "TellingQuerySet":
        """Each with ``people_told``, ``people_failed``, ``people_waiting``, ``people_opted_out``.

        Somebody who was to be told and opted out, or took their wish back, before their message
        was written or their letter posted has none and cannot be reached any more.
        """
        return self.annotate(**_people("told__"))


def _people(path: str) -> dict[str, Count]:
    """How many people of a round were told, and so on; ``path`` leads from the row to them."""

    def told(**conditions: object) -> Q:
        return Q(**{f"{path}{name}": value for name, value in conditions.items()})

    def ended_as(state: MessageState) -> Q:
        cleared = told(email__isnull=True, text__isnull=True, outcome=state)
        return told(email__state=state) | told(text__state=state) | cleared

    has_message = told(email__isnull=False) | told(text__isnull=False)
    written = has_message | told(posted_on__isnull=False) | ~told(outcome="")
    reachable = told(contact__isnull=False, contact__opted_out_on__isnull=True)
    under_way = (MessageState.WAITING, MessageState.SENDING)
    on_its_way = told(email__state__in=under_way) | told(text__state__in=under_way)
    ways = {
        "people_told": ended_as(MessageState.SENT) | told(posted_on__isnull=False),
        "people_failed": ended_as(MessageState.FAILED),
        "people_waiting": on_its_way | ~written & reachable,
        "people_opted_out": ~written & ~reachable,
    }
    person = path.removesuffix("__") or "pk"
    return {name: Count(person, filter=condition) for name, condition in ways.items()}


class ToldQuerySet(models.QuerySet):
    def without_message(self) -> "ToldQuerySet":
        """To be told by a message that the queue sends, which is not written yet."""
        return self._reachable().filter(
            channel__in=(ContactChannel.EMAIL, ContactChannel.TEXT),
            email__isnull=True,
            text__isnull=True,
            outcome="",
        )

    def with_message(self) -> "ToldQuerySet":
        return self.filter(Q(email__isnull=False) | Q(text__isnull=False))

    def to_post(self) -> "ToldQuerySet":
        """Letters that have not gone to the post, in one order at each opening."""
        return (
            self._reachable()
            .filter(channel=ContactChannel.POST, posted_on__isnull=True)
            .select_related("contact")
            .order_by("pk")
        )

    def _reachable(self) -> "ToldQuerySet":
        return self.filter(contact__isnull=False, contact__opted_out_on__isnull=True)

    def counted_by_way(self) -> "ToldQuerySet":
        """For each round and way: ``asked``, and what `TellingQuerySet.counted` counts."""
        return (
            self.order_by()
            .values("telling", "channel")
            .annotate(asked=Count("pk"), **_people(""))
            .order_by("telling", "channel")
        )


class LoopEntryPageQuerySet(PageQuerySet):
    def for_readers(self, locale: Locale) -> "LoopEntryPageQuerySet":
        """Pages of published entries in this language; in English where there is no translation.

        Somebody who reads Urdu sees every answer, not only those that were translated.
        """
        public = self.live().filter(entry__published_on__isnull=False)
        if locale.language_code == settings.LANGUAGE_CODE:
            return public.filter(locale=locale)
        translated = self.model.objects.live().filter(locale=locale).values("entry")
        return public.filter(
            Q(locale=locale)
            | Q(locale__language_code=settings.LANGUAGE_CODE) & ~Q(entry__in=translated)
        )

    def standing_at(self, status: str) -> "LoopEntryPageQuerySet":
        """Entries at one status, or the ones that are "late"; all of them for an empty one."""
        if status == "late":
            return self.exclude(entry__status__in=FINAL).filter(
                entry__next_date__lt=timezone.localdate()
            )
        return self.filter(entry__status=status) if status else self

    def ready_to_list(self) -> "LoopEntryPageQuerySet":
        """With entry, owner, language and latest step at hand; the newest answer first."""
        steps = apps.get_model("loop", "LoopUpdate").objects.newest_first()
        latest = steps.filter(entry=OuterRef("entry"))
        return (
            self.select_related("entry", "owner_partner", "locale")
            .annotate(
                stands_since=Subquery(latest.values("on")[:1]),
                latest_reason=Subquery(latest.values("reason")[:1]),
            )
            .order_by("-entry__published_on", "title")
        )

    def originals(self) -> "LoopEntryPageQuerySet":
        """The page on which an entry was written."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def of_entries(self, entries: Iterable[models.Model]) -> "LoopEntryPageQuerySet":
        return self.filter(entry__in=entries)


LoopEntryPageManager = PageManager.from_queryset(LoopEntryPageQuerySet)
