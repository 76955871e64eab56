import datetime

from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "surveys.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        # Models can be imported only once every app is loaded.
        from portal.jobs.schedules import register
        from surveys.comments.receivers import forget_file, forget_words, keep_words
        from surveys.responding.models import AttachedFile
        from surveys.responding.signals import response_recorded, response_withdrawn

        response_recorded.connect(keep_words, dispatch_uid="comments.keep_words")
        response_withdrawn.connect(forget_words, dispatch_uid="comments.forget_words")
        pre_delete.connect(forget_file, sender=AttachedFile, dispatch_uid="comments.forget_file")
        register(
            "Look for campaigns and possible doubles",
            "surveys.comments.tasks.group_recent_comments",
            daily_at=datetime.time(2, 40),
        )
        register(
            "Forget files that were read long ago",
            "surveys.comments.tasks.forget_read_files",
            daily_at=datetime.time(3, 30),
        )
