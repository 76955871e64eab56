"""Who carries our texts to phones, chosen by the setting ``TEXT_GATEWAY``.

Read while settings are read: nothing here imports a model.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

LOCAL = "local"
GATEWAYS = {LOCAL: "portal.texts.local.LocalGateway"}


class TextRefused(Exception):
    """The gateway said no for good: trying again cannot help."""


class TextGateway(Protocol):
    def send(self, *, number: str, words: str, reference: str) -> str:
        """Hand over one text and return the gateway's own id of it.

        ``reference`` is the same for each attempt at one text.

        Raises:
            TextRefused: the gateway will never take it.
        """


def known_gateway(name: str, known: Collection[str] = tuple(GATEWAYS)) -> str:
    """The name, if there is such a gateway.

    Raises:
        ImproperlyConfigured: there is none; the sentence names those that there are.
    """
    if name not in known:
        raise ImproperlyConfigured(
            f"TEXT_GATEWAY is {name!r}, and there is no such gateway for texts. Choose one of: "
            + ", ".join(sorted(known))
            + "."
        )
    return name


@lru_cache
def _made(name: str) -> TextGateway:
    return import_string(GATEWAYS[known_gateway(name)])()


def chosen_gateway() -> TextGateway:
    return _made(settings.TEXT_GATEWAY)


def texts_reach_people() -> bool:
    """Whether to offer texts at all: the local gateway reaches nobody but the demonstration."""
    return settings.TEXT_GATEWAY != LOCAL or settings.DEMONSTRATION
