import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "portal.mail"
    label = "mail"
    verbose_name = _("E-mail")

    def ready(self) -> None:
        # A late import: it reads models, which are not there yet when this module is read.
        from portal.jobs import schedules

        schedules.register("mail: sweep", "portal.mail.tasks.sweep", minutes=1)
        schedules.register("mail: prune", "portal.mail.tasks.prune", daily_at=datetime.time(3, 20))
