"""A browser without JavaScript, as far as the journey needs one."""

import re
from http import HTTPStatus

from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.preferences.choices import COOKIE_NAME, Preferences
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding import answering
from surveys.responding.actions import open_draft
from surveys.responding.answering import Answering


class Browser:
    """Walks through one survey; ``last`` is the page that it shows.

    ``follows``: whether it goes where it is led; walks that look at few pages are faster without.
    """

    def __init__(self, version: QuestionnaireVersion, *, language: str = "en") -> None:
        self.client = Client()
        self.version = version
        self.language = language
        self.last = None
        self.follows = True
        cache.clear()

    def address(self, name: str, *more) -> str:
        """Of a page of the journey. A step may go by its number in the document."""
        if name == "step" and isinstance(more[0], int):
            more = (self.version.document["steps"][more[0] - 1]["id"], *more[1:])
        with override(self.language):
            return reverse(f"responding:{name}", args=[self.version.survey_key, *more])

    def go(self, name: str, *more, **query):
        address = self.address(name, *more)
        self.last = self.client.get(address, query, follow=self.follows)
        return self.last

    def post(self, name: str, *more, **data):
        address = self.address(name, *more)
        self.last = self.client.post(address, data, follow=self.follows)
        return self.last

    def start(self, **data):
        return self.post("start", **data)

    def answer(self, step: int | str, given, *, row: str = "", **data):
        """Answer a step (see `address`). What has several parts is given as a dictionary."""
        parts = given if isinstance(given, dict) else {"": given}
        fields = {f"answer_{part}" if part else "answer": value for part, value in parts.items()}
        line = [row] if row else []
        return self.post("step", step, *line, **fields, **{"go": "on", **data})

    def go_on(self, step: int | str, **data):
        """Leave a page that only tells something."""
        return self.post("step", step, **{"go": "on", **data})

    def skip(self, step: int | str, *more):
        return self.post("step", step, *more, go="skip")

    def change(self):
        """Open what was sent, to change it."""
        return self.post("change")

    def read_easily(self, wanted: bool = True) -> None:
        self.client.cookies[COOKIE_NAME] = Preferences(easy_read=wanted).to_cookie()

    def about(self, **data):
        return self.post("about_you", **{"go": "on", **data})

    def check(self):
        return self.go("check")

    def send(self):
        """Press the button of the check page that is shown, or was shown last."""
        if "saved_times" not in self.words:
            self.check()
        shown = re.search(r'name="saved_times" value="(\d+)"', self.words)
        return self.post("send", saved_times=shown.group(1) if shown else "")

    def resume(self, code: str):
        with override(self.language):
            address = reverse("responding:resume")
        self.last = self.client.post(address, {"code": code}, follow=self.follows)
        return self.last

    @property
    def words(self) -> str:
        return self.last.content.decode() if self.last else ""

    @property
    def path(self) -> str:
        return self.last.request["PATH_INFO"]

    @property
    def status(self) -> HTTPStatus:
        return HTTPStatus(self.last.status_code)

    @property
    def cookie(self) -> Answering | None:
        class _Request:
            COOKIES = {name: morsel.value for name, morsel in self.client.cookies.items()}

        return answering.read(_Request)

    @property
    def code(self) -> str:
        return self.cookie.code

    @property
    def kept(self) -> dict:
        """What the draft of this browser holds."""
        return open_draft(code=self.code)[1]
