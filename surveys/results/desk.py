"""The coordinator's desk: true and protected counts side by side, freezing, publishing."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.audit.actions import record
from portal.desks import GuardedView
from portal.jobs.actions import start_job
from portal.jobs.viewsets import long_jobs
from surveys.results.actions import (
    NothingToFreeze,
    ReleaseWithdrawn,
    area_rule,
    count_for_release,
    period_of,
    publish_release,
    withdraw_release,
)
from surveys.results.counting import late_on_paper
from surveys.results.figures import protect
from surveys.results.forms import ReleaseForm, WithdrawForm
from surveys.results.models import Release
from surveys.results.permissions import may_open_results
from surveys.results.previews import kept_here, side_by_side

FREEZE = "surveys.results.tasks.freeze"


class ReleasesView(GuardedView):
    """Every release of this person's partners."""

    template_name = "results/admin/releases.html"
    page_title = gettext_lazy("Figures")
    header_icon = "table"
    may_enter = staticmethod(may_open_results)

    def get(self, request: HttpRequest) -> HttpResponse:
        releases = Release.objects.of_coordinator(request.user).select_related("owner")
        return self.show(releases=releases.defer("figures", "sealed_true_counts"))


class NewReleaseView(GuardedView):
    """Choose surveys, look at true and protected counts, freeze. Nothing is kept before that."""

    template_name = "results/admin/new.html"
    page_title = gettext_lazy("New figures")
    header_icon = "table"
    may_enter = staticmethod(may_open_results)
    back = ("releases:releases", gettext_lazy("Figures"))

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.GET:
            return self.show(form=ReleaseForm(user=request.user))
        form = ReleaseForm(request.GET, user=request.user)
        return self._show_preview(form) if form.is_valid() else self.show(form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReleaseForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form=form)
        typed = form.cleaned_data
        first, last = typed["period_from"], typed["period_to"]
        start_job(
            kind="release",
            title=_("Figures: %(title)s") % {"title": typed["title"]},
            user=request.user,
            task=FREEZE,
            arguments=[
                str(uuid.uuid4()),
                typed["owner"].pk,
                typed["title"],
                [str(key) for key in form.survey_keys],
                first.isoformat() if first else None,
                last.isoformat() if last else None,
                request.user.pk,
            ],
        )
        messages.success(request, _("The figures are being frozen. Here you see how far it is."))
        return redirect(long_jobs.get_url_name("index"))

    def _show_preview(self, form: ReleaseForm) -> HttpResponse:
        typed = form.cleaned_data
        try:
            counts = count_for_release(
                owner=typed["owner"],
                survey_keys=form.survey_keys,
                period=period_of(typed["period_from"], typed["period_to"]),
                user=self.request.user,
            )
        except NothingToFreeze:
            form.add_error("surveys", _("Choose at least one survey."))
            return self.show(form=form)
        record(action="counts.seen", user=self.request.user, target=typed["owner"])
        figures = protect(counts, rule=area_rule())
        return self.show(
            form=form,
            tables=side_by_side(counts, figures),
            kept=kept_here(counts),
            people=counts.people,
            late=late_on_paper(
                survey_keys=form.survey_keys,
                period=period_of(typed["period_from"], typed["period_to"]),
            ),
            rule=area_rule(),
        )


class ReleaseView(GuardedView):
    """One frozen release: what everybody else sees, and what can be done with it."""

    template_name = "results/admin/release.html"
    page_title = gettext_lazy("Frozen figures")
    header_icon = "table"
    may_enter = staticmethod(may_open_results)
    back = ("releases:releases", gettext_lazy("Figures"))

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        return self.show(release=self._release(pk), form=WithdrawForm())

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        release = self._release(pk)
        if request.POST.get("act") == "publish":
            try:
                publish_release(release=release, user=request.user)
                messages.success(request, _("Published. Everybody can see these figures now."))
            except ReleaseWithdrawn:
                messages.error(request, _("These figures were withdrawn. Freeze new ones."))
            return redirect("releases:release", pk=pk)
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.show(release=release, form=form)
        withdraw_release(release=release, because=form.cleaned_data["because"], user=request.user)
        messages.success(request, _("Withdrawn. Nobody sees these figures any more."))
        return redirect("releases:release", pk=pk)

    def _release(self, pk: uuid.UUID) -> Release:
        releases = Release.objects.of_coordinator(self.request.user).select_related("owner")
        return get_object_or_404(releases, pk=pk)
