"""Gives every request the reader's preferences."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from portal.preferences.choices import COOKIE_NAME, Preferences


class PreferencesMiddleware:
    """Sets ``request.preferences`` from the cookie; rubbish in it does no harm."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.preferences = Preferences.from_cookie(request.COOKIES.get(COOKIE_NAME, ""))
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response
