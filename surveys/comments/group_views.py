"""Looking for campaigns at once, and the coordinator's list of possible doubles."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.desks import GuardedView
from portal.jobs.actions import start_job
from portal.jobs.viewsets import long_jobs
from portal.partners.enums import Role
from portal.partners.permissions import partners_where
from surveys.comments.asked import survey_titles
from surveys.comments.forms import SetResponseAsideForm
from surveys.comments.models import Comment, PossibleDouble
from surveys.comments.permissions import may_open_queue
from surveys.responding.enums import ResponseState
from surveys.responding.models import Response
from surveys.responding.permissions import may_open_doubles
from surveys.responding.setting_aside import count_response_again, set_response_aside

GROUP = "surveys.comments.tasks.group_for_a_person"
DOUBLES_ON_A_PAGE = 60


class LookForCampaignsView(GuardedView):
    """Starts the comparison of everything that waits for this moderator."""

    may_enter = staticmethod(may_open_queue)

    def post(self, request: HttpRequest) -> HttpResponse:
        waiting = Comment.objects.moderated_by_role_of(request.user).waiting()
        keys = sorted(str(key) for key in waiting.count_by_survey())
        start_job(
            kind="campaigns",
            title=_("Looking for comments that are nearly the same"),
            user=request.user,
            task=GROUP,
            arguments=[keys],
            total=len(keys),
        )
        return redirect(long_jobs.get_url_name("index"))


class DoublesView(GuardedView):
    """Responses that gave the same answers throughout: counts and references, no answers."""

    template_name = "comments/admin/doubles.html"
    page_title = gettext_lazy("Possible doubles")
    header_icon = "copy"
    may_enter = staticmethod(may_open_doubles)

    def get(self, request: HttpRequest) -> HttpResponse:
        own = partners_where(request.user, (Role.COORDINATOR,))
        doubles = PossibleDouble.objects.owned_by(own).in_groups().with_what_was_given()
        page = Paginator(doubles, DOUBLES_ON_A_PAGE).get_page(request.GET.get("page"))
        titles = survey_titles(double.response.survey_key for double in page)
        return self.show(
            page_obj=page,
            groups=_in_groups(page, titles),
            form=SetResponseAsideForm(),
        )


def _in_groups(doubles, titles: dict[uuid.UUID, str]) -> list[dict]:
    groups: dict[uuid.UUID, dict] = {}
    for double in doubles:
        response = double.response
        shown = groups.setdefault(
            double.group,
            {
                "survey": titles.get(response.survey_key, ""),
                "week": response.week_received,
                "answers": double.answers_given,
                "comments": double.comments_given,
                "responses": [],
            },
        )
        shown["responses"].append(response)
    return list(groups.values())


class SetResponseAsideView(GuardedView):
    """Takes one response out of counting, or back in."""

    may_enter = staticmethod(may_open_doubles)

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        response = get_object_or_404(Response, pk=pk)
        if response.state == ResponseState.SET_ASIDE:
            count_response_again(response=response, user=request.user)
            messages.success(request, _("This response counts again."))
            return redirect("comments:doubles")
        form = SetResponseAsideForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            set_response_aside(response=response, reason=reason, user=request.user)
            messages.success(request, _("This response does not count from now on."))
        else:
            messages.error(request, _("Choose why this response should not count."))
        return redirect("comments:doubles")
