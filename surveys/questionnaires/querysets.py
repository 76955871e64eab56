"""Which surveys, questions and versions, as adjectives."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageManager, PageQuerySet


class QuestionQuerySet(models.QuerySet):
    def written_in(self, language: str) -> "QuestionQuerySet":
        return self.filter(locale__language_code=language)


class SurveyPageQuerySet(PageQuerySet):
    def open(self) -> "SurveyPageQuerySet":
        """Live surveys that take answers today."""
        today = timezone.localdate()
        return self.live().filter(
            Q(closes_on__isnull=True) | Q(closes_on__gte=today), opens_on__lte=today
        )

    def closed(self) -> "SurveyPageQuerySet":
        return self.live().filter(closes_on__lt=timezone.localdate())


SurveyPageManager = PageManager.from_queryset(SurveyPageQuerySet)


class QuestionnaireVersionQuerySet(models.QuerySet):
    def of_survey(self, survey_key: uuid.UUID) -> "QuestionnaireVersionQuerySet":
        return self.filter(survey_key=survey_key)

    def newest_first(self) -> "QuestionnaireVersionQuerySet":
        return self.order_by("-number")

    def placing(self, question_key: str) -> "QuestionnaireVersionQuerySet":
        """Versions that ask this question."""
        return self.filter(placed__question_key=question_key)
