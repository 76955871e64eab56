from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "surveys.themes"
    label = "themes"
    verbose_name = _("Themes")

    def ready(self) -> None:
        # Models can be imported only once every app is loaded.
        from surveys.responding.signals import response_withdrawn
        from surveys.themes.receivers import forget_themes

        response_withdrawn.connect(forget_themes, dispatch_uid="themes.forget_themes")
