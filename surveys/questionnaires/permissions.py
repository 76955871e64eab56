"""Who may open surveys and change the question bank."""

from django.db.models import Model, QuerySet

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, has_role, partners_where
from portal.partners.policies import MembershipPolicy
from surveys.questionnaires.models import (
    AskingTerms,
    Question,
    QuestionnaireVersion,
    ReaderCheck,
    SurveyPage,
)


def may_open_survey(user: Person, page: SurveyPage) -> bool:
    """Only coordinators of the partner that asks. No administrator as such."""
    return has_role(user, Role.COORDINATOR, partner=page.owner_partner_id)


def may_try_survey(user: Person, page: SurveyPage) -> bool:
    """Whoever opens a survey tries it first, and asks readers to."""
    return may_open_survey(user, page)


def may_read_remarks(user: Person, reader_check: ReaderCheck) -> bool:
    """What readers said of a draft is for coordinators of the partner that asks, nobody else."""
    return has_role(user, Role.COORDINATOR, partner=reader_check.version.owner_id)


def may_sign_off(user: Person, page: SurveyPage) -> bool:
    """Whoever opens a survey answers for its versions: coordinators of the partner that asks."""
    return has_role(user, Role.COORDINATOR, partner=page.owner_partner_id)


def may_change_question_bank(user: Person) -> bool:
    """Coordinators of every partner share one bank, so that answers can be compared."""
    return has_role(user, Role.COORDINATOR)


def may_settle_terms(user: Person, partner: Partner | int) -> bool:
    """What a partner promises is chosen by its own coordinators. No administrator as such."""
    return has_role(user, Role.COORDINATOR, partner=partner)


def may_copy_survey(user: Person, page: SurveyPage) -> bool:
    """Coordinators copy any survey of their own partner, and what others have published."""
    if has_role(user, Role.COORDINATOR, partner=page.owner_partner_id):
        return True
    return page.live and has_role(user, Role.COORDINATOR)


class QuestionBankPolicy(MembershipPolicy):
    """Coordinators of any partner write questions; one that was asked is never deleted."""

    def user_has_permission_for_instance(self, user, action: str, instance: Model) -> bool:
        if action == "delete" and QuestionnaireVersion.objects.placing(instance.key).exists():
            return False
        return super().user_has_permission_for_instance(user, action, instance)


question_bank_policy = QuestionBankPolicy(Question, changing=(Role.COORDINATOR,))


class AskingTermsPolicy(MembershipPolicy):
    """Coordinators see and change what their own partner promises; nobody sees another's."""

    def user_has_permission_for_instance(self, user, action: str, instance: AskingTerms) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return may_settle_terms(user, instance.partner_id)

    def user_has_any_permission_for_instance(self, user, actions, instance: Model) -> bool:
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if not self.user_has_any_permission(user, actions):
            return AskingTerms.objects.none()
        return AskingTerms.objects.of_partners(partners_where(user, (Role.COORDINATOR,)))


asking_terms_policy = AskingTermsPolicy(
    AskingTerms,
    changing=(Role.COORDINATOR,),
    administrators=False,
    actions=("add", "change", "view"),
)
