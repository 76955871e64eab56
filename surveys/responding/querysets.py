"""Which responses and drafts, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, When
from django.utils import timezone

from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.responding.enums import ResponseState
from surveys.responding.staff_enums import ScanState


class ResponseQuerySet(models.QuerySet):
    def counting(self) -> "ResponseQuerySet":
        """Responses that count: received, not withdrawn and not set aside."""
        return self.filter(state=ResponseState.RECEIVED)

    def to_survey(self, survey_key: uuid.UUID) -> "ResponseQuerySet":
        return self.filter(survey_key=survey_key)

    def to_surveys(self, survey_keys: Iterable[uuid.UUID]) -> "ResponseQuerySet":
        return self.filter(survey_key__in=list(survey_keys))

    def received_between(self, first: datetime.date, last: datetime.date) -> "ResponseQuerySet":
        """Responses of the weeks that begin in this span, both ends counted."""
        return self.filter(week_received__range=(first, last))

    def late(self) -> "ResponseQuerySet":
        """Responses on paper that came after the last day and were still taken."""
        return self.filter(late=True)

    def not_withdrawn(self) -> "ResponseQuerySet":
        """Responses that are there, whether they count or a coordinator set them aside."""
        return self.exclude(state=ResponseState.WITHDRAWN)

    def surveys_answered_since(self, day: datetime.date) -> "models.QuerySet":
        """Keys of the surveys with a response of a week that begins on this day or later."""
        recent = self.filter(week_received__gte=day).order_by()
        return recent.values_list("survey_key", flat=True).distinct()

    def with_language_spoken(self) -> "ResponseQuerySet":
        """Each with ``language_spoken``: the interpreter's language, or else that of the sheet."""
        spoken = Case(When(interpreter="", then=F("language")), default=F("interpreter"))
        return self.annotate(language_spoken=spoken)

    def people(self) -> int:
        """How many people these responses speak for: a group counts each of its members.

        A true count. It may leave the owner's desk only through surveys.results.disclosure.
        """
        return self.aggregate(people=Sum("group_size"))["people"] or 0


class DraftQuerySet(models.QuerySet):
    def kept(self) -> "DraftQuerySet":
        """Drafts that have not expired."""
        return self.filter(expires_on__gte=timezone.localdate())

    def expired(self) -> "DraftQuerySet":
        return self.filter(expires_on__lt=timezone.localdate())

    def to_forget(self) -> "DraftQuerySet":
        """Drafts that have expired, and sent ones whose survey was closed before they did."""
        today = timezone.localdate()
        closed = SurveyPage.objects.in_source_language().filter(
            translation_key=OuterRef("version__survey_key"), closes_on__lt=today
        )
        return self.filter(Q(expires_on__lt=today) | Q(Exists(closed), sent=True))

    def with_newest_version(self) -> "DraftQuerySet":
        """Each draft with ``newest_number``: of the version of its survey that is open now."""
        newest = (
            QuestionnaireVersion.objects.of_survey(OuterRef("version__survey_key"))
            .newest_first()
            .values("number")[:1]
        )
        return self.annotate(newest_number=Subquery(newest))


class AttachedFileQuerySet(models.QuerySet):
    def unsent_under(self, lookup: str) -> "AttachedFileQuerySet":
        """Files of the unsent answer with this keyed hash of its receipt code."""
        return self.filter(draft_lookup=lookup, response__isnull=True)

    def of_lookup(self, lookup: str) -> "AttachedFileQuerySet":
        """Files of whoever holds the receipt code with this keyed hash, sent or not."""
        return self.filter(
            models.Q(draft_lookup=lookup, response__isnull=True)
            | models.Q(response__receipt__lookup=lookup)
        )

    def sent(self) -> "AttachedFileQuerySet":
        """Files that belong to a response that was not taken back."""
        return self.filter(response__isnull=False).exclude(response__state=ResponseState.WITHDRAWN)

    def waiting_for_scan(self) -> "AttachedFileQuerySet":
        """Files that can be scanned now: before they are sent nobody here can open them."""
        return self.sent().filter(scan=ScanState.WAITING)

    def without_draft(self) -> "AttachedFileQuerySet":
        """Files of answers that were neither sent nor are kept any more."""
        drafts = self.model._meta.apps.get_model("responding", "Draft").objects
        kept = drafts.filter(lookup=models.OuterRef("draft_lookup"))
        return self.filter(~models.Exists(kept), response__isnull=True)


class AnswerQuerySet(models.QuerySet):
    def of_survey(self, survey_key: uuid.UUID) -> "AnswerQuerySet":
        return self.filter(response__survey_key=survey_key)
