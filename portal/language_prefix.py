"""The language in an address: added where it was forgotten, never where it does not belong."""

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware


class LanguagePrefixMiddleware(LocaleMiddleware):
    """Django's middleware, except that what is missing in the admin or the open data stays missing.

    Django answers every 404 outside the language prefixes with a redirect into one, where Wagtail
    then finds nothing. "Not there" must look the same at once, whatever the reason.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == 404 and request.resolver_match is not None:
            return response
        return super().process_response(request, response)
