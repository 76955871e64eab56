import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistedConfig(AppConfig):
    name = "surveys.responding.assisted"
    label = "assisted"
    verbose_name = _("Helping people to answer")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register

        register(
            "Delete the keys of old events",
            "surveys.responding.assisted.tasks.forget_keys",
            daily_at=datetime.time(3, 25),
        )
