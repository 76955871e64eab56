from django.urls import path

from forum.loop import code_views

app_name = "loop"
urlpatterns = [
    path("", code_views.code, name="code"),
    path("go-on/", code_views.go_on, name="go_on"),
    path("tell-me/", code_views.tell_me, name="tell_me"),
]
