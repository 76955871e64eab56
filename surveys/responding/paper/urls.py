"""The short addresses on posters and forms, under /<language>/p/."""

from django.urls import path

from surveys.responding.paper import views

app_name = "paper"
urlpatterns = [path("<slug:code>/", views.short, name="short")]
