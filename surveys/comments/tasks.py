"""What the queue runs for this room."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.jobs.actions import report_progress
from portal.jobs.models import LongJob
from surveys.comments.files import forget_files_read_long_ago
from surveys.comments.grouping import group_comments, recent_surveys


def group_recent_comments() -> None:
    """Every night: campaigns and possible doubles among what came in the last weeks."""
    group_comments(survey_keys=recent_surveys())


def group_for_a_person(job: LongJob, survey_keys: list[str]) -> str:
    """The same at once, for surveys of somebody who waits. Returns where to look."""

    def progress(done: int, total: int) -> None:
        report_progress(job, done=done, total=total, message=_("Comparing comments"))

    group_comments(survey_keys=[uuid.UUID(key) for key in survey_keys], progress=progress)
    return reverse("comments:queue")


def forget_read_files() -> int:
    """Every night: delete files whose words were written down long ago. Returns how many."""
    return forget_files_read_long_ago()
