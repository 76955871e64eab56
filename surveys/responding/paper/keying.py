"""Keying what came back on paper: once, or by two people for one form in ten."""

# For staff only.

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.encryption import make_code
from portal.mail.actions import queue_email
from portal.partners.enums import Role
from portal.partners.models import Membership
from portal.partners.permissions import Person
from surveys.questionnaires.branching import Route, Situation, route_through
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import source_page
from surveys.responding.actions import record_response, response_under
from surveys.responding.enums import Channel, WhoAnswered
from surveys.responding.models import ReceiptCode, Response
from surveys.responding.paper import codes
from surveys.responding.paper.comparing import Keyed, differences, settled
from surveys.responding.paper.enums import KEYED_STATES, FormState
from surveys.responding.paper.form_words import survey_title
from surveys.responding.paper.lateness import Arrival, arrival_of
from surveys.responding.paper.models import KeyedEntry, PaperForm
from surveys.responding.paper.on_paper import steps_on_paper
from surveys.responding.paper.permissions import (
    may_key,
    may_key_second,
    may_look_at_doubles,
    may_settle,
    role_at,
)

LATE_DAYS = 5


class AlreadyKeyed(Exception):
    """The form was keyed to the end before."""


class NeedsAnotherPerson(Exception):
    """Who keyed a form first does not key it a second time."""


class DoesNotCount(Exception):
    """Nothing on this form counts: it is empty, or its answers lead to an end that sends nothing.

    ``heading`` is the heading of that end, "" for an empty form.
    """

    def __init__(self, heading: str = "") -> None:
        super().__init__(heading)
        self.heading = heading


class NotTaken(Exception):
    """Paper that arrived on this day is not taken; ``arrival`` says why."""

    def __init__(self, arrival: Arrival, last_day: datetime.date | None) -> None:
        super().__init__(arrival.value)
        self.arrival, self.last_day = arrival, last_day


def arrival_at(
    version: QuestionnaireVersion, arrived_on: datetime.date, *, on: datetime.date | None = None
) -> Arrival:
    """Whether paper that arrived on this day still counts, by the dates of the survey.

    Raises:
        NotTaken: it does not.
    """
    page = source_page(version.survey_key)
    if page is None or not page.live:
        raise NotTaken(Arrival.TOO_LATE, page.closes_on if page else None)
    late_days = version.document.get("late_paper_days")
    arrival = arrival_of(
        arrived_on,
        opens_on=page.opens_on,
        closes_on=page.closes_on,
        late_days=LATE_DAYS if late_days is None else late_days,
        today=on or timezone.localdate(),
    )
    if arrival not in (Arrival.ON_TIME, Arrival.LATE):
        last = page.closes_on
        if last and late_days is not None:
            last += datetime.timedelta(days=late_days)
        raise NotTaken(arrival, last)
    return arrival


def form_of_code(*, code: str, user: Person) -> PaperForm | None:
    """The form that carries this code, if this person keys for its partner."""
    form = PaperForm.objects.ready_to_key().filter(paper_lookup=codes.lookup_of(code)).first()
    return form if form is not None and may_key(user, form.lot.run.owner_id) else None


@transaction.atomic
def key_form(
    *, form: PaperForm, keyed: Keyed, user: Person, on: datetime.date | None = None
) -> PaperForm:
    """Take in what stands on a form. Returns it in its new state.

    One form in ten is not recorded yet: what was keyed waits, sealed, until a second person has
    keyed it too. If they agree it is recorded, and if not it waits for `settle`.

    Raises:
        PermissionDenied: the person does not key for the partner that asks.
        NotTaken: the paper came too late, or before the survey opened.
        DoesNotCount: nothing on it counts, and nobody confirmed that.
        NeedsAnotherPerson: this is the second entry, by the person who made the first.
        AlreadyKeyed: it was keyed to the end.
    """
    form = _locked(form)
    version = form.lot.run.version
    if not may_key(user, version.owner_id):
        raise PermissionDenied
    if form.state in (*KEYED_STATES, FormState.COMPARED):
        raise AlreadyKeyed
    arrival_at(version, keyed.arrival, on=on)
    keyed = _as_it_counts(version, keyed)
    if form.state == FormState.PRINTED:
        if not form.keyed_twice:
            return _finish(form, keyed, user=user, on=on)
        _keep(form, keyed, turn=1, user=user)
        return _move(form, FormState.HELD, user, on)
    if not may_key_second(user, form):
        raise NeedsAnotherPerson
    first = Keyed.from_content(form.entries.get(turn=1).open_content())
    found = differences(first, keyed, asked_on(form))
    form.compared, form.differing = len(asked_on(form)), len(found)
    form.save(update_fields=["compared", "differing"])
    if not found:
        return _finish(form, keyed, user=user, on=on)
    _keep(form, keyed, turn=2, user=user)
    return _move(form, FormState.COMPARED, user, on)


@transaction.atomic
def settle(
    *, form: PaperForm, chosen: Mapping[str, int], user: Person, on: datetime.date | None = None
) -> PaperForm:
    """Record a form that two people keyed differently, as somebody found it on the paper.

    ``chosen`` says for each difference whose entry is right: 1 or 2.

    Raises:
        PermissionDenied: the person keyed it first, or is neither the second nor a coordinator.
        AlreadyKeyed: it is settled.
        KeyError: a difference was left open.
    """
    form = _locked(form)
    if form.state != FormState.COMPARED:
        raise AlreadyKeyed
    if not may_settle(user, form):
        raise PermissionDenied
    first, second = entries_of(form)
    for name in differences(first, second, asked_on(form)):
        if chosen[name] not in (1, 2):
            raise KeyError(name)
    return _finish(form, settled(first, second, chosen), user=user, on=on)


def entries_of(form: PaperForm) -> tuple[Keyed, Keyed]:
    """What the two people keyed. Only for whoever may settle the form."""
    first, second = form.entries.all()
    return Keyed.from_content(first.open_content()), Keyed.from_content(second.open_content())


def asked_on(form: PaperForm) -> list[dict]:
    """The questions that stand on this form and can be answered on paper."""
    version, lot = form.lot.run.version, form.lot
    return questions_on(version, language=lot.language, easy_read=lot.easy_read)


def questions_on(version: QuestionnaireVersion, *, language: str, easy_read: bool) -> list[dict]:
    """The question steps of a paper form that can be keyed: files cannot."""
    shown = steps_on_paper(version.document, language=language, easy_read=easy_read)
    keys = [step.question for step in shown if step.is_question and step.type != "file"]
    return [question for question in version.questions() if question["question"] in keys]


@transaction.atomic
def key_without_code(
    *,
    version: QuestionnaireVersion,
    entry: uuid.UUID,
    keyed: Keyed,
    easy_read: bool,
    user: Person,
    on: datetime.date | None = None,
) -> str:
    """Record a photocopied form. Returns its new receipt code, "" if nothing on it counts.

    The same ``entry`` is recorded once, however often it is sent.

    Raises:
        PermissionDenied: the person does not key for the partner that asks.
        NotTaken: the paper came too late, or before the survey opened.
        DoesNotCount: nothing on it counts, and nobody confirmed that.
    """
    if not may_key(user, version.owner_id):
        raise PermissionDenied
    arrival = arrival_at(version, keyed.arrival, on=on)
    keyed = _as_it_counts(version, keyed)
    if keyed.not_counted:
        return ""
    receipt = codes.receipt_from(str(entry))
    _record(
        version,
        keyed,
        receipt_lookup=ReceiptCode.lookup_of(receipt),
        easy_read=easy_read,
        place_code="",
        late=arrival == Arrival.LATE,
    )
    return receipt


def unmet_answers(version: QuestionnaireVersion, keyed: Keyed) -> list[str]:
    """Keys of questions that were answered although their condition does not hold: not counted."""
    met = _route(version, keyed).questions
    return [key for key, given in keyed.answers.items() if given and key not in met]


def _route(version: QuestionnaireVersion, keyed: Keyed) -> Route:
    situation = Situation(audience=keyed.audience, channel=Channel.PAPER)
    return route_through(version.document, keyed.answers, situation)


def _as_it_counts(version: QuestionnaireVersion, keyed: Keyed) -> Keyed:
    route = _route(version, keyed)
    if route.sends and route.answers(keyed.answers):
        # Whoever confirmed before that nothing counts has keyed an answer since.
        return replace(keyed, not_counted=False)
    if keyed.not_counted:
        return keyed
    heading = (route.exit or {}).get("heading") or {}
    raise DoesNotCount("" if route.sends else heading.get("en", ""))


def _locked(form: PaperForm) -> PaperForm:
    return PaperForm.objects.select_for_update(of=("self",)).ready_to_key().get(pk=form.pk)


def _keep(form: PaperForm, keyed: Keyed, *, turn: int, user: Person) -> None:
    entry = KeyedEntry(pk=uuid.uuid4(), form=form, turn=turn, keyed_by=user)
    entry.seal_content(keyed.as_content())
    entry.save(force_insert=True)


def _move(form: PaperForm, state: FormState, user: Person, on: datetime.date | None) -> PaperForm:
    form.state = state
    form.keyed_on = on or timezone.localdate()
    form.keyed_as = role_at(user, form.lot.run.owner_id)
    form.save(update_fields=["state", "keyed_on", "keyed_as"])
    return form


def _finish(form: PaperForm, keyed: Keyed, *, user: Person, on: datetime.date | None) -> PaperForm:
    """Record the form, unless nothing on it counts, and forget what was kept for comparing."""
    run = form.lot.run
    form.entries.all().delete()
    if keyed.not_counted:
        return _move(form, FormState.NOT_COUNTED, user, on)
    lookup = form.receipt_lookup
    elsewhere = response_under(lookup) is not None
    if elsewhere:
        # Somebody answered with this receipt code already: both are kept, under codes of their own.
        lookup = ReceiptCode.lookup_of(make_code())
    _record(
        run.version,
        keyed,
        receipt_lookup=lookup,
        easy_read=form.lot.easy_read,
        place_code=run.place_code.code if run.place_code else "",
        # It was refused above if it came later than that; settling it later changes nothing.
        late=_is_late(run.version, keyed.arrival),
    )
    form = _move(form, FormState.RECORDED, user, on)
    if elsewhere or PaperForm.objects.answered_on_the_web_too().filter(pk=form.pk).exists():
        _mark_double(form)
    return form


def _is_late(version: QuestionnaireVersion, arrived_on: datetime.date) -> bool:
    page = source_page(version.survey_key)
    return bool(page and page.closes_on and arrived_on > page.closes_on)


def _record(
    version: QuestionnaireVersion,
    keyed: Keyed,
    *,
    receipt_lookup: str,
    easy_read: bool,
    place_code: str,
    late: bool,
) -> Response:
    return record_response(
        version=version,
        answers=keyed.answers,
        channel=Channel.PAPER,
        language=keyed.language,
        receipt_lookup=receipt_lookup,
        who_answered=keyed.who_answered,
        helper=keyed.helper if keyed.who_answered != WhoAnswered.ME else "",
        audience=keyed.audience,
        easy_read=easy_read,
        interpreter=keyed.interpreter,
        late=late,
        place_code=place_code,
        consent_to_quote=keyed.consent_to_quote,
        received_on=keyed.arrival,
    )


def mark_doubles() -> int:
    """Mark recorded forms whose answers came in on the web since. Returns how many."""
    found = list(PaperForm.objects.answered_on_the_web_too())
    for form in found:
        with transaction.atomic():
            _mark_double(form)
    return len(found)


def _mark_double(form: PaperForm) -> None:
    """Note that somebody may have answered twice, and tell the coordinators. Nothing is dropped."""
    form.possible_double = True
    form.save(update_fields=["possible_double"])
    run = form.lot.run
    desk = settings.PUBLIC_URL + reverse("paper_admin:survey", args=[run.version.survey_key])
    coordinators = (
        Membership.objects.in_force()
        .filter(partner=run.owner_id, role=Role.COORDINATOR)
        .select_related("user")
    )
    for membership in coordinators:
        queue_email(
            reference=f"paper-double/{form.pk}/{membership.user_id}",
            purpose="paper-double",
            owner=run.owner_id,
            to=membership.user.email,
            subject=_("A paper form may have been answered twice"),
            body=_(
                "A paper form of “%(survey)s” was keyed, and an answer came in by another way "
                "under the same code. Both are kept and counted. Please look at it: %(address)s"
            )
            % {"survey": survey_title(run.version.document), "address": desk},
            to_user=membership.user,
        )


@transaction.atomic
def note_double_seen(*, form: PaperForm, user: Person) -> PaperForm:
    """A coordinator has looked at a form that may have been answered twice.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
    """
    if not may_look_at_doubles(user, form.lot.run.owner_id):
        raise PermissionDenied
    form.double_seen = True
    form.save(update_fields=["double_seen"])
    return form
