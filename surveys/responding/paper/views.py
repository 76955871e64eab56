"""From the square code of a poster or a form to the survey."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.limits import take_back, too_many, too_many_page
from surveys.responding.paper.codes import (
    PLACE_CODE_LENGTH,
    lookup_of,
    tidy_code,
    web_code_of,
)
from surveys.responding.paper.models import PaperForm, PlaceCode


@never_cache
def short(request: HttpRequest, code: str) -> HttpResponse:
    """To the first page of the survey, which remembers the code of the place or form.

    Raises:
        Http404: no poster and no form carries this code.
    """
    if too_many(request, "short"):
        return too_many_page(request)
    place = PlaceCode.objects.filter(code=tidy_code(code, PLACE_CODE_LENGTH)).first()
    if place is not None:
        take_back(request, "short")
        return _to_survey(place.survey_key, place.code)
    typed = tidy_code(code)
    form = (
        PaperForm.objects.select_related("lot__run__version")
        .filter(paper_lookup=lookup_of(typed))
        .first()
        if typed
        else None
    )
    if form is None:
        raise Http404
    take_back(request, "short")
    return _to_survey(form.lot.run.version.survey_key, web_code_of(typed))


def _to_survey(survey_key: object, code: str) -> HttpResponse:
    return redirect(f"{reverse('responding:start', args=[survey_key])}?p={code}")
