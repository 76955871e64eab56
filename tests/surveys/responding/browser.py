"""A browser without JavaScript, as far as the journey needs one."""

import re
from http import HTTPStatus

from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding import answering
from surveys.responding.actions import open_draft
from surveys.responding.answering import Answering


class Browser:
    """Walks through one survey; ``last`` is the page that it shows."""

    def __init__(self, version: QuestionnaireVersion, *, language: str = "en") -> None:
        self.client = Client()
        self.version = version
        self.language = language
        self.last = None
        cache.clear()

    def address(self, name: str, *more) -> str:
        with override(self.language):
            return reverse(f"responding:{name}", args=[self.version.survey_key, *more])

    def go(self, name: str, *more, **query):
        self.last = self.client.get(self.address(name, *more), query, follow=True)
        return self.last

    def post(self, name: str, *more, **data):
        self.last = self.client.post(self.address(name, *more), data, follow=True)
        return self.last

    def start(self):
        return self.post("start")

    def answer(self, number: int, given, **data):
        return self.post("step", number, answer=given, **{"go": "on", **data})

    def skip(self, number: int):
        return self.post("step", number, go="skip")

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
        self.last = self.client.post(address, {"code": code}, follow=True)
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
