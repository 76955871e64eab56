"""A board's screens in the admin: meetings, agendas, decisions and seats."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from forum.board import actions
from forum.board.forms import BoardForm, DecisionForm, ItemForm, MeetingForm, SeatForm
from forum.board.models import Board, BoardItem, BoardMember, Meeting
from forum.board.permissions import (
    may_change_item,
    may_clerk,
    may_read_board,
    may_set_up_board,
    partners_placing_for,
)
from forum.board.screens import FormScreen, Screen, Step
from portal.partners.models import Partner
from portal.partners.permissions import Person


def boards_step() -> Step:
    return reverse("board_admin:meetings"), _("Board")


def meeting_step(meeting: Meeting) -> Step:
    return (
        reverse("board_admin:meeting", args=[meeting.pk]),
        date_format(meeting.held_on, "j E Y"),
    )


def readable_meeting(user: Person, pk: int) -> Meeting:
    """The meeting, or 404: one that may not be read looks as if it were not there."""
    meeting = get_object_or_404(Meeting.objects.select_related("board__clerk_partner"), pk=pk)
    if not may_read_board(user, meeting.board):
        raise Http404
    return meeting


def authors_for(user: Person, board: Board) -> list[Partner]:
    """The partners in whose words this person may write a point."""
    clerking = [board.clerk_partner] if may_clerk(user, board) else []
    others = [each for each in partners_placing_for(user) if each not in clerking]
    return clerking + others


class MeetingsScreen(Screen):
    """Every meeting that the person may read: the next one first, then the latest."""

    template_name = "board/admin/meetings.html"
    page_title = gettext_lazy("Board")
    header_icon = "group"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user = self.request.user
        boards = list(Board.objects.readable_by(user).select_related("clerk_partner"))
        meetings = Meeting.objects.of_boards(boards).for_listing()
        may_add = any(may_clerk(user, board) for board in boards)
        return {
            **super().get_context_data(**more),
            "boards": boards,
            "coming": list(meetings.coming()),
            "held": list(meetings.held()),
            "may_add": may_add,
            "may_set_up": bool(partners_to_clerk(user)),
        }


def partners_to_clerk(user: Person) -> list[Partner]:
    return [each for each in Partner.objects.all() if may_set_up_board(user, each)]


class SetUpBoard(FormScreen):
    page_title = gettext_lazy("Set up a board")
    submit_label = gettext_lazy("Set up the board")
    success_message = gettext_lazy("The board is set up. Next, say who sits on it.")
    form_class = BoardForm

    def get_steps(self) -> Sequence[Step]:
        return (boards_step(),)

    def get_form_kwargs(self) -> dict[str, Any]:
        partners = partners_to_clerk(self.request.user)
        if not partners:
            raise Http404
        return {**super().get_form_kwargs(), "partners": partners}

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.create_board(user=self.request.user, **answers)

    def get_success_url(self) -> str:
        if may_clerk(self.request.user, self.result):
            return reverse("board_admin:members", args=[self.result.pk])
        return reverse("board_admin:meetings")


class AddMeeting(FormScreen):
    page_title = gettext_lazy("Add a meeting")
    submit_label = gettext_lazy("Add the meeting")
    success_message = gettext_lazy("The meeting is added. Next, put points on its agenda.")
    form_class = MeetingForm

    def get_steps(self) -> Sequence[Step]:
        return (boards_step(),)

    def get_form_kwargs(self) -> dict[str, Any]:
        boards = Board.objects.clerked_by(self.request.user)
        if not boards:
            raise Http404
        return {**super().get_form_kwargs(), "boards": boards}

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.add_meeting(user=self.request.user, **answers)

    def get_success_url(self) -> str:
        return reverse("board_admin:meeting", args=[self.result.pk])


class MeetingScreen(Screen):
    """One agenda: what families say, the figures, what was decided, and what still waits."""

    template_name = "board/admin/meeting.html"
    header_icon = "group"

    @cached_property
    def meeting(self) -> Meeting:
        return readable_meeting(self.request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.meeting)

    def get_steps(self) -> Sequence[Step]:
        return (boards_step(),)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user, meeting = self.request.user, self.meeting
        # Actions are named by text, because the plan's room stands after this one.
        points = list(meeting.items.with_story().prefetch_related("decisions__actions"))
        earlier = [each for each in BoardItem.objects.before(meeting).with_story() if each.is_open]
        today = timezone.localdate()
        authors = authors_for(user, meeting.board)
        for point in points:
            point.may_change = point.placed_by in authors and not point.decisions.all()
        for point in earlier:
            point.days_waiting = (today - point.meeting.held_on).days
        return {
            **super().get_context_data(**more),
            "meeting": meeting,
            "points": points,
            "waiting": earlier,
            "may_clerk": may_clerk(user, meeting.board),
            "may_place": bool(authors),
            "is_held": meeting.held_on <= today,
        }


class PointForm(FormScreen):
    """What adding and changing a point share."""

    form_class = ItemForm

    @cached_property
    def meeting(self) -> Meeting:
        return readable_meeting(self.request.user, self.kwargs["pk"])

    def get_steps(self) -> Sequence[Step]:
        return (boards_step(), meeting_step(self.meeting))

    def get_success_url(self) -> str:
        return reverse("board_admin:meeting", args=[self.meeting.pk])


class AddPoint(PointForm):
    page_title = gettext_lazy("Add a point")
    submit_label = gettext_lazy("Put it on the agenda")
    success_message = gettext_lazy("The point is on the agenda.")

    def get_form_kwargs(self) -> dict[str, Any]:
        authors = authors_for(self.request.user, self.meeting.board)
        if not authors:
            raise Http404
        return {**super().get_form_kwargs(), "authors": authors}

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.add_item(meeting=self.meeting, user=self.request.user, **answers)


class ChangePoint(PointForm):
    page_title = gettext_lazy("Change a point")
    submit_label = gettext_lazy("Save the point")
    success_message = gettext_lazy("The point is saved.")

    @cached_property
    def point(self) -> BoardItem:
        story = BoardItem.objects.with_story()
        point = get_object_or_404(story, pk=self.kwargs["point"], meeting=self.meeting)
        if not may_change_item(self.request.user, point):
            raise Http404
        return point

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "authors": [self.point.placed_by]}

    def get_initial(self) -> dict[str, Any]:
        point = self.point
        return {
            "title": point.title,
            "question": point.question,
            "families_say": point.families_say,
            "release": point.release_id,
            "consultation_key": point.consultation_key,
            "themes": [theme.pk for theme in point.themes.all()],
        }

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.change_item(item=self.point, user=self.request.user, **answers)


class RecordDecision(FormScreen):
    template_name = "board/admin/decision_form.html"
    page_title = gettext_lazy("Record the decision")
    submit_label = gettext_lazy("Record the decision")
    form_class = DecisionForm

    @cached_property
    def point(self) -> BoardItem:
        point = get_object_or_404(BoardItem.objects.with_story(), pk=self.kwargs["pk"])
        if not may_clerk(self.request.user, point.meeting.board):
            raise Http404
        return point

    def get_steps(self) -> Sequence[Step]:
        return (boards_step(), meeting_step(self.point.meeting))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.point.meeting}

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.record_decision(item=self.point, user=self.request.user, **answers)

    def get_success_message(self) -> str:
        return _("Decision %(reference)s is recorded.") % {"reference": self.result.reference}

    def get_success_url(self) -> str:
        meeting = reverse("board_admin:meeting", args=[self.point.meeting_id])
        return f"{meeting}#point-{self.point.pk}"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {**super().get_context_data(**more), "point": self.point}


def clerked_board(user: Person, pk: int) -> Board:
    board = get_object_or_404(Board, pk=pk)
    if not may_clerk(user, board):
        raise Http404
    return board


class MembersScreen(FormScreen):
    """Who sits on the board, and a form to seat one more."""

    template_name = "board/admin/members.html"
    submit_label = gettext_lazy("Add to the board")
    success_message = gettext_lazy("The member is added. They get the next papers.")
    form_class = SeatForm

    @cached_property
    def board(self) -> Board:
        return clerked_board(self.request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Members of the %(board)s") % {"board": self.board}

    def get_steps(self) -> Sequence[Step]:
        return (boards_step(),)

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.seat_by_email(board=self.board, user=self.request.user, **answers)

    def get_success_url(self) -> str:
        return reverse("board_admin:members", args=[self.board.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        members = self.board.members.sitting().select_related("user", "partner")
        return {**super().get_context_data(**more), "board": self.board, "members": members}


class EndSeat(View):
    """Takes somebody off the board from today on."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, member: int) -> HttpResponse:
        board = clerked_board(request.user, pk)
        seated = get_object_or_404(BoardMember, pk=member, board=board)
        actions.end_seat(member=seated, user=request.user)
        messages.success(
            request, _("%(seat)s no longer sits on the board.") % {"seat": seated.seat}
        )
        return redirect("board_admin:members", pk=board.pk)
