"""Is the portal well? And a decent page while the database is away."""

import logging
import sqlite3
import sys
from collections.abc import Callable

from django.core.signals import got_request_exception
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context
from django.template.loader import get_template

from portal.jobs.life import queue_is_alive

logger = logging.getLogger("portal.health")

_MARK = "_database_trouble"


def is_database_trouble(error: BaseException | None) -> bool:
    """Whether the database was away or busy, as against asked something that it cannot do.

    SQLite calls a missing column an operational error as well; that is our mistake, and a page
    that says "try again in a moment" would hide it.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def _note_trouble(sender: object, request: HttpRequest | None = None, **signal: object) -> None:
    # Errors in a middleware never reach `process_exception`; here all of them pass by.
    if request is not None and is_database_trouble(sys.exc_info()[1]):
        setattr(request, _MARK, True)


got_request_exception.connect(_note_trouble, dispatch_uid="portal.health")


class DatabaseTroubleMiddleware:
    """Turns a database that does not answer into a page that says: try again in a moment.

    What somebody typed is still in the form behind the browser's Back button.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 500 and getattr(request, _MARK, False):
            return self._try_again_page()
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_database_trouble(exception):
            return None
        # Its text may quote a statement, and a statement what somebody wrote.
        logger.error("The database did not answer: %s", type(exception).__name__)
        return self._try_again_page()

    def _try_again_page(self) -> HttpResponse:
        # Without a request: whatever fills the usual context may ask the database.
        page = get_template("503.html").template.render(Context({}))
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and the queue ran a task within the last minute, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        queue = queue_is_alive()
        database = True
    except DatabaseError:
        database = queue = False
    return JsonResponse(
        {
            "database": "ok" if database else "no answer",
            "queue": "ok" if queue else "no sign of life" if database else "not known",
        },
        status=200 if database and queue else 503,
        headers={"Cache-Control": "no-store"},
    )
