"""The desk inside the admin, hung there by this room's hooks."""

from django.urls import path

from surveys.results.desk import NewReleaseView, ReleasesView, ReleaseView

app_name = "releases"

urlpatterns = [
    path("", ReleasesView.as_view(), name="releases"),
    path("new/", NewReleaseView.as_view(), name="new"),
    path("<uuid:pk>/", ReleaseView.as_view(), name="release"),
]
