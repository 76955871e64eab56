"""What the queue runs for documents."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from forum.board.models import Meeting
from forum.reports.actions import freeze_pack
from forum.reports.assembling import FiguresWereAltered
from forum.reports.making import STEPS
from portal.jobs.actions import fail_job, report_progress
from portal.jobs.models import LongJob


def make_pack(job: LongJob, meeting: int, user: int) -> str:
    """Freeze the pack of a meeting; returns the address at which it can be sent."""
    words = {
        1: _("The agenda, figures and promises are collected."),
        2: _("The PDF is made."),
        STEPS: _("The pack is frozen."),
    }

    def progress(step: int) -> None:
        report_progress(job, done=step, total=STEPS, message=words[step])

    try:
        pack = freeze_pack(
            meeting=Meeting.objects.select_related("board").get(pk=meeting),
            user=get_user_model().objects.get(pk=user),
            progress=progress,
        )
    except PermissionDenied:
        fail_job(job, message=_("You no longer keep the papers of this board."))
    except ValidationError as problem:
        fail_job(job, message=" ".join(problem.messages))
    except FiguresWereAltered:
        fail_job(
            job,
            message=_(
                "Figures on this agenda no longer match their fingerprint. "
                "Take them off the agenda and tell support."
            ),
        )
    else:
        progress(STEPS)
        return reverse("reports_admin:pack", args=[pack.pk])
    return ""
