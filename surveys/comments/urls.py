"""The desks inside the admin, hung there by this room's hooks."""

from django.urls import path

from surveys.comments.concern_views import ConcernsView, ConcernView
from surveys.comments.file_views import FileContentView, FileDeskView, FilesView
from surveys.comments.group_views import (
    DoublesView,
    LookForCampaignsView,
    SetResponseAsideView,
)
from surveys.comments.views import DeskView, NextView, QueueView, UndoView

app_name = "comments"

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("next/", NextView.as_view(), name="next"),
    path("concerns/", ConcernsView.as_view(), name="concerns"),
    path("concerns/<uuid:pk>/", ConcernView.as_view(), name="concern"),
    path("campaigns/", LookForCampaignsView.as_view(), name="look_for_campaigns"),
    path("files/", FilesView.as_view(), name="files"),
    path("files/<uuid:pk>/", FileDeskView.as_view(), name="file"),
    path("files/<uuid:pk>/content/", FileContentView.as_view(), name="file_content"),
    path("doubles/", DoublesView.as_view(), name="doubles"),
    path("doubles/<uuid:pk>/", SetResponseAsideView.as_view(), name="set_response_aside"),
    path("<uuid:pk>/", DeskView.as_view(), name="desk"),
    path("<uuid:pk>/undo/", UndoView.as_view(), name="undo"),
]
