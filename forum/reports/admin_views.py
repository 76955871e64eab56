"""Packs in the admin: making, previewing and sending them, and seeing who has them."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages

from forum.board.models import Meeting
from forum.board.screens import Screen, Step
from forum.board.views import boards_step, meeting_step
from forum.reports import actions
from forum.reports.making import newest_job
from forum.reports.models import BoardPack, PackRecipient
from forum.reports.permissions import may_make_pack, may_send_pack
from forum.reports.views import pack_context, pdf_response
from portal.partners.permissions import Person


def meeting_to_make_for(user: Person, pk: int) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.select_related("board"), pk=pk)
    if not may_make_pack(user, meeting):
        raise Http404
    return meeting


def pack_to_send(user: Person, pk: uuid.UUID) -> BoardPack:
    pack = get_object_or_404(BoardPack.objects.select_related("meeting__board"), pk=pk)
    if not may_send_pack(user, pack.meeting):
        raise Http404
    return pack


class PacksScreen(Screen):
    """The editions of one meeting's pack, and a button to make the next."""

    template_name = "reports/admin/packs.html"
    header_icon = "doc-full"

    @cached_property
    def meeting(self) -> Meeting:
        return meeting_to_make_for(self.request.user, self.kwargs["meeting"])

    def get_page_title(self) -> str:
        return _("Board pack")

    def get_steps(self) -> Sequence[Step]:
        return (boards_step(), meeting_step(self.meeting))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**more),
            "meeting": self.meeting,
            "packs": self.meeting.packs.newest_first(),
            "job": newest_job(self.meeting),
            "has_points": self.meeting.items.exists(),
        }

    def post(self, request: HttpRequest, meeting: int) -> HttpResponse:
        try:
            actions.start_making_pack(meeting=self.meeting, user=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        return redirect("reports_admin:packs", meeting=self.meeting.pk)


class PackScreen(Screen):
    """One edition: who is sent it, what happened to each message, who has opened it."""

    template_name = "reports/admin/pack.html"
    header_icon = "doc-full"

    @cached_property
    def pack(self) -> BoardPack:
        return pack_to_send(self.request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Edition %(number)d") % {"number": self.pack.number}

    def get_steps(self) -> Sequence[Step]:
        packs = reverse("reports_admin:packs", args=[self.pack.meeting_id])
        return (boards_step(), meeting_step(self.pack.meeting), (packs, _("Board pack")))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        pack = self.pack
        recipients = list(pack.recipients.with_delivery())
        members = list(pack.meeting.board.members.sitting().select_related("user", "partner"))
        served = {recipient.member_id for recipient in recipients}
        waiting = [member for member in members if member.pk not in served]
        newest = pack.meeting.packs.newest_first().first()
        send_label = ngettext("Send to %(n)d member", "Send to %(n)d members", len(waiting))
        return {
            **super().get_context_data(**more),
            "pack": pack,
            "meeting": pack.meeting,
            "recipients": recipients,
            "failed": sum(recipient.has_failed for recipient in recipients),
            "opened": sum(bool(recipient.opened_on) for recipient in recipients),
            "waiting": waiting,
            "newest": newest,
            "may_be_sent": newest == pack and bool(waiting),
            "send_label": send_label % {"n": len(waiting)},
        }


class Preview(Screen):
    """The frozen pack as members will read it. Previewing is not opening a copy."""

    template_name = "reports/admin/preview.html"
    header_icon = "doc-full"

    @cached_property
    def pack(self) -> BoardPack:
        return pack_to_send(self.request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Preview")

    def get_steps(self) -> Sequence[Step]:
        packs = reverse("reports_admin:packs", args=[self.pack.meeting_id])
        here = reverse("reports_admin:pack", args=[self.pack.pk])
        edition = _("Edition %(number)d") % {"number": self.pack.number}
        meeting = meeting_step(self.pack.meeting)
        return (boards_step(), meeting, (packs, _("Board pack")), (here, edition))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {**super().get_context_data(**more), **pack_context(self.pack)}


class PreviewPdf(View):
    def get(self, request: HttpRequest, pk: uuid.UUID) -> FileResponse:
        return pdf_response(pack_to_send(request.user, pk))


class SendPack(View):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        pack = pack_to_send(request.user, pk)
        try:
            new = actions.send_pack(pack=pack, user=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            sent = ngettext(
                "The pack is on its way to %(n)d member.",
                "The pack is on its way to %(n)d members.",
                len(new),
            )
            messages.success(
                request, sent % {"n": len(new)} if new else _("Every member has it already.")
            )
        return redirect("reports_admin:pack", pk=pk)


class TryAgain(View):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: uuid.UUID, recipient: int) -> HttpResponse:
        pack = pack_to_send(request.user, pk)
        copy = get_object_or_404(PackRecipient.objects.with_delivery(), pk=recipient, pack=pack)
        if actions.try_again(recipient=copy, user=request.user):
            messages.success(request, _("We are trying to send it again."))
        return redirect("reports_admin:pack", pk=pk)
