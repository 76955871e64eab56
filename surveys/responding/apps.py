import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RespondingConfig(AppConfig):
    name = "surveys.responding"
    label = "responding"
    verbose_name = _("Responding")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register

        register(
            "Forget drafts that were not sent",
            "surveys.responding.tasks.forget_drafts",
            daily_at=datetime.time(3, 10),
        )
