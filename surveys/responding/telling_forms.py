"""What people fill in after their answers: how to be told, and where to send the receipt code."""

from typing import Any

from django.utils.translation import gettext_lazy

from surveys.contacts.enums import ContactChannel
from surveys.contacts.forms import WayForm


class SendCodeForm(WayForm):
    """Where to send the receipt code. It is sent and then forgotten."""

    ways = (ContactChannel.TEXT, ContactChannel.EMAIL)

    def __init__(self, *args: Any, **options: Any) -> None:
        # Stands on one page with the form of how to be told.
        super().__init__(*args, prefix="code", **options)
        self.fields["way"].label = gettext_lazy("How shall we send it?")
        self.fields["way"].error_messages["required"] = gettext_lazy(
            "Please choose how we shall send it."
        )
