"""Addresses of papers for their readers, under /<language>/board-papers/."""

from django.urls import path

from forum.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("<uuid:pk>/", views.pack, name="pack"),
    path("<uuid:pk>/pdf/", views.pack_pdf, name="pack_pdf"),
]
