"""Preparing sessions in the admin: which there are, a new one, its link and its pack."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.desks import GuardedView
from portal.partners.permissions import partners_where
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.group_sessions.actions import close_session, prepare_session, renew_link
from surveys.responding.group_sessions.admin_forms import PrepareForm
from surveys.responding.group_sessions.models import GroupSession
from surveys.responding.group_sessions.packs import link_of, typeset_pack
from surveys.responding.group_sessions.permissions import may_open_sessions
from surveys.responding.group_sessions.querysets import PREPARING_ROLES

# For staff only.


class SessionsView(GuardedView):
    may_enter = staticmethod(may_open_sessions)
    header_icon = "group"

    def sessions(self):
        found = GroupSession.objects.prepared_by_partners_of(self.request.user)
        return found.select_related("version", "owner", "response")


class SessionListView(SessionsView):
    """Every session of this person's partners."""

    template_name = "group_sessions/admin/sessions.html"
    page_title = gettext_lazy("Group sessions")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(sessions=self.sessions())


class PrepareView(SessionsView):
    """A new session: then its link is shown, once."""

    template_name = "group_sessions/admin/prepare.html"
    page_title = gettext_lazy("Prepare a group session")
    back = ("group_sessions_admin:sessions", gettext_lazy("Group sessions"))

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=PrepareForm(versions=self._versions()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PrepareForm(request.POST, versions=self._versions())
        if not form.is_valid():
            return self.show(form=form)
        session, secret = prepare_session(
            version=form.version,
            group=form.cleaned_data["group"],
            language=form.cleaned_data["language"],
            until=form.cleaned_data["until"],
            user=request.user,
        )
        return _with_link(self, session, secret)

    def _versions(self) -> list[QuestionnaireVersion]:
        own = partners_where(self.request.user, PREPARING_ROLES)
        return list(QuestionnaireVersion.objects.newest_of_each_survey().owned_by(own))


class SessionView(SessionsView):
    """One session: a new link if the old one was lost, or the end of it."""

    template_name = "group_sessions/admin/session.html"
    page_title = gettext_lazy("Group session")
    back = ("group_sessions_admin:sessions", gettext_lazy("Group sessions"))

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        return self.show(session=self.sessions().get(pk=pk))

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        session = self.sessions().get(pk=pk)
        if "close" in request.POST:
            close_session(session=session, user=request.user)
            messages.success(request, _("The link is closed. What was sent stays."))
            return redirect("group_sessions_admin:session", pk=pk)
        return _with_link(self, session, renew_link(session=session, user=request.user))


class PackView(SessionsView):
    """The pack with the link in it. The secret comes from the page that has just shown it."""

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        secret = request.POST.get("secret", "")
        session = self.sessions().behind(secret).get(pk=pk)
        response = HttpResponse(typeset_pack(session, secret), content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="group-session.pdf"'
        return response


def _with_link(view: SessionsView, session: GroupSession, secret: str) -> HttpResponse:
    view.template_name = "group_sessions/admin/session.html"
    return view.show(session=session, secret=secret, link=link_of(session, secret))
