"""Staff accounts in the admin."""

from wagtail.users.views.users import UserViewSet

from portal.accounts.forms import StaffCreationForm, StaffEditForm


class StaffViewSet(UserViewSet):
    """Wagtail's screens with our forms; `wagtail_hooks` guards whose account may be changed."""

    inspect_view_enabled = False

    def get_form_class(self, for_update: bool = False):
        return StaffEditForm if for_update else StaffCreationForm
