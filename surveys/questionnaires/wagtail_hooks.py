"""The question bank, and opening a survey."""

from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from surveys.questionnaires.copying_views import copy_survey_button, copy_survey_view
from surveys.questionnaires.formats_views import formats_view, sign_off_view
from surveys.questionnaires.models import AskingTerms, Question, SurveyPage
from surveys.questionnaires.permissions import (
    asking_terms_policy,
    may_copy_survey,
    may_open_survey,
    question_bank_policy,
)
from surveys.questionnaires.views import open_survey_view
from surveys.questionnaires.viewsets import (
    AskingTermsViewSet,
    OpenSurveyMenuItem,
    QuestionBankViewSet,
    check_and_try_button,
    formats_button,
    open_survey_button,
)
from surveys.questionnaires.wording import SOURCE_LANGUAGE

register_permission_policy(Question, question_bank_policy)
register_permission_policy(AskingTerms, asking_terms_policy)
register_snippet(QuestionBankViewSet)
register_snippet(AskingTermsViewSet)


@hooks.register("register_admin_urls")
def open_survey_address():
    return [
        path("surveys/<int:page_id>/open/", open_survey_view, name="questionnaires_open_survey"),
        path("surveys/<int:page_id>/languages/", formats_view, name="questionnaires_formats"),
        path(
            "surveys/<int:page_id>/languages/<slug:key>/",
            sign_off_view,
            name="questionnaires_sign_off",
        ),
        path("surveys/<int:page_id>/copy/", copy_survey_view, name="questionnaires_copy_survey"),
        path("surveys/", include("surveys.questionnaires.trial_urls")),
    ]


@hooks.register("register_page_action_menu_item")
def open_survey_menu_item():
    return OpenSurveyMenuItem()


@hooks.register("register_page_header_buttons")
def open_survey_header_button(page, user, view_name, next_url=None):
    specific = page.specific
    if isinstance(specific, SurveyPage) and may_open_survey(user, specific):
        yield open_survey_button(specific)
        yield formats_button(specific)
        yield check_and_try_button(specific)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def copy_survey_buttons(page, user, view_name=None, next_url=None):
    specific = page.specific
    if not isinstance(specific, SurveyPage) or specific.locale.language_code != SOURCE_LANGUAGE:
        return
    if may_copy_survey(user, specific):
        yield copy_survey_button(specific)
