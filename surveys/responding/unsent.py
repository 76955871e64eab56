"""The unsent answers of a browser: found by its cookie, or what to show when they are gone."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from surveys.questionnaires.checks import notice_for
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.wording import in_language
from surveys.responding import answering as answering_cookie
from surveys.responding.actions import open_draft, response_of_code, save_draft
from surveys.responding.answering import Answering
from surveys.responding.journey import Kept, Page, Walk
from surveys.responding.models import Draft

View = Callable[..., HttpResponse]


@dataclass
class Opened:
    """An unsent answer: what the browser says, what is kept, and how its reader wants to read."""

    answering: Answering
    draft: Draft
    kept: Kept
    language: str
    easy_read: bool = False

    @property
    def document(self) -> dict[str, Any]:
        return self.draft.version.document

    @property
    def survey_key(self) -> uuid.UUID:
        return self.draft.version.survey_key

    @property
    def walk(self) -> Walk:
        """The pages as the answers stand now; ask again after a change."""
        return Walk(self.document, self.kept, self.language, easy_read=self.easy_read)

    def address(self, place: Page | str) -> str:
        """Of a question, or of another page of this survey by its name."""
        if isinstance(place, str):
            return reverse(f"responding:{place}", args=[self.survey_key])
        return step_address(self.survey_key, place)

    def save(self) -> int:
        """Keep the answers as they are now.

        Raises:
            DraftChangedElsewhere: they were saved from another device since this one showed them.
        """
        return save_draft(
            version=self.draft.version,
            code=self.answering.code,
            answers=self.kept.as_draft(),
            saved_times=self.answering.saved_times,
        )


def step_address(survey_key: uuid.UUID, page: Page) -> str:
    """Of a question, or of one line of it. It stays the same in every language and variant."""
    line = [page.row] if page.row else []
    return reverse("responding:step", args=[survey_key, page.step.id, *line])


def open_for(
    request: HttpRequest, answering: Answering, *, kept: tuple[Draft, dict[str, Any]]
) -> Opened:
    """What is kept, as this reader wants to read it."""
    draft, content = kept
    return Opened(
        answering,
        draft,
        Kept.from_draft(content),
        get_language(),
        easy_read=request.preferences.easy_read,
    )


def respondent_page(view: View) -> View:
    """Nothing of it is kept in the browser or in a report of an error."""
    return never_cache(sensitive_post_parameters()(require_http_methods(["GET", "POST"])(view)))


def with_draft(view: View) -> View:
    """Hand the unsent answers of this browser to the view; without any, lead elsewhere."""

    @wraps(view)
    def opened_view(
        request: HttpRequest, survey_key: uuid.UUID, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        answering = answering_of(request, survey_key)
        if answering is None:
            return redirect("responding:start", survey_key=survey_key)
        if answering.sent:
            return already_there(survey_key)
        kept = open_draft(code=answering.code)
        if kept is None:
            return without_draft(request, answering, survey_key)
        if kept[0].sent and not answering.correcting:
            return after_sending_elsewhere(answering, survey_key)
        opened = open_for(request, answering, kept=kept)
        response = view(request, opened, *args, **kwargs)
        if request.method == "GET" and opened.draft.saved_times != answering.saved_times:
            # Another device saved in between, and this page has just shown what it saved.
            answering_cookie.keep(response, answering.saved(opened.draft.saved_times))
        return response

    return opened_view


def answering_of(request: HttpRequest, survey_key: uuid.UUID) -> Answering | None:
    answering = answering_cookie.read(request)
    return answering if answering and answering.survey == str(survey_key) else None


def already_there(survey_key: uuid.UUID) -> HttpResponse:
    return redirect(reverse("responding:done", args=[survey_key]) + "?again=1")


def after_sending_elsewhere(answering: Answering, survey_key: uuid.UUID) -> HttpResponse:
    response = already_there(survey_key)
    answering_cookie.keep(response, answering.after_sending())
    return response


def without_draft(
    request: HttpRequest, answering: Answering, survey_key: uuid.UUID
) -> HttpResponse:
    """The draft is gone: sent from another device, or too old."""
    if response_of_code(answering.code):
        return after_sending_elsewhere(answering, survey_key)
    version = QuestionnaireVersion.objects.of_survey(survey_key).newest_first().first()
    options = {
        option["key"]
        for question in (version.questions() if version else [])
        for option in question["options"]
    }
    typed = request.POST.getlist("answer") + request.POST.getlist("helper")
    context = {
        "survey_key": survey_key,
        "typed": [words for words in typed if words and words not in options],
    }
    response = render(request, "responding/gone.html", context, status=410)
    answering_cookie.drop(response)
    return response


def frame(opened: Opened, *, back: str) -> dict[str, Any]:
    """What every page of the journey shows."""
    walk = opened.walk
    return {
        "survey_title": in_language(opened.document["title"], opened.language),
        "version_notice": notice_for(opened.document, opened.language, easy_read=walk.easy_read),
        "survey_key": opened.survey_key,
        "in_easy_read": walk.easy_read,
        "correcting": opened.answering.correcting,
        "back": back,
    }


def way_for_young_people(opened: Opened) -> str:
    """Where a young person can answer for themselves; "" if nobody made such a survey."""
    survey_key = opened.document.get("asks_directly")
    return reverse("responding:start", args=[survey_key]) if survey_key else ""
