"""Wagtail's permission policies, answered from memberships."""

from collections.abc import Collection, Sequence

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.partners.models import Membership
from portal.partners.permissions import has_role


class MembershipPolicy(BasePermissionPolicy):
    """Lists and forms of one model open to people who hold one of the named roles anywhere.

    ``changing`` roles add, edit and delete; ``viewing`` roles look. Administrators may do both
    unless ``administrators=False``, which every model that holds words of families must say.
    """

    def __init__(
        self,
        model: type[Model],
        *,
        changing: Collection[str] = (),
        viewing: Collection[str] = (),
        administrators: bool = True,
        actions: Collection[str] = ("add", "change", "delete", "view", "publish"),
    ) -> None:
        super().__init__(model)
        self.changing = tuple(changing)
        self.viewing = tuple({*viewing, *changing})
        self.administrators = administrators
        self.actions = tuple(actions)

    def user_has_permission(self, user, action: str) -> bool:
        if action not in self.actions:
            return False
        if self.administrators and user.is_active and user.is_superuser:
            return True
        roles = self.viewing if action == "view" else self.changing
        return bool(roles) and has_role(user, *roles)

    def user_has_any_permission(self, user, actions: Sequence[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action: str, instance: Model) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance: Model) -> bool:
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        allowed = self.user_has_any_permission(user, actions)
        return self.model._default_manager.all() if allowed else self.model._default_manager.none()

    def instances_user_has_permission_for(self, user, action: str) -> QuerySet:
        return self.instances_user_has_any_permission_for(user, [action])

    def users_with_any_permission(self, actions):
        held = Membership.objects.in_force().filter(role__in=self.viewing)
        return get_user_model().objects.filter(pk__in=held.values("user"))
