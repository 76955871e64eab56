import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "surveys.questionnaires"
    label = "questionnaires"
    verbose_name = _("Questionnaires")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register

        register(
            "questionnaires: tidy the computer voice",
            "surveys.questionnaires.tasks.tidy_spoken_texts",
            daily_at=datetime.time(3, 40),
        )
        register(
            "questionnaires: forget old trials",
            "surveys.questionnaires.tasks.forget_trials",
            daily_at=datetime.time(3, 20),
        )
