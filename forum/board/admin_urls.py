"""Addresses of the board's screens, under the admin's."""

from django.urls import path

from forum.board import views

app_name = "board_admin"
urlpatterns = [
    path("", views.MeetingsScreen.as_view(), name="meetings"),
    path("set-up/", views.SetUpBoard.as_view(), name="set_up"),
    path("meetings/add/", views.AddMeeting.as_view(), name="add_meeting"),
    path("meetings/<int:pk>/", views.MeetingScreen.as_view(), name="meeting"),
    path("meetings/<int:pk>/points/add/", views.AddPoint.as_view(), name="add_point"),
    path(
        "meetings/<int:pk>/points/<int:point>/",
        views.ChangePoint.as_view(),
        name="change_point",
    ),
    path("points/<int:pk>/decision/", views.RecordDecision.as_view(), name="decide"),
    path("<int:pk>/members/", views.MembersScreen.as_view(), name="members"),
    path("<int:pk>/members/<int:member>/end/", views.EndSeat.as_view(), name="end_seat"),
]
