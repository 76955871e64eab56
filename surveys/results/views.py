"""The open data: published releases, as pages and as files. Anybody may read them."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from surveys.results.disclosure import MARK
from surveys.results.exports import IMPOSSIBLE, to_csv
from surveys.results.models import Release


def index(request: HttpRequest) -> HttpResponse:
    """Every published release with its files."""
    releases = (
        Release.objects.published().select_related("owner").defer("figures", "sealed_true_counts")
    )
    return render(request, "results/index.html", {"releases": releases})


def release_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One release, as tables with bars."""
    return render(request, "results/release.html", {"release": _published(pk)})


def release_csv(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One release for spreadsheets."""
    release = _published(pk)
    response = HttpResponse(to_csv(release.figures), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(release)}.csv"'
    return response


def release_json(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One release for programs."""
    release = _published(pk)
    return JsonResponse(
        {
            "id": str(release.pk),
            "title": release.title,
            "partner": release.owner.name,
            "period_from": release.period_from,
            "period_to": release.period_to,
            "frozen_on": release.frozen_on,
            "engine": release.engine,
            "hash": release.hash,
            "notes": {
                "suppressed": f"Too few people to show; {MARK} in files.",
                "impossible": f"{IMPOSSIBLE} in files: a combination that cannot occur.",
                "rounding": f"Counts are rounded to {release.figures['base']}.",
            },
            "figures": release.figures,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


def _published(pk: uuid.UUID) -> Release:
    return get_object_or_404(Release.objects.published().select_related("owner"), pk=pk)


def _file_name(release: Release) -> str:
    return f"{release.frozen_on:%Y-%m-%d}-{slugify(release.title)[:60] or 'figures'}"
