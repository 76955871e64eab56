"""States of a long job."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


#: Something is still going to happen.
OPEN_STATES = (JobState.WAITING, JobState.RUNNING)
ENDED_STATES = (JobState.DONE, JobState.FAILED)
