"""The screens inside the admin, hung there by this room's hooks."""

from django.urls import path

from surveys.responding.group_sessions import admin_views

app_name = "group_sessions_admin"
urlpatterns = [
    path("", admin_views.SessionListView.as_view(), name="sessions"),
    path("prepare/", admin_views.PrepareView.as_view(), name="prepare"),
    path("<uuid:pk>/", admin_views.SessionView.as_view(), name="session"),
    path("<uuid:pk>/pack.pdf", admin_views.PackView.as_view(), name="pack"),
]
