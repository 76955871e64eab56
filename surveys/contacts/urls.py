"""Addresses for people who get messages or want a call, under /<language>/messages/."""

from django.urls import path

from surveys.contacts import ring_views, views

app_name = "contacts"
urlpatterns = [
    path("stop/<str:signed>/", views.stop, name="stop"),
    path("ring-me/", ring_views.ring_me, name="ring_me"),
    path("ring-me/asked/<str:signed>/", ring_views.asked, name="asked"),
]
