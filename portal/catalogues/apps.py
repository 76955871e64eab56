from django.apps import AppConfig


class CataloguesConfig(AppConfig):
    """Translation catalogues without GNU gettext. Holds no models."""

    name = "portal.catalogues"
    label = "catalogues"
