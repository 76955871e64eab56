from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    """How a reader wants pages to look; kept in one cookie, never in the database."""

    name = "portal.preferences"
    label = "preferences"
