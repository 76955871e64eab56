"""What the screens of paper list: surveys with what was printed, keyed and still waits."""

# For staff only.

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from portal.jobs.models import LongJob
from surveys.questionnaires.introduction import Opening
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.questionnaires.presenting import opening_of
from surveys.responding.models import Response
from surveys.responding.paper.actions import job_kind
from surveys.responding.paper.form_words import survey_title
from surveys.responding.paper.keying import LATE_DAYS
from surveys.responding.paper.models import (
    PaperDestroyed,
    PaperForm,
    PrintLot,
    PrintRun,
    kind_in_words,
)
from surveys.responding.paper.on_paper import kinds_of_form


@dataclass(frozen=True)
class SurveyRow:
    """One survey on the first screen. ``late_until`` is the last day for late paper."""

    version: QuestionnaireVersion
    title: str
    opening: Opening
    closes_on: datetime.date | None
    late_until: datetime.date | None
    printed: int
    keyed: int
    held: int
    to_settle: int
    doubles: int

    @property
    def takes_paper(self) -> bool:
        """Whether paper can still arrive and count, or something of it still waits."""
        if self.opening == Opening.OPEN or self.held or self.to_settle or self.doubles:
            return True
        return self.late_until is not None and timezone.localdate() <= self.late_until


def survey_rows(partner_ids: Collection[int]) -> list[SurveyRow]:
    """Every survey of these partners that was ever opened, the newest first."""
    versions = newest_versions(partner_ids)
    keys = [version.survey_key for version in versions]
    pages = {
        page.survey_key: page
        for page in SurveyPage.objects.in_source_language().filter(translation_key__in=keys)
    }
    counts = PaperForm.objects.of_partners(partner_ids).counts_by_survey()
    printed = dict(
        PrintLot.objects.printed()
        .filter(run__owner__in=list(partner_ids))
        .order_by()
        .values_list("run__version__survey_key")
        .annotate(forms=Sum("copies"))
    )
    nothing = {"keyed": 0, "held": 0, "to_settle": 0, "doubles": 0}
    rows = []
    for version in versions:
        page = pages.get(version.survey_key)
        closes_on = page.closes_on if page else None
        rows.append(
            SurveyRow(
                version=version,
                title=survey_title(version.document),
                opening=opening_of(page),
                closes_on=closes_on,
                late_until=late_until(version, closes_on),
                printed=printed.get(version.survey_key, 0),
                **counts.get(version.survey_key, nothing),
            )
        )
    return rows


def newest_versions(partner_ids: Collection[int]) -> list[QuestionnaireVersion]:
    """The newest version of each survey that these partners opened."""
    newest: dict[uuid.UUID, QuestionnaireVersion] = {}
    found = QuestionnaireVersion.objects.filter(owner__in=list(partner_ids), trial=False)
    for version in found.select_related("owner").order_by("-opened_on", "-number", "pk"):
        known = newest.get(version.survey_key)
        if known is None or known.number < version.number:
            newest[version.survey_key] = version
    return list(newest.values())


def late_until(
    version: QuestionnaireVersion, closes_on: datetime.date | None
) -> datetime.date | None:
    """The last day on which paper is taken; None while the survey has no last day."""
    if closes_on is None:
        return None
    days = version.document.get("late_paper_days")
    return closes_on + datetime.timedelta(days=LATE_DAYS if days is None else days)


def late_responses(survey_key: uuid.UUID) -> int:
    """How many responses to a survey came late on paper. A true count, for its owner."""
    return Response.objects.to_survey(survey_key).counting().late().count()


def newest_job(run: PrintRun) -> LongJob | None:
    """The job that was started last for this run."""
    return LongJob.objects.filter(kind=job_kind(run)).order_by("-created_at").first()


def last_destroyed(survey_key: uuid.UUID) -> list[PaperDestroyed]:
    """The last ten times that somebody saw to the paper of a survey."""
    return list(PaperDestroyed.objects.filter(survey_key=survey_key).select_related("by")[:10])


def kinds_to_choose(version: QuestionnaireVersion) -> list[tuple[str, str]]:
    """Every form of a survey as a choice: (its name in addresses, its name in words)."""
    return [
        (f"{language}-{'easy' if easy_read else 'plain'}", kind_in_words(language, easy_read))
        for language, easy_read in kinds_of_form(version.document)
    ]


def kind_of_choice(version: QuestionnaireVersion, chosen: str) -> tuple[str, bool] | None:
    """(language, whether Easy Read) of a name that `kinds_to_choose` gave; None if it gave none."""
    if chosen not in dict(kinds_to_choose(version)):
        return None
    language, _dash, kind = chosen.rpartition("-")
    return language, kind == "easy"
