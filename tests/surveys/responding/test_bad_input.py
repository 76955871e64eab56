"""Whatever a program sends to the journey, it never falls over: no answer of 500 or above."""

from urllib.parse import quote_from_bytes

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import QuestionnaireVersion
from tests.builders import build_open_survey, build_question, build_step

pytestmark = pytest.mark.django_db
YES_NO = {"yes": "Yes", "no": "No"}
ROWS = [{"key": "a", "text": {"en": "Letters"}}, {"key": "b", "text": {"en": "Calls"}}]

#: What people paste and what programs try.
NASTY = st.sampled_from(
    [
        b"",
        b"\x00",
        b"\xed\xa0\x80",  # half of a surrogate pair
        b"\xff\xfe\xfa",
        "👨‍👩‍👧‍👦".encode() * 5_000,
        ("\u202e\u200f\u2067" * 400 + "ہم").encode(),
        b"9" * 400,
        b"-1e309",
        b"NaN",
        "٣٫١٤".encode(),
        b"0x10",
        b"../../etc/passwd",
        b"{{7*7}}<script>alert(1)</script>%s%(x)s{0}",
        b"' OR 1=1 --",
        b"\r\nSet-Cookie: a=b",
        b"yes",
        b"on",
        b"later",
        b"skip",
        b"3467CDFGHJKM",
    ]
)
VALUE = st.one_of(NASTY, st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")))
NAME = st.sampled_from(
    [
        "answer",
        "answer_day",
        "answer_month",
        "answer_year",
        "answer_0",
        "answer_1",
        "go",
        "then",
        "row",
        "who_answered",
        "helper",
        "consent_to_quote",
        "saved_times",
        "code",
        "sure",
        "website",
        "again",
        "audience",
        "p",
        "ticket",
        "proof",
        "remove",
        "photo",
        "email",
        "phone",
        "channel",
        "csrfmiddlewaretoken",
        "sent",
        "\x00",
        "answer[]",
    ]
)
FIELDS = st.lists(st.tuples(NAME, VALUE), max_size=8)
CONTENT_TYPE = st.sampled_from(
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=nonsense",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/json",
        "text/plain",
        "",
    ]
)


def steps_of_every_kind() -> list[dict]:
    def step(kind: QuestionType, **more) -> dict:
        made = build_step(code=f"Q-{kind}", type=kind, options=more.pop("options", None))
        return made | {"limits": {}, "rows": []} | more

    return [
        step(QuestionType.TEXT),
        step(QuestionType.LINE),
        step(QuestionType.CHOICE, options=YES_NO),
        step(QuestionType.CHOICES, options=YES_NO, limits={"most": 1}),
        step(QuestionType.RANKING, options=YES_NO, limits={"most": 2}),
        step(QuestionType.MATRIX, options=YES_NO, rows=ROWS),
        step(QuestionType.NUMBER, limits={"minimum": 0, "maximum": 30}),
        step(QuestionType.DATE, limits={"precision": "month"}),
        step(QuestionType.DATE, limits={"precision": "day"}),
        step(QuestionType.FILE, limits={"accepts": ["photo", "voice", "document"]}),
    ]


@pytest.fixture
def version(council_coordinator):
    version = build_open_survey(
        coordinator=council_coordinator, questions=[build_question(type=QuestionType.TEXT)]
    )
    version.document["steps"] = steps_of_every_kind()
    QuestionnaireVersion.objects.filter(pk=version.pk).update(document=version.document)
    return version


def addresses(version) -> list[str]:
    """Every address of the journey that takes a form."""
    key = version.survey_key
    names = [
        "start",
        "about_you",
        "check",
        "send",
        "later",
        "done",
        "tell_me",
        "send_code",
        "change",
        "delete",
        "carry_on",
    ]
    found = [reverse(f"responding:{name}", args=[key]) for name in names]
    for step in version.document["steps"]:
        found.append(reverse("responding:step", args=[key, step["id"]]))
        for row in step["rows"]:
            found.append(reverse("responding:step", args=[key, step["id"], row["key"]]))
    found.append(reverse("responding:step", args=[key, "no-such-step", "%00"]))
    return [*found, reverse("responding:resume"), reverse("responding:withdraw")]


def body_of(fields, content_type: str) -> bytes:
    if content_type.startswith("multipart"):
        parts = [
            b'--x\r\nContent-Disposition: form-data; name="%s"; filename="a\x00.jpg"\r\n'
            b"Content-Type: image/jpeg\r\n\r\n%s\r\n" % (name.encode(), value)
            for name, value in fields
        ]
        return b"".join(parts) + b"--x--\r\n"
    return b"&".join(
        quote_from_bytes(name.encode()).encode() + b"=" + quote_from_bytes(value).encode()
        for name, value in fields
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_form_makes_the_journey_fall_over(version, data):
    cache.clear()
    visitor = Client(raise_request_exception=False)
    if data.draw(st.booleans(), label="has begun"):
        visitor.post(reverse("responding:start", args=[version.survey_key]))
    for _number in range(data.draw(st.integers(1, 4), label="forms")):
        address = data.draw(st.sampled_from(addresses(version)), label="address")
        content_type = data.draw(CONTENT_TYPE, label="content type")
        body = body_of(data.draw(FIELDS, label="fields"), content_type)
        answer = visitor.generic("POST", address, body, content_type=content_type)
        assert answer.status_code < 500, address
        # What was kept can always be shown again.
        assert visitor.get(address).status_code < 500


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "\x00", "ey" * 3000])
def test_no_cookie_makes_the_journey_fall_over(version, cookie):
    visitor = Client(raise_request_exception=False)
    visitor.cookies["answering"] = cookie
    for address in addresses(version):
        assert visitor.get(address).status_code < 500
        assert visitor.post(address, {"answer": "yes"}).status_code < 500
