import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaperConfig(AppConfig):
    name = "surveys.responding.paper"
    label = "paper"
    verbose_name = _("Paper")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register

        register(
            "Delete paper forms that nobody fetched",
            "surveys.responding.paper.tasks.forget_files",
            daily_at=datetime.time(3, 20),
        )
        register(
            "Look for paper that was answered on the web too",
            "surveys.responding.paper.tasks.look_for_doubles",
            daily_at=datetime.time(3, 25),
        )
