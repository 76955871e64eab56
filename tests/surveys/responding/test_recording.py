"""The only door in: whole or not at all, once, and without a trace of who or when."""

import datetime
import logging
import uuid

import pytest
from django.apps import apps
from django.db import IntegrityError

from portal.encryption import make_code
from surveys.questionnaires.enums import QuestionType
from surveys.responding import actions
from surveys.responding.accepting import AnswerNotInQuestionnaire, AnswerTooLong
from surveys.responding.actions import (
    DraftChangedElsewhere,
    begin_draft,
    forget_expired_drafts,
    open_draft,
    record_response,
    save_draft,
    tidy_code,
    withdraw_response,
)
from surveys.responding.enums import Channel, ResponseState
from surveys.responding.models import Answer, Draft, ReceiptCode, Response
from surveys.responding.sending import AnswersMissing, DraftGone, send_draft
from surveys.responding.signals import response_recorded
from surveys.responding.words import tidy_words
from tests.surveys.responding.browser import Browser


def record(version, answers, **given):
    return record_response(
        version=version,
        answers=answers,
        **{"channel": Channel.WEB, "language": "en", "code": make_code(), **given},
    )


def key(version, code: str) -> str:
    return next(q["question"] for q in version.questions() if q["code"] == code)


def test_two_sends_at_the_same_moment_make_one_response(version, monkeypatch):
    code = make_code()
    first = record(version, {key(version, "CO1"): ["not_sure"]}, code=code)
    seen = iter([None, first])
    # As the second of two: it looked before the first one was there, and then it was.
    monkeypatch.setattr(actions, "response_of_code", lambda _code: next(seen))
    assert record(version, {key(version, "CO1"): ["agree_a_lot"]}, code=code) == first
    assert Response.objects.count() == 1
    assert Answer.objects.get().option_keys == ["not_sure"]


def test_trouble_of_another_kind_is_not_taken_for_a_second_send(version):
    with pytest.raises(IntegrityError):
        record(version, {}, group_size=0)


@pytest.mark.parametrize(
    "given",
    [
        {"CO1": ["agree_enormously"]},
        {"CO1": ["agree_a_lot", "not_sure"]},
        {"WA1": ["agree_a_lot"]},
        {"OPEN1": ["a", "list"]},
    ],
)
def test_answers_that_do_not_fit_are_refused_whole(given, version):
    answers = {key(version, code): answer for code, answer in given.items()}
    with pytest.raises(AnswerNotInQuestionnaire):
        record(version, answers)
    assert not Response.objects.exists() and not ReceiptCode.objects.exists()


def test_questions_that_were_not_asked_are_refused(version):
    with pytest.raises(AnswerNotInQuestionnaire):
        record(version, {str(uuid.uuid4()): "words"})


def test_errors_never_carry_somebodys_words(version):
    with pytest.raises(AnswerNotInQuestionnaire) as refusal:
        record(version, {key(version, "CO1"): ["My son is called Tom"]})
    assert "Tom" not in str(refusal.value)
    with pytest.raises(AnswerTooLong) as refusal:
        record(version, {key(version, "OPEN1"): "Tom " * 2_000})
    assert "Tom" not in str(refusal.value)


def test_a_response_and_its_words_are_kept_or_refused_together(version):
    def refuse(sender, **_more):
        raise RuntimeError("The comments room cannot keep it.")

    response_recorded.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            record(version, {key(version, "OPEN1"): "words"})
    finally:
        response_recorded.disconnect(refuse)
    assert not Response.objects.exists() and not ReceiptCode.objects.exists()


def test_the_week_is_kept_and_never_the_day(version):
    response = record(version, {}, received_on=datetime.date(2026, 3, 19))
    assert response.week_received == datetime.date(2026, 3, 16)


def test_no_table_of_a_response_has_a_time_of_day_an_address_or_a_user():
    for name in ("Response", "Answer", "ReceiptCode", "Draft"):
        for field in apps.get_model("responding", name)._meta.get_fields():
            kind = type(field).__name__
            assert kind not in ("DateTimeField", "TimeField", "GenericIPAddressField"), field
            assert getattr(field.related_model, "__name__", "") != "User", field


def test_no_table_at_all_keeps_the_address_or_the_browser(version):
    from django.db import connection

    browser = Browser(version)
    browser.client.defaults |= {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Peculiar/9"}
    browser.start()
    browser.answer(1, "not_sure")
    browser.send()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = str(cursor.fetchall())
            assert "203.0.113.77" not in rows and "Peculiar/9" not in rows, table


def test_a_draft_cannot_be_read_without_its_code(version):
    code = begin_draft(version=version)
    save_draft(version=version, code=code, answers={"answers": {"q": "secret"}}, saved_times=1)
    draft = Draft.objects.get()
    assert "secret" not in draft.sealed_answers and code not in draft.lookup
    assert open_draft(code=code)[1] == {"answers": {"q": "secret"}}
    assert open_draft(code=make_code()) is None


def test_what_is_not_the_newest_is_not_saved(version):
    code = begin_draft(version=version)
    assert save_draft(version=version, code=code, answers={}, saved_times=1) == 2
    with pytest.raises(DraftChangedElsewhere):
        save_draft(version=version, code=code, answers={}, saved_times=1)


def test_sending_says_what_stands_in_the_way(version, strict_version):
    with pytest.raises(DraftGone):
        send_draft(code=make_code(), saved_times=1, language="en")
    code = begin_draft(version=strict_version)
    with pytest.raises(AnswersMissing):
        send_draft(code=code, saved_times=1, language="en")
    with pytest.raises(DraftChangedElsewhere):
        send_draft(code=code, saved_times=7, language="en")


def test_drafts_are_forgotten_after_28_days(version):
    old, new = begin_draft(version=version), begin_draft(version=version)
    lookup = ReceiptCode.lookup_of(old)
    Draft.objects.filter(lookup=lookup).update(expires_on=datetime.date(2026, 1, 1))
    assert forget_expired_drafts() == 1
    assert open_draft(code=old) is None and open_draft(code=new) is not None


def test_the_nightly_round_forgets_drafts():
    from portal.jobs.schedules import registered

    assert "surveys.responding.tasks.forget_drafts" in registered().values()


def test_taking_back_erases_and_can_be_repeated(version):
    code = make_code()
    record(version, {key(version, "CO1"): ["not_sure"]}, code=code, helper="My aunt")
    for _time in range(2):
        response = withdraw_response(code=code)
        assert (response.state, response.helper) == (ResponseState.WITHDRAWN, "")
    assert not Answer.objects.exists()
    assert not Response.objects.counting().exists()
    assert withdraw_response(code=make_code()) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("34679cdfghjk", "34679CDFGHJK"),
        ("3467-9CDF GHJK", "34679CDFGHJK"),
        (" 3467–9cdf—ghjk. ", "34679CDFGHJK"),
        ("３４６７９ＣＤＦＧＨＪＫ", "34679CDFGHJK"),
        ("O4679CDFGHJK", ""),
        ("34679CDFGHJ", ""),
        ("", ""),
    ],
)
def test_codes_are_read_as_they_were_meant(typed, code):
    assert tidy_code(typed) == code


def test_words_are_tidied_without_changing_them():
    assert tidy_words("a\x00b\u202a\r\n\tc\x1b") == "ab\u202a\n\tc"
    assert tidy_words("\u0041\u030a") == "Å"
    assert tidy_words("👨‍👩‍👧 \u200fاردو") == "👨‍👩‍👧 \u200fاردو"


def test_a_question_answered_twice_with_one_key_counts_once(version):
    chosen = version.questions()[1]["options"][0]["key"]
    record(version, {key(version, "WA1"): [chosen, chosen]})
    assert Answer.objects.get().option_keys == [chosen]
    assert version.questions()[1]["type"] == QuestionType.CHOICES


def test_no_log_line_carries_words_or_codes(version, caplog):
    caplog.set_level(logging.INFO)
    browser = Browser(version)
    browser.start()
    browser.answer(4, "Peculiar words about Tom")
    browser.answer(1, "Peculiar option")
    browser.send()
    browser.go("step", "99")
    assert "Peculiar" not in caplog.text
    assert browser.code not in caplog.text
