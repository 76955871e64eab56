import datetime

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class RespondingConfig(AppConfig):
    name = "surveys.responding"
    label = "responding"
    verbose_name = _("Responding")

    def ready(self) -> None:
        # Late: the registry of apps is complete only now.
        from portal.jobs.schedules import register
        from portal.outgoing.sending import keep_nothing_of
        from surveys.responding.models import AttachedFile
        from surveys.responding.receivers import forget_bytes_of

        keep_nothing_of("receipt-code")
        register(
            "Forget drafts that were not sent",
            "surveys.responding.tasks.forget_drafts",
            daily_at=datetime.time(3, 10),
        )
        register(
            "Forget files that belong to no answer",
            "surveys.responding.tasks.forget_files",
            daily_at=datetime.time(3, 20),
        )
        register(
            "Scan files that wait for the virus scanner",
            "surveys.responding.tasks.scan_files",
            minutes=10,
        )
        post_delete.connect(
            forget_bytes_of, sender=AttachedFile, dispatch_uid="responding.forget_bytes"
        )
