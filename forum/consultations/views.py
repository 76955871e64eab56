"""Screens of the admin: every consultation with its promise, and the launch of one."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from forum.consultations.actions import NotReadyToLaunch, launch_consultation, what_is_missing
from forum.consultations.launching import warnings_before_launch
from forum.consultations.models import ConsultationPage
from forum.consultations.permissions import may_launch, may_see_all
from portal.partners.enums import Role
from portal.partners.permissions import partners_where


def index(request: HttpRequest) -> HttpResponse:
    """Every consultation of the area, so that partners see what the others ask and when."""
    if not may_see_all(request.user):
        raise PermissionDenied
    pages = ConsultationPage.objects.originals().ready_to_list()
    own = partners_where(request.user, (Role.COORDINATOR,))
    return TemplateResponse(
        request,
        "consultations/admin/index.html",
        {
            "drafts": [page for page in pages if not page.live],
            "running": [page for page in pages if page.live and not page.answered_on],
            "answered": [page for page in pages if page.live and page.answered_on],
            "own_partners": own,
        },
    )


def launch(request: HttpRequest, page_id: int) -> HttpResponse:
    """Shows what is missing or what will happen; a POST launches."""
    page = get_object_or_404(ConsultationPage, pk=page_id)
    if not may_launch(request.user, page.owner_partner_id):
        raise Http404
    if request.method == "POST":
        try:
            launch_consultation(page=page, user=request.user)
        except NotReadyToLaunch:
            messages.error(request, _("Nothing was launched: something is still missing."))
        else:
            messages.success(request, _("“%(title)s” is now public.") % {"title": page.title})
            return redirect("consultations:index")
    draft = page.get_latest_revision_as_object()
    return TemplateResponse(
        request,
        "consultations/admin/launch.html",
        {
            "page": draft,
            "missing": what_is_missing(draft),
            "warnings": warnings_before_launch(
                draft, languages_without=languages_without_translation(page)
            ),
            "surveys": page.surveys(live_only=False),
        },
    )


def languages_without_translation(page: ConsultationPage) -> list[str]:
    """Own names of the languages into which nobody has translated this page."""
    written = set(
        page.get_translations(inclusive=True).values_list("locale__language_code", flat=True)
    )
    return [name for code, name in settings.LANGUAGES if code not in written]
