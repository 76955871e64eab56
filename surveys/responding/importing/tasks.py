"""What the queue runs for imports."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.jobs.actions import report_progress
from portal.jobs.models import LongJob
from surveys.responding.importing.actions import bring_in, forget_checked_files
from surveys.responding.importing.models import ResponseImport

# For staff only.


def bring_in_file(job: LongJob, import_id: str) -> str:
    """Bring in a checked file; the address at which its outcome can be seen."""

    def progress(done: int, total: int) -> None:
        report_progress(job, done=done, total=total, message=_("Bringing in responses"))

    running = ResponseImport.objects.select_related("version").get(pk=import_id)
    bring_in(running=running, progress=progress)
    return reverse("importing:import", args=[running.pk])


def forget_files() -> int:
    """Every night: files that were checked and left lying. Returns how many were deleted."""
    return forget_checked_files()
