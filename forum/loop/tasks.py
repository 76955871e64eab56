"""What the queue runs for this room."""

from forum.loop.models import Telling
from forum.loop.telling import write_messages
from portal.jobs.models import LongJob


def tell(job: LongJob, telling: str) -> None:
    """Writes the messages of one round of telling."""
    write_messages(telling=Telling.objects.get(pk=telling), job=job)
