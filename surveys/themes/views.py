"""The coding desk: redacted words only, and the code list beside them."""

import uuid

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from surveys.comments.asked import survey_titles
from surveys.comments.concerns import flag_comment
from surveys.comments.models import Comment
from surveys.comments.views import (
    GuardedView,
    context_of,
    survey_key_of,
    tell_about_flag,
    uuid_or_none,
    with_survey,
)
from surveys.themes.actions import (
    CommentIsCoded,
    ThemeNotUsable,
    TooManyThemes,
    code_whole_comment,
    finish_without_theme,
    reject_suggestion,
)
from surveys.themes.coding import codable_by, next_uncoded, progress_by_survey
from surveys.themes.forms import FLAG, NO_THEME, REJECT, SAVE, USE, CodingForm
from surveys.themes.models import Coding
from surveys.themes.permissions import may_open_coding


class CodingView(GuardedView):
    """The surveys that have comments, and how far each is coded."""

    template_name = "themes/admin/coding.html"
    page_title = gettext_lazy("Coding")
    header_icon = "tag"
    may_enter = staticmethod(may_open_coding)

    def get(self, request: HttpRequest) -> HttpResponse:
        surveys = progress_by_survey(request.user)
        titles = survey_titles(survey["key"] for survey in surveys)
        for survey in surveys:
            survey["title"] = titles.get(survey["key"], "")
            survey["coded"] = survey["comments"] - survey["to_code"]
        return self.show(
            surveys=sorted(surveys, key=lambda survey: (-survey["to_code"], survey["title"])),
            to_code=sum(survey["to_code"] for survey in surveys),
        )


class NextView(GuardedView):
    """Leads to the comment that is to be coded next, or to the list when all are."""

    may_enter = staticmethod(may_open_coding)

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = survey_key_of(request)
        following = next_uncoded(
            request.user, survey_key=chosen, after=uuid_or_none(request.GET.get("after"))
        )
        if following is None:
            messages.success(request, _("Everything here is coded. Thank you."))
            return redirect("themes:overview")
        return redirect(with_survey(reverse("themes:desk", args=[following]), chosen))


class DeskView(GuardedView):
    """One redacted comment, up to four themes, and the list of themes to look them up in."""

    template_name = "themes/admin/desk.html"
    page_title = gettext_lazy("Code a comment")
    header_icon = "tag"
    may_enter = staticmethod(may_open_coding)
    back = ("themes:overview", gettext_lazy("Coding"))

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        comment = self._comment(pk)
        return self._show_desk(comment, CodingForm(comment=comment))

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        comment = self._comment(pk)
        form = CodingForm(request.POST, comment=comment)
        if form.act == USE:
            typed = form.with_theme(form.named)
            if typed is None:
                messages.error(request, _("All four rows are taken. Empty one first."))
            return self._show_desk(comment, CodingForm(typed or request.POST, comment=comment))
        if form.act == REJECT:
            self._reject(comment, form.named)
            return self._show_desk(comment, form)
        if not form.is_valid():
            return self._show_desk(comment, form)
        try:
            self._carry_out(comment, form)
        except (ThemeNotUsable, TooManyThemes):
            form.add_error(None, _("One of these themes cannot be used any more. Choose again."))
            return self._show_desk(comment, form)
        except CommentIsCoded:
            form.add_error(None, _("This comment has themes. Take them away and save first."))
            return self._show_desk(comment, form)
        after = f"{reverse('themes:next')}?after={comment.pk}"
        return redirect(with_survey(after, survey_key_of(request)))

    def _comment(self, pk: uuid.UUID) -> Comment:
        # Asked for again at each step: it may have gone to the safeguarding lead meanwhile.
        comments = codable_by(self.request.user).select_related("response__version")
        return get_object_or_404(comments, pk=pk)

    def _reject(self, comment: Comment, key: str) -> None:
        coding = get_object_or_404(
            Coding.objects.suggested(), pk=uuid_or_none(key), comment=comment
        )
        reject_suggestion(coding=coding, user=self.request.user)

    @transaction.atomic
    def _carry_out(self, comment: Comment, form: CodingForm) -> None:
        user = self.request.user
        if form.act == SAVE:
            code_whole_comment(comment=comment, choices=form.choices(), user=user)
        elif form.act == NO_THEME:
            code_whole_comment(comment=comment, choices=[], user=user)
            finish_without_theme(comment=comment, user=user)
        elif form.act == FLAG:
            flag_comment(comment=comment, reason=form.cleaned_data["flag_reason"], user=user)
            tell_about_flag(self.request, comment)
        else:
            raise Http404

    def _show_desk(self, comment: Comment, form: CodingForm) -> HttpResponse:
        chosen = survey_key_of(self.request)
        after = f"{reverse('themes:next')}?after={comment.pk}"
        return self.show(
            comment=comment,
            form=form,
            themes=form.themes,
            suggestions=comment.codings.suggested().select_related("theme"),
            no_theme_fits=hasattr(comment, "no_theme_fits"),
            later_url=with_survey(after, chosen),
            **context_of(comment),
        )
