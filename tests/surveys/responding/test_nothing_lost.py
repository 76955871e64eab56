"""The real server is killed again and again while people answer: nothing is lost, nothing doubled.

Respondents do what a browser and its person do: send the last form again, carry on where they are
led, or type their receipt code anew.
"""

import base64
import contextlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from home.measuring import Visitor, fields_of, free_port
from portal.tooling import bootstrap

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
RESPONDENTS, EACH = 8, 2
KILLS = 4
SECONDS_AT_MOST = 240  # a machine that does much else at the same time; alone it takes 25

PREPARE = """
import django, json
django.setup()
from portal.partners.enums import Role
from surveys.questionnaires.enums import QuestionType
from tests.builders import build_member, build_open_survey, build_partner, build_question
coordinator = build_member(partner=build_partner(), role=Role.COORDINATOR)
version = build_open_survey(coordinator=coordinator, required=True, questions=[
    build_question(type=QuestionType.AGREE),
    build_question(type=QuestionType.CHOICE, text="Rung back?", options=["Yes", "No"]),
    build_question(type=QuestionType.TEXT, text="What happened?"),
])
print(version.survey_key)
"""
LOOK = """
import django, json
django.setup()
from surveys.comments.models import Comment
from surveys.responding.models import Response
print(json.dumps([
    {"state": response.state, "answers": response.answers.count(),
     "words": [comment.open_words() for comment in response.comments.all()],
     "receipts": int(hasattr(response, "receipt"))}
    for response in Response.objects.all()
]))
"""


class Server:
    """The portal's own web server on a database file, in a process group of its own."""

    def __init__(self, place: Path) -> None:
        self.place, self.port = place, free_port()
        self.environment = {
            **os.environ,
            "PORTAL_VAR": str(place),
            "DATABASE_URL": f"sqlite:///{place / 'portal.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "GUARD_STARTS_PER_MINUTE": "100000",
            "LOG_LEVEL": "CRITICAL",
            "BENCH": "1",
        }
        self.process: subprocess.Popen | None = None

    def python(self, code: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout.strip().splitlines()[-1]

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application"]
        settings = ["--config", "python:portal.tooling.gunicorn_settings"]
        self.process = subprocess.Popen(
            [*command, *settings, "--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with contextlib.suppress(OSError):
            return [int(pid) for pid in children.read_text().split()]
        return []

    def kill_a_worker(self, chance: random.Random) -> None:
        workers = self.workers()
        if workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)

    def kill_everything_and_start_again(self) -> None:
        self.stop()
        self.start()

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)


class Respondent(threading.Thread):
    """One person who wants to be heard, however often the line breaks."""

    def __init__(self, number: int, server: Server, survey: str, deadline: float) -> None:
        super().__init__(daemon=True)
        self.number, self.server, self.survey, self.deadline = number, server, survey, deadline
        self.chance = random.Random(number)
        self.confirmed: list[str] = []
        self.broken_lines = 0
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            for turn in range(EACH):
                self.words = f"Respondent {self.number} says this the {turn} time."
                self.answer()
                self.confirmed.append(self.words)
        except BaseException as fault:  # noqa: BLE001 - shown by the test
            self.fault = fault

    def answer(self) -> None:
        self.visitor = Visitor(self.server.port)
        start = f"/en/answer/{self.survey}/start/"
        address, page = start, self.ask("GET", start)[2]
        for _step in range(200):
            if "/done/" in address:
                return
            fields = fields_of(page)
            if "answer" in fields and "<textarea" in page:
                fields["answer"] = self.words
            sending = re.search(r'<form[^>]*action="([^"]*/send/)"', page)
            address, page = self.send(sending[1] if sending else address, fields)
        raise AssertionError(f"No way to the end from {address}")

    def send(self, address: str, fields: dict) -> tuple[str, str]:
        """Press the button; (address, page) of where that leads."""
        broken = self.broken_lines
        status, location, page = self.ask("POST", address, fields)
        was_broken = self.broken_lines > broken
        if was_broken and self.code() and self.chance.random() < 0.3:
            location = self.type_the_code() or location
        elif status == 409 or (status in (200, 410) and was_broken and "/start/" not in address):
            # The form had arrived although its answer did not: the page shows where to go on.
            location = f"/en/answer/{self.survey}/carry-on/"
        if not location:
            assert status == 200, f"{address} answered {status}"
            return address, page
        for _hop in range(5):
            status, onward, page = self.ask("GET", location)
            if status == 200:
                return location, page
            assert status in (302, 303), f"{location} answered {status}"
            location = onward
        raise AssertionError(f"{address} leads round and round")

    def type_the_code(self) -> str:
        """On another device, which knows nothing but the code. Returns where it leads."""
        code = self.code()
        self.visitor = Visitor(self.server.port)
        page = self.ask("GET", "/en/answer/resume/")[2]
        return self.ask("POST", "/en/answer/resume/", {**fields_of(page), "code": code})[1]

    def code(self) -> str:
        """As the page "Come back later" would have shown it."""
        cookie = self.visitor.cookies.get("answering", "")
        payload = cookie.strip('"').split(":")[0]
        if not payload or payload.startswith("."):
            return ""
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["code"]

    def ask(self, method: str, address: str, fields: dict | None = None) -> tuple[int, str, str]:
        """Ask until there is an answer: the same again, as a browser does that reloads."""
        while time.monotonic() < self.deadline:
            try:
                status, location, page = self.visitor.ask(method, address, fields)
            except (http.client.HTTPException, OSError):
                self.broken_lines += 1
                time.sleep(0.1)
                continue
            if status < 500:
                return status, location, page
            self.broken_lines += 1
        raise TimeoutError(f"No answer from {address}")


@pytest.fixture
def server(tmp_path):
    with bootstrap.only_one_at_a_time():
        template = bootstrap.template_database(bootstrap.migrations_fingerprint())
    shutil.copyfile(template, tmp_path / "portal.sqlite3")
    server = Server(tmp_path)
    yield server
    if server.process:
        server.stop()


def test_what_was_confirmed_is_there_once_however_often_the_server_is_killed(server):
    chance = random.Random(2026)
    survey = server.python(PREPARE)
    server.start()
    deadline = time.monotonic() + SECONDS_AT_MOST
    crowd = [Respondent(number, server, survey, deadline) for number in range(RESPONDENTS)]
    for respondent in crowd:
        respondent.start()
    for number in range(KILLS):
        wanted = (number + 1) * RESPONDENTS * EACH // (KILLS + 1)
        while (
            sum(len(each.confirmed) for each in crowd) < wanted
            and any(each.is_alive() for each in crowd)
            and time.monotonic() < deadline
        ):
            time.sleep(0.02)
        time.sleep(chance.random() / 5)
        if number % 2:
            server.kill_everything_and_start_again()
        else:
            server.kill_a_worker(chance)
    for respondent in crowd:
        respondent.join(timeout=max(1, deadline - time.monotonic()))
    faults = [each.fault for each in crowd if each.fault]
    assert not faults, faults
    server.stop()
    stored = json.loads(server.python(LOOK))
    confirmed = [words for each in crowd for words in each.confirmed]
    assert len(confirmed) == RESPONDENTS * EACH
    assert sorted(response["words"][0] for response in stored) == sorted(confirmed)
    for response in stored:
        assert response == {
            "state": "received",
            "answers": 2,
            "words": response["words"],
            "receipts": 1,
        }
        assert len(response["words"]) == 1
    assert sum(each.broken_lines for each in crowd) > 0, "Nobody noticed: nothing was tested"
