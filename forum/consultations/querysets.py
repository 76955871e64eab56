"""Which consultations, as adjectives."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet


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


ConsultationPageManager = PageManager.from_queryset(ConsultationPageQuerySet)
