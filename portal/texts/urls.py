"""The demonstration's phone. Included only where `settings.DEMONSTRATION` is on."""

from django.urls import path

from portal.texts.demonstration import phone

app_name = "texts"

urlpatterns = [path("", phone, name="phone")]
