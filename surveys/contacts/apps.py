import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "surveys.contacts"
    label = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register

        register(
            "Chase calls that are late",
            "surveys.contacts.tasks.look_after_calls",
            daily_at=datetime.time(8, 15),
        )
