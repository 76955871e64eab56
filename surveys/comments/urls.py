"""The desks inside the admin, hung there by this room's hooks."""

from django.urls import path

from surveys.comments.concern_views import ConcernsView, ConcernView
from surveys.comments.views import DeskView, NextView, QueueView, UndoView

app_name = "comments"

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("next/", NextView.as_view(), name="next"),
    path("concerns/", ConcernsView.as_view(), name="concerns"),
    path("concerns/<uuid:pk>/", ConcernView.as_view(), name="concern"),
    path("<uuid:pk>/", DeskView.as_view(), name="desk"),
    path("<uuid:pk>/undo/", UndoView.as_view(), name="undo"),
]
