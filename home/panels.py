"""What the admin's first screen shows."""

from django.http import HttpRequest
from laces.components import Component

from home.waiting import what_waits


class WaitingPanel(Component):
    """The work that waits, each line one click away."""

    name = "waiting"
    template_name = "home/admin/waiting_panel.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context) -> dict:
        return {"waiting": what_waits(self.request.user), "user": self.request.user}
