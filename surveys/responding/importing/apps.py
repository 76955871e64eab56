import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportingConfig(AppConfig):
    name = "surveys.responding.importing"
    label = "importing"
    verbose_name = _("Bringing in responses")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register

        register(
            "Forget files of responses that nobody brought in",
            "surveys.responding.importing.tasks.forget_files",
            daily_at=datetime.time(3, 40),
        )
