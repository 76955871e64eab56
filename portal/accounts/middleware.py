"""The second factor, asked of everyone who could open raw words or change the portal."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.partners.permissions import needs_second_factor

GUARDED = ("/admin/",)


class RequireSecondFactorMiddleware:
    """Sends people who need a second factor to set one up, or to use it in this session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path.startswith(GUARDED)
            and request.user.is_authenticated
            and needs_second_factor(request.user)
        ):
            if not is_mfa_enabled(request.user):
                return redirect("mfa_index")
            records = get_authentication_records(request, request.user)
            # Having set one up is not having used it: this very session must show it.
            if not any(record.get("method") == "mfa" for record in records):
                return redirect(
                    f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
                )
        return self.get_response(request)
