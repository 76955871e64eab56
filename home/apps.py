import datetime

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register

        if settings.DEMONSTRATION:
            register(
                "Make today's event of the demonstration",
                "home.demonstration.events.make_event_of_today",
                daily_at=datetime.time(0, 5),
            )
