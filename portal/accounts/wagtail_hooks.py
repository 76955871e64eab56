"""Guards on the account screens: being an administrator is no way into a partner's words."""

from django.core.exceptions import PermissionDenied
from wagtail import hooks

from portal.accounts.models import User
from portal.partners.permissions import may_change_account


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def refuse_accounts_of_other_partners(request, user):
    if not may_change_account(request.user, user):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def refuse_bulk_changes_of_other_partners(request, action_type, objects, action_class_instance):
    for account in objects:
        if isinstance(account, User) and not may_change_account(request.user, account):
            raise PermissionDenied
