"""Measures the portal and prints one JSON object: ``make bench``.

Every speed is given beside that of a bare Django view of this project, which answers one kilobyte
under the same server and the same load in the same run: the ratio is what can be compared between
machines. Weights are what a first visit transfers, compressed. Queries are counted in process.
"""

import contextlib
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.demonstration.crowd import measured_survey

ROOT = Path(__file__).resolve().parent.parent
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
VISITORS = 8


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Visitor:
    """One browser without JavaScript: keeps cookies, sends forms back as they came."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.slowest: list[float] = []
        #: Seconds from pressing a button until the next page is there.
        self.steps: list[float] = []

    def ask(self, method: str, address: str, fields: dict | None = None) -> tuple[int, str, str]:
        """(status, Location, body) of one request; its seconds are added to ``slowest``."""
        headers = {"Host": f"localhost:{self.port}", "Accept-Encoding": "identity"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
            words = answer.read().decode()
        except (http.client.HTTPException, OSError):
            # A server that recycles its worker closes idle connections; a browser asks again.
            self.connection.close()
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
            words = answer.read().decode()
        self.slowest.append(time.perf_counter() - began)
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer.status, answer.headers.get("Location", ""), words

    def follow(self, address: str, fields: dict) -> tuple[str, str]:
        """Send a form and go where it leads: (address, body) of the page that is shown."""
        began = time.perf_counter()
        status, location, words = self.ask("POST", address, fields)
        if status not in (302, 303):
            raise RuntimeError(f"{address} answered {status} instead of leading on")
        status, _, words = self.ask("GET", location)
        self.steps.append(time.perf_counter() - began)
        return location, words


FORM_FIELD = re.compile(r'<input[^>]*type="(radio|checkbox)"[^>]*>', re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def fields_of(page: str) -> dict[str, str]:
    """What a person without opinions sends: hidden fields, first answers, a sentence."""
    form = page[page.index("<main") :]
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(ATTRIBUTE.findall(tag))
        kind, name = attributes.get("type", "text"), attributes.get("name", "")
        if not name:
            continue
        if kind == "hidden" or kind == "radio":
            fields.setdefault(name, unescape(attributes.get("value", "")))
    for name in re.findall(r'<textarea[^>]*name="([^"]+)"', form):
        fields[name] = "Please write shorter letters and give us a date."
    return fields


def answer_survey(visitor: Visitor, survey_key: str) -> None:
    """One complete response, from the first page to the receipt."""
    visitor.cookies.clear()
    address = f"/en/answer/{survey_key}/start/"
    _, _, page = visitor.ask("GET", address)
    address, page = visitor.follow(address, fields_of(page))
    for _step in range(40):
        if "/done/" in address:
            return
        target = address
        sending = re.search(r'<form[^>]*action="([^"]*/send/)"', page)
        if sending:
            target = unescape(sending.group(1))
        address, page = visitor.follow(target, fields_of(page))
    raise RuntimeError("The survey did not come to its end.")


def load(port: int, act: Callable[[Visitor], None], seconds: float = SECONDS) -> dict[str, float]:
    """Eight visitors doing ``act`` again and again: acts a second, and p95 of one request."""
    until = time.perf_counter() + seconds
    done, times, steps, faults = [], [], [], []

    def visit() -> None:
        visitor = Visitor(port)
        count = 0
        try:
            while time.perf_counter() < until:
                act(visitor)
                count += 1
        except Exception as fault:  # noqa: BLE001 (reported as the reason why the run failed)
            faults.append(fault)
        done.append(count)
        times.extend(visitor.slowest)
        steps.extend(visitor.steps)

    began = time.perf_counter()
    visitors = [threading.Thread(target=visit) for _ in range(VISITORS)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    if faults:
        raise faults[0]
    spent = time.perf_counter() - began
    figures = {
        "per_second": round(sum(done) / spent, 2),
        "p95_ms_of_a_request": _p95_ms(times),
    }
    return figures | {"p95_ms_of_a_step": _p95_ms(steps)} if steps else figures


def _p95_ms(seconds: list[float]) -> float:
    ranked = statistics.quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
    return round(ranked[18] * 1000, 1)


def page_load(port: int, address: str) -> dict[str, float]:
    def act(visitor: Visitor) -> None:
        status, _, _ = visitor.ask("GET", address)
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")

    act(Visitor(port))
    return load(port, act)


def weight(port: int, address: str) -> dict[str, int]:
    """Bytes and requests of a first visit: the page and all it pulls in, compressed."""

    def size(path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Host": f"localhost:{port}", "Accept-Encoding": "br, gzip"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        raw = answer.read()
        head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
        connection.close()
        return len(raw) + head, ""

    _, _, page = Visitor(port).ask("GET", address)
    pulled = set(re.findall(r'<(?:link|script|img|source)[^>]*(?:href|src)="(/[^"#]+)', page))
    pulled |= {part.split("#")[0] for part in re.findall(r'<use href="(/[^"]+)"', page)}
    pulled = {path for path in pulled if path.startswith(("/static/", "/media/"))}
    total = size(address)[0] + sum(size(path)[0] for path in pulled)
    return {"bytes": total, "requests": 1 + len(pulled)}


def queries(survey_key: str) -> dict:
    """Queries of the measured pages and of each step: of its form, and of the page after it."""

    def count(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    client = Client(headers={"host": "localhost"})
    start = f"/en/answer/{survey_key}/start/"
    counted = {
        "home": count(lambda: client.get("/en/")),
        "survey": count(lambda: client.get(start)),
    }
    steps: list[int] = []
    by_step: list[dict[str, int]] = []
    address, page = start, client.get(start).content.decode()
    while "/done/" not in address and len(steps) < 60:
        sending = re.search(r'<form[^>]*action="([^"]*/send/)"', page)
        target = unescape(sending.group(1)) if sending else address
        answers = []
        fields = fields_of(page)
        steps.append(count(lambda: answers.append(client.post(target, fields))))  # noqa: B023
        address = answers[0].headers["Location"]
        steps.append(count(lambda: answers.append(client.get(address))))  # noqa: B023
        page = answers[1].content.decode()
        by_step.append({"form": steps[-2], "next_page": steps[-1]})
    counted["most_in_a_step"] = max(steps)
    counted["complete_response"] = sum(steps)
    return {**counted, "by_step": by_step}


@contextlib.contextmanager
def serving(port: int) -> Iterator[None]:
    """The portal's own web server with the demonstration area, for as long as it is measured."""
    server = subprocess.Popen(  # noqa: S603 (our own command)
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "portal/tooling/gunicorn_settings.py",
            "--bind",
            f"127.0.0.1:{port}",
            "portal.wsgi:application",
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "BENCH": "1",
            "LOG_LEVEL": "ERROR",
            # Eight visitors who never rest are what the guard takes for an attack.
            "GUARD_STARTS_PER_MINUTE": "1000000",
        },
    )
    try:
        for _attempt in range(120):
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Visitor(port).ask("GET", "/bare/")[0] == 200:
                    break
            time.sleep(0.5)
        else:
            raise RuntimeError("The web server did not start.")
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def measure(*, say: Callable[[str], None]) -> dict:
    """All figures of one run against the demonstration area of this database."""
    survey_key = str(measured_survey())
    port = free_port()
    pages = {"home": "/en/", "survey": f"/en/answer/{survey_key}/start/"}
    result: dict = {"seconds_each": SECONDS, "visitors": VISITORS}
    with serving(port):
        say("bare view …")
        bare = page_load(port, "/bare/")
        result["bare"] = bare
        for name, address in pages.items():
            say(f"{name} page …")
            figures = page_load(port, address)
            result[name] = {
                **figures,
                "ratio_to_bare": round(figures["per_second"] / bare["per_second"], 4),
                "p95_ratio_to_bare": round(
                    figures["p95_ms_of_a_request"] / bare["p95_ms_of_a_request"], 2
                ),
                **weight(port, address),
            }
        say("complete responses …")
        # Once before the clock runs: each worker reads every template of the journey once.
        load(port, lambda visitor: answer_survey(visitor, survey_key), seconds=0.1)
        figures = load(port, lambda visitor: answer_survey(visitor, survey_key))
        result["complete_response"] = {
            **figures,
            "ratio_to_bare": round(figures["per_second"] / bare["per_second"], 4),
            "p95_ratio_to_bare": round(
                figures["p95_ms_of_a_request"] / bare["p95_ms_of_a_request"], 2
            ),
        }
        say("bare view again …")
        result["bare_again"] = page_load(port, "/bare/")
    say("queries …")
    result["queries"] = queries(survey_key)
    result["database"] = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    return result
