"""What happens to a safeguarding concern: called, acknowledged, assessed, decided, closed.

Nothing here runs by itself. A concern moves one state at a time, by the hand of the safeguarding
lead of the partner that asked, and each step is kept with who took it.
"""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.mail.actions import queue_email
from portal.partners.enums import Role
from portal.partners.models import Membership
from surveys.comments.actions import send_back_to_queue
from surveys.comments.enums import NEXT_CONCERN_STATES, CommentStatus, SafeguardingState
from surveys.comments.models import Comment, SafeguardingStep
from surveys.comments.permissions import may_flag, may_handle_concern
from surveys.responding.enums import ResponseState

DECISIONS = (SafeguardingState.REFERRED, SafeguardingState.NO_FURTHER_ACTION)


class NotTheNextStep(Exception):
    """The concern is in a state from which this step does not follow."""


class ReasonMissing(ValueError):
    """A step that needs a reason was taken without one."""


@transaction.atomic
def flag_comment(*, comment: Comment, reason: str, user: AbstractBaseUser) -> Comment:
    """The comment, locked away from everyone but the safeguarding lead, who is told at once.

    The message names no words, only a reference and where to look. Flagging a comment that is
    flagged already changes nothing and sends nothing.

    Raises:
        PermissionDenied: the person can read the comment in no form.
        ReasonMissing: no reason was given.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.has_open_concern and _may_have_flagged(user, comment):
        return comment
    if not may_flag(user, comment):
        raise PermissionDenied
    comment.status = CommentStatus.FLAGGED
    comment.safeguarding = SafeguardingState.NEW
    comment.moderated_by = user
    comment.save(update_fields=["status", "safeguarding", "moderated_by"])
    step = _take_step(comment, user, reason)
    _tell_leads(comment, step)
    return comment


def safeguarding_leads(partner_id: int) -> list[AbstractBaseUser]:
    """The people whom a flag at this partner calls."""
    held = Membership.objects.in_force().filter(partner=partner_id, role=Role.SAFEGUARDING_LEAD)
    return [membership.user for membership in held.select_related("user")]


@transaction.atomic
def acknowledge_concern(*, comment: Comment, user: AbstractBaseUser, reason: str = "") -> Comment:
    """The lead has seen the concern and takes it on.

    Raises:
        PermissionDenied: the person is not the safeguarding lead of the partner that asked.
        NotTheNextStep: the concern is further than that.
    """
    return _advance(comment, SafeguardingState.ACKNOWLEDGED, user, reason, reason_needed=False)


@transaction.atomic
def assess_concern(*, comment: Comment, reason: str, user: AbstractBaseUser) -> Comment:
    """The lead has judged how serious it is.

    Raises:
        PermissionDenied, NotTheNextStep, ReasonMissing
    """
    return _advance(comment, SafeguardingState.ASSESSED, user, reason)


@transaction.atomic
def decide_concern(
    *, comment: Comment, decision: SafeguardingState | str, reason: str, user: AbstractBaseUser
) -> Comment:
    """The lead referred it on, or decided that nothing more is to be done.

    Raises:
        PermissionDenied, NotTheNextStep, ReasonMissing
    """
    if decision not in DECISIONS:
        raise NotTheNextStep
    return _advance(comment, SafeguardingState(decision), user, reason)


@transaction.atomic
def close_concern(
    *, comment: Comment, reason: str, return_to_coding: bool, user: AbstractBaseUser
) -> Comment:
    """The concern is closed. Nothing else in the portal can close one.

    With ``return_to_coding`` a moderator reads the comment again, as a new one; without, it stays
    locked and nobody can open its words any more. If its writer took the words back meanwhile, or
    replaced them, they are erased now.

    Raises:
        PermissionDenied, NotTheNextStep, ReasonMissing
    """
    comment = _advance(comment, SafeguardingState.CLOSED, user, reason)
    if comment.taken_back or comment.response.state == ResponseState.WITHDRAWN:
        comment.sealed_words = ""
        comment.save(update_fields=["sealed_words"])
    elif return_to_coding:
        send_back_to_queue(comment)
    return comment


def _may_have_flagged(user: AbstractBaseUser, comment: Comment) -> bool:
    return comment.moderated_by_id == user.pk or may_handle_concern(user, comment)


def _advance(
    comment: Comment,
    state: SafeguardingState,
    user: AbstractBaseUser,
    reason: str,
    *,
    reason_needed: bool = True,
) -> Comment:
    comment = Comment.objects.select_for_update().select_related("response").get(pk=comment.pk)
    if not may_handle_concern(user, comment):
        raise PermissionDenied
    if comment.safeguarding == state:
        return comment
    if state not in NEXT_CONCERN_STATES[SafeguardingState(comment.safeguarding)]:
        raise NotTheNextStep
    comment.safeguarding = state
    comment.save(update_fields=["safeguarding"])
    _take_step(comment, user, reason, reason_needed=reason_needed)
    return comment


def _take_step(
    comment: Comment, user: AbstractBaseUser, reason: str, *, reason_needed: bool = True
) -> SafeguardingStep:
    reason = " ".join(reason.split())
    if reason_needed and not reason:
        raise ReasonMissing
    step = SafeguardingStep.objects.create(
        comment=comment, state=comment.safeguarding, reason=reason[:250], by=user
    )
    record(action=f"concern.{step.state}", user=user, target=comment)
    return step


def _tell_leads(comment: Comment, step: SafeguardingStep) -> None:
    address = settings.PUBLIC_URL + reverse("comments:concern", args=[comment.pk])
    for lead in _people_to_tell(comment.owner_id):
        queue_email(
            reference=f"concern/{step.pk}/{lead.pk}",
            purpose="safeguarding",
            owner=comment.owner_id,
            to=lead.email,
            to_user=lead,
            subject=_("A safeguarding concern is waiting for you"),
            body=_(
                "Somebody has asked you to look at a comment now.\n\n"
                "Reference: %(reference)s\n"
                "Sign in to read it: %(address)s\n\n"
                "This message says nothing about what was written, on purpose."
            )
            % {"reference": comment, "address": address},
        )


def _people_to_tell(partner_id: int) -> Sequence[AbstractBaseUser]:
    leads = safeguarding_leads(partner_id)
    if leads:
        return leads
    # Silence would be worse: the coordinators learn that nobody holds the role.
    held = Membership.objects.in_force().filter(partner=partner_id, role=Role.COORDINATOR)
    return [membership.user for membership in held.select_related("user")]
