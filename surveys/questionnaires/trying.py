"""The name under which a draft is tried out: part of a link, and nothing that can be guessed."""

import uuid
from dataclasses import dataclass

from django.core import signing

from surveys.questionnaires.models import QuestionnaireVersion, ReaderCheck

_SIGNER = signing.Signer(salt="try", sep="~")


@dataclass(frozen=True)
class Tried:
    """A draft that is tried out, by a group of readers if there is a check."""

    version: QuestionnaireVersion
    reader_check: ReaderCheck | None = None

    @property
    def is_running(self) -> bool:
        return self.reader_check is None or self.reader_check.is_running()


def name_of_trial(version: QuestionnaireVersion) -> str:
    """For those who make a survey and whoever they show it to."""
    return _SIGNER.sign(str(version.pk))


def name_of_check(reader_check: ReaderCheck) -> str:
    """For a group of readers: random already, and short enough for a printed slip."""
    return str(reader_check.pk)


def is_name_of_check(name: str) -> bool:
    """Whether it could be the name of a reader check. Asks no database."""
    try:
        return bool(uuid.UUID(name))
    except ValueError:
        return False


def tried_under(name: str) -> Tried | None:
    """The draft that goes by this name; None for a name that was never given, or is gone."""
    if is_name_of_check(name):
        return _of_check(uuid.UUID(name))
    try:
        key = int(_SIGNER.unsign(name))
    except (signing.BadSignature, ValueError):
        return None
    version = QuestionnaireVersion.objects.trials().filter(pk=key).first()
    return Tried(version) if version else None


def _of_check(key: uuid.UUID) -> Tried | None:
    found = ReaderCheck.objects.select_related("version__owner").filter(pk=key).first()
    return Tried(found.version, found) if found else None
