"""The phone of the demonstration: whatever the portal texted, for everybody to read.

It exists only while nobody real is served: with `settings.DEMONSTRATION` and the local gateway.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from portal.texts.gateways import LOCAL
from portal.texts.models import LocalText
from portal.texts.numbers import NotANumber, parse_number, read_aloud
from portal.texts.segments import count_segments

SHOW_NEWEST = 25


@never_cache
def phone(request: HttpRequest) -> HttpResponse:
    """The newest texts; with ``?number=`` those of one phone, in the order they came."""
    if not settings.DEMONSTRATION or settings.TEXT_GATEWAY != LOCAL:
        raise Http404
    typed = request.GET.get("number", "").strip()
    texts = LocalText.objects.newest_first()
    number, unknown = "", False
    if typed:
        try:
            number = parse_number(typed).e164
        except NotANumber:
            unknown = True
        texts = texts.to_number(number)
    shown = [
        {
            "number": read_aloud(text.number),
            "words": text.words,
            "sent_on": text.sent_on,
            "segments": count_segments(text.words),
        }
        for text in texts[:SHOW_NEWEST]
    ]
    context = {
        "typed": typed,
        "number": read_aloud(number) if number else "",
        "unknown": unknown,
        "texts": shown[::-1] if number else shown,
    }
    return render(request, "texts/demonstration.html", context)
