"""The end of the web journey: everything once more, then sent, or why it cannot be sent."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from surveys.questionnaires.presenting import promised_day, source_page
from surveys.responding import answering as answering_cookie
from surveys.responding.actions import DraftChangedElsewhere, open_draft
from surveys.responding.answering import Answering
from surveys.responding.checking import CheckedAnswers, in_groups_of_four
from surveys.responding.journey import ABOUT_YOU, Kept
from surveys.responding.sending import (
    NOT_SENT,
    AnswersMissing,
    DraftGone,
    NothingToSend,
    SentAlready,
    SurveyChanged,
    SurveyNotOpen,
    correct_response,
    move_draft,
    send_draft,
)
from surveys.responding.unsent import (
    Opened,
    after_sending_elsewhere,
    already_there,
    answering_of,
    frame,
    respondent_page,
    way_for_young_people,
    with_draft,
    without_draft,
)


@respondent_page
@with_draft
def check(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that will be sent, with a way to change each answer."""
    if opened.draft.is_outdated:
        _bring_up_to_date(opened)
    dead_end = opened.walk.dead_end
    if dead_end:
        return redirect(opened.address(dead_end))
    return _check_page(request, opened)


@respondent_page
def send(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """Send what the check page showed. Twice is the same as once."""
    answering = answering_of(request, survey_key)
    if request.method == "GET":
        return redirect("responding:check", survey_key=survey_key)
    if answering is None:
        return redirect("responding:start", survey_key=survey_key)
    if answering.sent:
        return already_there(survey_key)
    shown = request.POST.get("saved_times", "")
    try:
        _hand_over(request, answering, int(shown) if shown.isascii() and shown.isdigit() else 0)
    except SentAlready:
        return after_sending_elsewhere(answering, survey_key)
    except DraftGone:
        return without_draft(request, answering, survey_key)
    except NOT_SENT as reason:
        return _not_sent(request, survey_key, reason)
    return _receipt(answering, survey_key)


def _hand_over(request: HttpRequest, answering: Answering, saved_times: int) -> None:
    """Send, or send anew what was corrected."""
    act = correct_response if answering.correcting else send_draft
    act(
        code=answering.code,
        saved_times=saved_times,
        language=get_language(),
        easy_read=request.preferences.easy_read,
    )


def _receipt(answering: Answering, survey_key: uuid.UUID) -> HttpResponse:
    response = redirect("responding:done", survey_key=survey_key)
    answering_cookie.keep(response, answering.after_sending())
    return response


@with_draft
def _not_sent(request: HttpRequest, opened: Opened, reason: Exception) -> HttpResponse:
    """The page that says why, with everything that is kept."""
    if isinstance(reason, SurveyNotOpen):
        return closed_page(request, opened)
    if isinstance(reason, NothingToSend):
        return redirect(opened.address(opened.walk.first_unfinished()))
    if isinstance(reason, AnswersMissing):
        return _check_page(request, opened, show_missing=True)
    changed = isinstance(reason, DraftChangedElsewhere)
    if isinstance(reason, SurveyChanged) and not _bring_up_to_date(opened):
        # The newer version asks this person nothing else: that is no obstacle.
        try:
            _hand_over(request, opened.answering, opened.draft.saved_times)
            return _receipt(opened.answering, opened.survey_key)
        except NOT_SENT:
            changed = True
    response = _check_page(request, opened, changed=changed, status=409)
    answering_cookie.keep(response, opened.answering.saved(opened.draft.saved_times))
    return response


def _bring_up_to_date(opened: Opened) -> bool:
    """Go on in the newest version of the survey. Returns whether there is anything to say."""
    changed = move_draft(
        code=opened.answering.code,
        saved_times=opened.draft.saved_times,
        language=opened.language,
    )
    kept = open_draft(code=opened.answering.code)
    if kept is None:
        raise DraftGone
    opened.draft, opened.kept = kept[0], Kept.from_draft(kept[1])
    return changed


def _check_page(
    request: HttpRequest,
    opened: Opened,
    *,
    changed: bool = False,
    show_missing: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = frame(opened, back=opened.address(ABOUT_YOU)) | {
        "answers": CheckedAnswers(opened.walk),
        "show_missing": show_missing,
        "changed": changed,
        "saved_times": opened.draft.saved_times,
        "asks_directly": way_for_young_people(opened),
    }
    return render(request, "responding/check.html", context, status=status)


def closed_page(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The survey takes no answers any more; what was typed is kept and can be looked at."""
    page = source_page(opened.survey_key)
    context = frame(opened, back="") | {
        "closes_on": page.closes_on if page else None,
        "answer_by": promised_day(page) if page else None,
        "kept_until": opened.draft.expires_on,
        "sent": opened.draft.sent,
        "code": in_groups_of_four(opened.answering.code),
    }
    return render(request, "responding/closed.html", context)
