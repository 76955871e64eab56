"""What the queue runs for this room."""

import datetime
import uuid

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.jobs.actions import report_progress
from portal.jobs.models import LongJob
from portal.partners.models import Partner
from surveys.results.actions import freeze_release


def freeze(
    job: LongJob,
    release_id: str,
    owner_id: int,
    title: str,
    survey_keys: list[str],
    period_from: str | None,
    period_to: str | None,
    user_id: int,
) -> str:
    """Freeze a release; the address at which it can be seen. Run twice, it makes one release."""

    def progress(done: int, total: int) -> None:
        report_progress(job, done=done, total=total, message=_("Protecting the tables"))

    release = freeze_release(
        owner=Partner.objects.get(pk=owner_id),
        title=title,
        survey_keys=[uuid.UUID(key) for key in survey_keys],
        period_from=datetime.date.fromisoformat(period_from) if period_from else None,
        period_to=datetime.date.fromisoformat(period_to) if period_to else None,
        user=get_user_model().objects.get(pk=user_id),
        release_id=uuid.UUID(release_id),
        progress=progress,
    )
    return reverse("releases:release", args=[release.pk])
