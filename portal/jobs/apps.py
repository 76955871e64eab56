import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "portal.jobs"
    label = "jobs"
    verbose_name = _("Long jobs")

    def ready(self) -> None:
        # Late imports: models are not there yet when this module is read.
        from django_q.signals import pre_execute

        from portal.jobs import schedules
        from portal.jobs.life import note_that_tasks_run

        pre_execute.connect(note_that_tasks_run, dispatch_uid="jobs")
        schedules.register("jobs: sweep", "portal.jobs.tasks.sweep", minutes=1)
        schedules.register("jobs: prune", "portal.jobs.tasks.prune", daily_at=datetime.time(3, 10))
