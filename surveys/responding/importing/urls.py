"""The screens inside the admin, hung there by this room's hooks."""

from django.urls import path, re_path

from surveys.responding.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.SurveysView.as_view(), name="surveys"),
    path("survey/<uuid:survey_key>/", views.UploadView.as_view(), name="upload"),
    re_path(
        r"^survey/(?P<survey_key>[0-9a-f-]{36})/template\.(?P<kind>csv|xlsx)$",
        views.TemplateView.as_view(),
        name="template",
    ),
    path("<uuid:pk>/", views.OneImportView.as_view(), name="import"),
]
