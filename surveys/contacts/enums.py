"""Ways in which people can be reached."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContactChannel(TextChoices):
    EMAIL = "email", _("E-mail")
