"""What the queue runs for paper."""

# For staff only.

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.jobs.actions import report_progress
from portal.jobs.models import LongJob
from surveys.responding.paper.actions import delete_old_files, make_lot
from surveys.responding.paper.keying import mark_doubles
from surveys.responding.paper.models import PrintRun


def make_run(job: LongJob, run_id: str) -> str:
    """Make the PDFs of a run that are still missing; returns the address where they wait."""
    run = PrintRun.objects.get(pk=run_id)
    missing = list(run.lots.filter(made_on__isnull=True))
    total = sum(lot.copies for lot in missing)
    done = 0
    for lot in missing:
        with transaction.atomic():
            make_lot(lot_id=lot.pk)
            done += lot.copies
            report_progress(
                job,
                done=done,
                total=total,
                message=_("%(kind)s is ready.") % {"kind": lot.kind_in_words},
            )
    return reverse("paper_admin:run", args=[run.pk])


def forget_files() -> int:
    """Every night: delete PDFs with codes that nobody fetched. Returns how many."""
    return delete_old_files()


def look_for_doubles() -> int:
    """Every night: mark forms whose answers came in on the web too. Returns how many."""
    return mark_doubles()
