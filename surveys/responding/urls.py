"""Addresses of the web journey, under /<language>/answer/."""

from django.urls import path

from surveys.responding import code_views, views

app_name = "responding"
urlpatterns = [
    path("resume/", code_views.resume, name="resume"),
    path("withdraw/", code_views.withdraw, name="withdraw"),
    path("<uuid:survey_key>/start/", views.start, name="start"),
    path("<uuid:survey_key>/carry-on/", views.carry_on, name="carry_on"),
    path("<uuid:survey_key>/<int:number>/", views.step, name="step"),
    path("<uuid:survey_key>/about-you/", views.about_you, name="about_you"),
    path("<uuid:survey_key>/check/", views.check, name="check"),
    path("<uuid:survey_key>/send/", views.send, name="send"),
    path("<uuid:survey_key>/later/", views.later, name="later"),
    path("<uuid:survey_key>/done/", views.done, name="done"),
    path("<uuid:survey_key>/tell-me/", views.tell_me, name="tell_me"),
]
