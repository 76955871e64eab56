"""The group leader's address, under /<language>/group/."""

from django.urls import path

from surveys.responding.group_sessions import views

app_name = "group_sessions"
urlpatterns = [path("<str:secret>/", views.answer, name="answer")]
