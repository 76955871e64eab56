"""Addresses of the desk for calls, under /admin/call-backs/."""

from django.urls import path

from surveys.contacts import desk_views

app_name = "call_backs"
urlpatterns = [
    path("", desk_views.index, name="index"),
    path("<uuid:call_id>/", desk_views.call, name="call"),
    path("<uuid:call_id>/take/", desk_views.take, name="take"),
    path("<uuid:call_id>/outcome/", desk_views.outcome, name="outcome"),
]
