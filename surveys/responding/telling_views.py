"""After sending, or in between: the receipt, how to hear what happens, the code on one's phone."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.limits import too_many, too_many_page, too_many_to
from surveys.contacts.actions import forget_wishes, wish_to_be_told
from surveys.contacts.enums import ContactChannel
from surveys.contacts.forms import CONFIRMATIONS, NOT_AT_ALL, WayForm
from surveys.questionnaires.introduction import Opening
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, promised_day, source_page
from surveys.questionnaires.wording import in_language
from surveys.responding import answering as answering_cookie
from surveys.responding.actions import open_draft, response_of_code
from surveys.responding.answering import Answering
from surveys.responding.checking import in_groups_of_four
from surveys.responding.enums import ResponseState
from surveys.responding.sending_codes import PURPOSE, send_code
from surveys.responding.telling_forms import SendCodeForm
from surveys.responding.unsent import answering_of, respondent_page


@respondent_page
def done(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """The receipt: the code, what happens next and how to hear of it."""
    return _done_page(request, survey_key, WayForm())


@respondent_page
def tell_me(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """Remember where to send news, or that there is to be no message at all."""
    answering = answering_of(request, survey_key)
    if request.method == "GET" or answering is None or not answering.sent:
        return redirect("responding:done", survey_key=survey_key)
    if too_many(request, "tell_me"):
        return too_many_page(request)
    form = WayForm(request.POST)
    if not form.is_valid():
        return _done_page(request, survey_key, form)
    way, address = form.chosen
    if way == NOT_AT_ALL:
        forget_wishes(code=answering.code)
    else:
        wish_to_be_told(
            channel=way,
            address=address,
            language=get_language(),
            survey_key=survey_key,
            code=answering.code,
        )
    response = redirect(reverse("responding:done", args=[survey_key]) + "#told")
    answering_cookie.keep(response, answering.to_be_told_by(way))
    return response


def _done_page(request: HttpRequest, survey_key: uuid.UUID, form: WayForm) -> HttpResponse:
    answering = answering_of(request, survey_key)
    if answering is None:
        return redirect("responding:start", survey_key=survey_key)
    if not answering.sent:
        return redirect("responding:check", survey_key=survey_key)
    response = response_of_code(answering.code)
    if response is None or response.state == ResponseState.WITHDRAWN:
        page = redirect("responding:start", survey_key=survey_key)
        answering_cookie.drop(page)
        return page
    page = source_page(survey_key)
    document = response.version.document
    context = {
        "survey_title": in_language(document["title"], get_language()),
        "unchecked": get_language() in document["unchecked"],
        "survey_key": survey_key,
        "code": in_groups_of_four(answering.code),
        "owner_name": document["owner"]["name"],
        "answer_by": promised_day(page) if page else None,
        "closes_on": page.closes_on if page else None,
        "again": "again" in request.GET,
        "may_change": opening_of(page) == Opening.OPEN and open_draft(code=answering.code),
        "told": CONFIRMATIONS.get(answering.told_by, ""),
        "form": form,
    }
    return render(request, "responding/done.html", context)


@respondent_page
def send_me_the_code(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """The receipt code to a phone or an e-mail address, before or after sending the answers."""
    answering = answering_of(request, survey_key)
    version = _version_behind(answering) if answering else None
    if version is None:
        return redirect("responding:start", survey_key=survey_key)
    back = reverse(f"responding:{'done' if answering.sent else 'later'}", args=[survey_key])
    form = SendCodeForm(data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        way, address = form.chosen
        # Two limits: for whoever sends, and so that nobody's phone is filled from many places.
        if too_many(request, "send_code") or too_many_to(address, PURPOSE):
            return too_many_page(request)
        send_code(
            code=answering.code,
            is_sent=answering.sent,
            channel=way,
            address=address,
            owner=version.owner_id,
        )
        messages.success(request, _sent_words(way))
        return redirect(back)
    context = {
        "survey_title": in_language(version.document["title"], get_language()),
        "unchecked": get_language() in version.document["unchecked"],
        "survey_key": survey_key,
        "back": back,
        "form": form,
    }
    return render(request, "responding/send_code.html", context)


def _version_behind(answering: Answering) -> QuestionnaireVersion | None:
    """The questionnaire of what this browser sent or keeps; None if it is gone."""
    if answering.sent:
        response = response_of_code(answering.code)
        gone = response is None or response.state == ResponseState.WITHDRAWN
        return None if gone else response.version
    kept = open_draft(code=answering.code)
    return kept[0].version if kept else None


def _sent_words(way: str) -> str:
    if way == ContactChannel.TEXT:
        return _("We have sent your code to your phone. We do not keep the number.")
    return _("We have sent your code to your e-mail address. We do not keep the address.")
