"""Addresses of the plan's screens, under the admin's."""

from django.urls import path

from forum.plan import views

app_name = "plan_admin"
urlpatterns = [
    path("", views.PlanScreen.as_view(), name="plans"),
    path("<int:pk>/", views.PlanScreen.as_view(), name="plan"),
    path("set-up/<int:board>/", views.SetUpPlan.as_view(), name="set_up"),
    path("actions/add/", views.AddAction.as_view(), name="add"),
    path("actions/<uuid:pk>/", views.ActionScreen.as_view(), name="action"),
    path("actions/<uuid:pk>/progress/", views.ReportProgress.as_view(), name="progress"),
    path("actions/<uuid:pk>/impact/", views.AddImpact.as_view(), name="impact"),
    path("actions/<uuid:pk>/due-date/", views.MoveDueDate.as_view(), name="due_date"),
]
