"""Addresses of paper in the admin."""

from django.urls import path

from surveys.responding.paper import admin_views as views
from surveys.responding.paper import keying_views, settling_views

app_name = "paper_admin"
urlpatterns = [
    path("", views.PaperView.as_view(), name="index"),
    path("surveys/<uuid:survey_key>/", views.SurveyView.as_view(), name="survey"),
    path("surveys/<uuid:survey_key>/print/", views.PrintView.as_view(), name="print"),
    path("surveys/<uuid:survey_key>/blank/<slug:kind>/", views.BlankView.as_view(), name="blank"),
    path("surveys/<uuid:survey_key>/places/", views.PlacesView.as_view(), name="places"),
    path("surveys/<uuid:survey_key>/posters/", views.PostersView.as_view(), name="posters"),
    path("surveys/<uuid:survey_key>/destroyed/", views.DestroyedView.as_view(), name="destroyed"),
    path(
        "surveys/<uuid:survey_key>/places/<int:place>/close/",
        views.ClosePlaceView.as_view(),
        name="close_place",
    ),
    path("runs/<uuid:run>/", views.RunView.as_view(), name="run"),
    path("lots/<uuid:lot>/hand-out/", views.HandOutView.as_view(), name="hand_out"),
    path("lots/<uuid:lot>/again/", views.AgainView.as_view(), name="again"),
    path("key/", keying_views.CodeView.as_view(), name="key"),
    path("key/<uuid:form>/", keying_views.KeyView.as_view(), name="key_form"),
    path("key/<uuid:form>/settle/", settling_views.SettleView.as_view(), name="settle"),
    path("key/<uuid:form>/seen/", settling_views.DoubleSeenView.as_view(), name="double_seen"),
    path(
        "key/without/<int:version>/<slug:kind>/",
        keying_views.KeyWithoutCodeView.as_view(),
        name="key_without",
    ),
]
