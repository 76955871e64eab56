"""How far an import has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# For staff only.


class ImportState(TextChoices):
    CHECKED = "checked", _("Checked, not brought in yet")
    RUNNING = "running", _("Being brought in")
    DONE = "done", _("Brought in")
    TAKEN_BACK = "taken_back", _("Taken back")
