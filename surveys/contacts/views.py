"""Stopping messages, from the link in a message."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.limits import too_many, too_many_page
from surveys.contacts.actions import opt_out
from surveys.contacts.links import sign_contact, signed_contact
from surveys.contacts.models import Contact


# The signed link is the proof, so that the "unsubscribe" button of mail programs (RFC 8058), which
# posts without a cookie, works as well. GET only asks: mail programs open links by themselves.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """Ask once; POST stops all messages to the contact that the link names."""
    try:
        contact = signed_contact(signed)
    except signing.BadSignature:
        return render(request, "contacts/stop_broken.html", status=404)
    if contact is None or contact.opted_out_on:
        return render(request, "contacts/stopped.html")
    if request.method == "POST":
        opt_out(contact=contact)
        return render(request, "contacts/stopped.html")
    return render(request, "contacts/stop.html", {"channel": contact.channel})


@never_cache
@require_safe
def short_stop(request: HttpRequest, code: str) -> HttpResponse:
    """From the short link of a text or a letter to the page that stops them, in their language."""
    contact = Contact.objects.named(code.upper()).first()
    if contact is None:
        # Short enough to be guessed at, so guessing is slowed down.
        if too_many(request, "short link"):
            return too_many_page(request)
        return render(request, "contacts/stop_broken.html", status=404)
    with override(contact.language):
        return redirect("contacts:stop", signed=sign_contact(contact))
