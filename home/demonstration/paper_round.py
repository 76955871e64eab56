"""Paper in the demonstration: forms for an event, posters in three places, what came back."""

import random

from django.db import transaction

from forum.consultations.models import ConsultationPage
from home.demonstration.area import day, member_of, partner
from home.demonstration.crowd import answers_of
from home.demonstration.surveys import CONSULTATIONS, Consultation
from portal.partners.enums import Role
from surveys.questionnaires.enums import Audience, QuestionType
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.responding.enums import Channel, WhoAnswered
from surveys.responding.models import Response
from surveys.responding.paper.actions import (
    LotWish,
    hand_out_lot,
    make_lot,
    note_destroyed,
    order_print_run,
)
from surveys.responding.paper.comparing import Keyed
from surveys.responding.paper.enums import FormState, PlaceKind
from surveys.responding.paper.keying import DoesNotCount, key_form
from surveys.responding.paper.models import PaperForm, Place, PlaceCode, PrintRun
from surveys.responding.paper.places import add_place, code_of_place

OPEN, CLOSED = "booking-a-short-break", "waiting-for-an-assessment"
#: Places, and how many of the crowd came from their posters.
PLACES = (
    ("Riverside Library", PlaceKind.LIBRARY, 9),
    ("Roshni Women's Centre", PlaceKind.COMMUNITY, 6),
    ("Greenbank Surgery", PlaceKind.HEALTH, 1),
)
KEYED = 6


def make_paper() -> int:
    """Three places, two print runs and forms that were keyed. Returns how many forms."""
    with transaction.atomic():
        if not PrintRun.objects.exists():
            _event_forms()
            _late_form()
    return PaperForm.objects.count()


def _consultation(slug: str) -> tuple[Consultation, QuestionnaireVersion]:
    page = ConsultationPage.objects.get(locale__language_code="en", slug=slug)
    key = SurveyPage.objects.child_of(page).get().survey_key
    version = QuestionnaireVersion.objects.of_survey(key).newest_first().first()
    return next(each for each in CONSULTATIONS if each.slug == slug), version


def _event_forms() -> None:
    """A run for a drop-in: most is fetched, six are keyed, one waits for its second person."""
    each, version = _consultation(OPEN)
    officer = member_of("council", Role.COORDINATOR)
    places = [
        add_place(partner=partner("council"), name=name, kind=kind, user=officer)
        for name, kind, _answers in PLACES
    ]
    _posters(version, places)
    run, _job = order_print_run(
        version=version,
        lots=[LotWish("en", 30), LotWish("ur", 15), LotWish("en", 10, easy_read=True)],
        place=places[1],
        event="Saturday drop-in",
        user=officer,
        on=day(-10),
    )
    for lot in run.lots.all():
        make_lot(lot_id=lot.pk)
        lot.refresh_from_db()
        if not lot.easy_read:
            hand_out_lot(lot=lot, user=officer, on=day(-9))
    forms = PaperForm.objects.filter(lot__run=run, lot__handed_out_on__isnull=False)
    once = forms.filter(keyed_twice=False).ready_to_key()
    for number, form in enumerate(once[:KEYED]):
        _key(form, each, number, user=officer, arrived=-6, keyed=-4)
    held = forms.filter(keyed_twice=True).ready_to_key().first()
    if held is not None:
        _key(held, each, KEYED, user=officer, arrived=-6, keyed=-4)
    note_destroyed(version=version, locked_away=False, user=officer, on=day(-4))


def _posters(version: QuestionnaireVersion, places: list[Place]) -> None:
    """Part of the crowd came from the posters."""
    from_web = Response.objects.to_survey(version.survey_key).filter(
        channel=Channel.WEB, place_code=""
    )
    for place, (_name, _kind, answers) in zip(places, PLACES, strict=True):
        code: PlaceCode = code_of_place(place=place, survey_key=version.survey_key)
        some = list(from_web.values_list("pk", flat=True)[:answers])
        Response.objects.filter(pk__in=some).update(place_code=code.code)


def _late_form() -> None:
    """A form that came three days after a survey had ended, and still counts."""
    each, version = _consultation(CLOSED)
    officer = member_of(each.owner, Role.COORDINATOR)
    run, _job = order_print_run(
        version=version, lots=[LotWish("en", 20)], user=officer, on=day(each.opens + 5)
    )
    lot = run.lots.get()
    make_lot(lot_id=lot.pk)
    lot.refresh_from_db()
    hand_out_lot(lot=lot, user=officer, on=day(each.opens + 6))
    form = lot.forms.filter(keyed_twice=False).ready_to_key().first()
    _key(form, each, 0, user=officer, arrived=each.closes + 3, keyed=each.closes + 4)


def _key(
    form: PaperForm, each: Consultation, number: int, *, user, arrived: int, keyed: int
) -> PaperForm:
    """Key what an invented person wrote; whoever ends early is asked again of somebody else."""
    version, language = form.lot.run.version, form.lot.language
    texts = {q["question"] for q in version.questions() if q["type"] == QuestionType.TEXT}
    for draw in range(20):
        chance = random.Random(f"paper {each.slug} {number} {draw}")  # noqa: S311
        answers, _theme = answers_of(version, each, chance, language)
        if number % 3:
            # Most of what is said on paper is said with ticks.
            answers = {key: given for key, given in answers.items() if key not in texts}
        content = Keyed(
            answers=answers,
            language=language,
            who_answered=WhoAnswered.ME,
            audience=Audience.PARENT_CARERS,
            arrived_on=day(arrived).isoformat(),
        )
        try:
            done = key_form(form=form, keyed=content, user=user, on=day(keyed))
        except DoesNotCount:
            continue
        if done.state != FormState.PRINTED:
            return done
    raise AssertionError("Nobody of the invented people has anything to say on paper.")
