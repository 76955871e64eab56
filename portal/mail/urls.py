"""The demonstration's mailbox. Included only where `settings.DEMONSTRATION` is on."""

from django.urls import path

from portal.mail.demonstration import mailbox

app_name = "mail"

urlpatterns = [path("", mailbox, name="mailbox")]
