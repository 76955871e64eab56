import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TextsConfig(AppConfig):
    name = "portal.texts"
    label = "texts"
    verbose_name = _("Text messages")

    def ready(self) -> None:
        # A late import: it reads models, which are not there yet when this module is read.
        from portal.jobs import schedules

        schedules.register("texts: sweep", "portal.texts.tasks.sweep", minutes=1)
        schedules.register(
            "texts: prune", "portal.texts.tasks.prune", daily_at=datetime.time(3, 25)
        )
