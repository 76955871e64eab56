"""Each kind of question on the web: answered, refused with a sentence, shown, stored, counted."""

import datetime
from decimal import Decimal

import pytest
from django.core.cache import cache

from surveys.responding.models import Response
from tests.surveys.responding.browser import Browser
from tests.surveys.responding.documents import ask, end, key_of, open_document, tell

pytestmark = pytest.mark.django_db

KINDS = (
    ask("agree", "agree", "agree_a_lot", "not_sure"),
    ask("choice", "choice", "a", "b"),
    ask("choices", "choices", "a", "b", "c", limits={"most": 2}),
    ask("picture", "picture", "a", "b"),
    ask(
        "scale",
        "scale",
        *map(str, range(0, 11)),
        limits={"minimum": 0, "maximum": 10, "low": {"en": "Not at all"}, "high": {"en": "Fully"}},
    ),
    ask("ranking", "ranking", "a", "b", "c", "d", limits={"most": 3}),
    ask("matrix", "matrix", "good", "bad", rows=("staff", "room")),
    ask("line", "line"),
    ask("text", "text"),
    ask("number", "number", limits={"minimum": 0, "maximum": 25}),
    ask("month", "date", limits={"precision": "month"}),
    ask("day", "date", limits={"precision": "day"}),
    ask("file", "file", limits={"accepts": ["photo"]}),
)


@pytest.fixture
def walker(forum):
    walker = Browser(open_document(forum, list(KINDS)))
    walker.start()
    return walker


def part_names(kind: str) -> tuple[str, ...]:
    return {"month": ("month", "year"), "day": ("day", "month", "year")}[kind]


def given_as(kind: str, *parts: str) -> dict[str, str]:
    """The parts of a date or a ranking, as a browser sends them."""
    names = ("0", "1", "2", "3") if kind == "ranking" else part_names(kind)
    return dict(zip(names, parts, strict=True))


ANSWERS = [
    ("agree", "agree_a_lot", "Option agree_a_lot", {"option_keys": ["agree_a_lot"]}),
    ("choice", "b", "Option b", {"option_keys": ["b"]}),
    ("choices", ["a", "c"], "Option a<br>Option c", {"option_keys": ["a", "c"]}),
    ("picture", "a", "Option a", {"option_keys": ["a"]}),
    ("scale", "7", "Option 7", {"option_keys": ["7"]}),
    (
        "ranking",
        given_as("ranking", "3", "1", "", "2"),
        "<li>Option b</li><li>Option d</li><li>Option a</li>",
        {"option_keys": ["b", "d", "a"]},
    ),
    ("number", "١٢", "12", {"number": Decimal(12)}),
    ("number", "7,5", "7.5", {"number": Decimal("7.5")}),
    ("month", given_as("month", "3", "2026"), "March 2026", {"date": datetime.date(2026, 3, 1)}),
    (
        "day",
        given_as("day", "۱۴", "3", "2026"),
        "14 March 2026",
        {"date": datetime.date(2026, 3, 14)},
    ),
]


@pytest.mark.parametrize(("name", "given", "shown", "stored"), ANSWERS)
def test_an_answer_is_shown_on_its_page_and_on_the_check_page_and_stored(
    name, given, shown, stored, walker
):
    walker.answer(name, given)
    assert walker.kept["passed"] == [name]
    walker.check()
    assert shown in walker.words
    walker.answer(name, given)
    assert walker.kept["answers"].keys() == {key_of(name)}
    walker.send()
    [answer] = Response.objects.get().answers.all()
    assert {field: getattr(answer, field) for field in stored} == stored


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("choice", "c", "Please choose one of the answers on this page."),
        ("choice", "\x00", "Please choose one of the answers on this page."),
        ("choices", ["a", "b", "c"], "Please choose at most 2 answers."),
        ("choices", ["\x00"], "Please choose one of the answers on this page."),
        ("scale", "11", "Please choose one of the answers on this page."),
        ("ranking", given_as("ranking", "1", "1", "", ""), "You gave place 1 twice."),
        ("ranking", given_as("ranking", "4", "", "", ""), "Please choose the places"),
        ("ranking", given_as("ranking", "\x00", "x", "", ""), "Please choose the places"),
        ("number", "a few", "Please write a number, for example 12."),
        ("number", "26", "Please write a number that is 25 or less."),
        ("number", "-1", "Please write a number that is 0 or more."),
        ("number", "1e999", "Please write a number, for example 12."),
        ("number", "9" * 4_000, "Please write a number, for example 12."),
        ("month", given_as("month", "3", ""), "Please give a month and a year"),
        ("month", given_as("month", "3", "26"), "Please write the year with four numbers."),
        ("day", given_as("day", "31", "2", "2026"), "Please give a real date"),
        ("day", given_as("day", "\x00x", "2", "2026"), "Please give a real date"),
        ("line", "word " * 60, "Please use one short line."),
        ("text", "word " * 1_100, "Please make it shorter."),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_stays_on_screen(name, given, sentence, walker):
    walker.answer(name, given)
    assert walker.words.count(sentence) == 2
    assert walker.path == walker.address("step", name)
    assert walker.kept["answers"] == {}
    typed = given if isinstance(given, str) else ""
    if typed and name in ("number", "line", "text"):
        assert typed.strip() in walker.words


def test_what_was_typed_into_a_date_or_a_ranking_stays_when_it_is_refused(walker):
    walker.answer("day", given_as("day", "31", "2", "2026"))
    assert 'value="31"' in walker.words and 'value="2026"' in walker.words
    assert '<option value="2" selected>' in walker.words
    walker.answer("ranking", given_as("ranking", "2", "2", "", ""))
    assert walker.words.count('<option value="2" selected>') == 2


def test_a_line_that_was_not_asked_is_not_answered(walker):
    walker.answer("matrix", "good", row="garden")
    assert walker.path == walker.address("step", "matrix", "staff")
    walker.answer("matrix", "excellent", row="staff")
    assert "Please choose one of the answers on this page." in walker.words
    assert walker.kept["answers"] == {}


def test_the_ends_of_a_scale_are_said_to_eyes_and_ears(walker):
    walker.go("step", "scale")
    assert "Option 0 = Not at all" in walker.words
    assert "(Not at all)</span>" in walker.words and "(Fully)</span>" in walker.words


def test_dates_are_shown_in_the_language_of_the_reader(walker):
    walker.answer("month", given_as("month", "3", "2026"))
    walker.language = "pl"
    walker.check()
    assert "marzec 2026" in walker.words.lower()


def test_a_huge_message_is_refused_and_the_answers_stay(walker):
    walker.answer("choice", "a")
    walker.answer("text", "x" * 3_000_000)
    assert walker.status in (400, 413)
    assert walker.kept["answers"] == {key_of("choice"): ["a"]}


@pytest.mark.parametrize("name", [step["id"] for step in KINDS])
def test_every_kind_of_step_asks_the_database_little(name, walker, django_assert_max_num_queries):
    cache.clear()
    row = ["staff"] if name == "matrix" else []
    walker.follows = False
    with django_assert_max_num_queries(10):
        walker.go("step", name, *row)
    given = {each: answer for each, answer, *_more in ANSWERS}.get(name, "")
    with django_assert_max_num_queries(4):
        walker.answer(name, given, row="staff" if row else "")
    assert walker.last.status_code == 302


def test_every_other_page_asks_the_database_little(forum, django_assert_max_num_queries):
    version = open_document(forum, [tell("hello"), *KINDS[:-1], end("bye", sends=True)])
    walker = Browser(version)
    walker.follows = False
    with django_assert_max_num_queries(12):
        walker.go("start")
    with django_assert_max_num_queries(12):
        walker.start()
    for page in ("hello", "bye"):
        with django_assert_max_num_queries(10):
            walker.go("step", page)
    for name, given, *_shown in ANSWERS:
        walker.answer(name, given)
    walker.answer("text", "Words")
    walker.answer("line", "More words")
    for page in ("about_you", "check", "later"):
        with django_assert_max_num_queries(9):
            walker.go(page)
    with django_assert_max_num_queries(4):
        walker.about(who_answered="me")
    walker.check()
    with django_assert_max_num_queries(12):
        walker.send()
    assert walker.last.url == walker.address("done")
    with django_assert_max_num_queries(12):
        walker.go("done")
    with django_assert_max_num_queries(6):
        walker.change()
    walker.answer("text", "Other words")
    walker.check()
    walker.send()
    assert Response.objects.get().comments.count() == 2
