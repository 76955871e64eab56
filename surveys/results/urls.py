"""Open data, at ``/open-data/`` in no language: addresses that programs can rely on."""

from django.urls import path

from surveys.results.views import index, release_csv, release_json, release_page

app_name = "results"

urlpatterns = [
    path("", index, name="index"),
    path("<uuid:pk>/", release_page, name="release"),
    path("<uuid:pk>/figures.csv", release_csv, name="csv"),
    path("<uuid:pk>/figures.json", release_json, name="json"),
]
