"""Who may open surveys and change the question bank."""

from django.db.models import Model

from portal.partners.enums import Role
from portal.partners.permissions import Person, has_role
from portal.partners.policies import MembershipPolicy
from surveys.questionnaires.models import Question, QuestionnaireVersion, SurveyPage


def may_open_survey(user: Person, page: SurveyPage) -> bool:
    """Only coordinators of the partner that asks. No administrator as such."""
    return has_role(user, Role.COORDINATOR, partner=page.owner_partner_id)


def may_change_question_bank(user: Person) -> bool:
    """Coordinators of every partner share one bank, so that answers can be compared."""
    return has_role(user, Role.COORDINATOR)


class QuestionBankPolicy(MembershipPolicy):
    """Coordinators of any partner write questions; one that was asked is never deleted."""

    def user_has_permission_for_instance(self, user, action: str, instance: Model) -> bool:
        if action == "delete" and QuestionnaireVersion.objects.placing(instance.key).exists():
            return False
        return super().user_has_permission_for_instance(user, action, instance)


question_bank_policy = QuestionBankPolicy(Question, changing=(Role.COORDINATOR,))
