"""Giving and ending roles."""

import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.partners.enums import Role
from portal.partners.models import Membership, Partner
from portal.partners.permissions import forget_memberships, may_give_roles

User = get_user_model()

#: Wagtail gives rights on pages and images to groups; this one holds every coordinator.
EDITORS_GROUP = "Editors"


@transaction.atomic
def give_role(
    *,
    user: User,
    partner: Partner,
    role: Role,
    by: User | None,
    starts_on: datetime.date | None = None,
) -> Membership:
    """The membership that holds from ``starts_on`` (today). Giving a held role changes nothing.

    ``by=None`` is for setting up an area from the command line.

    Raises:
        PermissionDenied: the person giving is not a coordinator of that partner.
    """
    if by is not None and not may_give_roles(by, partner):
        raise PermissionDenied
    membership, created = Membership.objects.get_or_create(
        user=user,
        partner=partner,
        role=role,
        ends_on=None,
        defaults={"granted_by": by, "starts_on": starts_on or timezone.localdate()},
    )
    if created:
        if role == Role.COORDINATOR:
            user.groups.add(Group.objects.get_or_create(name=EDITORS_GROUP)[0])
        record(action="role.given", user=by, target=membership, note=f"{role} {partner.slug}")
    forget_memberships(user)
    return membership


@transaction.atomic
def end_role(*, membership: Membership, by: User) -> Membership:
    """The membership, ended yesterday: it stays readable and opens nothing any more.

    Raises:
        PermissionDenied: the person ending it is not a coordinator of that partner.
    """
    if not may_give_roles(by, membership.partner):
        raise PermissionDenied
    membership.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    membership.save(update_fields=["ends_on"])
    still_editor = (
        Membership.objects.in_force().filter(user=membership.user, role=Role.COORDINATOR).exists()
    )
    if not still_editor:
        membership.user.groups.remove(*Group.objects.filter(name=EDITORS_GROUP))
    record(action="role.ended", user=by, target=membership)
    forget_memberships(membership.user)
    return membership
