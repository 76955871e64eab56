from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"

    def ready(self) -> None:
        # Models can be imported only once every app is loaded.
        from portal.pages.shared_furniture import forget_furniture

        post_save.connect(forget_furniture, dispatch_uid="pages.forget_furniture")
        post_delete.connect(forget_furniture, dispatch_uid="pages.forget_furniture")
