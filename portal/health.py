"""Is the portal well? And a decent page while the database is away."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context
from django.template.loader import get_template

logger = logging.getLogger(__name__)


class DatabaseTroubleMiddleware:
    """Turns a database that does not answer into a page that says: try again in a moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logger.error("The database did not answer: %s", type(exception).__name__)
        page = get_template("503.html").template.render(Context({}))
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "no answer"}, status=503)
    return JsonResponse({"database": "ok"})
