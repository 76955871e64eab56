"""Group sessions of the demonstration: one that waits for its group to send in its answers."""

from home.demonstration.area import day, member_of
from home.demonstration.surveys import CONSULTATIONS
from portal.partners.enums import Role
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.group_sessions.actions import prepare_session
from surveys.responding.group_sessions.models import GroupSession

GROUP = "Beacon Park School council"


def make_group_sessions() -> int:
    """Prepare the session unless it is there. Returns how many sessions there are.

    Its link was shown to nobody: whoever wants to try it makes a new one on its screen.
    """
    if not GroupSession.objects.filter(group=GROUP).exists():
        coordinator = member_of(CONSULTATIONS[0].owner, Role.COORDINATOR)
        own = [membership.partner_id for membership in coordinator.memberships.all()]
        version = QuestionnaireVersion.objects.newest_of_each_survey().owned_by(own).first()
        prepare_session(
            version=version, group=GROUP, language="en", until=day(25), user=coordinator
        )
    return GroupSession.objects.count()
