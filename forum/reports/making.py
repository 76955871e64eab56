"""The jobs that make packs: how a meeting's screen finds them."""

from forum.board.models import Meeting
from portal.jobs.models import LongJob

#: Steps that somebody who waits for a pack sees.
STEPS = 3


def job_kind(meeting: Meeting) -> str:
    """The kind under which the jobs of one meeting's packs run."""
    return f"board_pack:{meeting.pk}"


def newest_job(meeting: Meeting) -> LongJob | None:
    """The job that was started last for this meeting."""
    return LongJob.objects.filter(kind=job_kind(meeting)).order_by("-created_at").first()
