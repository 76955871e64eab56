"""Which consultations, as adjectives."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale, Page, PageManager, PageQuerySet


class ConsultationPageQuerySet(PageQuerySet):
    def open(self) -> "ConsultationPageQuerySet":
        """Live and taking answers today."""
        today = timezone.localdate()
        return (
            self.live()
            .filter(Q(closes_on__isnull=True) | Q(closes_on__gte=today), opens_on__lte=today)
            .order_by("closes_on", "title")
        )

    def forthcoming(self) -> "ConsultationPageQuerySet":
        return self.live().filter(opens_on__gt=timezone.localdate()).order_by("opens_on")

    def closed(self) -> "ConsultationPageQuerySet":
        """Live and past the last day, answered or not."""
        return self.live().filter(closes_on__lt=timezone.localdate()).order_by("-closes_on")

    def awaiting_answer(self) -> "ConsultationPageQuerySet":
        """Closed and not answered yet: the promise that comes due first stands first."""
        return self.closed().filter(answered_on__isnull=True).order_by("answer_by")

    def late(self) -> "ConsultationPageQuerySet":
        """Not answered by the day that was promised."""
        return self.awaiting_answer().filter(answer_by__lt=timezone.localdate())

    def for_readers(self, locale: Locale) -> "ConsultationPageQuerySet":
        """Live pages in this language; in English where a page has no translation yet.

        Somebody who reads Urdu sees everything that is open, not only what was translated.
        """
        if locale.language_code == settings.LANGUAGE_CODE:
            return self.live().filter(locale=locale)
        translated = Page.objects.live().filter(locale=locale).values("translation_key")
        return self.live().filter(
            Q(locale=locale)
            | Q(locale__language_code=settings.LANGUAGE_CODE) & ~Q(translation_key__in=translated)
        )

    def ready_to_list(self) -> "ConsultationPageQuerySet":
        """With owner and language at hand; the last day that comes next stands first."""
        return self.select_related("owner_partner", "locale").order_by("closes_on", "title")

    def originals(self) -> "ConsultationPageQuerySet":
        """One page for each consultation: the one it was written on."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def owned_by(self, partner_ids: Iterable[int]) -> "ConsultationPageQuerySet":
        return self.filter(owner_partner__in=list(partner_ids))

    def about_consultations(self, keys: Iterable[uuid.UUID]) -> "ConsultationPageQuerySet":
        """The pages of these consultations, in every language."""
        return self.filter(translation_key__in=[key for key in keys if key])


ConsultationPageManager = PageManager.from_queryset(ConsultationPageQuerySet)
