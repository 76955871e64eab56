"""Freezing figures, publishing them and taking them back."""

import datetime
import json
import uuid
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.partners.models import AreaSettings, Partner
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.results.answers import Period, answer_counts, desk_counts
from surveys.results.counting import coverage, people, theme_counts, theme_voices
from surveys.results.disclosure import Rule
from surveys.results.figures import ENGINE_VERSION, Progress, TrueCounts, protect
from surveys.results.models import Release, ReleasedSurvey
from surveys.results.permissions import may_freeze, may_publish


class NothingToFreeze(ValueError):
    """No survey was named, or one of them was never opened."""


class ReleaseWithdrawn(Exception):
    """A release that was withdrawn stays so; a correction is a new release."""


class ReasonMissing(ValueError):
    """Readers are told why figures were withdrawn."""


def area_rule() -> Rule:
    """How few people are too few, as the area has set it."""
    area = AreaSettings.load()
    return Rule(minimum=area.minimum_count, base=area.rounding_base)


def count_for_release(
    *, owner: Partner, survey_keys: Iterable[uuid.UUID], period: Period, user: AbstractBaseUser
) -> TrueCounts:
    """The true counts behind a release: for coordinators of the partner that asked, no one else.

    Raises:
        PermissionDenied: the person does not coordinate the partner, or a survey is not its own.
        NothingToFreeze: no survey was named, or one was never opened.
    """
    if not may_freeze(user, owner):
        raise PermissionDenied
    keys = list(dict.fromkeys(survey_keys))
    owners = dict(
        QuestionnaireVersion.objects.of_surveys(keys).values_list("survey_key", "owner_id")
    )
    if not keys or set(owners) != set(keys):
        raise NothingToFreeze
    if set(owners.values()) != {owner.pk}:
        raise PermissionDenied
    asked = {"survey_keys": keys, "period": period}
    return TrueCounts(
        people=people(**asked),
        who_answered=coverage(**asked, by="who_answered"),
        channel=coverage(**asked, by="channel"),
        language=coverage(**asked, by="language"),
        themes=theme_counts(**asked),
        themes_by_who_answered=theme_counts(**asked, by=["who_answered"]),
        voices=theme_voices(**asked),
        questions=answer_counts(**asked),
        kept_here=desk_counts(**asked),
    )


def freeze_release(
    *,
    owner: Partner,
    title: str,
    survey_keys: Iterable[uuid.UUID],
    period_from: datetime.date | None = None,
    period_to: datetime.date | None = None,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
    release_id: uuid.UUID | None = None,
    progress: Progress = lambda done, total: None,
) -> Release:
    """Protected figures of these surveys, frozen for good; public only once published.

    With a ``release_id`` a second call returns the release that the first one made. ``progress``
    hears how many tables are protected, of how many; it is called outside any transaction.

    Raises:
        PermissionDenied: the person does not coordinate the partner, or a survey is not its own.
        NothingToFreeze: no survey was named, or one was never opened.
    """
    if release_id is not None:
        made = Release.objects.filter(pk=release_id, owner=owner).first()
        if made is not None and may_freeze(user, owner):
            return made
    keys = list(dict.fromkeys(survey_keys))
    period = period_of(period_from, period_to)
    counts = count_for_release(owner=owner, survey_keys=keys, period=period, user=user)
    figures = protect(counts, rule=area_rule(), progress=progress)
    with transaction.atomic():
        release = Release(
            pk=release_id or uuid.uuid4(),
            owner=owner,
            title=title,
            period_from=period_from,
            period_to=period_to,
            figures=json.loads(json.dumps(figures, cls=DjangoJSONEncoder)),
            engine=ENGINE_VERSION,
            frozen_on=on or timezone.localdate(),
            approved_by=user,
        )
        release.seal_true_counts(counts.as_json())
        release.hash = release.expected_hash()
        release.save()
        ReleasedSurvey.objects.bulk_create(
            ReleasedSurvey(release=release, survey_key=key) for key in keys
        )
        record(action="release.frozen", user=user, target=release, note=release.hash[:16])
    return release


@transaction.atomic
def publish_release(*, release: Release, user: AbstractBaseUser) -> Release:
    """The release, open to everyone. Publishing it again changes nothing.

    Raises:
        PermissionDenied: the person does not coordinate the partner whose figures these are.
        ReleaseWithdrawn: it was taken back.
    """
    release = _mine(release, user)
    if not release.is_in_force:
        raise ReleaseWithdrawn
    if not release.is_public:
        release.is_public = True
        release.save(update_fields=["is_public"])
        record(action="release.published", user=user, target=release)
    return release


@transaction.atomic
def withdraw_release(
    *, release: Release, because: str, user: AbstractBaseUser, on: datetime.date | None = None
) -> Release:
    """The release, taken back as a whole with the reason. It can never be published again.

    Raises:
        PermissionDenied: the person does not coordinate the partner whose figures these are.
        ReasonMissing: no reason was given.
    """
    release = _mine(release, user)
    if not release.is_in_force:
        return release
    because = " ".join(because.split())
    if not because:
        raise ReasonMissing
    release.withdrawn_on = on or timezone.localdate()
    release.withdrawn_because = because[:250]
    release.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record(action="release.withdrawn", user=user, target=release)
    return release


def _mine(release: Release, user: AbstractBaseUser) -> Release:
    release = Release.objects.select_for_update().get(pk=release.pk)
    if not may_publish(user, release):
        raise PermissionDenied
    return release


def period_of(first: datetime.date | None, last: datetime.date | None) -> Period:
    """The span that two dates name; None, which is everything, if neither is given."""
    if first is None and last is None:
        return None
    return first or datetime.date.min, last or datetime.date.max
