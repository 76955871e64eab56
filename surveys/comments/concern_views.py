"""The safeguarding lead's list and desk."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from portal.desks import GuardedView
from surveys.comments.actions import OpenedComment, open_comment, record_reading
from surveys.comments.asked import language_name, survey_titles
from surveys.comments.concerns import (
    NotTheNextStep,
    acknowledge_concern,
    assess_concern,
    close_concern,
    decide_concern,
)
from surveys.comments.enums import SafeguardingState
from surveys.comments.files import file_of
from surveys.comments.forms import ConcernForm
from surveys.comments.models import Comment
from surveys.comments.permissions import may_handle_concern, may_open_concerns
from surveys.comments.views import context_of
from surveys.responding.enums import ResponseState


class ConcernsView(GuardedView):
    """Open concerns: references and states, no words."""

    template_name = "comments/admin/concerns.html"
    page_title = gettext_lazy("Safeguarding")
    header_icon = "warning"
    may_enter = staticmethod(may_open_concerns)

    def get(self, request: HttpRequest) -> HttpResponse:
        concerns = list(
            Comment.objects.guarded_by(request.user)
            .without_words()
            .select_related("response", "owner")
            .prefetch_related("steps")
        )
        titles = survey_titles(comment.survey_key for comment in concerns)
        return self.show(
            rows=[
                {
                    "comment": comment,
                    "survey": titles.get(comment.survey_key, ""),
                    "language": language_name(comment.language),
                    "since": next((step.on for step in comment.steps.all()), None),
                }
                for comment in concerns
            ]
        )


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ConcernView(GuardedView):
    """One concern: the words, what was done so far, and the one step that comes next."""

    template_name = "comments/admin/concern.html"
    page_title = gettext_lazy("A concern")
    header_icon = "warning"
    may_enter = staticmethod(may_open_concerns)
    back = ("comments:concerns", gettext_lazy("Safeguarding"))

    @sensitive_variables()
    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        opened = self._open(pk)
        return self._show_concern(opened, ConcernForm(comment=opened.comment))

    @sensitive_variables()
    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        comment = Comment.objects.guarded_by(request.user).get(pk=pk)
        form = ConcernForm(request.POST, comment=comment)
        # The screen was made for one state; if the concern has moved on, show it as it is now.
        if request.POST.get("state") != comment.safeguarding:
            messages.warning(request, _("Somebody has taken a step meanwhile. This is how it is."))
            return redirect("comments:concern", pk=pk)
        if not form.is_valid():
            return self._show_concern(self._open(pk), form)
        try:
            self._take_step(comment, form.cleaned_data)
        except NotTheNextStep:
            messages.warning(request, _("Somebody has taken a step meanwhile. This is how it is."))
            return redirect("comments:concern", pk=pk)
        if comment.safeguarding in (
            SafeguardingState.REFERRED,
            SafeguardingState.NO_FURTHER_ACTION,
        ):
            messages.success(request, _("Closed. Thank you."))
            return redirect("comments:concerns")
        messages.success(request, _("Saved."))
        return redirect("comments:concern", pk=pk)

    def _open(self, pk: uuid.UUID) -> OpenedComment:
        opened = open_comment(pk=pk, user=self.request.user)
        if not may_handle_concern(self.request.user, opened.comment):
            raise Http404
        return opened

    def _take_step(self, comment: Comment, typed: dict) -> None:
        user, state = self.request.user, comment.safeguarding
        if state == SafeguardingState.NEW:
            acknowledge_concern(comment=comment, user=user)
        elif state == SafeguardingState.ACKNOWLEDGED:
            assess_concern(comment=comment, reason=typed["reason"], user=user)
        elif state == SafeguardingState.ASSESSED:
            decide_concern(
                comment=comment, decision=typed["decision"], reason=typed["reason"], user=user
            )
        else:
            close_concern(
                comment=comment,
                reason=typed["reason"],
                return_to_coding=typed["return_to_coding"],
                user=user,
            )

    def _show_concern(self, opened: OpenedComment, form: ConcernForm) -> HttpResponse:
        comment = opened.comment
        record_reading(comment=comment, user=self.request.user)
        return self.show(
            comment=comment,
            words=opened.words,
            form=form,
            steps=comment.steps.select_related("by"),
            file=file_of(comment),
            withdrawn=comment.response.state == ResponseState.WITHDRAWN,
            helper=comment.response.helper,
            **context_of(comment),
        )
