"""Which surveys, questions and versions, as adjectives."""

import datetime
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
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
            placed.filter(question_key=OuterRef("translation_key"), version__trial=False)
            .order_by()
            .values("question_key")
            .annotate(surveys=Count("version__survey_key", distinct=True))
            .values("surveys")
        )
        return self.annotate(
            times_asked=Coalesce(Subquery(surveys, output_field=IntegerField()), 0)
        )


class AskingTermsQuerySet(models.QuerySet):
    def written_in(self, language: str) -> "AskingTermsQuerySet":
        return self.filter(locale__language_code=language)

    def of_partners(self, partners: Iterable[int]) -> "AskingTermsQuerySet":
        return self.filter(partner__in=list(partners))


class SurveyPageQuerySet(PageQuerySet):
    def open(self) -> "SurveyPageQuerySet":
        """Live surveys that take answers today."""
        today = timezone.localdate()
        return self.live().filter(
            Q(closes_on__isnull=True) | Q(closes_on__gte=today), opens_on__lte=today
        )

    def closed(self) -> "SurveyPageQuerySet":
        return self.live().filter(closes_on__lt=timezone.localdate())

    def not_closed(self) -> "SurveyPageQuerySet":
        """Live surveys that take answers today, or will on a day that is set."""
        today = timezone.localdate()
        return self.live().filter(
            Q(closes_on__isnull=True) | Q(closes_on__gte=today), opens_on__isnull=False
        )

    def owned_by(self, partner_ids: Iterable[int]) -> "SurveyPageQuerySet":
        return self.filter(owner_partner__in=list(partner_ids))

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
        """Versions that were opened; drafts that somebody tries are not among them."""
        return self.filter(survey_key=survey_key, trial=False)

    def owned_by(self, partner_ids: Iterable[int]) -> "QuestionnaireVersionQuerySet":
        return self.filter(owner__in=list(partner_ids))

    def newest_of_each_survey(self) -> "QuestionnaireVersionQuerySet":
        """The version that people meet today of every survey that was ever opened."""
        newer = self.model.objects.filter(
            survey_key=OuterRef("survey_key"), trial=False, number__gt=OuterRef("number")
        )
        return self.filter(trial=False).exclude(Exists(newer)).order_by("-opened_on", "pk")

    def of_surveys(self, survey_keys: Iterable[uuid.UUID]) -> "QuestionnaireVersionQuerySet":
        """Versions of these surveys that were opened, each survey's in their order."""
        return self.filter(survey_key__in=list(survey_keys), trial=False).order_by(
            "survey_key", "number"
        )

    def newest_first(self) -> "QuestionnaireVersionQuerySet":
        return self.order_by("-number")

    def trials(self) -> "QuestionnaireVersionQuerySet":
        """Drafts that were frozen so that somebody can try them."""
        return self.filter(trial=True)

    def trials_of(self, survey_key: uuid.UUID) -> "QuestionnaireVersionQuerySet":
        return self.trials().filter(survey_key=survey_key)

    def not_tried_since(self, day: datetime.date) -> "QuestionnaireVersionQuerySet":
        """Trials frozen before this day, and not read by a group since."""
        read = self.model.objects.filter(pk=OuterRef("pk"), reader_checks__until__gte=day)
        return self.trials().filter(opened_on__lt=day).exclude(Exists(read))

    def placing(self, question_key: str) -> "QuestionnaireVersionQuerySet":
        """Versions that ask this question, or asked it; what was only tried does not count."""
        return self.filter(placed__question_key=question_key, trial=False)

    def placing_any(self, question_keys: Iterable[str]) -> "QuestionnaireVersionQuerySet":
        """Versions that ask one of these questions, or asked it."""
        asked = self.filter(placed__question_key__in=list(question_keys), trial=False)
        return asked.distinct()

    def titles_by_question(self, question_keys: Iterable[str]) -> dict[str, list[str]]:
        """The English titles of the surveys that ask each question, or asked it."""
        rows = (
            self.filter(placed__question_key__in=list(question_keys), trial=False)
            .order_by("opened_on", "number")
            .values_list("placed__question_key", "survey_key", "document__title__en")
        )
        titles: dict[str, dict[uuid.UUID, str]] = {}
        for question_key, survey_key, title in rows:
            titles.setdefault(str(question_key), {})[survey_key] = title or ""
        return {key: list(found.values()) for key, found in titles.items()}


class ReaderCheckQuerySet(models.QuerySet):
    def of_survey(self, survey_key: uuid.UUID) -> "ReaderCheckQuerySet":
        return self.filter(version__survey_key=survey_key)

    def with_remarks_counted(self) -> "ReaderCheckQuerySet":
        """Each check with ``remarks_all`` and ``remarks_open``."""
        return self.annotate(
            remarks_all=Count("remarks"),
            remarks_open=Count("remarks", filter=Q(remarks__dealt_with=False)),
        )


class ReaderRemarkQuerySet(models.QuerySet):
    def of_survey(self, survey_key: uuid.UUID) -> "ReaderRemarkQuerySet":
        return self.filter(reader_check__version__survey_key=survey_key)

    def open(self) -> "ReaderRemarkQuerySet":
        """Remarks that nobody has dealt with."""
        return self.filter(dealt_with=False)


class SpokenTextQuerySet(models.QuerySet):
    def of_words(self, words_hashes: Iterable[str]) -> "SpokenTextQuerySet":
        """What was spoken of these words; with several voices the newest comes last."""
        return self.filter(words_hash__in=list(words_hashes)).order_by("pk")

    def by_voice(self, voice: str) -> "SpokenTextQuerySet":
        return self.filter(voice=voice)
