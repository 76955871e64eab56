"""The page on which a receipt code shows what happened. The code travels in the body only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from forum.loop.forms import CodeForm
from forum.loop.receipts import CodeState, receipt_of
from portal.limits import take_back, too_many, too_many_page
from surveys.contacts.actions import forget_wishes, wish_to_be_told
from surveys.contacts.forms import CONFIRMATIONS, NOT_AT_ALL, WayForm
from surveys.responding.views import resume_draft

#: The limit that guessing codes runs into.
PURPOSE = "code"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Asks for a code and shows, in answer to it, where things stand."""
    if request.method != "POST":
        return _form(request, CodeForm())
    if too_many(request, PURPOSE):
        return too_many_page(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    return _show(request, form)


def _show(
    request: HttpRequest, form: CodeForm, tell_me_form: WayForm | None = None
) -> HttpResponse:
    typed = form.cleaned_data["code"]
    receipt = receipt_of(typed, get_language())
    if receipt.state == CodeState.UNKNOWN:
        form.add_error(
            "code",
            _("We cannot find this code. Check each letter, or ring us and we will look together."),
        )
        return _form(request, form)
    take_back(request, PURPOSE)
    return TemplateResponse(
        request,
        "loop/code_result.html",
        {
            "receipt": receipt,
            "code": typed,
            "form": tell_me_form or WayForm(),
        },
    )


@never_cache
@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Takes the holder of a draft's code back to where they stopped."""
    if too_many(request, PURPOSE):
        return too_many_page(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    if receipt_of(form.cleaned_data["code"], get_language()).state != CodeState.DRAFT:
        return _show(request, form)
    return resume_draft(request, form.cleaned_data["code"])


@never_cache
@require_POST
def tell_me(request: HttpRequest) -> HttpResponse:
    """Remembers how somebody wants to hear about the survey of their code, or that they do not."""
    if too_many(request, PURPOSE):
        return too_many_page(request)
    code_form, tell_me_form = CodeForm(request.POST), WayForm(request.POST)
    if not code_form.is_valid():
        return _form(request, code_form)
    receipt = receipt_of(code_form.cleaned_data["code"], get_language())
    if receipt.state != CodeState.SENT:
        return _show(request, code_form)
    if not tell_me_form.is_valid():
        return _show(request, code_form, tell_me_form)
    way, address = tell_me_form.chosen
    if way == NOT_AT_ALL:
        forget_wishes(code=code_form.cleaned_data["code"])
    else:
        wish_to_be_told(
            channel=way,
            address=address,
            language=get_language(),
            survey_key=receipt.survey_key,
            code=code_form.cleaned_data["code"],
        )
    messages.success(request, CONFIRMATIONS[way])
    return redirect("loop:code")


def _form(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return TemplateResponse(request, "loop/code.html", {"form": form})
