"""The tablet's script goes the same way through a survey, and reads answers, as the server does.

The scripts run as they are in Node, on random questionnaires, answers, numbers and dates.
"""

import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaires.branching import Situation, route_through
from surveys.questionnaires.easy_reading import easy_steps
from surveys.responding.accepting import read_number
from surveys.responding.assisted import sheet
from surveys.responding.assisted.sheet import rules_for_script
from surveys.responding.fields import DateField
from tests.surveys.questionnaires.documents import documents, walks

SCRIPTS = Path(sheet.__file__).parent / "static" / "assisted"
#: Loads the scripts, then answers one line with one line.
HARNESS = """
const {readFileSync} = require("node:fs");
for (const file of process.argv.slice(1)) (0, eval)(readFileSync(file, "utf8"));
require("node:readline").createInterface({input: process.stdin}).on("line", (line) => {
  const [name, ...args] = JSON.parse(line);
  if (name !== "way") return console.log(JSON.stringify(globalThis.helping[name](...args)));
  const [rules, answers, situation] = args;
  const route = globalThis.helping.routeThrough(rules, answers, situation);
  console.log(JSON.stringify({
    steps: route.steps.map((step) => step.id),
    exit: route.exit ? route.exit.id : null,
    pages: globalThis.helping.pagesOf(rules, route),
  }));
});
"""
MANY = settings(max_examples=300, deadline=None)


@pytest.fixture(scope="module")
def script():
    """Asks one function of the scripts: ``script("readNumber", "12")``."""
    beside = Path(sys.executable).parent / "node"
    node = str(beside) if beside.exists() else shutil.which("node")
    files = [str(SCRIPTS / name) for name in ("branching.js", "reading.js")]
    running = subprocess.Popen(
        [node, "-e", HARNESS, *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def ask(*line):
        running.stdin.write(json.dumps(line) + "\n")
        running.stdin.flush()
        return json.loads(running.stdout.readline())

    yield ask
    running.stdin.close()
    running.wait(timeout=10)


@st.composite
def journeys(draw):
    """A questionnaire, and what somebody answered and who they are."""
    document = draw(documents(most_steps=9))
    return document, *draw(walks(document))


@MANY
@given(journey=journeys())
def test_the_script_takes_the_same_route(script, journey):
    document, answers, situation = journey
    route = route_through(document, answers, situation)

    found = script("way", rules_for_script(document, easy=False), answers, _said(situation))

    assert found["steps"] == [step["id"] for step in route.steps]
    assert found["exit"] == (route.exit["id"] if route.exit else None)
    assert found["pages"] == found["steps"]


@st.composite
def easy_journeys(draw):
    document, answers, situation = draw(journeys())
    explained = st.sampled_from(["", *(step["id"] for step in document["steps"])])
    pages = [
        {
            "id": f"easy{number}",
            "explains": draw(explained),
            "lines": {"en": [f"Line {number}."]},
            "options": {},
        }
        for number in range(draw(st.integers(0, 6)))
    ]
    return document | {"easy_read": {"steps": pages}}, answers, situation


@MANY
@given(journey=easy_journeys())
def test_the_script_shows_the_same_easy_read_pages(script, journey):
    document, answers, situation = journey
    route = route_through(document, answers, situation)

    found = script("way", rules_for_script(document, easy=True), answers, _said(situation))

    assert found["pages"] == [page.id for page in easy_steps(document, route, "en")]


def _said(situation: Situation) -> dict[str, str]:
    return {"audience": situation.audience, "channel": situation.channel}


DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda n: f"{n:f}")


@MANY
@given(one=DECIMALS, other=DECIMALS)
def test_the_script_compares_numbers_exactly(script, one, other):
    order = (Decimal(one) > Decimal(other)) - (Decimal(one) < Decimal(other))

    assert script("compareDecimals", one, other) == order


TYPED_NUMBERS = st.one_of(
    st.text(alphabet="0123456789٠١٢٣۴۵۶੭੮੯०९., -+ \u066b", max_size=14),
    st.text(max_size=6),
    st.integers().map(str),
    st.floats(allow_nan=False).map(repr),
)


@MANY
@given(typed=TYPED_NUMBERS)
def test_a_number_that_the_script_takes_is_the_same_number_for_the_server(script, typed):
    taken = script("readNumber", typed)

    if taken is not None:
        assert read_number(typed) == Decimal(taken)


@pytest.mark.parametrize("typed", ["12", " 3,5 ", "۱۲", "٣٫٥", "੭", "-4", "0012", "7."])
def test_the_script_takes_numbers_as_people_write_them(script, typed):
    assert Decimal(script("readNumber", typed)) == read_number(typed)


PARTS = st.one_of(st.integers(-1, 13).map(str), st.integers(1890, 2100).map(str), st.just(""))


@MANY
@given(exact=st.booleans(), parts=st.tuples(PARTS, PARTS, PARTS))
def test_the_script_takes_the_same_dates(script, exact, parts):
    parts = list(parts if exact else parts[1:])
    try:
        expected = DateField(exact=exact, required=False).clean(parts) or None
    except ValidationError:
        expected = None

    assert script("readDate", parts, exact) == expected
