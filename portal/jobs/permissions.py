"""Who may watch long jobs."""

from collections.abc import Sequence

from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.jobs.models import LongJob
from portal.partners.permissions import Person, may_enter_admin


def may_watch_job(user: Person, job: LongJob) -> bool:
    """Only the person who started it: its total may be a true count of families."""
    return may_enter_admin(user) and job.started_by_id == user.pk


class WatchingPolicy(BasePermissionPolicy):
    """Everybody in the admin may look at the list; it shows them their own jobs."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action == "view" and may_enter_admin(user)

    def user_has_any_permission(self, user: Person, actions: Sequence[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Model) -> bool:
        return action == "view" and may_watch_job(user, instance)

    def instances_user_has_any_permission_for(
        self, user: Person, actions: Sequence[str]
    ) -> QuerySet:
        if not self.user_has_any_permission(user, actions):
            return LongJob.objects.none()
        return LongJob.objects.visible_to(user)

    def instances_user_has_permission_for(self, user: Person, action: str) -> QuerySet:
        return self.instances_user_has_any_permission_for(user, [action])
