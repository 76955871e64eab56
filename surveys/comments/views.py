"""The moderator's queue and desk. What a person may not see is not there: 404."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin import messages

from portal.desks import GuardedView
from surveys.comments.actions import (
    AlreadyCoded,
    AlreadyDecided,
    OpenedComment,
    open_comment,
    pass_comment,
    record_reading,
    set_aside,
    undo_pass,
)
from surveys.comments.asked import language_name, question_words, survey_titles
from surveys.comments.concerns import flag_comment, safeguarding_leads
from surveys.comments.enums import CommentStatus
from surveys.comments.forms import FLAG, PASS, PREVIEW, SET_ASIDE, DeskForm
from surveys.comments.grouping import (
    others_with_same_words,
    pass_same_words,
    set_same_words_aside,
)
from surveys.comments.marking import from_rows
from surveys.comments.models import Comment
from surveys.comments.permissions import may_moderate, may_open_queue
from surveys.responding.assisted.enums import interpreter_name

COMMENTS_ON_A_PAGE = 50


def context_of(comment: Comment) -> dict:
    """What was asked, where and of whom: without it words cannot be judged."""
    response = comment.response
    return {
        "question": question_words(response.version, comment.question_key),
        "survey": response.version.document["title"].get("en", ""),
        "language": language_name(comment.language),
        "interpreter": interpreter_name(response.interpreter) if response.interpreter else "",
        "response": response,
    }


class QueueView(GuardedView):
    """What waits to be read: references and marks, no words."""

    template_name = "comments/admin/queue.html"
    page_title = gettext_lazy("Comments to read")
    header_icon = "comment"
    may_enter = staticmethod(may_open_queue)

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = Comment.objects.moderated_by_role_of(request.user).waiting()
        counts = waiting.count_by_survey()
        titles = survey_titles(counts)
        chosen = survey_key_of(request)
        shown = waiting.about(chosen) if chosen else waiting
        page = Paginator(
            shown.without_words().select_related("response"), COMMENTS_ON_A_PAGE
        ).get_page(request.GET.get("page"))
        alike = Comment.objects.moderated_by_role_of(request.user).count_by_campaign(
            comment.campaign for comment in page if comment.campaign
        )
        return self.show(
            page_obj=page,
            rows=[
                {
                    "comment": comment,
                    "survey": titles.get(comment.survey_key, ""),
                    "language": language_name(comment.language),
                    "alike": alike.get(comment.campaign, 0),
                }
                for comment in page
            ],
            surveys=sorted(
                (
                    {"key": key, "title": titles.get(key, ""), "count": count}
                    for key, count in counts.items()
                ),
                key=lambda survey: survey["title"],
            ),
            chosen=chosen,
            total=sum(counts.values()),
        )


class NextView(GuardedView):
    """Leads to the comment that is to be read next, or to the empty queue."""

    may_enter = staticmethod(may_open_queue)

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = Comment.objects.moderated_by_role_of(request.user).waiting()
        chosen = survey_key_of(request)
        if chosen:
            waiting = waiting.about(chosen)
        following = waiting.following(uuid_or_none(request.GET.get("after")))
        if following is None:
            return redirect("comments:queue")
        return redirect(with_survey(reverse("comments:desk", args=[following]), chosen))


@method_decorator(sensitive_post_parameters(), name="dispatch")
class DeskView(GuardedView):
    """One comment: its words with what the machine would take out, and four things to do."""

    template_name = "comments/admin/desk.html"
    page_title = gettext_lazy("Read a comment")
    header_icon = "comment"
    may_enter = staticmethod(may_open_queue)
    back = ("comments:queue", gettext_lazy("Comments to read"))

    @sensitive_variables()
    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        if done := self._done(pk):
            return done
        opened = open_comment(pk=pk, user=request.user)
        return self._show_desk(opened, self._form(opened))

    @sensitive_variables()
    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        if done := self._done(pk):
            messages.warning(request, _("Somebody has already dealt with this comment."))
            return done
        opened = open_comment(pk=pk, user=request.user)
        form = self._form(opened, request.POST)
        if not form.is_valid():
            return self._show_desk(opened, form)
        act = form.cleaned_data["act"]
        if act == PREVIEW:
            return self._show_desk(opened, form, looked=True)
        if act == PASS and not form.was_seen():
            return self._show_desk(opened, form, looked=True, not_seen=True)
        try:
            self._carry_out(opened.comment, form, act)
        except AlreadyDecided:
            messages.warning(request, _("Somebody has already dealt with this comment."))
        chosen = survey_key_of(request)
        return redirect(with_survey(reverse("comments:next"), chosen))

    def _carry_out(self, comment: Comment, form: DeskForm, act: str) -> None:
        request = self.request
        if act == PASS:
            comment = pass_comment(comment=comment, spans=form.spans, user=request.user)
            if form.cleaned_data["with_the_same"]:
                self._say_how_many(pass_same_words(comment=comment, user=request.user))
            undo = messages.button(reverse("comments:desk", args=[comment.pk]), _("Look again"))
            messages.success(
                request, _("%(comment)s passed.") % {"comment": comment}, buttons=[undo]
            )
        elif act == SET_ASIDE:
            reason = form.cleaned_data["set_aside_reason"]
            comment = set_aside(comment=comment, reason=reason, user=request.user)
            if form.cleaned_data["with_the_same"]:
                self._say_how_many(
                    set_same_words_aside(comment=comment, reason=reason, user=request.user)
                )
            messages.success(request, _("%(comment)s set aside.") % {"comment": comment})
        elif act == FLAG:
            flag_comment(
                comment=comment, reason=form.cleaned_data["flag_reason"], user=request.user
            )
            tell_about_flag(request, comment)

    def _say_how_many(self, others: int) -> None:
        sentence = ngettext(
            "The same for %(number)s other comment with the same words.",
            "The same for %(number)s other comments with the same words.",
            others,
        )
        messages.success(self.request, sentence % {"number": others})

    def _form(self, opened: OpenedComment, data=None) -> DeskForm:
        comment = opened.comment
        # What a person decided before goes ahead of what the machine proposed.
        suggested = comment.redacted_spans or comment.suggested_spans
        return DeskForm(
            data,
            words=opened.words,
            suggested=from_rows(suggested),
            doubtful=from_rows(comment.doubtful_spans),
        )

    def _show_desk(
        self,
        opened: OpenedComment,
        form: DeskForm,
        *,
        looked: bool = False,
        not_seen: bool = False,
    ) -> HttpResponse:
        record_reading(comment=opened.comment, user=self.request.user)
        chosen = survey_key_of(self.request)
        after = f"{reverse('comments:next')}?after={opened.comment.pk}"
        return self.show(
            comment=opened.comment,
            form=form,
            listed=form.listed,
            ticked=form.ticked_keys,
            rows_to_add=form.rows_to_add(emptied=not form.errors),
            looked=looked,
            not_seen=not_seen,
            later_url=with_survey(after, chosen),
            same_words=len(others_with_same_words(opened.comment)),
            alike=Comment.objects.count_by_campaign([opened.comment.campaign]).get(
                opened.comment.campaign, 0
            ),
            # What somebody wrote about who helped may name a person: only here, beside raw words.
            helper=opened.comment.response.helper,
            **context_of(opened.comment),
        )

    def _done(self, pk: uuid.UUID) -> HttpResponse | None:
        """The screen for a comment that is not waiting any more; None if it still waits."""
        comment = get_object_or_404(
            Comment.objects.select_related("response__version", "moderated_by"), pk=pk
        )
        if not may_moderate(self.request.user, comment):
            raise Http404
        if comment.status == CommentStatus.WAITING:
            return None
        self.template_name = "comments/admin/done.html"
        return self.show(comment=comment, **context_of(comment))


class UndoView(GuardedView):
    """Takes a passed comment back into the queue."""

    may_enter = staticmethod(may_open_queue)

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        comment = get_object_or_404(Comment, pk=pk)
        try:
            undo_pass(comment=comment, user=request.user)
        except AlreadyCoded:
            messages.error(
                request,
                _("A coder has worked on this comment, so it cannot go back. Ask the coder first."),
            )
        except AlreadyDecided:
            messages.error(request, _("Only a comment that was passed can go back."))
        return redirect("comments:desk", pk=pk)


def tell_about_flag(request: HttpRequest, comment: Comment) -> None:
    """Say who has been told; and what to do at once where there is nobody to tell."""
    if safeguarding_leads(comment.owner_id):
        messages.success(
            request,
            _("%(comment)s is with your safeguarding lead, who has been told.")
            % {"comment": comment},
        )
    else:
        messages.error(
            request,
            _(
                "%(comment)s is locked, but nobody is safeguarding lead here. "
                "Ring your coordinator now."
            )
            % {"comment": comment},
        )


def survey_key_of(request: HttpRequest) -> uuid.UUID | None:
    """The survey that the person keeps to; it travels along in the address."""
    return uuid_or_none(request.GET.get("survey"))


def uuid_or_none(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def with_survey(address: str, survey_key: uuid.UUID | None) -> str:
    if survey_key is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}survey={survey_key}"
