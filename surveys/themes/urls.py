"""The coding desk inside the admin, hung there by this room's hooks."""

from django.urls import path

from surveys.themes.views import CodingView, DeskView, NextView

app_name = "themes"

urlpatterns = [
    path("", CodingView.as_view(), name="overview"),
    path("next/", NextView.as_view(), name="next"),
    path("<uuid:pk>/", DeskView.as_view(), name="desk"),
]
