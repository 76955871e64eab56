"""Addresses of the helper's pages, under /<language>/help/."""

from django.urls import path

from surveys.responding.assisted import arrival_views, views

app_name = "help"
urlpatterns = [
    path("", views.table, name="table"),
    path("leave/", views.leave, name="leave"),
    path("answer/<uuid:survey_key>/", views.at_event, name="answer"),
    path("phone/<uuid:survey_key>/", views.on_the_phone, name="phone"),
    path("done/", views.done, name="done"),
    path("tell/", views.tell, name="tell"),
    path("arrivals/", arrival_views.arrivals, name="arrivals"),
    path("worker.js", arrival_views.worker, name="worker"),
]
