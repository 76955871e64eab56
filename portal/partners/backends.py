"""The bridge from memberships to Django's permission names."""

from django.contrib.auth.backends import ModelBackend

from portal.partners.permissions import may_enter_admin


class MembershipBackend(ModelBackend):
    """Opens Wagtail's admin to people with a role in force. It never signs anybody in."""

    def authenticate(self, request, **credentials) -> None:
        """Passwords open nothing: signing in is by e-mail code, passkey and second factor."""
        return None

    def has_perm(self, user_obj, perm: str, obj=None) -> bool:
        if perm == "wagtailadmin.access_admin":
            return may_enter_admin(user_obj)
        return super().has_perm(user_obj, perm, obj=obj)
