"""What may be shown of a count of people."""

import copy
import csv
import io
import json
import pickle
from itertools import product

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.disclosure import (
    MARK,
    SUPPRESSED,
    TOTAL,
    Rule,
    Suppressed,
    as_json,
    protect_count,
    protect_percentage,
    protect_table,
)

FIVE = Rule()


def test_a_withheld_value_is_one_thing_and_equals_no_number():
    assert Suppressed() is SUPPRESSED
    assert copy.deepcopy(SUPPRESSED) is SUPPRESSED
    assert pickle.loads(pickle.dumps(SUPPRESSED)) is SUPPRESSED  # noqa: S301
    assert SUPPRESSED != 0
    assert SUPPRESSED != ""
    assert SUPPRESSED == SUPPRESSED


def test_a_withheld_value_has_no_truth_and_no_order():
    with pytest.raises(TypeError):
        bool(SUPPRESSED)
    with pytest.raises(TypeError):
        SUPPRESSED < 5  # noqa: B015
    with pytest.raises(TypeError):
        SUPPRESSED + 1


def test_a_withheld_value_says_so_in_words_in_files_and_in_json():
    assert str(SUPPRESSED) == "too few to show"
    assert MARK == "[c]"
    assert json.dumps(as_json(SUPPRESSED)) == '{"suppressed": true}'
    assert as_json(15) == 15


@pytest.mark.parametrize("minimum", [-1, 0, 4, 11])
def test_the_minimum_lies_between_five_and_ten(minimum):
    with pytest.raises(ValueError, match="between 5 and 10"):
        Rule(minimum=minimum)


@pytest.mark.parametrize(
    ("count", "shown"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1002, 1000), (1003, 1005)]
)
def test_a_count_is_rounded_to_the_base(count, shown):
    assert protect_count(count, rule=FIVE) == shown


def test_a_count_half_way_is_rounded_up():
    assert protect_count(15, rule=Rule(base=10)) == 20


@pytest.mark.parametrize("count", [0, 1, 4])
def test_zero_counts_as_few(count):
    assert protect_count(count, rule=FIVE) is SUPPRESSED


def test_an_area_may_ask_for_more_people():
    assert protect_count(9, rule=Rule(minimum=10)) is SUPPRESSED


@pytest.mark.parametrize("count", [-1, 2.0, "7", True, None])
def test_what_is_no_count_is_refused(count):
    with pytest.raises(ValueError, match="count of people"):
        protect_count(count, rule=FIVE)


def test_a_percentage_is_whole_and_comes_from_the_rounded_counts():
    assert protect_percentage(13, 40, rule=FIVE) == 38  # 15 of 40, half up
    assert protect_percentage(40, 40, rule=FIVE) == 100


def test_a_percentage_needs_thirty_people_and_a_part_that_may_be_shown():
    assert protect_percentage(10, 29, rule=FIVE) is SUPPRESSED
    assert protect_percentage(10, 30, rule=FIVE) == 33
    assert protect_percentage(4, 300, rule=FIVE) is SUPPRESSED


def test_a_part_larger_than_the_whole_is_refused():
    with pytest.raises(ValueError, match="larger than the whole"):
        protect_percentage(41, 40, rule=FIVE)


def one_way(*counts):
    return [{"area": f"a{n}", "count": count} for n, count in enumerate(counts)]


def two_way(counts):
    return [
        {"area": f"a{i}", "age": f"b{j}", "count": count}
        for i, row in enumerate(counts)
        for j, count in enumerate(row)
    ]


def shown(table, *by):
    return {tuple(row[column] for column in by): row["count"] for row in table}


def test_totals_come_from_true_counts_and_are_then_rounded():
    table = shown(protect_table(one_way(7, 7, 7), by=["area"]), "area")
    assert table == {("a0",): 5, ("a1",): 5, ("a2",): 5, (TOTAL,): 20}


def test_a_hidden_cell_that_rounding_blurs_enough_stands_alone():
    table = shown(protect_table(one_way(3, 40, 12), by=["area"]), "area")
    assert table == {("a0",): SUPPRESSED, ("a1",): 40, ("a2",): 10, (TOTAL,): 55}


def test_a_hidden_cell_that_the_total_would_narrow_takes_the_smallest_other_one_with_it():
    table = shown(protect_table(one_way(0, 5, 5), by=["area"]), "area")
    assert table == {("a0",): SUPPRESSED, ("a1",): SUPPRESSED, ("a2",): 5, (TOTAL,): 10}


def test_every_row_says_whether_it_is_withheld():
    for row in protect_table(two_way([[3, 40], [12, 9]]), by=["area", "age"]):
        assert (row["count"] is SUPPRESSED) == (row["suppressed"] == 1)


def test_a_combination_that_no_row_has_is_withheld_not_missing():
    rows = [
        {"area": "north", "age": "young", "count": 30},
        {"area": "south", "age": "old", "count": 30},
    ]
    table = shown(protect_table(rows, by=["area", "age"]), "area", "age")
    assert table[("north", "old")] is SUPPRESSED
    assert len(table) == 9


def test_rows_of_the_same_categories_are_added_up():
    rows = [{"area": "north", "count": 3}, {"area": "north", "count": 4}]
    assert shown(protect_table(rows, by=["area"]), "area")[("north",)] == 5


def test_columns_that_are_not_asked_for_are_added_up():
    table = shown(protect_table(two_way([[3, 3], [3, 3]]), by=["area"]), "area")
    assert table == {("a0",): 5, ("a1",): 5, (TOTAL,): 10}


def test_a_table_of_few_shows_nothing():
    table = shown(protect_table(one_way(1, 2), by=["area"]), "area")
    assert set(table.values()) == {SUPPRESSED}


def test_an_empty_table_shows_that_it_is_few():
    assert shown(protect_table([], by=["area"]), "area") == {(TOTAL,): SUPPRESSED}


@pytest.mark.parametrize(
    ("rows", "by", "words"),
    [
        ([{"area": "a", "count": 5}], [], "at least one column"),
        ([{"area": "a", "count": 5}], ["age"], "no column 'age'"),
        ([{"area": "Total", "count": 5}], ["area"], "margins are computed"),
        ([{"area": "a", "count": "5"}], ["area"], "whole number"),
        ([{"area": "a", "count": 5}], ["area", "area"], "once"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_in_plain_words(rows, by, words):
    with pytest.raises(ValueError, match=words):
        protect_table(rows, by=by)


counts = st.one_of(st.integers(0, 12), st.integers(0, 60))
rules = st.builds(Rule, minimum=st.sampled_from([5, 7, 10]), base=st.sampled_from([1, 3, 5, 10]))
lines = st.lists(counts, min_size=1, max_size=7)
grids = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=4)
)


def known_to_an_outsider(value, rule):
    """The smallest and largest count behind a published value, worked out by trying."""
    if value is SUPPRESSED:
        return 0, 10_000
    behind = [n for n in range(rule.minimum, value + rule.base + 1) if rule.rounded(n) == value]
    return behind[0], behind[-1]


def values_left(table, line, key, rule):
    """How many values the parts and the total of one line leave a hidden cell of it."""
    *parts, total = line
    bounds = {cell: known_to_an_outsider(table[cell], rule) for cell in line}
    others = [bounds[cell] for cell in parts if cell != key]
    low_others, high_others = sum(low for low, _ in others), sum(high for _, high in others)
    if key == total:
        low, high = low_others, high_others
    else:
        low, high = bounds[total][0] - high_others, bounds[total][1] - low_others
    return min(high, bounds[key][1]) - max(low, bounds[key][0]) + 1


def lines_of(table):
    """Each line of a protected table, its total last."""
    dimensions = len(next(iter(table)))
    categories = [list(dict.fromkeys(key[d] for key in table)) for d in range(dimensions)]
    for d in range(dimensions):
        for fixed in product(*(c for i, c in enumerate(categories) if i != d)):
            yield [(*fixed[:d], category, *fixed[d:]) for category in categories[d]]


@settings(max_examples=200, deadline=None)
@given(lines, rules)
def test_no_figure_below_the_minimum_is_published_and_each_is_rounded(line, rule):
    truth = {(f"a{n}",): count for n, count in enumerate(line)} | {(TOTAL,): sum(line)}
    for key, value in shown(protect_table(one_way(*line), by=["area"], rule=rule), "area").items():
        if truth[key] < rule.minimum:
            assert value is SUPPRESSED
        if value is not SUPPRESSED:
            assert value == rule.rounded(truth[key])


@settings(max_examples=200, deadline=None)
@given(lines, rules)
def test_a_hidden_cell_of_a_line_keeps_as_many_values_as_the_minimum(line, rule):
    table = shown(protect_table(one_way(*line), by=["area"], rule=rule), "area")
    for key, value in table.items():
        if value is SUPPRESSED:
            assert values_left(table, list(table), key, rule) >= rule.minimum


@settings(max_examples=150, deadline=None)
@given(grids, rules)
def test_in_two_dimensions_no_line_gives_a_hidden_cell_away(grid, rule):
    table = shown(protect_table(two_way(grid), by=["area", "age"], rule=rule), "area", "age")
    for line in lines_of(table):
        for key in [key for key in line if table[key] is SUPPRESSED]:
            assert values_left(table, line, key, rule) >= rule.minimum


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_trying_every_small_table_finds_no_hidden_cell_pinned(grid):
    table = shown(protect_table(two_way(grid), by=["area", "age"]), "area", "age")
    bounds = {key: known_to_an_outsider(value, FIVE) for key, value in table.items()}
    possible = {key: set() for key, value in table.items() if value is SUPPRESSED}
    inner = [key for key in table if TOTAL not in key]
    for tried in product(range(13), repeat=4):
        truth = dict(zip(inner, tried, strict=True))
        cells = {
            (area, age): sum(
                n for (x, y), n in truth.items() if area in (x, TOTAL) and age in (y, TOTAL)
            )
            for area, age in table
        }
        if all(low <= cells[key] <= high for key, (low, high) in bounds.items()):
            for key, values in possible.items():
                values.add(cells[key])
    assert all(len(values) >= 5 for values in possible.values())


@settings(max_examples=50, deadline=None)
@given(grids)
def test_the_same_table_always_gives_the_same_answer(grid):
    rows = two_way(grid)
    first = protect_table(rows, by=["area", "age"])
    again = protect_table(list(reversed(rows)), by=["area", "age"])
    assert shown(first, "area", "age") == shown(again, "area", "age")


@settings(max_examples=25, deadline=None)
@given(st.lists(counts, min_size=12, max_size=12), rules)
def test_three_dimensions_are_safe_line_by_line(numbers, rule):
    rows = [
        {"a": a, "b": b, "c": c, "count": numbers[a * 6 + b * 2 + c]}
        for a, b, c in product(range(2), range(3), range(2))
    ]
    table = shown(protect_table(rows, by=["a", "b", "c"], rule=rule), "a", "b", "c")
    for line in lines_of(table):
        for key in line:
            if table[key] is SUPPRESSED:
                assert values_left(table, line, key, rule) >= rule.minimum


def test_the_command_writes_what_may_be_published(tmp_path):
    counts_file, safe = tmp_path / "counts.csv", tmp_path / "safe.csv"
    counts_file.write_text(
        "área,age,count\nNørth,0–4,3\nNørth,5–9,40\nSouth,0–4,12\nSouth,5–9,30\n", "utf-8-sig"
    )
    call_command("protect_table", input=str(counts_file), output=str(safe), by=["área"])
    rows = list(csv.DictReader(io.StringIO(safe.read_text("utf-8"))))
    assert rows == [
        {"área": "Nørth", "count": "45", "suppressed": "0"},
        {"área": "South", "count": "40", "suppressed": "0"},
        {"área": "Total", "count": "85", "suppressed": "0"},
    ]


def test_the_command_takes_all_columns_and_leaves_a_withheld_count_empty(tmp_path):
    counts_file, safe = tmp_path / "counts.csv", tmp_path / "safe.csv"
    counts_file.write_text("area,age,count\nn,y,3\nn,o,40\ns,y,12\ns,o,30\n")
    call_command("protect_table", input=str(counts_file), output=str(safe))
    rows = list(csv.DictReader(safe.open(encoding="utf-8")))
    assert rows[0] == {"area": "n", "age": "y", "count": "", "suppressed": "1"}
    assert rows[-1] == {"area": "Total", "age": "Total", "count": "85", "suppressed": "0"}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("area,number\nn,3\n", 'no column "count"'),
        ("area,count\nn,three\n", "Line 2"),
        ("area,count\nn,-3\n", "Line 2"),
        ("area,count\nn\n", "Line 2"),
        ("area,count\nTotal,9\n", "margins are computed"),
        ("count\n9\n", "at least one column"),
    ],
)
def test_the_command_refuses_in_plain_words_and_writes_nothing(tmp_path, written, words):
    counts_file, safe = tmp_path / "counts.csv", tmp_path / "safe.csv"
    counts_file.write_text(written)
    with pytest.raises(CommandError, match=words):
        call_command("protect_table", input=str(counts_file), output=str(safe))
    assert not safe.exists()


def test_the_command_says_when_a_file_or_a_column_is_missing(tmp_path):
    counts_file = tmp_path / "counts.csv"
    counts_file.write_text("area,count\nn,9\n")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("protect_table", input=str(tmp_path / "none.csv"), output="unused.csv")
    with pytest.raises(CommandError, match='no column "age"'):
        call_command("protect_table", input=str(counts_file), output="unused.csv", by=["age"])
