"""The plan's screens in the admin: the plan on one page, and each action."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.board.models import Board, Decision
from forum.board.permissions import may_read_board
from forum.board.screens import FormScreen, Screen, Step
from forum.plan import actions
from forum.plan.enums import ATTENTION, WORDS, Brag
from forum.plan.forms import ActionForm, DueDateForm, ImpactForm, PlanForm, ProgressForm
from forum.plan.models import Action, Plan
from forum.plan.permissions import may_create_action, may_read_plans, may_report, may_set_up_plan
from portal.partners.models import Partner
from portal.partners.permissions import Person

#: More than this cannot be taken in at one look.
LINES = 12


def plans_step(plan: Plan | None = None) -> Step:
    if plan is None:
        return reverse("plan_admin:plans"), _("Plan")
    return reverse("plan_admin:plan", args=[plan.pk]), plan.title


def partners_for(user: Person, plan: Plan) -> list[Partner]:
    """Partners for which this person may add an action to the plan."""
    return [each for each in Partner.objects.all() if may_create_action(user, plan, each)]


def by_attention(actions_of_plan: Sequence[Action]) -> list[Action]:
    """Late ones first, then Red, Amber, not started, Green and Blue; in each by number."""
    return sorted(
        actions_of_plan,
        key=lambda each: (not each.is_late, ATTENTION.index(Brag(each.brag)), each.number),
    )


class PlanScreen(Screen):
    """A plan on one page: what needs the board's eye comes first."""

    template_name = "plan/admin/plan.html"
    header_icon = "tasks"

    @cached_property
    def plans(self) -> list[Plan]:
        if not may_read_plans(self.request.user):
            raise Http404
        return list(Plan.objects.select_related("board"))

    @cached_property
    def plan(self) -> Plan | None:
        wanted = self.kwargs.get("pk")
        if wanted is None:
            return next(iter(self.plans), None)
        found = [plan for plan in self.plans if plan.pk == wanted]
        if not found:
            raise Http404
        return found[0]

    def get_page_title(self) -> str:
        return self.plan.title if self.plan else _("Plan")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user, plan = self.request.user, self.plan
        context = {**super().get_context_data(**more), "plans": self.plans, "plan": plan}
        context["boards_to_plan_for"] = Board.objects.clerked_by(user)
        if plan is None:
            return context
        lines = by_attention(plan.actions.with_story())
        return {
            **context,
            "page_obj": Paginator(lines, LINES).get_page(self.request.GET.get("p")),
            "late": sum(action.is_late for action in lines),
            "states": [
                (state.value, WORDS[state], sum(action.brag == state for action in lines))
                for state in ATTENTION
            ],
            "definitions": Brag.choices,
            "may_add": bool(partners_for(user, plan)),
        }


class SetUpPlan(FormScreen):
    page_title = gettext_lazy("Set up a plan")
    submit_label = gettext_lazy("Set up the plan")
    success_message = gettext_lazy("The plan is set up. Next, add its first action.")
    form_class = PlanForm

    @cached_property
    def board(self) -> Board:
        board = get_object_or_404(Board, pk=self.kwargs["board"])
        if not may_set_up_plan(self.request.user, Plan(board=board)):
            raise Http404
        return board

    def get_steps(self) -> Sequence[Step]:
        return (plans_step(),)

    def get_form_kwargs(self) -> dict[str, Any]:
        self.introduction = _("For the %(board)s.") % {"board": self.board}
        return super().get_form_kwargs()

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.create_plan(board=self.board, user=self.request.user, **answers)

    def get_success_url(self) -> str:
        return reverse("plan_admin:plan", args=[self.result.pk])


class AddAction(FormScreen):
    """A new action: by itself, or from a decision (``?decision=``)."""

    template_name = "plan/admin/action_form.html"
    page_title = gettext_lazy("Add an action")
    submit_label = gettext_lazy("Add the action")
    form_class = ActionForm

    @cached_property
    def decision(self) -> Decision | None:
        wanted = self.request.GET.get("decision")
        if not wanted:
            return None
        related = Decision.objects.leading_to_action().select_related("item__meeting__board")
        try:
            decision = get_object_or_404(related, pk=wanted)
        except ValidationError:  # not even the shape of a key
            raise Http404 from None
        if not may_read_board(self.request.user, decision.item.meeting.board):
            raise Http404
        return decision

    @cached_property
    def plans(self) -> list[Plan]:
        plans = Plan.objects.select_related("board")
        if self.decision is not None:
            plans = plans.of_board(self.decision.item.meeting.board)
        return [plan for plan in plans if partners_for(self.request.user, plan)]

    def get_steps(self) -> Sequence[Step]:
        return (plans_step(),)

    def get_form_kwargs(self) -> dict[str, Any]:
        user = self.request.user
        partners = {each.pk: each for plan in self.plans for each in partners_for(user, plan)}
        if not partners and not self._may_begin_a_plan():
            raise Http404
        return {
            **super().get_form_kwargs(),
            "plans": self.plans,
            "partners": list(partners.values()),
            "decision": self.decision,
        }

    def _may_begin_a_plan(self) -> bool:
        """A clerk whose board has no plan yet is told so instead of finding nothing."""
        return Board.objects.clerked_by(self.request.user).exists()

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("plan")
        chosen = [plan for plan in self.plans if str(plan.pk) == wanted]
        return {"plan": chosen[0]} if chosen else {}

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.create_action(user=self.request.user, decision=self.decision, **answers)

    def get_success_message(self) -> str:
        return _("Action %(reference)s is in the plan.") % {"reference": self.result.reference}

    def get_success_url(self) -> str:
        return reverse("plan_admin:action", args=[self.result.pk])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        boards = Board.objects.clerked_by(self.request.user)
        return {
            **super().get_context_data(**more),
            "decision": self.decision,
            "plans": self.plans,
            "boards_to_plan_for": boards,
        }


class ActionScreen(Screen):
    """One action: where it comes from, what we did, what changed for families."""

    template_name = "plan/admin/action.html"
    header_icon = "tasks"

    @cached_property
    def action(self) -> Action:
        if not may_read_plans(self.request.user):
            raise Http404
        story = Action.objects.with_story().select_related("decision__item__meeting__board")
        return get_object_or_404(story, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.action)

    def get_steps(self) -> Sequence[Step]:
        return (plans_step(), plans_step(self.action.plan))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user, action = self.request.user, self.action
        decision = action.decision
        return {
            **super().get_context_data(**more),
            "action": action,
            "decision": decision,
            "may_read_decision": bool(decision)
            and may_read_board(user, decision.item.meeting.board),
            "date_changes": action.date_changes.all(),
            "may_report": may_report(user, action),
        }


class AboutAction(FormScreen):
    """What the three forms about one action share."""

    @cached_property
    def action(self) -> Action:
        action = get_object_or_404(Action.objects.with_story(), pk=self.kwargs["pk"])
        if not may_report(self.request.user, action):
            raise Http404
        return action

    def get_steps(self) -> Sequence[Step]:
        address = reverse("plan_admin:action", args=[self.action.pk])
        return (plans_step(), plans_step(self.action.plan), (address, self.action.reference))

    def get_form_kwargs(self) -> dict[str, Any]:
        self.introduction = str(self.action)
        return super().get_form_kwargs()

    def get_success_url(self) -> str:
        return reverse("plan_admin:action", args=[self.action.pk])


class ReportProgress(AboutAction):
    page_title = gettext_lazy("Report progress")
    submit_label = gettext_lazy("Report progress")
    success_message = gettext_lazy("The progress is reported.")
    form_class = ProgressForm

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.report_progress(action=self.action, user=self.request.user, **answers)


class AddImpact(AboutAction):
    page_title = gettext_lazy("Write down impact")
    submit_label = gettext_lazy("Write down impact")
    success_message = gettext_lazy("The impact is written down.")
    form_class = ImpactForm

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.add_impact(action=self.action, user=self.request.user, **answers)


class MoveDueDate(AboutAction):
    page_title = gettext_lazy("Move the day")
    submit_label = gettext_lazy("Move the day")
    success_message = gettext_lazy("The day is moved. The first one stays visible.")
    form_class = DueDateForm

    def perform(self, answers: Mapping[str, Any]) -> object:
        return actions.move_due_date(action=self.action, user=self.request.user, **answers)
