"""What the queue runs for surveys."""

from portal.jobs.models import LongJob
from surveys.questionnaires import reading_aloud
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.trial_actions import forget_old_trials


def speak_version(job: LongJob, version_pk: int) -> None:
    """Makes the computer voice of a version."""
    reading_aloud.speak(job=job, version=QuestionnaireVersion.objects.get(pk=version_pk))


def tidy_spoken_texts() -> None:
    """Each night: clears recordings that no open survey needs."""
    reading_aloud.tidy_spoken_texts()


def forget_trials() -> int:
    """Each night: deletes drafts that were tried out long ago, with what readers said of them."""
    return forget_old_trials()
