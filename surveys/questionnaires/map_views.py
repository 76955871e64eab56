"""“Check and try” in the admin: the map of routes, a look at each, and a trial of the draft."""

# For staff only.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from surveys.questionnaires.branching import Route
from surveys.questionnaires.compiling import Document, compile_survey
from surveys.questionnaires.condition_words import condition_in_words, question_number
from surveys.questionnaires.easy_reading import easy_steps, has_easy_read
from surveys.questionnaires.introduction import minutes_needed
from surveys.questionnaires.map_findings import Finding, findings_of
from surveys.questionnaires.models import ReaderRemark, SurveyPage
from surveys.questionnaires.permissions import may_try_survey
from surveys.questionnaires.plain_words import check_words
from surveys.questionnaires.route_words import Takers, who_takes
from surveys.questionnaires.steps import ShownStep, shown_step
from surveys.questionnaires.survey_map import MappedRoute, Search, SurveyMap, map_survey
from surveys.questionnaires.trial_actions import freeze_trial
from surveys.questionnaires.trying import name_of_trial
from surveys.questionnaires.wording import SOURCE_LANGUAGE


@dataclass(frozen=True)
class RouteShown:
    """A route of the map as the screen tells of it."""

    route: MappedRoute
    takers: Takers
    minutes: int
    ending: str


@dataclass(frozen=True)
class PageShown:
    """A page of the survey, when it is shown, and on which routes; none if on all of them."""

    name: str
    step: ShownStep
    when: str
    routes: tuple[int, ...]
    everywhere: bool
    warnings: tuple[str, ...]


@require_GET
def map_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every page with its condition, every route with who takes it, and what is wrong."""
    page = draft_to_try(request, page_id)
    document = compile_survey(page)
    found = map_survey(document)
    findings = findings_of(document, found, sections_of(page))
    context = {
        "page": page,
        "tab": "map",
        "findings": findings,
        "routes": _routes(document, found),
        "more": found.more,
        "pages": _pages(document, found, findings),
    }
    return render(request, "questionnaires/admin/map.html", context)


@require_GET
def route_view(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """One route, page after page, in a frame as wide as a phone."""
    page = draft_to_try(request, page_id)
    document = compile_survey(page)
    route = _route_or_404(document, number)
    language, easy_read = _reader(request, document)
    pages = reverse("questionnaires_route_pages", args=[page.pk, number])
    context = {
        "page": page,
        "tab": "map",
        "shown": _shown_route(Search(document), document, route),
        "all_routes": [each.number for each in map_survey(document).routes],
        "variants": _variants(document, language, easy_read=easy_read),
        "pages_address": f"{pages}?language={language}{'&easy=1' if easy_read else ''}",
    }
    return render(request, "questionnaires/admin/route.html", context)


@require_GET
def route_pages_view(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """What stands in that frame: every page of the route as people see it, one below the other."""
    page = draft_to_try(request, page_id)
    document = compile_survey(page)
    route = _route_or_404(document, number)
    language, easy_read = _reader(request, document)
    with override(language):
        steps = _steps(document, route, language, easy_read=easy_read)
        context = {"page": page, "steps": steps, "easy_read": easy_read}
        return render(request, "questionnaires/admin/route_pages.html", context)


@require_POST
def try_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Freeze the draft as it is now and go to its trial, on a route of the map if one is named."""
    page = draft_to_try(request, page_id)
    trial = freeze_trial(page=page, user=request.user)
    with override(SOURCE_LANGUAGE):
        address = reverse("responding:try", args=[name_of_trial(trial)])
    number = request.POST.get("route", "")
    return redirect(f"{address}?route={number}" if number.isdigit() else address)


def draft_to_try(request: HttpRequest, page_id: int) -> SurveyPage:
    """The newest draft of the English page, for whoever may try it.

    Raises:
        PermissionDenied: the person does not coordinate the partner that asks.
    """
    page = get_object_or_404(SurveyPage, pk=page_id)
    source = SurveyPage.objects.of_survey(page.survey_key).in_source_language().first() or page
    draft = source.get_latest_revision_as_object()
    if not may_try_survey(request.user, source) or not may_try_survey(request.user, draft):
        raise PermissionDenied
    return draft


def before_opening(page: SurveyPage, document: Document) -> dict[str, Any]:
    """What the opening screen shows of all this: findings, words, open remarks."""
    return {
        "findings": findings_of(document, map_survey(document), sections_of(page)),
        "words": check_words(document),
        "open_remarks": ReaderRemark.objects.of_survey(page.survey_key).open().count(),
    }


def sections_of(page: SurveyPage) -> list[tuple[str, str]]:
    """Kinds and headings of the draft's blocks: a section without pages is in no document."""
    return [
        (block.block_type, block.value["heading"] if block.block_type == "section" else "")
        for block in page.body
    ]


def _routes(document: Document, found: SurveyMap) -> list[RouteShown]:
    search = Search(document)
    return [_shown_route(search, document, route) for route in found.routes]


def _shown_route(search: Search, document: Document, route: MappedRoute) -> RouteShown:
    return RouteShown(
        route=route,
        takers=who_takes(search, document, route),
        minutes=minutes_needed({**document, "steps": route.steps}),
        ending=_ending(route),
    )


def _ending(route: MappedRoute) -> str:
    if route.exit is None:
        return _("Ends after the last page. Answers are sent.")
    heading = shown_step(route.exit, 0, SOURCE_LANGUAGE).heading.plain()
    if route.sends:
        return _("Ends on “%(page)s”. Answers are sent.") % {"page": heading}
    return _("Ends on “%(page)s”. Nothing is sent.") % {"page": heading}


def _pages(document: Document, found: SurveyMap, findings: Sequence[Finding]) -> list[PageShown]:
    pages = []
    for number, step in enumerate(document["steps"], start=1):
        on = tuple(route.number for route in found.routes if route.shows(step["id"]))
        shown = shown_step(step, number, SOURCE_LANGUAGE)
        pages.append(
            PageShown(
                name=name_of_page(document, shown),
                step=shown,
                when=condition_in_words(step, document, SOURCE_LANGUAGE),
                routes=on,
                everywhere=len(on) == len(found.routes),
                warnings=tuple(f.sentence for f in findings if f.step_id == step["id"]),
            )
        )
    return pages


def name_of_page(document: Document, step: ShownStep) -> str:
    """“Question 3”, as conditions name it, or what kind of page it is."""
    if step.is_question:
        return _("Question %(number)s") % {"number": question_number(document, step.question)}
    return _("Exit page") if step.kind == "exit" else _("Information")


def _route_or_404(document: Document, number: int) -> MappedRoute:
    for route in map_survey(document).routes:
        if route.number == number:
            return route
    raise Http404


def _reader(request: HttpRequest, document: Document) -> tuple[str, bool]:
    """The language and the variant that are asked for, as far as they are written."""
    language = request.GET.get("language", SOURCE_LANGUAGE)
    if language not in document["languages"]:
        language = SOURCE_LANGUAGE
    return language, "easy" in request.GET and has_easy_read(document, language)


def _variants(document: Document, language: str, *, easy_read: bool) -> list[Mapping[str, Any]]:
    """Each language, and Easy Read where it is written, with its way there."""
    variants = []
    for code in document["languages"]:
        name = dict(settings.LANGUAGES)[code]
        for easy in (False, True):
            if not easy or has_easy_read(document, code):
                variants.append(
                    {
                        "name": _("%(language)s, Easy Read") % {"language": name} if easy else name,
                        "query": f"?language={code}{'&easy=1' if easy else ''}",
                        "current": (code, easy) == (language, easy_read),
                    }
                )
    return variants


def _steps(
    document: Document, route: MappedRoute, language: str, *, easy_read: bool
) -> list[ShownStep]:
    if easy_read:
        return easy_steps(document, Route(route.steps, route.exit), language)
    return [shown_step(step, number, language) for number, step in enumerate(route.steps, start=1)]
