"""Addresses for people who get messages, under /<language>/messages/."""

from django.urls import path

from surveys.contacts import views

app_name = "contacts"
urlpatterns = [path("stop/<str:signed>/", views.stop, name="stop")]
