from django.urls import path

from portal.preferences.views import choose

app_name = "preferences"
urlpatterns = [path("", choose, name="choose")]
