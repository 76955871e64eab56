"""The question bank, and opening a survey."""

from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from surveys.questionnaires.models import Question, SurveyPage
from surveys.questionnaires.permissions import may_open_survey, question_bank_policy
from surveys.questionnaires.views import open_survey_view
from surveys.questionnaires.viewsets import (
    OpenSurveyMenuItem,
    QuestionBankViewSet,
    open_survey_button,
)

register_permission_policy(Question, question_bank_policy)
register_snippet(QuestionBankViewSet)


@hooks.register("register_admin_urls")
def open_survey_address():
    return [
        path("surveys/<int:page_id>/open/", open_survey_view, name="questionnaires_open_survey")
    ]


@hooks.register("register_page_action_menu_item")
def open_survey_menu_item():
    return OpenSurveyMenuItem()


@hooks.register("register_page_header_buttons")
def open_survey_header_button(page, user, view_name, next_url=None):
    specific = page.specific
    if isinstance(specific, SurveyPage) and may_open_survey(user, specific):
        yield open_survey_button(specific)
