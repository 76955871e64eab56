"""The short link of texts and letters, outside the languages."""

from django.urls import re_path

from surveys.contacts import views

app_name = "short"
urlpatterns = [re_path(r"^(?P<code>[0-9A-Za-z]{6,12})/?$", views.short_stop, name="stop")]
