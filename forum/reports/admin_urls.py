"""Addresses of packs in the admin, under the board's."""

from django.urls import path

from forum.reports import admin_views as views

app_name = "reports_admin"
urlpatterns = [
    path("meetings/<int:meeting>/packs/", views.PacksScreen.as_view(), name="packs"),
    path("packs/<uuid:pk>/", views.PackScreen.as_view(), name="pack"),
    path("packs/<uuid:pk>/preview/", views.Preview.as_view(), name="preview"),
    path("packs/<uuid:pk>/preview/pdf/", views.PreviewPdf.as_view(), name="preview_pdf"),
    path("packs/<uuid:pk>/send/", views.SendPack.as_view(), name="send"),
    path(
        "packs/<uuid:pk>/recipients/<int:recipient>/try-again/",
        views.TryAgain.as_view(),
        name="try_again",
    ),
]
