"""People who work with the portal: staff, forum volunteers and board members. Never families."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Accounts are known by their e-mail address; there is no user name."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A new account. Without a password (the usual case) it signs in by e-mail code only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """An administrator: settings, accounts and pages, but never raw words."""
        return self.create_user(
            email,
            password,
            is_staff=True,
            is_superuser=True,
            **{"role_title": "Administrator", **fields},
        )


class User(AbstractUser):
    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    role_title = models.CharField(
        _("role"),
        max_length=120,
        help_text=_("Shown instead of a name, for example “Forum coordinator”."),
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.role_title or self.email

    def get_full_name(self) -> str:
        """People are named by role, also where Wagtail would print a name."""
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
