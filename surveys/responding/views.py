"""The web journey: one question a page, kept at each step, no account and no script needed."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from portal.limits import too_many, too_many_page
from surveys.questionnaires.easy_reading import has_easy_read
from surveys.questionnaires.enums import Audience, QuestionType
from surveys.questionnaires.introduction import Opening, consent_words, introduce
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, promised_day, source_page
from surveys.questionnaires.reading_aloud import spoken_address
from surveys.responding import answering as answering_cookie
from surveys.responding.actions import (
    DraftChangedElsewhere,
    begin_draft,
    open_draft,
    response_of_code,
    tidy_place_code,
)
from surveys.responding.answering import Answering
from surveys.responding.checking import in_groups_of_four
from surveys.responding.file_forms import FileForm
from surveys.responding.forms import AboutYouForm, StepForm
from surveys.responding.guarding import hold_up
from surveys.responding.journey import ABOUT_YOU, CHECK, Kept, Page, Walk, asks_for_consent
from surveys.responding.unsent import (
    Opened,
    after_sending_elsewhere,
    answering_of,
    frame,
    open_for,
    respondent_page,
    step_address,
    way_for_young_people,
    with_draft,
)


@respondent_page
def start(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """What this is about, before anything is kept; POST begins an answer."""
    version = QuestionnaireVersion.objects.of_survey(survey_key).newest_first().first()
    page = source_page(survey_key)
    if version is None or page is None:
        raise Http404
    opening = opening_of(page)
    continuing = _has_unsent_answers(answering_of(request, survey_key))
    if request.method == "POST" and opening == Opening.OPEN:
        if too_many(request, "start"):
            return too_many_page(request)
        is_person = not request.POST.get("website")
        if is_person and (not continuing or "again" in request.POST):
            return hold_up(request) or _begin(request, version)
    context = {
        "introduction": introduce(version.document, get_language()),
        "opening": opening.value,
        "opens_on": page.opens_on,
        "closes_on": page.closes_on,
        "answer_by": promised_day(page) if opening == Opening.CLOSED else None,
        "survey_key": survey_key,
        "continuing": continuing,
        "offers_easy_read": has_easy_read(version.document, get_language()),
    }
    return render(request, "responding/start.html", context)


def _has_unsent_answers(answering: Answering | None) -> bool:
    if answering is None or answering.sent:
        return False
    kept = open_draft(code=answering.code)
    return kept is not None and (answering.correcting or not kept[0].sent)


def _begin(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    who = request.POST.get("audience", "")
    kept = Kept(
        audience=who if who in (Audience.PARENT_CARERS, Audience.YOUNG_PEOPLE) else "",
        place_code=tidy_place_code(request.POST.get("p", "")),
    )
    code = begin_draft(version=version, audience=kept.audience, place_code=kept.place_code)
    walk = Walk(version.document, kept, get_language(), easy_read=request.preferences.easy_read)
    response = redirect(_address(version.survey_key, walk.first_unfinished()))
    answering_cookie.keep(response, Answering(code, str(version.survey_key), saved_times=1))
    return response


def _address(survey_key: uuid.UUID, place: Page | str) -> str:
    if isinstance(place, str):
        return reverse(f"responding:{place}", args=[survey_key])
    return step_address(survey_key, place)


@respondent_page
@with_draft
def carry_on(request: HttpRequest, opened: Opened) -> HttpResponse:
    """To the first page that was not answered, skipped or read."""
    return redirect(opened.address(opened.walk.first_unfinished()))


@respondent_page
@with_draft
def step(request: HttpRequest, opened: Opened, step_id: str, row: str = "") -> HttpResponse:
    """One question, or one line of it, or one page that tells something."""
    walk = opened.walk
    page = walk.find(step_id, row)
    if page is None and request.method == "POST":
        # Somebody was at it when another answer took it out: what they typed is kept all the same.
        page = walk.find_off_route(step_id, row)
        if page is None:
            return _changed_elsewhere(request, opened, request.POST.getlist("answer"), None)
    if page is None or page.row != row:
        return redirect(opened.address(page or walk.first_unfinished()))
    pressed = request.POST.get("go", "")
    form = _step_form(request, opened, page) if page.step.is_question else None
    if request.method == "POST" and not (page.is_dead_end and pressed != "later"):
        # Files are taken away one by one: their form sees to it itself.
        takes_files = isinstance(form, FileForm)
        skipped = (
            form is not None and pressed == "skip" and not page.step.required and not takes_files
        )
        if form is None or skipped or form.is_valid():
            if form is not None:
                opened.kept.answer(page.step.question, [] if skipped else form.given, page.row)
            if takes_files and form.stays:
                return _save_and_go(request, opened, opened.address(page), form)
            if pressed != "later":
                opened.kept.pass_by(page.name)
            return _save_and_go(request, opened, _after(request, opened, page, walk), form)
    return render(request, "responding/step.html", _step_context(request, opened, page, form))


def _step_form(request: HttpRequest, opened: Opened, page: Page) -> StepForm | FileForm:
    pressed = request.POST.get("go", "")
    if page.step.type == QuestionType.FILE:
        return FileForm(
            request=request,
            step=page.step,
            language=opened.language,
            version=opened.draft.version,
            code=opened.answering.code,
            given=opened.kept.given(page.step.question),
        )
    return StepForm(
        step=page.step,
        language=opened.language,
        data=request.POST if request.method == "POST" and pressed != "skip" else None,
        given=opened.kept.given(page.step.question, page.row),
        may_be_empty=pressed == "later",
        row=page.row,
    )


def _step_context(
    request: HttpRequest, opened: Opened, page: Page, form: StepForm | FileForm | None
) -> dict[str, Any]:
    walk = opened.walk
    before = walk.before(page)
    if _then(request) == CHECK and not page.is_dead_end:
        back = opened.address(CHECK)
    else:
        back = opened.address(before or "start")
    return frame(opened, back=back) | {
        "step": page.step,
        "page_of_line": page,
        "form": form,
        "progress": walk.progress(page),
        "then": _then(request),
        "here": opened.address(page),
        "spoken": spoken_address(page.step),
        "foreign": page.step.has_foreign_words(opened.language),
    }


@respondent_page
@with_draft
def about_you(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Who answered, and the separate consent to be quoted."""
    walk = opened.walk
    if walk.dead_end:
        return redirect(opened.address(walk.dead_end))
    skipped = request.POST.get("go") == "skip"
    form = AboutYouForm(
        asks_for_consent=asks_for_consent(opened.document),
        consent_words=consent_words(opened.document, opened.language).marked(opened.language),
        data=({} if skipped else request.POST) if request.method == "POST" else None,
        kept=opened.kept,
    )
    if request.method == "POST" and form.is_valid():
        form.put_into(opened.kept)
        if request.POST.get("go") == "later":
            return _save_and_go(request, opened, opened.address("later"), form)
        opened.kept.pass_by(ABOUT_YOU)
        return _save_and_go(request, opened, opened.address(CHECK), form)
    back = CHECK if _then(request) == CHECK or not walk.pages else walk.pages[-1]
    context = frame(opened, back=opened.address(back)) | {
        "form": form,
        "then": _then(request),
        "asks_directly": way_for_young_people(opened),
    }
    return render(request, "responding/about_you.html", context)


@respondent_page
@with_draft
def later(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The code with which to carry on, on this device or another."""
    context = frame(opened, back=reverse("responding:carry_on", args=[opened.survey_key])) | {
        "code": in_groups_of_four(opened.answering.code),
        "kept_until": opened.draft.expires_on,
        # Written down and printed: never built from what the browser calls this host.
        "resume_url": settings.PUBLIC_URL + reverse("responding:resume"),
    }
    return render(request, "responding/later.html", context)


def resume_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Into the journey with a code whose draft is kept: this browser carries on from here.

    Raises:
        Http404: nothing is kept under this code. Ask ``open_draft(code=code)`` first.
    """
    kept = open_draft(code=code)
    if kept is None:
        raise Http404
    draft = kept[0]
    answering = Answering(code, str(draft.version.survey_key), saved_times=draft.saved_times)
    opened = open_for(request, answering, kept=kept)
    response = redirect(opened.address(opened.walk.first_unfinished()))
    answering_cookie.keep(response, answering)
    return response


def _then(request: HttpRequest) -> str:
    """``check`` when a change was begun on the check page, which is then the way back."""
    asked = request.POST.get("then") or request.GET.get("then")
    return CHECK if asked == CHECK else ""


def _after(request: HttpRequest, opened: Opened, page: Page, before: Walk) -> str:
    """The address that follows a page; ``before`` is the walk as it was until this answer."""
    if request.POST.get("go") == "later":
        return opened.address("later")
    walk = opened.walk
    if _then(request) != CHECK:
        return opened.address(walk.after(page))
    if ABOUT_YOU in opened.kept.passed:
        place = walk.first_unfinished()
    else:
        # Sent to the check page by hand: only what this very change added stands in between.
        known = {each.name for each in before.pages}
        place = next((each for each in walk.pages if each.name not in known), CHECK)
    address = opened.address(place)
    return address if isinstance(place, str) else f"{address}?then={CHECK}"


def _save_and_go(request: HttpRequest, opened: Opened, address: str, form: Any) -> HttpResponse:
    try:
        times = opened.save()
    except DraftChangedElsewhere:
        if response_of_code(opened.answering.code) and not opened.answering.correcting:
            return after_sending_elsewhere(opened.answering, opened.survey_key)
        return _changed_elsewhere(request, opened, _typed(form), getattr(form, "step", None))
    response = redirect(address)
    answering_cookie.keep(response, opened.answering.saved(times))
    return response


def _changed_elsewhere(
    request: HttpRequest, opened: Opened, typed: list[str], question: Any
) -> HttpResponse:
    context = frame(opened, back="") | {
        "typed": typed,
        "here": request.path,
        "question": question,
    }
    return render(request, "responding/changed_elsewhere.html", context, status=409)


def _typed(form: Any) -> list[str]:
    """What was just typed or chosen, to show it again where it could not be kept."""
    if isinstance(form, StepForm):
        given = form.given if form.is_bound else ""
        names = {option.key: option.words.text for option in form.step.options}
        return [names.get(each, each) for each in ([given] if isinstance(given, str) else given)]
    if isinstance(form, AboutYouForm):
        return [form.cleaned_data["helper"]] if form.cleaned_data["helper"] else []
    return []
