"""The computer voice: made when a survey opens, found again by its words, cleared when unused."""

# For staff only.

from collections.abc import Iterable
from zlib import crc32

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.jobs.actions import finish_job, report_progress, start_job
from portal.jobs.models import LongJob
from portal.partners.permissions import Person
from surveys.questionnaires.introduction import Opening, opening_today
from surveys.questionnaires.models import QuestionnaireVersion, SpokenText, SurveyPage
from surveys.questionnaires.speaking import Parts, hash_of_parts, pages_to_speak, parts_of
from surveys.questionnaires.steps import ShownStep
from surveys.questionnaires.voices import NoVoice, Voice, computer_voice

SPEAK = "surveys.questionnaires.tasks.speak_version"


def spoken_address(step: ShownStep) -> str:
    """Address of a recording of this page: by a person if there is one, else by the computer.

    "" if there is none. ``step.audio`` tells which it is. At most one query.
    """
    return step.audio or spoken_addresses([step]).get(step.id, "")


def spoken_addresses(steps: Iterable[ShownStep]) -> dict[str, str]:
    """{id of the step: address} for those that have a recording; one query for all of them."""
    steps = list(steps)
    hashes = {step.id: hash_of_parts(parts_of(step)) for step in steps if not step.audio}
    files = dict(
        SpokenText.objects.of_words(hashes.values()).values_list("words_hash", "file")
        if hashes
        else ()
    )
    by_computer = {
        step: default_storage.url(files[words]) for step, words in hashes.items() if words in files
    }
    return {step.id: step.audio for step in steps if step.audio} | by_computer


def start_speaking(*, version: QuestionnaireVersion, user: Person | None) -> LongJob | None:
    """Queue the making of what is still missing; None if nothing is or nobody can speak here.

    A version that waits in the queue already is not queued again.
    """
    if computer_voice() is None:
        return None
    queued = LongJob.objects.waiting().filter(task=SPEAK, arguments=[version.pk])
    missing = _unspoken(version)
    if not missing or queued.exists():
        return None
    return start_job(
        kind="speaking",
        title=_("Read out: %(survey)s") % {"survey": version},
        user=user,
        task=SPEAK,
        arguments=[version.pk],
        total=len(missing),
    )


def speak(*, job: LongJob, version: QuestionnaireVersion) -> None:
    """Make and keep what is missing of a version. Doing it again makes nothing twice."""
    voice = computer_voice()
    try:
        if voice is None:
            raise NoVoice
        with voice:
            made = _speak_all(job, version, voice)
    except NoVoice:
        finish_job(job, message=_("There is no computer voice on this machine."))
        return
    said = ngettext(
        "One more page can be listened to.", "%(number)s more pages can be listened to.", made
    )
    finish_job(
        job, message=said % {"number": made} if made else _("There was nothing left to make.")
    )


def _speak_all(job: LongJob, version: QuestionnaireVersion, voice: Voice) -> int:
    possible = {
        words: (language, parts)
        for words, (language, parts) in _unspoken(version, by=voice.name).items()
        if all(each.language in voice.languages for each in parts)
    }
    report_progress(job, done=0, total=len(possible))
    sounds = voice.say([parts for _language, parts in possible.values()])
    made = 0
    for (words, (language, _parts)), sound in zip(possible.items(), sounds, strict=True):
        if sound:
            with transaction.atomic():
                made += 1
                _keep(words, language, voice.name, sound)
                report_progress(job, done=made)
    return made


def _unspoken(
    version: QuestionnaireVersion, *, by: str | None = None
) -> dict[str, tuple[str, Parts]]:
    """{hash: (language, parts)} of pages that no voice has spoken, or not this one."""
    wanted = {
        hash_of_parts(parts): (language, parts)
        for language, parts in pages_to_speak(version.document)
    }
    spoken = SpokenText.objects.of_words(wanted)
    if by is not None:
        spoken = spoken.by_voice(by)
    there = set(spoken.values_list("words_hash", flat=True))
    return {words: page for words, page in wanted.items() if words not in there}


def _keep(words: str, language: str, voice: str, sound: bytes) -> None:
    spoken, created = SpokenText.objects.get_or_create(
        words_hash=words, voice=voice, defaults={"language": language}
    )
    if created:
        name = f"{words[:40]}-{crc32(voice.encode()):08x}.mp3"
        # Left behind where an earlier try was interrupted.
        default_storage.delete(f"{SpokenText.file.field.upload_to}{name}")
        spoken.file.save(name, ContentFile(sound))


def tidy_spoken_texts() -> int:
    """Delete what no open survey needs, and begin what is missing; returns how many were deleted.

    All versions of an open survey count: whoever began with an earlier one finishes with it.
    """
    needed: set[str] = set()
    for page in SurveyPage.objects.live().in_source_language():
        if opening_today(page.opens_on, page.closes_on) == Opening.CLOSED:
            continue
        versions = QuestionnaireVersion.objects.of_survey(page.survey_key).newest_first()
        for place, version in enumerate(versions):
            needed |= {hash_of_parts(parts) for _code, parts in pages_to_speak(version.document)}
            if place == 0:
                start_speaking(version=version, user=None)
    unneeded = [each for each in SpokenText.objects.all() if each.words_hash not in needed]
    for spoken in unneeded:
        spoken.delete()
        spoken.file.delete(save=False)
    return len(unneeded)
