"""Pages for when something goes wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context
from django.template.loader import get_template


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not found, or not yours: the two are answered alike."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own mistake. Rendered without context or database, which may be what is broken."""
    return HttpResponse(get_template("500.html").template.render(Context({})), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old or cookies are off: says what to do and loses nothing typed."""
    return render(request, "403_csrf.html", status=403)


def bare(request: HttpRequest) -> HttpResponse:
    """One kilobyte and nothing else: what ``make bench`` compares every page with."""
    return HttpResponse("x" * 1024, content_type="text/plain")
