"""Making actions, reporting on them and moving their dates. Nothing reported is ever rewritten."""

import datetime
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.board.models import Board, Decision
from forum.plan.enums import UNFINISHED, Brag
from forum.plan.models import (
    ACTION_PREFIX,
    Action,
    DueDateChange,
    ImpactEvidence,
    Plan,
    ProgressUpdate,
)
from forum.plan.permissions import may_create_action, may_report, may_set_up_plan
from portal.audit.actions import record
from portal.partners.models import Partner
from surveys.themes.models import Theme

User = get_user_model()

#: One role answers for an action. These words name nobody.
NOBODY_IN_PARTICULAR = frozenset(
    {"all", "all partners", "anyone", "everybody", "everyone", "partners", "tbc", "the board", "us"}
)


@transaction.atomic
def create_plan(*, board: Board, title: str, user: User) -> Plan:
    """A plan without actions.

    Raises:
        PermissionDenied: not a clerk of the board.
        ValidationError: a plan of that title exists.
    """
    plan = Plan(board=board, title=title.strip())
    if not may_set_up_plan(user, plan):
        raise PermissionDenied
    plan.full_clean()
    plan.save()
    record(action="plan.created", user=user, target=plan)
    return plan


@transaction.atomic
def create_action(
    *,
    plan: Plan,
    title: str,
    lead: User,
    partner: Partner,
    accountable_role: str,
    measure: str,
    due_on: datetime.date,
    user: User,
    decision: Decision | None = None,
    themes: Iterable[Theme] = (),
    reference: str = "",
    on: datetime.date | None = None,
) -> Action:
    """An action that is not started, under the next reference unless one is given.

    ``due_on`` is also kept as the first promise. Without ``themes`` it takes those of the point
    that the decision answers.

    Raises:
        PermissionDenied: neither clerk of the board nor coordinator of the partner.
        ValidationError: by field, what is missing or does not fit.
    """
    if not may_create_action(user, plan, partner):
        raise PermissionDenied
    # Whoever comes second waits here, so that no two actions get the same number.
    list(Plan.objects.select_for_update().order_by("pk").values_list("pk"))
    action = Action(
        plan=plan,
        reference=reference.strip() or _next_reference(),
        title=title.strip(),
        decision=decision,
        partner=partner,
        lead=lead,
        accountable_role=accountable_role.strip(),
        measure=measure.strip(),
        due_on=due_on,
        first_due_on=due_on,
    )
    _check_action(action, on or timezone.localdate())
    action.full_clean()
    action.save(force_insert=True)
    own = list(themes)
    action.themes.set(own or (decision.item.themes.all() if decision else ()))
    note = f"{action.reference} {decision.reference if decision else ''}".strip()
    record(action="plan.action_created", user=user, target=action, note=note)
    return action


def _next_reference() -> str:
    references = Action.objects.values_list("reference", flat=True)
    numbers = (each.removeprefix(ACTION_PREFIX) for each in references)
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{ACTION_PREFIX}{last + 1}"


def _check_action(action: Action, day: datetime.date) -> None:
    problems = {}
    if action.accountable_role.casefold().strip(" .") in NOBODY_IN_PARTICULAR:
        problems["accountable_role"] = _(
            "Name one role that answers for it, for example “Head of SEND”."
        )
    if action.due_on < day:
        problems["due_on"] = _("This day has passed. Choose the day by which it will be done.")
    decision = action.decision
    if decision is not None:
        if not decision.leads_to_action:
            problems["decision"] = _("The board did not agree to this, so nothing follows from it.")
        elif decision.item.meeting.board_id != action.plan.board_id:
            problems["plan"] = _("This plan belongs to another board than the decision.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def report_progress(
    *,
    action: Action,
    brag: Brag,
    words: str,
    user: User,
    recovery_note: str = "",
    on: datetime.date | None = None,
) -> ProgressUpdate:
    """What was done since last time, and how the action stands now.

    Blue needs impact evidence first: done is not the same as noticed. Late and unfinished needs
    a note that says what happens now.

    Raises:
        PermissionDenied: neither lead of the action nor coordinator of its partner.
        ValidationError: by field, what is missing.
    """
    if not may_report(user, action):
        raise PermissionDenied
    day = on or timezone.localdate()
    _read_again(action)
    update = ProgressUpdate(
        action=action,
        on=day,
        brag=brag,
        words=words.strip(),
        recovery_note=recovery_note.strip(),
        by=user,
    )
    _check_update(update)
    update.full_clean()
    update.save(force_insert=True)
    action.brag = brag
    action.save(update_fields=["brag"])
    record(
        action="plan.progress_reported",
        user=user,
        target=action,
        note=f"{action.reference} {brag}",
    )
    return update


def _read_again(action: Action) -> None:
    """Take the row's lock; the caller's own copy is what changes, so it stays true."""
    action.refresh_from_db(
        fields=["brag", "due_on"], from_queryset=Action.objects.select_for_update()
    )


def _check_update(update: ProgressUpdate) -> None:
    action, problems = update.action, {}
    if update.brag == Brag.BLUE and not action.impact.exists():
        problems["brag"] = _(
            "Blue means that families have noticed a change. "
            "First write down the impact, and how we know."
        )
    late = update.brag in UNFINISHED and action.due_on < update.on
    if late and not update.recovery_note:
        problems["recovery_note"] = _("This action is late. Say what happens now.")
    last = action.progress.first()
    if last is not None and update.on < last.on:
        problems["on"] = _("There is a later report already. Choose the same day or a later one.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def add_impact(
    *, action: Action, words: str, source: str, user: User, on: datetime.date | None = None
) -> ImpactEvidence:
    """What changed for families, and how we know.

    Raises:
        PermissionDenied: neither lead of the action nor coordinator of its partner.
        ValidationError: something is missing.
    """
    if not may_report(user, action):
        raise PermissionDenied
    evidence = ImpactEvidence(
        action=action,
        on=on or timezone.localdate(),
        words=words.strip(),
        source=source.strip(),
        by=user,
    )
    evidence.full_clean()
    evidence.save(force_insert=True)
    record(action="plan.impact_added", user=user, target=action, note=action.reference)
    return evidence


@transaction.atomic
def move_due_date(
    *,
    action: Action,
    to: datetime.date,
    because: str,
    user: User,
    on: datetime.date | None = None,
) -> DueDateChange:
    """Promise another day. The first one stays visible beside it.

    Raises:
        PermissionDenied: neither lead of the action nor coordinator of its partner.
        ValidationError: by field, what does not fit.
    """
    if not may_report(user, action):
        raise PermissionDenied
    day = on or timezone.localdate()
    _read_again(action)
    if action.brag not in UNFINISHED:
        raise ValidationError(_("This action is finished, so its day stays."))
    if to == action.due_on:
        raise ValidationError({"to": _("It is due on that day already.")})
    if to < day:
        raise ValidationError({"to": _("This day has passed. Choose a day that is still to come.")})
    change = DueDateChange(
        action=action,
        on=day,
        moved_from=action.due_on,
        moved_to=to,
        because=because.strip(),
        by=user,
    )
    change.full_clean()
    change.save(force_insert=True)
    action.due_on = to
    action.save(update_fields=["due_on"])
    record(action="plan.date_moved", user=user, target=action, note=f"{action.reference} {to}")
    return change
