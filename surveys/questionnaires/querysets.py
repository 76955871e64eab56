"""Which surveys, questions and versions, as adjectives."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet

if TYPE_CHECKING:
    from surveys.questionnaires.models import SurveyPage


class QuestionQuerySet(models.QuerySet):
    def written_in(self, language: str) -> "QuestionQuerySet":
        return self.filter(locale__language_code=language)

    def in_every_language(self, keys: Iterable[str]) -> "QuestionQuerySet":
        """These questions and their translations."""
        return self.filter(translation_key__in=list(keys)).select_related("locale")

    def with_times_asked(self) -> "QuestionQuerySet":
        """Each question with ``times_asked``: how many surveys that were opened ask it."""
        # By name: the models module imports this one.
        placed = apps.get_model("questionnaires", "PlacedQuestion").objects
        surveys = (
            placed.filter(question_key=OuterRef("translation_key"))
            .order_by()
            .values("question_key")
            .annotate(surveys=Count("version__survey_key", distinct=True))
            .values("surveys")
        )
        return self.annotate(
            times_asked=Coalesce(Subquery(surveys, output_field=IntegerField()), 0)
        )


class SurveyPageQuerySet(PageQuerySet):
    def open(self) -> "SurveyPageQuerySet":
        """Live surveys that take answers today."""
        today = timezone.localdate()
        return self.live().filter(
            Q(closes_on__isnull=True) | Q(closes_on__gte=today), opens_on__lte=today
        )

    def closed(self) -> "SurveyPageQuerySet":
        return self.live().filter(closes_on__lt=timezone.localdate())

    def of_survey(self, survey_key: uuid.UUID) -> "SurveyPageQuerySet":
        """The page of a survey in every language."""
        return self.filter(translation_key=survey_key)

    def in_source_language(self) -> "SurveyPageQuerySet":
        """Pages in English: dates and promises are read from these."""
        return self.filter(locale__language_code="en")

    def translated_from(self, page: "SurveyPage") -> "SurveyPageQuerySet":
        """Real translations of a page; Wagtail's aliases are copies that nobody translated."""
        return (
            self.of_survey(page.translation_key)
            .exclude(pk=page.pk)
            .filter(alias_of__isnull=True)
            .select_related("locale")
        )


SurveyPageManager = PageManager.from_queryset(SurveyPageQuerySet)


class QuestionnaireVersionQuerySet(models.QuerySet):
    def of_survey(self, survey_key: uuid.UUID) -> "QuestionnaireVersionQuerySet":
        return self.filter(survey_key=survey_key)

    def newest_first(self) -> "QuestionnaireVersionQuerySet":
        return self.order_by("-number")

    def placing(self, question_key: str) -> "QuestionnaireVersionQuerySet":
        """Versions that ask this question."""
        return self.filter(placed__question_key=question_key)
