"""Asking for a call. No account and no script; the number travels in the body only."""

import uuid

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.limits import too_many, too_many_page
from surveys.contacts.calls import NobodyRings, ask_for_call, take_back_call
from surveys.contacts.enums import CallState, CallSubject
from surveys.contacts.forms import RingMeForm
from surveys.contacts.models import CallBack

SALT = "call-back"
NEW, AGAIN = "new", "again"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ring_me(request: HttpRequest) -> HttpResponse:
    """Takes a number. ``?survey=`` sends it to the partner that asks this survey."""
    if request.method != "POST":
        return _form_page(request, RingMeForm(initial=_initial(request)))
    form = RingMeForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form)
    if too_many(request, "ring_me"):
        return too_many_page(request)
    try:
        call, is_new = ask_for_call(**form.wish)
    except NobodyRings:
        form.add_error(None, _("We could not take this. Please ring us."))
        return _form_page(request, form)
    return redirect("contacts:asked", signed=_sign(call, is_new=is_new))


def _initial(request: HttpRequest) -> dict[str, object]:
    initial: dict[str, object] = {"language": get_language()}
    try:
        initial["survey"] = uuid.UUID(request.GET.get("survey", ""))
    except ValueError:
        return initial
    return initial | {"subject": CallSubject.HELP}


def _form_page(request: HttpRequest, form: RingMeForm) -> HttpResponse:
    return render(request, "contacts/ring_me.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, signed: str) -> HttpResponse:
    """Who rings and by when. POST takes the wish back, for whoever made it and nobody else."""
    call, is_own = _signed_call(signed)
    if request.method == "POST" and is_own:
        call = take_back_call(call=call)
        return redirect("contacts:asked", signed=signed)
    context = {
        "call": call,
        "team": call.owner.reply_team,
        "partner": call.owner,
        "may_take_back": is_own and call.is_open,
        "taken_back": call.state == CallState.TAKEN_BACK,
    }
    return render(request, "contacts/asked.html", context)


def _sign(call: CallBack, *, is_new: bool) -> str:
    # Who asks for a number that waits already may be somebody else who knows it: they see the day,
    # and cannot call the call off.
    return signing.dumps([str(call.pk), NEW if is_new else AGAIN], salt=SALT)


def _signed_call(signed: str) -> tuple[CallBack, bool]:
    try:
        key, kind = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    call = CallBack.objects.select_related("owner").filter(pk=key).first()
    if call is None:
        raise Http404
    return call, kind == NEW
