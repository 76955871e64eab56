"""Every type of question is counted in the way that fits it; a new meaning starts again."""

import datetime
import uuid

import pytest

from surveys.questionnaires.enums import QuestionType
from surveys.responding.enums import Channel
from surveys.responding.models import GroupTally
from surveys.results.answers import answer_counts, desk_counts
from surveys.results.charts import charts_of
from surveys.results.disclosure import Rule
from surveys.results.figures import TrueCounts, protect
from surveys.results.previews import kept_here, side_by_side
from tests.builders import build_response, build_step, build_version

pytestmark = pytest.mark.django_db
RULE = Rule(minimum=5, base=5)
YES_NO = {"yes": "Yes", "no": "No"}
FIVE = {str(number): str(number) for number in range(1, 6)}
ROWS = [{"key": "r1", "text": {"en": "We listen."}}, {"key": "r2", "text": {"en": "We answer."}}]


def asked(owner, *steps):
    return build_version(owner=owner, questions=list(steps))


def counted(version):
    return answer_counts(survey_keys=[version.survey_key])


def shown(count):
    return {option.words["en"]: option.count for option in count.options if option.count}


def figures_of(questions, people=40):
    counts = TrueCounts(
        people=people,
        who_answered=[],
        channel=[],
        language=[],
        themes=[],
        themes_by_who_answered=[],
        questions=questions,
    )
    return counts, protect(counts, rule=RULE)


def test_each_line_of_a_question_is_a_table(forum):
    step = build_step(code="M", type=QuestionType.MATRIX, text="Is it so?", options=YES_NO)
    version = asked(forum, {**step, "rows": ROWS})
    for _person in range(30):
        build_response(version=version, answers={"M": {"r1": "yes"}})
    build_response(version=version, answers={"M": {"r1": "no", "r2": "no"}})
    first, second = counted(version)
    assert (first.row, shown(first), first.people) == ("r1", {"Yes": 30, "No": 1}, 31)
    assert (second.row, shown(second), second.people) == ("r2", {"No": 1}, 1)
    counts, figures = figures_of([first, second])
    tables = figures["tables"][-2:]
    assert [table["title"] for table in tables] == [
        "Is it so? – We listen.",
        "Is it so? – We answer.",
    ]
    assert len({table["key"] for table in tables}) == 2
    preview = side_by_side(counts, figures)
    assert [row.true for row in preview[-1].rows] == [0, 1, 1]


def test_of_a_ranking_the_first_place_is_counted_and_the_title_says_so(forum):
    options = {"a": "Shorter waits", "b": "Plain letters"}
    version = asked(
        forum, build_step(code="R", type=QuestionType.RANKING, text="What first?", options=options)
    )
    for _person in range(20):
        build_response(version=version, answers={"R": ["b", "a"]})
    build_response(version=version, answers={"R": ["a"]})
    (count,) = counted(version)
    assert shown(count) == {"Plain letters": 20, "Shorter waits": 1}
    _counts, figures = figures_of([count])
    assert figures["tables"][-1]["title"] == "What first? (what people put first)"
    assert charts_of(figures)[-1].caption == "What first? (what people put first)"


def test_a_scale_shows_its_numbers_and_what_its_ends_mean(forum):
    step = build_step(code="S", type=QuestionType.SCALE, text="How easy?", options=FIVE)
    step["limits"] = {"low": {"en": "very hard"}, "high": {"en": "very easy", "pl": "łatwo"}}
    version = asked(forum, step)
    build_response(version=version, answers={"S": "5"})
    build_response(version=version, answers={"S": "2"})
    (count,) = counted(version)
    assert shown(count) == {"5: very easy": 1, "2": 1}
    assert [option.words["en"] for option in count.options] == [
        "1: very hard",
        "2",
        "3",
        "4",
        "5: very easy",
    ]
    assert count.options[-1].words["pl"] == "5: łatwo"


def test_a_picture_counts_as_the_answer_it_stands_for(forum):
    version = asked(forum, build_step(code="P", type=QuestionType.PICTURE, options=YES_NO))
    build_response(version=version, answers={"P": "yes"})
    (count,) = counted(version)
    assert shown(count) == {"Yes": 1}


def test_dates_leave_the_desk_by_year_and_stay_there_by_month(forum):
    step = build_step(code="D", type=QuestionType.DATE, text="Since when?")
    version = asked(forum, {**step, "limits": {"precision": "month"}})
    for month in ("2023-11", "2024-02", "2024-05"):
        build_response(version=version, answers={"D": month})
    (count,) = counted(version)
    assert (shown(count), count.people) == ({"2023": 1, "2024": 2}, 3)
    (months,) = desk_counts(survey_keys=[version.survey_key])
    (table,) = kept_here(TrueCounts(3, [], [], [], [], [], kept_here=[months]))
    assert table.rows == [("November 2023", 1), ("February 2024", 1), ("May 2024", 1)]
    _counts, figures = figures_of([count])
    assert figures["tables"][-1]["title"] == "Since when? (by year)"


def test_numbers_never_leave_the_desk(forum):
    version = asked(forum, build_step(code="N", type=QuestionType.NUMBER, text="How many weeks?"))
    for number in ("2", "2.5", "40"):
        build_response(version=version, answers={"N": number})
    assert counted(version) == []
    kept = desk_counts(survey_keys=[version.survey_key])
    counts = TrueCounts(3, [], [], [], [], [], kept_here=kept)
    (table,) = kept_here(counts)
    assert table.title == "How many weeks? (the numbers that people gave)"
    assert (table.rows, table.middle) == ([("2", 1), ("2.5", 1), ("40", 1)], "2.5")
    assert "40" not in str(protect(counts, rule=RULE)["tables"])


@pytest.mark.parametrize("kind", [QuestionType.LINE, QuestionType.TEXT, QuestionType.FILE])
def test_words_and_files_are_no_tables(kind, forum):
    version = asked(forum, build_step(code="W", type=kind))
    assert counted(version) == []
    assert desk_counts(survey_keys=[version.survey_key]) == []


def tally(response, step, **hands):
    for option, count in hands.items():
        GroupTally.objects.create(
            response=response, question_key=step["question"], option_key=option, count=count
        )


def test_hands_of_a_group_count_with_their_numbers(forum):
    one = build_step(code="ONE", type=QuestionType.CHOICE, options=YES_NO)
    many = build_step(code="MANY", type=QuestionType.CHOICES, options=YES_NO)
    version = asked(forum, one, many)
    build_response(version=version, answers={"ONE": "yes"})
    group = build_response(version=version, channel=Channel.GROUP, group_size=8)
    tally(group, one, yes=5, no=2)
    tally(group, many, yes=7, no=6)
    single, several = counted(version)
    assert (shown(single), single.people) == ({"Yes": 6, "No": 2}, 8)
    # Thirteen hands of eight people.
    assert (shown(several), several.people) == ({"Yes": 7, "No": 6}, 8)


def test_a_new_meaning_is_a_table_of_its_own_that_says_since_when(forum):
    question, survey = uuid.uuid4(), uuid.uuid4()
    given = {"code": "CH", "type": QuestionType.CHOICE, "options": YES_NO, "key": question}
    for number, (text, meaning, day) in enumerate(
        [
            ("Were you told?", 1, datetime.date(2025, 3, 1)),
            ("Were you told in time?", 2, datetime.date(2026, 3, 3)),
            ("Were you told in time?", 2, datetime.date(2026, 5, 4)),
        ],
        start=1,
    ):
        version = build_version(
            owner=forum,
            survey_key=survey,
            number=number,
            questions=[build_step(text=text, meaning_version=meaning, **given)],
        )
        type(version).objects.filter(pk=version.pk).update(opened_on=day)
        build_response(version=version, answers={"CH": "yes"})
    before, after = answer_counts(survey_keys=[survey])
    assert (before.since, after.since) == (None, datetime.date(2026, 3, 3))
    _counts, figures = figures_of([before, after])
    titles = [table["title"] for table in figures["tables"][-2:]]
    assert titles == [
        "Were you told?",
        "Were you told in time? (new wording since 3 March 2026)",
    ]
    assert [chart.caption for chart in charts_of(figures)][-2:] == titles


def test_what_was_only_tried_is_no_question_of_the_survey(forum):
    version = asked(forum, build_step(code="CH", type=QuestionType.CHOICE, options=YES_NO))
    type(version).objects.filter(pk=version.pk).update(trial=True)
    assert counted(version) == []


def test_counting_asks_the_database_as_often_for_many_responses(forum, django_assert_num_queries):
    step = build_step(code="M", type=QuestionType.MATRIX, options=YES_NO)
    version = asked(
        forum,
        {**step, "rows": ROWS},
        build_step(code="D", type=QuestionType.DATE),
        build_step(code="CH", type=QuestionType.CHOICE, options=YES_NO),
    )

    def answer():
        return build_response(
            version=version,
            answers={"M": {"r1": "yes", "r2": "no"}, "D": "2024-01", "CH": "yes"},
        )

    answer()
    # versions · answers · hands of groups · dates
    with django_assert_num_queries(4):
        counted(version)
    for _person in range(6):
        answer()
    with django_assert_num_queries(4):
        counted(version)
