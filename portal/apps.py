"""The project package as an app: translations of the whole project hang on it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
