"""No published figure is below the minimum, in any table, page or file."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.answers import OptionCount, QuestionCount
from surveys.results.charts import charts_of
from surveys.results.disclosure import Rule, protect_table
from surveys.results.exports import to_csv
from surveys.results.figures import SMALLER_THEMES, TrueCounts, protect

RULE = Rule(minimum=5, base=5)
number = st.integers(0, 40)


@st.composite
def true_counts(draw):
    """Counts that agree with each other: nobody speaks who did not answer."""
    who = {key: draw(number) for key in ("me", "me_with_help", "")}
    total = sum(who.values())
    by_both, themes = [], []
    for theme in range(draw(st.integers(0, 5))):
        parts = {key: draw(st.integers(0, count)) for key, count in who.items()}
        name = {"theme": f"TH-{theme}", "label": f"Theme {theme}"}
        by_both += [
            {**name, "who_answered": key, "count": count} for key, count in parts.items() if count
        ]
        if sum(parts.values()):
            themes.append({**name, "count": sum(parts.values())})
    chosen = [draw(st.integers(0, max(total, 1))) for _option in range(3)]
    options = [OptionCount(str(i), {"en": f"Answer {i}"}, n) for i, n in enumerate(chosen)]
    several = draw(st.booleans())
    question = QuestionCount(
        question="q",
        code="Q1",
        meaning_version=1,
        words={"en": "Which?"},
        several=several,
        people=max(chosen) if several else sum(chosen),
        options=options,
    )
    return TrueCounts(
        people=total,
        who_answered=[{"who_answered": k, "count": n} for k, n in who.items() if n],
        channel=[{"channel": "web", "count": total}] if total else [],
        language=[{"language": "en", "count": total}] if total else [],
        themes=themes,
        themes_by_who_answered=by_both,
        questions=[question],
    )


@settings(max_examples=150, deadline=None)
@given(true_counts())
def test_no_cell_in_any_form_is_below_the_minimum(counts):
    figures = protect(counts, rule=RULE)

    frozen = json.loads(json.dumps(figures))
    for table in frozen["tables"]:
        for row in table["rows"]:
            if row["suppressed"]:
                assert row["count"] == {"suppressed": True}
            else:
                assert row["count"] >= RULE.minimum
                assert row["count"] % RULE.base == 0
    for line in to_csv(frozen).splitlines()[1:]:
        count = line.rsplit(",", 2)[1]
        assert count == "[c]" or int(count) >= RULE.minimum
    for chart in charts_of(frozen):
        rows = chart.rows if not chart.is_grid else []
        for row in rows:
            assert row.value == "too few to show" or int(row.value.split()[0]) >= RULE.minimum
            assert row.withheld == (row.value == "too few to show")
            assert row.percent is None or 0 <= row.percent <= 100
        for _label, cells in chart.rows if chart.is_grid else []:
            assert all(cell in ("", "too few to show") or int(cell) >= 5 for cell in cells)


@settings(max_examples=100, deadline=None)
@given(true_counts())
def test_the_same_total_is_shown_everywhere_or_nowhere(counts):
    figures = protect(counts, rule=RULE)

    totals = [
        json.dumps(row["count"])
        for table in figures["tables"][:3]
        for row in table["rows"]
        if row["key"] == "total"
    ]
    assert set(totals) == {json.dumps(figures["people"])}


@settings(max_examples=100, deadline=None)
@given(true_counts())
def test_parts_of_a_theme_are_shown_only_where_they_are_safe_beside_its_total(counts):
    figures = protect(counts, rule=RULE)

    tables = {table["key"]: table["rows"] for table in figures["tables"]}
    for theme in {row["key"] for row in tables["themes_by_who_answered"]}:
        parts = [row for row in tables["themes_by_who_answered"] if row["key"] == theme]
        true = {
            row["who_answered"]: row["count"]
            for row in counts.themes_by_who_answered
            if row["theme"] == theme
        }
        safe = protect_table(
            [
                {"who": row["who_answered_key"], "count": true.get(row["who_answered_key"], 0)}
                for row in parts
            ],
            by=["who"],
            rule=RULE,
        )
        assert [row["suppressed"] for row in parts] == [row["suppressed"] for row in safe[:-1]]
        assert safe[-1]["suppressed"] == 0


def themes(**sizes):
    rows = [{"theme": code, "label": f"Label {code}", "count": n} for code, n in sizes.items()]
    total = max(sizes.values())
    return TrueCounts(
        people=total,
        who_answered=[{"who_answered": "me", "count": total}],
        channel=[{"channel": "web", "count": total}],
        language=[{"language": "en", "count": total}],
        themes=rows,
        themes_by_who_answered=[{**row, "who_answered": "me"} for row in rows],
    )


def test_small_themes_are_folded_together_without_a_number_or_a_name():
    figures = protect(themes(A=40, B=4, C=1), rule=RULE)

    table = next(table for table in figures["tables"] if table["key"] == "themes")
    assert [(row["key"], row["suppressed"]) for row in table["rows"]] == [
        ("A", 0),
        (SMALLER_THEMES, 1),
    ]
    text = json.dumps(figures)
    assert "Label B" not in text
    assert "Label C" not in text


def test_themes_are_listed_by_what_is_shown_of_them_and_not_by_their_true_size():
    figures = protect(themes(A=21, B=22, C=40), rule=RULE)

    table = next(table for table in figures["tables"] if table["key"] == "themes")
    assert [row["key"] for row in table["rows"]] == ["C", "A", "B"]


def test_a_higher_minimum_of_the_area_is_kept():
    figures = protect(themes(A=40, B=8), rule=Rule(minimum=10, base=5))

    table = next(table for table in figures["tables"] if table["key"] == "themes")
    assert [row["key"] for row in table["rows"]] == ["A", SMALLER_THEMES]


def test_percentages_are_shown_of_thirty_people_or_more_only():
    def values(people):
        option = OptionCount("a", {"en": "Yes"}, people - 10), OptionCount("b", {"en": "No"}, 10)
        question = QuestionCount("q", "Q", 1, {"en": "Which?"}, False, people, list(option))
        counts = TrueCounts(
            people=people,
            who_answered=[],
            channel=[],
            language=[],
            themes=[],
            themes_by_who_answered=[],
            questions=[question],
        )
        (chart,) = [c for c in charts_of(protect(counts, rule=RULE)) if c.caption == "Which?"]
        return [row.value for row in chart.rows]

    assert values(40) == ["30 (75%)", "10 (25%)"]
    assert values(20) == ["10", "10"]


def test_the_csv_begins_with_a_byte_order_mark_and_names_its_columns():
    first = to_csv(protect(themes(A=40), rule=RULE)).splitlines()[0]

    assert first.startswith("\N{BYTE ORDER MARK}table,table_title,")
    assert re.search(r"count,suppressed$", first)
