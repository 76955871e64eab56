"""The helper's pages: PIN, choice of survey, the sheet, the receipt. They work without a script.

There is no list of answers anywhere: a helper sees the one they are at until it is sent.
"""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.encryption import make_code
from portal.limits import take_back, too_many, too_many_page
from surveys.contacts.actions import forget_wishes, wish_to_be_told
from surveys.contacts.forms import CONFIRMATIONS, NOT_AT_ALL, WayForm
from surveys.questionnaires.easy_reading import has_easy_read
from surveys.questionnaires.introduction import Opening, introduce
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import opening_of, promised_day, source_page
from surveys.questionnaires.wording import in_language
from surveys.responding.actions import response_of_code, tidy_code
from surveys.responding.assisted import pin_cookie
from surveys.responding.assisted.actions import HELPED, event_of_pin, record_entry
from surveys.responding.assisted.arrivals import ticket_for
from surveys.responding.assisted.choosing import choices_at, kept_for
from surveys.responding.assisted.entry import Entry, sentences_for_script
from surveys.responding.assisted.forms import PinForm
from surveys.responding.assisted.models import Event
from surveys.responding.assisted.permissions import may_help_by_phone
from surveys.responding.assisted.pin_cookie import Helping
from surveys.responding.assisted.sheet import SPOKEN, read_out
from surveys.responding.checking import in_groups_of_four
from surveys.responding.enums import Channel, ResponseState
from surveys.responding.models import Response
from surveys.responding.unsent import respondent_page

#: Fields of the sheet that the check page shows again, to be changed there.
SHOWN_AGAIN = ("worried", "worry")
NEVER_CARRIED = ("csrfmiddlewaretoken", "go", "code", *SHOWN_AGAIN)


@dataclass(frozen=True)
class Table:
    """Where a helper sits: at an event with its PIN, or at the phone with an account."""

    channel: Channel
    helping: Helping | None = None
    event: Event | None = None

    @property
    def frame(self) -> dict[str, Any]:
        """What every page shows."""
        event = self.event
        return {
            "event": event,
            "sent": self.helping.sent if self.helping else 0,
            "ticket": ticket_for(event) if event else "",
            "site": settings.PUBLIC_URL.partition("//")[2],
        }


@respondent_page
def table(request: HttpRequest) -> HttpResponse:
    """The PIN; behind it what can be answered at this event today."""
    found = pin_cookie.read(request)
    if found is not None:
        return _choices(request, Table(Channel.EVENT, *found))
    form = PinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if too_many(request, "event_pin"):
            return too_many_page(request)
        if form.is_valid():
            event = event_of_pin(form.cleaned_data["pin"])
            if event is not None:
                take_back(request, "event_pin")
                response = redirect("help:table")
                pin_cookie.keep(response, Helping.at(event))
                return response
            form.add_error(
                "pin",
                _("This PIN opens nothing today. Please look at the sheet of the event again."),
            )
    return render(request, "assisted/pin.html", {"form": form})


def _choices(request: HttpRequest, at: Table) -> HttpResponse:
    choices = choices_at(at.event)
    context = at.frame | {"choices": choices, "kept": json.dumps(kept_for(at.event, choices))}
    return render(request, "assisted/table.html", context)


@respondent_page
def leave(request: HttpRequest) -> HttpResponse:
    """This tablet is done: it needs the PIN again."""
    if request.method != "POST":
        return redirect("help:table")
    response = redirect("help:table")
    pin_cookie.drop(response)
    return response


@respondent_page
def at_event(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """One person's answers at an event."""
    found = pin_cookie.read(request)
    if found is None:
        return redirect("help:table")
    at = Table(Channel.EVENT, *found)
    if str(survey_key) not in at.event.survey_keys or get_language() not in at.event.languages:
        raise Http404
    return _sheet(request, at, _version(request, survey_key))


@respondent_page
def on_the_phone(request: HttpRequest, survey_key: uuid.UUID) -> HttpResponse:
    """One person's answers on the phone, taken down by somebody with an account."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    version = _version(request, survey_key)
    if not may_help_by_phone(request.user, version.owner_id):
        raise Http404
    return _sheet(request, Table(Channel.PHONE), version)


def _version(request: HttpRequest, survey_key: uuid.UUID) -> QuestionnaireVersion:
    """The version that the page was made from, or the newest one."""
    versions = QuestionnaireVersion.objects.of_survey(survey_key).newest_first()
    posted = request.POST.get("version", "")
    shown = versions.filter(pk=posted).first() if posted.isdecimal() else None
    version = shown or versions.first()
    if version is None:
        raise Http404
    return version


def _sheet(request: HttpRequest, at: Table, version: QuestionnaireVersion) -> HttpResponse:
    """Empty, to be put right, read back, or sent: whatever was posted comes along."""
    if opening_of(source_page(version.survey_key)) != Opening.OPEN:
        return render(request, "assisted/not_open.html", at.frame | _named(version))
    language = get_language()
    posted = request.POST if request.method == "POST" else None
    wants_easy = "easy" in (posted if posted is not None else request.GET)
    entry = Entry(
        version=version,
        channel=at.channel,
        language=language,
        easy=wants_easy and has_easy_read(version.document, language),
        data=posted,
    )
    pressed = request.POST.get("go", "")
    if pressed in ("check", "send") and entry.is_valid():
        code = tidy_code(request.POST.get("code", ""))
        if not entry.route.sends:
            return render(request, "assisted/ends.html", at.frame | _named(version))
        if pressed == "send" and code:
            return _send(request, at, entry, code)
        return _check(request, at, entry, code or make_code())
    context = at.frame | _named(version) | _for_script(at, entry)
    context["shows_errors"] = pressed in ("check", "send")
    return render(request, "assisted/sheet.html", context)


def _check(request: HttpRequest, at: Table, entry: Entry, code: str) -> HttpResponse:
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NEVER_CARRIED
        for value in values
    ]
    context = at.frame | _named(entry.version) | {"entry": entry, "carried": carried, "code": code}
    return render(request, "assisted/check.html", context)


def _send(request: HttpRequest, at: Table, entry: Entry, code: str) -> HttpResponse:
    new = response_of_code(code) is None
    response = record_entry(entry=entry, code=code, event=at.event)
    page = _done_page(request, at, response, code, WayForm())
    if at.helping is not None and new:
        pin_cookie.keep(page, at.helping.after_sending())
    return page


@respondent_page
def done(request: HttpRequest) -> HttpResponse:
    """The receipt of the answers that this tablet has just sent."""
    at, response, code = _sent_here(request)
    return _done_page(request, at, response, code, WayForm())


@respondent_page
def tell(request: HttpRequest) -> HttpResponse:
    """Where the person wants to hear what happens. Kept apart from the answers."""
    at, response, code = _sent_here(request)
    if too_many(request, "tell_me_with_help"):
        return too_many_page(request)
    form = WayForm(request.POST)
    if not form.is_valid():
        return _done_page(request, at, response, code, form)
    way, address = form.chosen
    if way == NOT_AT_ALL:
        forget_wishes(code=code)
    else:
        wish_to_be_told(
            channel=way,
            address=address,
            language=get_language(),
            survey_key=response.survey_key,
            code=code,
        )
    return _done_page(request, at, response, code, WayForm(), told=CONFIRMATIONS.get(way, ""))


def _sent_here(request: HttpRequest) -> tuple[Table, Response, str]:
    """Where the helper sits, and the response of the code in their hands.

    Raises:
        Http404: the helper has no such answer here, or may not help with this survey.
    """
    code = tidy_code(request.POST.get("code", ""))
    response = response_of_code(code) if code else None
    if response is None or response.state == ResponseState.WITHDRAWN:
        raise Http404
    found = pin_cookie.read(request)
    if found is not None and str(response.survey_key) in found[1].survey_keys:
        at = Table(Channel.EVENT, *found)
    elif may_help_by_phone(request.user, response.owner_id):
        at = Table(Channel.PHONE)
    else:
        raise Http404
    if response.channel not in HELPED:
        raise Http404
    return at, response, code


def _done_page(
    request: HttpRequest,
    at: Table,
    response: Response,
    code: str,
    form: WayForm,
    *,
    told: str = "",
) -> HttpResponse:
    page = source_page(response.survey_key)
    context = at.frame | _named(response.version)
    context |= {
        "code": code,
        "code_shown": in_groups_of_four(code),
        "spoken": read_out(code),
        "answer_by": promised_day(page) if page else None,
        "form": form,
        "told": told,
        "easy": response.easy_read,
        "on_the_phone": at.channel == Channel.PHONE,
    }
    if at.helping is not None:
        context["sent"] = at.helping.sent + 1
    return render(request, "assisted/done.html", context)


def _named(version: QuestionnaireVersion) -> dict[str, Any]:
    document, language = version.document, get_language()
    return {
        "survey_title": in_language(document["title"], language),
        "survey_key": version.survey_key,
        "unchecked": language in document["unchecked"],
        "introduction": introduce(document, language),
        "safeguarding": in_language(document.get("safeguarding") or {}, language),
        "version": version,
    }


def _for_script(at: Table, entry: Entry) -> dict[str, Any]:
    """The sheet, and what its script needs: rules, keys, and sentences to say."""
    event, version = at.event, entry.version
    page = source_page(version.survey_key)
    return {
        "entry": entry,
        "has_easy": has_easy_read(version.document, entry.language),
        "answer_by": promised_day(page) if page else None,
        "sheet": json.dumps(
            {
                "channel": at.channel,
                "rules": entry.rules,
                "survey": str(version.survey_key),
                "version": version.pk,
                "language": entry.language,
                "easy": entry.easy,
                "event": str(event.pk) if event else "",
                "key": event.public_key if event else "",
                "spoken": SPOKEN,
                "sentences": {
                    page.step.id: sentences_for_script(page.step) for page in entry.pages
                },
                "words": {
                    "required": _("We need an answer to this question."),
                    "most": _("Please choose fewer answers."),
                    "long": _("Your answer is too long. Please make it shorter."),
                    "problem": _("There is a problem"),
                    "nothing": _("No answer"),
                    "change": _("Change"),
                    "lose": _("The answers on this page are not sent yet."),
                },
            }
        ),
    }
