"""Somebody would like to be rung: asked once, promised a day, rung or given up, and forgotten."""

import datetime
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.jobs.queue import run_waiting_tasks
from portal.partners.enums import Role
from portal.partners.models import AreaSettings, Partner
from surveys.contacts import tasks
from surveys.contacts.calls import (
    CallIsOver,
    NobodyRings,
    TriedMeanwhile,
    ask_for_call,
    chase_late_calls,
    close_forgotten_calls,
    note_outcome,
    take_back_call,
    take_call,
)
from surveys.contacts.enums import CallOutcome, CallState, CallSubject
from surveys.contacts.models import CallBack
from tests.builders import build_member, build_person, build_version, in_days, sign_in

pytestmark = pytest.mark.django_db

NUMBER = "+447700900123"
MONDAY = datetime.date(2026, 11, 23)


def ask(number=NUMBER, **given):
    words = {"language": "en", "subject": CallSubject.HELP, "best_time": "evenings"}
    return ask_for_call(number=number, **words | given)[0]


def log_of(call):
    return list(
        AuditEntry.objects.filter(target_id=str(call.pk))
        .order_by("number")
        .values_list("action", "note")
    )


@pytest.fixture
def helper(council):
    return build_member(partner=council, role=Role.HELPER)


def test_a_call_is_promised_within_three_working_days(council):
    assert ask(on=MONDAY).due_on == datetime.date(2026, 11, 26)
    assert ask("+447700900124", on=datetime.date(2026, 12, 24)).due_on == datetime.date(
        2026, 12, 31
    )


def test_neither_number_nor_words_are_stored_readably(council):
    call = ask(best_time="not when Kasia sleeps", language="", other_language="Somali")
    stored = str(CallBack.objects.values_list().get())
    assert "7700900123" not in stored and "Kasia" not in stored and "Somali" not in stored
    call.refresh_from_db()
    assert call.open_number() == NUMBER
    assert call.open_words() == {"best_time": "not when Kasia sleeps", "other_language": "Somali"}


def test_a_call_about_a_survey_goes_to_whoever_asks_it(council, forum):
    assert ask(survey_key=build_version(owner=forum).survey_key).owner == forum
    assert ask(survey_key=uuid.uuid4()).owner == council
    assert ask("+447700900124").owner == council


def test_the_area_can_say_who_rings(council, forum):
    area = AreaSettings.load()
    area.call_back_partner = forum
    area.save()
    assert ask().owner == forum


def test_without_any_partner_nobody_rings():
    assert not Partner.objects.exists()
    with pytest.raises(NobodyRings):
        ask()


def test_asking_again_keeps_the_place_and_takes_the_newer_time(council):
    first = ask(on=MONDAY)
    again, is_new = ask_for_call(
        number=NUMBER,
        language="ur",
        subject=CallSubject.OTHER,
        best_time="mornings",
        on=MONDAY + datetime.timedelta(days=2),
    )
    assert (again, is_new) == (first, False)
    again.refresh_from_db()
    assert again.due_on == first.due_on
    assert (again.language, again.open_words()["best_time"]) == ("ur", "mornings")


def test_two_partners_are_two_calls(council, forum):
    ask()
    ask(survey_key=build_version(owner=forum).survey_key)
    assert CallBack.objects.count() == 2


def test_taking_a_call_is_logged_once_and_without_the_number(council, helper):
    call = ask()
    take_call(call=call, user=helper)
    take_call(call=call, user=helper)
    assert log_of(call) == [("call_back.number_shown", "")]
    assert CallBack.objects.get().taken_by == helper


def test_taking_it_over_is_logged_again(council, helper, council_coordinator):
    call = ask()
    take_call(call=call, user=helper)
    take_call(call=call, user=council_coordinator)
    assert len(log_of(call)) == 2


def test_nobody_logs_that_somebody_asked(council):
    call = ask()
    take_back_call(call=call)
    assert log_of(call) == []


@pytest.mark.parametrize(
    "somebody", ["forum_coordinator", "council_coder", "council_moderator", "administrator"]
)
def test_only_coordinators_and_helpers_of_the_owner_ring(council, somebody, request):
    person, call = request.getfixturevalue(somebody), ask()
    with pytest.raises(PermissionDenied):
        take_call(call=call, user=person)
    with pytest.raises(PermissionDenied):
        note_outcome(call=call, outcome=CallOutcome.REACHED, tries=0, user=person)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (CallOutcome.REACHED, CallState.REACHED),
        (CallOutcome.WRONG_NUMBER, CallState.NOT_REACHED),
        (CallOutcome.NOT_NEEDED, CallState.TAKEN_BACK),
    ],
)
def test_a_call_that_is_over_keeps_neither_number_nor_words(council, helper, outcome, state):
    note_outcome(call=ask(), outcome=outcome, tries=0, user=helper)
    call = CallBack.objects.get()
    assert call.state == state
    assert (call.sealed_number, call.sealed_words, call.lookup) == ("", "", "")
    assert call.closed_on is not None


def test_after_three_tries_it_is_given_up(council, helper):
    call = ask()
    for tries in range(3):
        assert call.is_open
        call = note_outcome(call=call, outcome=CallOutcome.NO_ANSWER, tries=tries, user=helper)
    assert (call.state, call.tries, call.sealed_number) == (CallState.NOT_REACHED, 3, "")
    with pytest.raises(CallIsOver):
        note_outcome(call=call, outcome=CallOutcome.REACHED, tries=3, user=helper)


def test_pressing_twice_counts_one_try(council, helper):
    call = ask()
    note_outcome(call=call, outcome=CallOutcome.NO_ANSWER, tries=0, user=helper)
    with pytest.raises(TriedMeanwhile):
        note_outcome(call=call, outcome=CallOutcome.NO_ANSWER, tries=0, user=helper)
    assert CallBack.objects.get().tries == 1


def test_a_closed_row_with_a_number_is_impossible(council):
    call = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.filter(pk=call.pk).update(state=CallState.REACHED)


def test_a_number_can_ask_again_once_its_call_is_over(council):
    take_back_call(call=ask())
    assert ask().is_open
    assert CallBack.objects.count() == 2


def test_a_call_is_late_the_day_after_it_was_promised(council, monkeypatch):
    call = ask(on=MONDAY)
    assert not CallBack.objects.late(datetime.date(2026, 11, 26)).exists()
    assert CallBack.objects.late(datetime.date(2026, 11, 27)).get() == call
    monkeypatch.setattr(
        "surveys.contacts.models.timezone.localdate", lambda: datetime.date(2026, 11, 27)
    )
    assert call.is_late


def test_coordinators_hear_of_each_late_call_once(
    council, council_coordinator, helper, forum_coordinator
):
    second = build_member(partner=council, role=Role.COORDINATOR)
    ask(on=in_days(-20))
    ask("+447700900124")
    for _morning in range(3):
        tasks.look_after_calls()
        run_waiting_tasks()
    assert {message.to[0] for message in mail.outbox} == {council_coordinator.email, second.email}
    assert len(mail.outbox) == 2
    assert "7700" not in mail.outbox[0].body and "evenings" not in mail.outbox[0].body
    assert "/admin/call-backs/" in mail.outbox[0].body


def test_calls_that_are_over_or_in_time_are_not_chased(council, council_coordinator, helper):
    note_outcome(call=ask(on=in_days(-20)), outcome=CallOutcome.REACHED, tries=0, user=helper)
    ask("+447700900124")
    assert chase_late_calls() == 0


def test_a_number_that_nobody_rang_for_months_is_wiped(council):
    ask(on=in_days(-91))
    ask("+447700900124", on=in_days(-89))
    assert close_forgotten_calls() == 1
    assert CallBack.objects.open().get().open_number() == "+447700900124"


# Asking, on the web.


def post(client, **typed):
    return client.post(reverse("contacts:ring_me"), {"language": "en", **typed}, follow=True)


def test_every_page_leads_to_the_form(client, home_page, council):
    page = client.get(home_page.get_url()).content.decode()
    assert f'href="{reverse("contacts:ring_me")}"' in page


def test_only_a_number_is_needed_and_the_answer_names_team_and_day(client, home_page, council):
    answer = post(client, number="٠٧٧٠٠ ٩٠٠ ١٢٣")
    words = answer.content.decode()
    call = CallBack.objects.get()
    assert call.open_number() == NUMBER
    assert "Participation team of Wexmere Council will ring you by" in words
    assert str(call.due_on.day) in words
    assert "7700" not in answer.request["PATH_INFO"] and "7700" not in words
    assert "no-store" in answer["Cache-Control"]


def test_a_survey_in_the_address_is_carried_along(client, home_page, council, forum):
    key = build_version(owner=forum).survey_key
    page = client.get(reverse("contacts:ring_me"), {"survey": key}).content.decode()
    assert f'value="{key}"' in page
    post(client, number="01632 960312", survey=key, subject="survey")
    call = CallBack.objects.get()
    assert (call.owner, call.survey_key, call.subject) == (forum, key, "survey")


def test_a_survey_that_is_none_is_ignored(client, home_page, council):
    assert client.get(reverse("contacts:ring_me"), {"survey": "drop table"}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": ""}, "Please type your phone number."),
        ({"number": "tomorrow"}, "Please type a phone number, like 07700900123."),
        ({"number": "09011 234567"}, "We cannot ring this kind of number."),
        ({"number": "07700 900123", "language": "other"}, "Please write the name of the language."),
        ({"number": "07700 900123", "website": "x"}, "We could not take this. Please ring us."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client, home_page, council, typed, sentence
):
    page = post(client, best_time="evenings", **typed).content.decode()
    assert sentence in page
    assert "There is a problem" in page
    assert 'value="evenings"' in page
    assert not CallBack.objects.exists()


def test_many_calls_from_one_place_are_slowed_down(client, home_page, council):
    codes = [post(client, number=f"077009001{n:02}").status_code for n in range(12)]
    assert codes == [200] * 10 + [429] * 2
    assert CallBack.objects.count() == 10


def test_whoever_asked_can_take_it_back(client, home_page, council):
    asked = post(client, number="07700 900123")
    page = client.post(asked.request["PATH_INFO"], follow=True).content.decode()
    assert "We will not ring you" in page
    assert CallBack.objects.get().state == CallState.TAKEN_BACK
    assert client.post(asked.request["PATH_INFO"], follow=True).status_code == 200


def test_somebody_else_who_knows_the_number_cannot_call_it_off(client, home_page, council):
    post(client, number="07700 900123")
    again = post(client, number="+44 7700 900123")
    assert "I do not need a call any more" not in again.content.decode()
    client.post(again.request["PATH_INFO"])
    assert CallBack.objects.get().is_open


def test_an_address_that_was_altered_shows_nothing(client, home_page, council):
    asked = post(client, number="07700 900123").request["PATH_INFO"]
    assert client.get(asked[:-3] + "xx/").status_code == 404


# The desk.


def test_the_list_has_late_calls_first_and_no_number(client, council, helper):
    ask("+447700900124", language="pl", best_time="mornings")
    ask(on=in_days(-20), language="ur")
    page = sign_in(client, helper).get(reverse("call_backs:index")).content.decode()
    assert page.index("Urdu") < page.index("Polish")
    assert page.count("Late") >= 1
    assert "mornings" in page and "evenings" in page
    assert "900123" not in page and "900124" not in page


def test_the_list_costs_the_same_however_long(
    client, council, helper, django_assert_max_num_queries
):
    signed_in = sign_in(client, helper)
    key = build_version(owner=council).survey_key
    for number in range(8):
        ask(f"+44770090010{number}", survey_key=key)
    signed_in.get(reverse("call_backs:index"))
    # session, person, roles, profile, area · calls · titles of surveys · counts · menu
    with django_assert_max_num_queries(16):
        signed_in.get(reverse("call_backs:index"))


def test_the_number_is_shown_to_whoever_takes_the_call_and_to_nobody_else(
    client, council, helper, council_coordinator
):
    call = ask()
    address = reverse("call_backs:call", args=[call.pk])
    mine = sign_in(client, helper)
    assert "900123" not in mine.get(address).content.decode()
    mine.post(reverse("call_backs:take", args=[call.pk]))
    page = mine.get(address).content.decode()
    assert "07700 900123" in page and "tel:+447700900123" in page
    assert "Was that you" in page
    other = sign_in(type(client)(), council_coordinator)
    assert "900123" not in other.get(address).content.decode()


def test_the_outcome_is_one_press(client, council, helper):
    call = ask()
    sign_in(client, helper)
    outcome = reverse("call_backs:outcome", args=[call.pk])
    page = client.post(outcome, {"outcome": "no_answer", "tries": "0"}, follow=True)
    assert "2 tries are left" in page.content.decode()
    assert (
        "Somebody noted a try"
        in client.post(
            outcome, {"outcome": "no_answer", "tries": "0"}, follow=True
        ).content.decode()
    )
    client.post(outcome, {"outcome": "reached", "tries": "1"})
    assert CallBack.objects.get().state == CallState.REACHED
    late = client.post(outcome, {"outcome": "reached", "tries": "2"}, follow=True)
    assert "This call is over" in late.content.decode()
    assert (
        "Please choose how the call went"
        in client.post(outcome, {"outcome": "sold"}, follow=True).content.decode()
    )


@pytest.mark.parametrize("somebody", ["forum_coordinator", "council_coder", "administrator"])
def test_calls_of_others_are_not_there(client, council, somebody, request):
    call = ask()
    sign_in(client, request.getfixturevalue(somebody))
    assert client.get(reverse("call_backs:call", args=[call.pk])).status_code == 404
    for action in ("take", "outcome"):
        assert client.post(reverse(f"call_backs:{action}", args=[call.pk])).status_code == 404
    listed = client.get(reverse("call_backs:index"), follow=True).content.decode()
    assert str(call) not in listed


def test_somebody_without_a_role_does_not_get_in(client, council):
    sign_in(client, build_person())
    assert client.get(reverse("call_backs:index")).status_code in (302, 403)
