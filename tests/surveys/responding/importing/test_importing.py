"""Bringing in a file: checked row by row, all of it or nothing, and once."""

import codecs
import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from portal.partners.enums import Role
from surveys.comments.models import Comment
from surveys.questionnaires.enums import QuestionType
from surveys.responding.enums import Channel, ResponseState
from surveys.responding.importing import actions
from surveys.responding.importing.actions import (
    NotWaiting,
    begin_import,
    bring_in,
    check_import,
    forget_checked_files,
    take_back_import,
)
from surveys.responding.importing.columns import columns_of
from surveys.responding.importing.enums import ImportState
from surveys.responding.importing.models import ResponseImport
from surveys.responding.importing.reading import UnreadableFile, read_rows
from surveys.responding.importing.workbook import template_csv, template_workbook
from surveys.responding.models import Response
from tests.builders import (
    build_member,
    build_partner,
    build_step,
    build_version,
    in_days,
    sign_in,
)

pytestmark = pytest.mark.django_db

YES_NO = {"yes": "Yes", "no": "No"}


@pytest.fixture
def coordinator():
    return build_member(partner=build_partner(), role=Role.COORDINATOR)


@pytest.fixture
def version(coordinator):
    owner = coordinator.memberships.get().partner
    steps = [
        build_step(code="SB1", text="Did you book?", type=QuestionType.CHOICE, options=YES_NO),
        build_step(
            code="SB2",
            text="When?",
            type=QuestionType.CHOICES,
            options={"after": "After school", "weekend": "At weekends"},
        ),
        build_step(code="OPEN1", text="What should change?"),
    ]
    return build_version(owner=owner, questions=steps)


def csv_of(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


GOOD = csv_of(
    "source_id,received_on,who_answered,people,may_quote,SB1,SB2,OPEN1",
    "1,2026-03-14,Me,1,yes,Yes,After school; At weekends,Ring us back",
    "2,14/03/2026,,8,,no,,",
)


def check(version, content, coordinator, **more):
    return check_import(
        version=version, content=content, channel=Channel.PAPER, user=coordinator, **more
    )


def bring(version, content, coordinator):
    checked, waiting = check(version, content, coordinator)
    assert not checked.problems
    return bring_in(running=begin_import(waiting=waiting, user=coordinator))


def problems_of(version, content, coordinator):
    checked, waiting = check(version, content, coordinator)
    assert waiting is None
    assert not ResponseImport.objects.exists()
    return [(each.row, each.column, each.sentence) for each in checked.problems]


def test_nothing_counts_before_somebody_says_so(version, coordinator):
    checked, waiting = check(version, GOOD, coordinator)

    assert len(checked.prepared) == 2
    assert waiting.state == ImportState.CHECKED
    assert not Response.objects.exists()


def test_the_rows_wait_sealed(version, coordinator):
    _checked, waiting = check(version, GOOD, coordinator)

    assert "Ring us back" not in waiting.sealed_rows


def test_every_row_becomes_a_response_through_the_only_door(version, coordinator):
    done = bring(version, GOOD, coordinator)

    assert (done.state, done.added, done.known, done.sealed_rows) == (ImportState.DONE, 2, 0, "")
    assert Response.objects.counting().people() == 9
    first = Response.objects.get(group_size=1)
    assert first.week_received == datetime.date(2026, 3, 9)
    assert first.channel == Channel.PAPER
    assert {tuple(a.option_keys) for a in first.answers.all()} == {
        ("yes",),
        ("after", "weekend"),
    }
    comment = Comment.objects.get()
    assert comment.open_words() == "Ring us back"
    assert comment.consent_to_quote


def test_bringing_the_same_rows_in_again_adds_nothing(version, coordinator):
    bring(version, GOOD, coordinator)
    _checked, waiting = check(version, GOOD, coordinator)
    assert waiting.known == 2

    again = bring_in(running=begin_import(waiting=waiting, user=coordinator))

    assert (again.added, again.known) == (0, 2)
    assert Response.objects.count() == 2


def test_a_worker_that_dies_in_the_middle_goes_on_where_it_was(version, coordinator, monkeypatch):
    lines = ["source_id,SB1", *(f"{n},Yes" for n in range(50))]
    _checked, waiting = check(version, csv_of(*lines), coordinator)
    running = begin_import(waiting=waiting, user=coordinator)

    class Died(BaseException):
        pass

    def die_after_the_first(done, total):
        raise Died

    with pytest.raises(Died):
        bring_in(running=running, progress=die_after_the_first)
    assert 0 < Response.objects.count() < 50

    done = bring_in(running=ResponseImport.objects.get(pk=running.pk))

    assert (done.state, done.added) == (ImportState.DONE, 50)
    assert Response.objects.count() == 50


def test_a_file_that_cannot_come_in_whole_does_not_come_in_at_all(
    version, coordinator, monkeypatch
):
    lines = ["source_id,SB1", *(f"{n},Yes" for n in range(30))]
    _checked, waiting = check(version, csv_of(*lines), coordinator)
    running = begin_import(waiting=waiting, user=coordinator)
    real = actions.record_response

    def refuse_one(**given):
        if Response.objects.count() >= 25:
            raise ValueError
        return real(**given)

    monkeypatch.setattr(actions, "record_response", refuse_one)
    with pytest.raises(ValueError):
        bring_in(running=running)

    assert not Response.objects.counting().exists()
    running.refresh_from_db()
    assert (running.state, running.sealed_rows) == (ImportState.TAKEN_BACK, "")


def test_a_whole_file_can_be_taken_back(version, coordinator):
    done = bring(version, GOOD, coordinator)

    take_back_import(done=done, user=coordinator)

    assert not Response.objects.counting().exists()
    assert set(Response.objects.values_list("state", flat=True)) == {ResponseState.WITHDRAWN}
    assert not Comment.objects.exists()


def test_two_people_cannot_begin_one_file(version, coordinator):
    _checked, waiting = check(version, GOOD, coordinator)
    begin_import(waiting=waiting, user=coordinator)

    with pytest.raises(NotWaiting):
        begin_import(waiting=waiting, user=coordinator)


def test_a_file_that_nobody_brings_in_is_forgotten_after_a_week(version, coordinator):
    check(version, GOOD, coordinator, on=in_days(-8))

    assert forget_checked_files() == 1
    assert not ResponseImport.objects.exists()


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("1,,,,,Yess,,", "SB1", "“Yess” cannot stand here. What can: Yes | No"),
        ("1,,,,,Yes,After school;Never,", "SB2", "“Never” cannot stand here."),
        ("1,2099-01-01,,,,Yes,,", "received_on", "Give a day that has been"),
        ("1,,Grandma,,,Yes,,", "who_answered", "“Grandma” cannot stand here."),
        ("1,,,0,,Yes,,", "people", "from 1 to 500"),
        ("1,,,,maybe,Yes,,", "may_quote", "Write yes or no."),
        (",,,,,Yes,,", "source_id", "Give each response a number of your own."),
        ("1,,,,,,,", "", "no answer to a question"),
    ],
)
def test_each_fault_is_named_at_its_row_and_column(version, coordinator, line, column, says):
    heading = "source_id,received_on,who_answered,people,may_quote,SB1,SB2,OPEN1"

    [(row, where, sentence)] = problems_of(version, csv_of(heading, line), coordinator)

    assert (row, where) == (2, column)
    assert says in sentence


def test_a_number_given_twice_is_named(version, coordinator):
    [(row, column, sentence)] = problems_of(
        version, csv_of("source_id,SB1", "7,Yes", "7,No"), coordinator
    )

    assert (row, column, sentence) == (3, "source_id", "Row 2 has the same number already.")


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("source_id,SB9", "This survey has no question “SB9”."),
        ("SB1,OPEN1", "The column “source_id” is missing."),
        ("source_id,helper", "There is no column with answers to a question."),
    ],
)
def test_faults_of_the_headings_are_named_once(version, coordinator, heading, says):
    found = problems_of(version, csv_of(heading, "1,Yes", "2,Yes"), coordinator)

    assert [sentence for _row, _column, sentence in found] == [says]


def test_windows_letters_behind_a_byte_order_mark_are_read(version, coordinator):
    content = codecs.BOM_UTF8 + "source_id;OPEN1\r\n1;Café – “late”".encode("cp1252")

    bring(version, content, coordinator)

    assert Comment.objects.get().open_words() == "Café – “late”"


def test_words_that_look_like_a_formula_stay_words(version, coordinator):
    bring(version, csv_of("source_id,OPEN1", "1,=1+1 they said"), coordinator)

    assert Comment.objects.get().open_words() == "=1+1 they said"


def test_a_formula_in_a_workbook_is_refused_by_name(version, coordinator):
    book = Workbook()
    book.active.append(["source_id", "OPEN1"])
    book.active.append(["1", "=1+1"])
    content = io.BytesIO()
    book.save(content)

    found = problems_of(version, content.getvalue(), coordinator)

    assert (2, "OPEN1", "This cell holds a formula. Paste its value instead.") in found


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 and nothing more",
        b"x" * (10 * 1024 * 1024 + 1),
        b"source_id,SB1,SB1\n1,Yes,No",
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(content):
    with pytest.raises(UnreadableFile) as refusal:
        read_rows(content)
    assert str(refusal.value)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400))
def test_whatever_is_handed_in_is_read_or_refused(content):
    try:
        rows = read_rows(content)
    except UnreadableFile:
        return
    assert all(row.number >= 1 for row in rows)


def test_the_template_names_every_question_and_reads_back_as_empty(version):
    names = [column.name for column in columns_of(version.document)]

    book = load_workbook(io.BytesIO(template_workbook(version.document)))

    assert [cell.value for cell in book.worksheets[0][1]] == names
    assert {"SB1", "SB2", "OPEN1"} <= set(names)
    assert read_rows(template_workbook(version.document)) == []
    assert read_rows(template_csv(version.document)) == []


def test_a_question_with_several_lines_has_a_column_for_each(coordinator):
    step = build_step(code="CM", text="Replies", type=QuestionType.MATRIX, options=YES_NO)
    step["rows"] = [{"key": "a", "text": {"en": "On time"}}, {"key": "b", "text": {"en": "Kind"}}]
    version = build_version(owner=coordinator.memberships.get().partner, questions=[step])

    bring(version, csv_of("source_id,CM.1,CM.2", "1,Yes,No"), coordinator)

    answers = Response.objects.get().answers.all()
    assert {(a.row_key, *a.option_keys) for a in answers} == {("a", "yes"), ("b", "no")}


def test_answers_to_questions_they_would_not_have_met_are_left_out(coordinator):
    first = build_step(code="SB1", text="Booked?", type=QuestionType.CHOICE, options=YES_NO)
    second = build_step(code="SB2", text="How?", type=QuestionType.CHOICE, options=YES_NO)
    condition = {"about": "answer", "question": first["question"], "row": ""}
    condition |= {"test": "is_any_of", "values": ["yes"]}
    second["show_if"] = [{"match": "all", "conditions": [condition]}]
    version = build_version(owner=coordinator.memberships.get().partner, questions=[first, second])

    checked, _waiting = check(version, csv_of("source_id,SB1,SB2", "1,No,Yes"), coordinator)

    assert checked.left_out == 1
    assert list(checked.prepared[0].answers) == [first["question"]]


def test_only_coordinators_of_the_partner_that_asked_bring_in(version, coordinator):
    for other in (
        build_member(partner=version.owner, role=Role.MODERATOR),
        build_member(partner=build_partner(), role=Role.COORDINATOR),
    ):
        with pytest.raises(PermissionDenied):
            check(version, GOOD, other)
    _checked, waiting = check(version, GOOD, coordinator)
    with pytest.raises(PermissionDenied):
        begin_import(waiting=waiting, user=build_member(partner=version.owner, role=Role.HELPER))


def test_another_partners_import_looks_as_if_it_were_not_there(client, version, coordinator):
    _checked, waiting = check(version, GOOD, coordinator)
    sign_in(client, build_member(partner=build_partner(), role=Role.COORDINATOR))

    assert client.get(reverse("importing:import", args=[waiting.pk])).status_code == 404
    assert client.get(reverse("importing:upload", args=[version.survey_key])).status_code == 404


def test_a_coordinator_hands_in_a_file_and_sees_what_is_wrong(client, version, coordinator):
    sign_in(client, coordinator)
    address = reverse("importing:upload", args=[version.survey_key])
    file = io.BytesIO(csv_of("source_id,SB1", "1,Yess"))
    file.name = "answers.csv"

    page = client.post(address, {"file": file, "channel": "event"}).content.decode()

    assert "There is 1 thing to put right" in page
    assert "“Yess” cannot stand here" in page


def test_a_checked_file_leads_to_its_confirmation_and_into_the_queue(
    client, version, coordinator, django_capture_on_commit_callbacks
):
    sign_in(client, coordinator)
    file = io.BytesIO(GOOD)
    file.name = "answers.csv"
    upload = reverse("importing:upload", args=[version.survey_key])

    onward = client.post(upload, {"file": file, "channel": "event"})
    assert "Bring in these responses" in client.get(onward["Location"]).content.decode()
    client.post(onward["Location"])

    assert ResponseImport.objects.get().state == ImportState.RUNNING


def test_the_list_of_imports_asks_the_same_number_of_queries(
    client, version, coordinator, django_assert_max_num_queries
):
    sign_in(client, coordinator)
    address = reverse("importing:surveys")
    client.get(address)
    for number in range(8):
        check(version, csv_of("source_id,SB1", f"{number},Yes"), coordinator)

    with django_assert_max_num_queries(16):
        client.get(address)
