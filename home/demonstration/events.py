"""Events at which people were helped: one today, one that is over, one whose PIN was ended."""

import datetime
import random
import uuid

from django.db import transaction
from django.utils import timezone, translation

from forum.consultations.models import ConsultationPage
from home.demonstration.area import day, member_of, partner
from home.demonstration.crowd import answers_of, code_of
from home.demonstration.surveys import CONSULTATIONS
from portal.partners.enums import Role
from portal.partners.models import Partner
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.responding.actions import response_of_code
from surveys.responding.assisted.actions import end_pin, make_event, record_entry
from surveys.responding.assisted.arrivals import take_in
from surveys.responding.assisted.entry import Entry, data_of
from surveys.responding.assisted.models import Event
from surveys.responding.assisted.sealing import seal_envelope
from surveys.responding.enums import Channel

#: Opens /en/help/ on the day of the demonstration's event of today.
PIN = "482915"
SURVEY = "booking-a-short-break"
RESPONSES = 7
#: The first so many spoke Urdu, and an interpreter said it in English.
IN_URDU = 3
_NAMES = uuid.UUID("6f3e2f0a-6a0e-4a53-9d4e-2f5f0c6b7a10")


def make_events() -> int:
    """Every event of the demonstration. Returns how many there are."""
    with transaction.atomic():
        make_event_of_today()
        _make_event_that_is_over()
        _make_event_with_ended_pin()
    return Event.objects.count()


def make_event_of_today() -> None:
    """An event with the known PIN on the day it is. Run every night, so that there always is one.

    Nothing happens where the demonstration area was not loaded.
    """
    if not Partner.objects.filter(slug="council").exists() or _version() is None:
        return
    _event("Saturday drop-in", "Riverside Hall", day(0), "RH26", pin=PIN)


def _make_event_that_is_over() -> None:
    event = _event("Coffee morning", "Roshni Women's Centre", day(-9), "ROSHNI")
    version = _version()
    number = 0
    while event.responses < RESPONSES and number < 5 * RESPONSES:
        code = code_of("coffee morning", number)
        number += 1
        if response_of_code(code) is not None:
            continue
        fields = _fields(version, code, interpreter="ur" if event.responses < IN_URDU else "")
        with translation.override("en"):
            entry = Entry(
                version=version, channel=Channel.EVENT, language="en", data=data_of(fields)
            )
            if entry.is_valid():
                record_entry(entry=entry, code=code, event=event)
                event.refresh_from_db()


def _make_event_with_ended_pin() -> None:
    """A tablet was lost at it; two answers that it had locked came in later from another place."""
    event = _event("School gate, Ashgrove", "Ashgrove", day(-4), "")
    if event.is_revoked:
        return
    sealed_at = timezone.now() - datetime.timedelta(days=4)
    end_pin(event=event, user=event.made_by)
    version = _version()
    envelopes = []
    for number in range(2):
        code = code_of("school gate", number)
        name = uuid.uuid5(_NAMES, code)
        content = {
            "survey": str(version.survey_key),
            "version": version.pk,
            "language": "en",
            "easy": False,
            "code": code,
            "sealed_at": sealed_at.isoformat(),
            "fields": _fields(version, code),
        }
        sealed = seal_envelope(
            content, public_key=event.public_key, event=str(event.pk), name=str(name)
        )
        envelopes.append((name, sealed))
    take_in(event=event, pin_works=False, envelopes=envelopes)


def _event(
    title: str, place: str, held_on: datetime.date, place_code: str, *, pin: str = ""
) -> Event:
    event, _pin = make_event(
        event_id=uuid.uuid5(_NAMES, f"{title} {held_on}" if pin else title),
        partner=partner("council"),
        title=title,
        place_name=place,
        place_code=place_code,
        held_on=held_on,
        survey_keys=[_version().survey_key],
        languages=["en", "ur", "pa"],
        user=member_of("council", Role.COORDINATOR),
        pin=pin,
    )
    return event


def _version() -> QuestionnaireVersion | None:
    page = ConsultationPage.objects.filter(locale__language_code="en", slug=SURVEY).first()
    survey = SurveyPage.objects.child_of(page).first() if page else None
    if survey is None:
        return None
    return QuestionnaireVersion.objects.of_survey(survey.survey_key).newest_first().first()


def _fields(
    version: QuestionnaireVersion, code: str, *, interpreter: str = ""
) -> dict[str, list[str]]:
    """What a helper filled in, by the names of the fields of the sheet."""
    chance = random.Random(code)  # noqa: S311 (invented people need no secrecy)
    each = next(found for found in CONSULTATIONS if found.slug == SURVEY)
    given, _theme = answers_of(version, each, chance, "en")
    fields = {
        "consent_heard": ["on"],
        "helper_role": ["connector"],
        "interpreter": [interpreter],
        "who_answered": ["me_with_help"],
        "consent_to_quote": ["on"] if chance.random() < 0.5 else [],
    }
    for place, step in enumerate(version.document["steps"], start=1):
        answer, name = given.get(step.get("question")), f"q{place}-answer"
        if step.get("type") == QuestionType.RANKING:
            keys = [option["key"] for option in step["options"]]
            for rank, key in enumerate(answer or (), start=1):
                fields[f"{name}_{keys.index(key)}"] = [str(rank)]
        elif isinstance(answer, list | str):
            fields[name] = answer if isinstance(answer, list) else [answer]
    return fields
