"""Stopping messages, from the link in a message."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from surveys.contacts.actions import opt_out
from surveys.contacts.links import signed_contact


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
    return render(request, "contacts/stop.html")
