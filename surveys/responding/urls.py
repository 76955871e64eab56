"""Addresses of the web journey, under /<language>/answer/."""

from django.urls import path

from surveys.responding import code_views, sending_views, telling_views, trying_views, views
from surveys.responding.trying_views import real_answers_only

app_name = "responding"
urlpatterns = [
    path("try/<str:name>/", trying_views.start, name="try"),
    path("try/<str:name>/over/", trying_views.over, name="try_over"),
    path("try/<str:name>/slip/", trying_views.slip, name="try_slip"),
    path("try/<str:name>/remark/", trying_views.remark, name="remark"),
    path("resume/", code_views.resume, name="resume"),
    path("withdraw/", code_views.withdraw, name="withdraw"),
    path("<uuid:survey_key>/start/", real_answers_only(views.start), name="start"),
    path("<uuid:survey_key>/carry-on/", views.carry_on, name="carry_on"),
    path("<uuid:survey_key>/ask/<str:step_id>/", views.step, name="step"),
    path("<uuid:survey_key>/ask/<str:step_id>/<str:row>/", views.step, name="step"),
    path("<uuid:survey_key>/about-you/", views.about_you, name="about_you"),
    path("<uuid:survey_key>/check/", sending_views.check, name="check"),
    path("<uuid:survey_key>/send/", sending_views.send, name="send"),
    path("<uuid:survey_key>/change/", code_views.change, name="change"),
    path("<uuid:survey_key>/delete/", code_views.delete, name="delete"),
    path("<uuid:survey_key>/later/", real_answers_only(views.later), name="later"),
    path("<uuid:survey_key>/done/", real_answers_only(telling_views.done), name="done"),
    path("<uuid:survey_key>/tell-me/", real_answers_only(telling_views.tell_me), name="tell_me"),
    path(
        "<uuid:survey_key>/send-code/",
        real_answers_only(telling_views.send_me_the_code),
        name="send_code",
    ),
]
