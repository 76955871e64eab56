"""Preparing a session for a group, and keeping what the group said."""

import datetime
import secrets
from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.encryption import keyed_hash
from surveys.questionnaires.enums import Audience
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.actions import FreeText, Tally, record_response, withdraw_under
from surveys.responding.enums import Channel, WhoAnswered
from surveys.responding.group_sessions.enums import AgeBand
from surveys.responding.group_sessions.models import GroupSession
from surveys.responding.group_sessions.permissions import may_prepare_session
from surveys.responding.models import Response

#: Bytes of chance in a link: nobody guesses it.
SECRET_BYTES = 15


class SessionOver(Exception):
    """The link's last day has passed, or somebody closed it."""


@transaction.atomic
def prepare_session(
    *,
    version: QuestionnaireVersion,
    group: str,
    language: str,
    until: datetime.date,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> tuple[GroupSession, str]:
    """A session, and the secret of its link, which is shown once and not kept.

    Raises:
        PermissionDenied: the person prepares no sessions for the partner that asks.
    """
    if not may_prepare_session(user, version.owner_id):
        raise PermissionDenied
    secret = _new_secret()
    session = GroupSession.objects.create(
        owner_id=version.owner_id,
        version=version,
        group=group,
        language=language,
        until=until,
        link_lookup=_lookup_of(secret),
        prepared_by=user,
        prepared_on=on or timezone.localdate(),
    )
    record(action="group_session.prepared", user=user, target=session)
    return session, secret


@transaction.atomic
def renew_link(*, session: GroupSession, user: AbstractBaseUser) -> str:
    """A new secret for a link that was lost; the old one stops working at once.

    Raises:
        PermissionDenied: the person prepares no sessions for this partner.
    """
    if not may_prepare_session(user, session.owner_id):
        raise PermissionDenied
    secret = _new_secret()
    session.link_lookup = _lookup_of(secret)
    session.save(update_fields=["link_lookup"])
    record(action="group_session.link_renewed", user=user, target=session)
    return secret


@transaction.atomic
def close_session(
    *, session: GroupSession, user: AbstractBaseUser, on: datetime.date | None = None
) -> GroupSession:
    """Stop the link at once. What was sent stays. Doing it twice changes nothing.

    Raises:
        PermissionDenied: the person prepares no sessions for this partner.
    """
    if not may_prepare_session(user, session.owner_id):
        raise PermissionDenied
    if session.closed_on is None:
        session.closed_on = on or timezone.localdate()
        session.save(update_fields=["closed_on"])
        record(action="group_session.closed", user=user, target=session)
    return session


@transaction.atomic
def record_session(
    *,
    session: GroupSession,
    code: str,
    size: int,
    ages: Sequence[str],
    communication: Sequence[str],
    tallies: Sequence[Tally],
    said: Sequence[FreeText],
    received_on: datetime.date | None = None,
) -> Response:
    """Keep what a group said as one response of ``size`` people.

    Sent again under the same code it is the same response. Sent again under a new code, as a
    correction, it takes the place of the one before.

    Raises:
        SessionOver: the link takes no answers any more.
    """
    session = GroupSession.objects.select_for_update().select_related("version").get(pk=session.pk)
    if not session.takes_answers:
        raise SessionOver
    response = record_response(
        version=session.version,
        answers={},
        channel=Channel.GROUP,
        language=session.language,
        code=code,
        who_answered=WhoAnswered.ME_WITH_HELP,
        audience=_audience_of(ages),
        group_size=size,
        tallies=tallies,
        said=said,
        received_on=received_on,
    )
    if session.response_id != response.pk:
        if session.response_id:
            withdraw_under(session.response.receipt.lookup)
        session.response = response
        session.ages, session.communication = list(ages), list(communication)
        session.save(update_fields=["response", "ages", "communication"])
    return response


def _audience_of(ages: Sequence[str]) -> str:
    """Young people or parent carers, where the group is of one kind; "" for a mixed one."""
    if not ages:
        return ""
    if AgeBand.ADULTS not in ages:
        return Audience.YOUNG_PEOPLE
    return Audience.PARENT_CARERS if list(ages) == [AgeBand.ADULTS] else ""


def _new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def _lookup_of(secret: str) -> str:
    return keyed_hash(secret, purpose="group-session")
