from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "surveys.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        # Models can be imported only once every app is loaded.
        from surveys.comments.receivers import forget_words, keep_words
        from surveys.responding.signals import response_recorded, response_withdrawn

        response_recorded.connect(keep_words, dispatch_uid="comments.keep_words")
        response_withdrawn.connect(forget_words, dispatch_uid="comments.forget_words")
