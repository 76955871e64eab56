from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class LoopConfig(AppConfig):
    name = "forum.loop"
    label = "loop"
    verbose_name = _("You said, we did")

    def ready(self) -> None:
        from forum.loop.telling import keep_outcome_of  # models are not loaded any earlier

        pre_delete.connect(keep_outcome_of, sender="mail.OutgoingEmail")
        pre_delete.connect(keep_outcome_of, sender="texts.OutgoingText")
