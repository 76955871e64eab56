"""Who may do what with a plan, as named predicates."""

from forum.board.permissions import may_clerk
from forum.plan.models import Action, Plan
from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role, may_enter_admin


def may_read_plans(user: Person) -> bool:
    """Everybody who works with the portal: a plan holds no words of families."""
    return may_enter_admin(user)


def may_set_up_plan(user: Person, plan: Plan) -> bool:
    """Clerks and coordinators of the partner that clerks the board."""
    return may_clerk(user, plan.board)


def may_create_action(user: Person, plan: Plan, partner: Partner) -> bool:
    """The board's clerk for any partner, and a partner's coordinator for their own."""
    return may_clerk(user, plan.board) or has_role(user, Role.COORDINATOR, partner=partner)


def may_report(user: Person, action: Action) -> bool:
    """Who leads the action, and the coordinators of the partner that answers for it."""
    leads = user.is_authenticated and user.is_active and action.lead_id == user.pk
    return leads or has_role(user, Role.COORDINATOR, partner=action.partner_id)
