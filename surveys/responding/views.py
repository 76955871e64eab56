"""The web journey: one question a page, kept at each step, no account and no script needed."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from surveys.contacts.actions import wish_to_be_told
from surveys.questionnaires.introduction import Opening, introduce
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, promised_day, source_page
from surveys.questionnaires.steps import shown_step
from surveys.questionnaires.wording import in_language
from surveys.responding import answering as answering_cookie
from surveys.responding.actions import (
    AnswersMissing,
    DraftChangedElsewhere,
    DraftGone,
    SurveyNotOpen,
    begin_draft,
    open_draft,
    response_of_code,
    send_draft,
)
from surveys.responding.answering import Answering
from surveys.responding.checking import CheckedAnswers, in_groups_of_four
from surveys.responding.enums import ResponseState
from surveys.responding.forms import AboutYouForm, EmailForm, StepForm
from surveys.responding.journey import (
    ABOUT_YOU,
    CHECK,
    Kept,
    asks_for_consent,
    first_unfinished,
    missing_numbers,
    place_in_words,
)
from surveys.responding.limits import too_many, too_many_page
from surveys.responding.unsent import (
    Opened,
    after_sending_elsewhere,
    answering_of,
    respondent_page,
    with_draft,
    without_draft,
)


@respondent_page
def start(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """What this is about, before anything is kept; POST begins an answer."""
    version = QuestionnaireVersion.objects.of_survey(survey_key).newest_first().first()
    page = source_page(survey_key)
    if version is None or page is None:
        raise Http404
    opening = opening_of(page)
    answering = answering_of(request, survey_key)
    continuing = bool(answering and not answering.sent and open_draft(code=answering.code))
    if request.method == "POST" and opening == Opening.OPEN:
        if too_many(request, "start"):
            return too_many_page(request)
        is_person = not request.POST.get("website")
        if is_person and (not continuing or "again" in request.POST):
            code = begin_draft(version=version)
            response = redirect("responding:step", survey_key=survey_key, number=1)
            answering_cookie.keep(response, Answering(code, str(survey_key), saved_times=1))
            return response
    context = {
        "introduction": introduce(version.document, get_language()),
        "opening": opening.value,
        "opens_on": page.opens_on,
        "closes_on": page.closes_on,
        "answer_by": promised_day(page) if opening == Opening.CLOSED else None,
        "survey_key": survey_key,
        "continuing": continuing,
    }
    return render(request, "responding/start.html", context)


@respondent_page
@with_draft
def carry_on(request: HttpRequest, opened: Opened) -> HttpResponse:
    """To the first page that was not answered, skipped or read."""
    return redirect(opened.address(first_unfinished(opened.document, opened.kept)))


@respondent_page
@with_draft
def step(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """One question, or one page that tells something."""
    steps = opened.document["steps"]
    if not 1 <= number <= len(steps):
        raise Http404
    shown = shown_step(steps[number - 1], number, get_language())
    pressed = request.POST.get("go", "")
    form = None
    if shown.is_question:
        form = StepForm(
            step=shown,
            language=get_language(),
            data=request.POST if request.method == "POST" and pressed != "skip" else None,
            given=opened.kept.answers.get(shown.question),
            may_be_empty=pressed == "later",
        )
    if request.method == "POST":
        skipped = form is not None and pressed == "skip" and not shown.required
        if form is None or skipped or form.is_valid():
            if form is not None:
                opened.kept.answer(shown.question, [] if skipped else form.given)
            if pressed != "later":
                opened.kept.pass_by(shown.id)
            return _save_and_go(request, opened, _after(request, opened, number), form)
    context = _frame(opened, back=_before(request, opened, number)) | {
        "step": shown,
        "form": form,
        "place": place_in_words(opened.document, number),
        "then": _then(request),
        "foreign": shown.has_foreign_words(get_language()),
    }
    return render(request, "responding/step.html", context)


@respondent_page
@with_draft
def about_you(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Who answered, and the separate consent to be quoted."""
    skipped = request.POST.get("go") == "skip"
    form = AboutYouForm(
        asks_for_consent=asks_for_consent(opened.document),
        data=({} if skipped else request.POST) if request.method == "POST" else None,
        kept=opened.kept,
    )
    if request.method == "POST" and form.is_valid():
        form.put_into(opened.kept)
        opened.kept.pass_by(ABOUT_YOU)
        return _save_and_go(request, opened, CHECK, form)
    back = CHECK if _then(request) == CHECK else len(opened.document["steps"])
    context = _frame(opened, back=opened.address(back)) | {"form": form, "then": _then(request)}
    return render(request, "responding/about_you.html", context)


@respondent_page
@with_draft
def check(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that will be sent, with a way to change each answer."""
    return _check_page(request, opened)


@respondent_page
def send(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """Send what the check page showed. Twice is the same as once."""
    if request.method == "GET":
        return redirect("responding:check", survey_key=survey_key)
    return _send(request, survey_key)


@with_draft
def _send(request: HttpRequest, opened: Opened) -> HttpResponse:
    shown = request.POST.get("saved_times", "")
    try:
        send_draft(
            code=opened.answering.code,
            saved_times=int(shown) if shown.isascii() and shown.isdigit() else 0,
            language=get_language(),
        )
    except DraftChangedElsewhere:
        response = _check_page(request, opened, changed=True, status=409)
        answering_cookie.keep(response, opened.answering.saved(opened.draft.saved_times))
        return response
    except AnswersMissing:
        return _check_page(request, opened, show_missing=True)
    except SurveyNotOpen:
        return _closed_page(request, opened)
    except DraftGone:
        return without_draft(request, opened.answering, opened.survey_key)
    response = redirect("responding:done", survey_key=opened.survey_key)
    answering_cookie.keep(response, opened.answering.after_sending())
    return response


@respondent_page
@with_draft
def later(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The code with which to carry on, on this device or another."""
    context = _frame(opened, back=reverse("responding:carry_on", args=[opened.survey_key])) | {
        "code": in_groups_of_four(opened.answering.code),
        "kept_until": opened.draft.expires_on,
        # Written down and printed: never built from what the browser calls this host.
        "resume_url": settings.PUBLIC_URL + reverse("responding:resume"),
    }
    return render(request, "responding/later.html", context)


@respondent_page
def done(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """The receipt: the code, what happens next and how to hear of it."""
    return _done_page(request, survey_key, EmailForm())


@respondent_page
def tell_me(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """Remember an address to write to when there is news."""
    answering = answering_of(request, survey_key)
    if request.method == "GET" or answering is None or not answering.sent:
        return redirect("responding:done", survey_key=survey_key)
    if too_many(request, "tell_me"):
        return too_many_page(request)
    form = EmailForm(request.POST)
    if not form.is_valid():
        return _done_page(request, survey_key, form)
    wish_to_be_told(
        email=form.cleaned_data["email"],
        language=get_language(),
        survey_key=survey_key,
        code=answering.code,
    )
    response = redirect("responding:done", survey_key=survey_key)
    answering_cookie.keep(response, answering.to_be_told())
    return response


def resume_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Into the journey with a code whose draft is kept: this browser carries on from here.

    Raises:
        Http404: nothing is kept under this code. Ask ``open_draft(code=code)`` first.
    """
    kept = open_draft(code=code)
    if kept is None:
        raise Http404
    draft, _answers = kept
    answering = Answering(code, str(draft.version.survey_key), saved_times=draft.saved_times)
    opened = Opened(answering, draft, Kept.from_draft(kept[1]))
    response = redirect(opened.address(first_unfinished(opened.document, opened.kept)))
    answering_cookie.keep(response, answering)
    return response


def _then(request: HttpRequest) -> str:
    """``check`` when a change was begun on the check page, which is then the way back."""
    asked = request.POST.get("then") or request.GET.get("then")
    return CHECK if asked == CHECK else ""


def _before(request: HttpRequest, opened: Opened, number: int) -> str:
    if _then(request) == CHECK:
        return opened.address(CHECK)
    return opened.address(number - 1 if number > 1 else "start")


def _after(request: HttpRequest, opened: Opened, number: int) -> int | str:
    if request.POST.get("go") == "later":
        return "later"
    if _then(request) == CHECK:
        return CHECK
    return number + 1 if number < len(opened.document["steps"]) else ABOUT_YOU


def _save_and_go(request: HttpRequest, opened: Opened, place: int | str, form: Any) -> HttpResponse:
    try:
        times = opened.save()
    except DraftChangedElsewhere:
        if response_of_code(opened.answering.code):
            return after_sending_elsewhere(opened.answering, opened.survey_key)
        context = _frame(opened, back="") | {
            "typed": _typed(form),
            "here": request.path,
            "question": getattr(form, "step", None),
        }
        return render(request, "responding/changed_elsewhere.html", context, status=409)
    response = redirect(opened.address(place))
    answering_cookie.keep(response, opened.answering.saved(times))
    return response


def _typed(form: Any) -> list[str]:
    """What was just typed or chosen, to show it again where it could not be kept."""
    if isinstance(form, StepForm):
        given = form.given if form.is_bound else ""
        names = {option.key: option.words.text for option in form.step.options}
        return [given] if isinstance(given, str) else [names[key] for key in given]
    if isinstance(form, AboutYouForm):
        return [form.cleaned_data["helper"]] if form.cleaned_data["helper"] else []
    return []


def _frame(opened: Opened, *, back: str) -> dict[str, Any]:
    """What every page of the journey shows."""
    return {
        "survey_title": in_language(opened.document["title"], get_language()),
        "unchecked": get_language() in opened.document["unchecked"],
        "survey_key": opened.survey_key,
        "back": back,
        "last_step": len(opened.document["steps"]),
    }


def _check_page(
    request: HttpRequest,
    opened: Opened,
    *,
    changed: bool = False,
    show_missing: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = CheckedAnswers(opened.document, opened.kept, get_language())
    context = _frame(opened, back=opened.address(ABOUT_YOU)) | {
        "answers": shown,
        "missing": set(missing_numbers(opened.document, opened.kept)),
        "show_missing": show_missing,
        "changed": changed,
        "saved_times": opened.draft.saved_times,
    }
    return render(request, "responding/check.html", context, status=status)


def _closed_page(request: HttpRequest, opened: Opened) -> HttpResponse:
    page = source_page(opened.survey_key)
    context = _frame(opened, back="") | {
        "closes_on": page.closes_on if page else None,
        "answer_by": promised_day(page) if page else None,
        "kept_until": opened.draft.expires_on,
        "code": in_groups_of_four(opened.answering.code),
    }
    return render(request, "responding/closed.html", context)


def _done_page(request: HttpRequest, survey_key: uuid.UUID, form: EmailForm) -> HttpResponse:
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
        "will_be_told": answering.will_be_told,
        "form": form,
    }
    return render(request, "responding/done.html", context)
