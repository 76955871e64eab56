"""The group leader's pages: the questions, a look at what was typed, and the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.encryption import make_code
from portal.limits import too_many, too_many_page
from surveys.questionnaires.wording import in_language
from surveys.responding.actions import tidy_code
from surveys.responding.checking import in_groups_of_four
from surveys.responding.group_sessions.actions import SessionOver, record_session
from surveys.responding.group_sessions.forms import GroupForm
from surveys.responding.group_sessions.models import GroupSession
from surveys.responding.unsent import respondent_page


@respondent_page
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Fill in, check, send. What was typed travels in the page until it is sent."""
    session = GroupSession.objects.behind(secret).select_related("version", "response").first()
    if session is None or not session.takes_answers:
        # One page for a wrong link and for one that is over: nothing can be found out by trying.
        if too_many(request, "group"):
            return too_many_page(request)
        return render(request, "group_sessions/over.html", status=404)
    document = session.version.document
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        document=document,
        language=get_language(),
    )
    context = {
        "session": session,
        "secret": secret,
        "survey_title": in_language(document["title"], get_language()),
        "document": document,
        "form": form,
        "sent_before": bool(session.response_id),
    }
    pressed = request.POST.get("go", "")
    if request.method == "GET" or pressed == "change" or not form.is_valid():
        return render(request, "group_sessions/answer.html", context)
    code = tidy_code(request.POST.get("code", "")) or make_code()
    if pressed != "send":
        return render(request, "group_sessions/check.html", context | {"code": code})
    try:
        record_session(
            session=session,
            code=code,
            size=form.cleaned_data["size"],
            ages=form.cleaned_data["ages"],
            communication=form.cleaned_data["communication"],
            tallies=form.tallies,
            said=form.said,
        )
    except SessionOver:
        return render(request, "group_sessions/over.html", context, status=404)
    context |= {"code": in_groups_of_four(code), "owner_name": document["owner"]["name"]}
    return render(request, "group_sessions/done.html", context)
