"""Forms for staff accounts. People are named by role, and nobody has a password."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.accounts.models import User


class RoleNamedMixin(forms.ModelForm):
    """Drops the names that Wagtail asks for and asks for the role instead."""

    first_name = None
    last_name = None

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class StaffCreationForm(RoleNamedMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ("email", "role_title", "is_superuser", "groups")

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit=commit)


class StaffEditForm(RoleNamedMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ("email", "role_title", "is_active", "is_superuser", "groups")
        labels = {"is_active": _("Account is open")}
