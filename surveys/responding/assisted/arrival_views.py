"""What a helper's tablet asks for without a person looking: sealed answers, the service worker."""

import json
import uuid
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from portal.limits import too_many
from surveys.responding.assisted.arrivals import (
    MOST_AT_ONCE,
    TicketWrong,
    event_of_ticket,
    take_in,
)
from surveys.responding.assisted.sealing import is_envelope

MOST_BYTES = 2_000_000


class Malformed(Exception):
    """Not what a tablet sends."""


# No cookie gives a right here, the ticket in the body does: another site can forge nothing.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_POST
def arrivals(request: HttpRequest) -> HttpResponse:
    """Sealed answers of a tablet. The reply says of each, by its name, what became of it."""
    if too_many(request, "arrivals"):
        return _problem("too many", HTTPStatus.TOO_MANY_REQUESTS)
    if _length(request) > MOST_BYTES:
        return _problem("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        ticket, envelopes = _read(request)
        event, pin_works = event_of_ticket(ticket)
    except RequestDataTooBig:
        return _problem("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except Malformed:
        return _problem("malformed", HTTPStatus.BAD_REQUEST)
    except TicketWrong:
        return _problem("no such event", HTTPStatus.GONE)
    return JsonResponse(
        {"outcomes": take_in(event=event, pin_works=pin_works, envelopes=envelopes)}
    )


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its place in the addresses keeps it to the helper's pages."""
    words = {
        "title": _("This page is not on this tablet"),
        "text": _("There is no signal, and this page was not kept. Please go back."),
    }
    response = render(
        request, "assisted/worker.js", {"words": words}, content_type="text/javascript"
    )
    response["Cache-Control"] = "no-cache"
    return response


def _read(request: HttpRequest) -> tuple[str, list[tuple[uuid.UUID, dict[str, Any]]]]:
    try:
        content = json.loads(request.body)
        ticket, given = content["ticket"], content["envelopes"]
        envelopes = [(uuid.UUID(each["name"]), each["sealed"]) for each in given]
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise Malformed from error
    if not isinstance(ticket, str) or not 0 < len(envelopes) <= MOST_AT_ONCE:
        raise Malformed
    if not all(is_envelope(sealed) for _name, sealed in envelopes):
        raise Malformed
    return ticket, envelopes


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _problem(words: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"problem": words}, status=status)
