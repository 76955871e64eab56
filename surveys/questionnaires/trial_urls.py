"""Addresses of “Check and try” below /admin/surveys/."""

from django.urls import path

from surveys.questionnaires import map_views, reader_views, words_views

urlpatterns = [
    path("<int:page_id>/map/", map_views.map_view, name="questionnaires_map"),
    path("<int:page_id>/map/<int:number>/", map_views.route_view, name="questionnaires_route"),
    path(
        "<int:page_id>/map/<int:number>/pages/",
        map_views.route_pages_view,
        name="questionnaires_route_pages",
    ),
    path("<int:page_id>/try/", map_views.try_view, name="questionnaires_try"),
    path("<int:page_id>/words/", words_views.words_view, name="questionnaires_words"),
    path("<int:page_id>/readers/", reader_views.checks_view, name="questionnaires_reader_checks"),
    path("readers/<uuid:pk>/", reader_views.check_view, name="questionnaires_reader_check"),
    path("readers/<uuid:pk>/end/", reader_views.end_view, name="questionnaires_end_reader_check"),
    path("remarks/<uuid:pk>/", reader_views.settle_view, name="questionnaires_settle_remark"),
]
