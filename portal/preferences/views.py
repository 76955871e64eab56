"""The one page on which a reader chooses how pages look. It works without script."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.preferences.choices import COOKIE_AGE, COOKIE_NAME
from portal.preferences.forms import PreferencesForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show the choices, or keep them and go back to the page the reader came from."""
    way_back = safe_way_back(request, request.POST.get("next") or request.GET.get("next") or "")
    form = PreferencesForm(request.POST or None, initial=asdict(request.preferences))
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("We changed how pages look."))
        response = redirect(way_back or reverse("preferences:choose"))
        response.set_cookie(
            COOKIE_NAME,
            form.preferences.to_cookie(),
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response
    return render(request, "preferences/choose.html", {"form": form, "next": way_back})


def safe_way_back(request: HttpRequest, address: str) -> str:
    """Return the address if it is on this site, else nothing."""
    allowed = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if allowed else ""
