"""What a receipt code opens here: carrying on, changing, and taking answers back."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.limits import take_back, too_many, too_many_page
from surveys.questionnaires.wording import in_language
from surveys.responding import answering as answering_cookie
from surveys.responding.actions import (
    forget_draft,
    open_draft,
    response_of_code,
    survey_is_open,
    withdraw_response,
)
from surveys.responding.answering import Answering
from surveys.responding.enums import ResponseState
from surveys.responding.forms import CodeForm
from surveys.responding.sending_views import closed_page
from surveys.responding.unsent import answering_of, open_for, respondent_page
from surveys.responding.views import resume_draft


@respondent_page
def resume(request: HttpRequest) -> HttpResponse:
    """Carry on with answers that were kept, after typing the code."""
    if request.method == "GET":
        return render(request, "responding/resume.html", {"form": CodeForm()})
    if too_many(request, "resume"):
        return too_many_page(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "responding/resume.html", {"form": form})
    code = form.cleaned_data["code"]
    kept = open_draft(code=code)
    if kept is not None and not kept[0].sent:
        take_back(request, "resume")
        return resume_draft(request, code)
    response = response_of_code(code)
    if response is not None and response.state != ResponseState.WITHDRAWN:
        take_back(request, "resume")
        onward = redirect("responding:done", survey_key=response.survey_key)
        onward["Location"] += "?again=1"
        answering_cookie.keep(onward, Answering(code, str(response.survey_key), sent=True))
        return onward
    form.add_error(
        "code",
        _(
            "We keep no answers under this code. Answers that are not sent are deleted after 28 "
            "days. Please look at the code again, or start again."
        ),
    )
    return render(request, "responding/resume.html", {"form": form})


@respondent_page
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take answers back: first the code, then "are you sure", then it is done."""
    if request.method == "GET":
        return render(request, "responding/withdraw.html", {"form": CodeForm()})
    if too_many(request, "withdraw"):
        return too_many_page(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "responding/withdraw.html", {"form": form})
    code = form.cleaned_data["code"]
    response, kept = response_of_code(code), open_draft(code=code)
    version = response.version if response else kept[0].version if kept else None
    if version is None:
        form.add_error("code", _("We keep nothing under this code. Please look at it again."))
        return render(request, "responding/withdraw.html", {"form": form})
    take_back(request, "withdraw")
    context = {"survey_title": in_language(version.document["title"], get_language()), "code": code}
    gone_already = response is not None and response.state == ResponseState.WITHDRAWN
    if not gone_already and "sure" not in request.POST:
        return render(request, "responding/withdraw_sure.html", context | {"sent": bool(response)})
    forget_draft(code=code)
    withdraw_response(code=code)
    page = render(request, "responding/withdrawn.html", context)
    mine = answering_cookie.read(request)
    if mine and mine.code == code:
        answering_cookie.drop(page)
    return page


@respondent_page
def change(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """Open answers that were sent, to change them. What was sent stays until it is sent anew."""
    answering = answering_of(request, survey_key)
    if request.method == "GET" or answering is None or not answering.sent:
        return redirect("responding:done", survey_key=survey_key)
    kept = open_draft(code=answering.code)
    if kept is None or not kept[0].sent:
        return redirect("responding:done", survey_key=survey_key)
    correcting = answering.to_correct(kept[0].saved_times)
    if not survey_is_open(survey_key):
        return closed_page(request, open_for(request, correcting, kept=kept))
    response = redirect("responding:check", survey_key=survey_key)
    answering_cookie.keep(response, correcting)
    return response


@respondent_page
def delete(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """Delete these answers now, from a page on which the survey ends without sending them."""
    answering = answering_of(request, survey_key)
    if request.method == "GET" or answering is None or answering.sent:
        return redirect("responding:carry_on", survey_key=survey_key)
    kept = open_draft(code=answering.code)
    if kept is None:
        return redirect("responding:start", survey_key=survey_key)
    title = in_language(kept[0].version.document["title"], get_language())
    forget_draft(code=answering.code)
    if answering.correcting:
        withdraw_response(code=answering.code)
    page = render(request, "responding/withdrawn.html", {"survey_title": title})
    answering_cookie.drop(page)
    return page
