"""The page on which a receipt code shows what happened."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from forum.loop.actions import move_entry
from forum.loop.enums import LoopStatus
from portal.encryption import make_code
from portal.partners.enums import Role
from surveys.contacts.models import WishToBeTold
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.models import SurveyPage
from surveys.responding.actions import begin_draft, save_draft, withdraw_response
from surveys.responding.sending import send_draft
from tests.builders import (
    build_consultation,
    build_entry,
    build_member,
    build_open_survey,
    build_question,
    build_response,
    build_survey_page,
    build_version,
    in_days,
)

WORDS = "My daughter Aisha waited two years."


@pytest.fixture(autouse=True)
def english():
    cache.clear()
    with override("en"):
        yield


@pytest.fixture
def version(council):
    return build_version(owner=council, title="After a review")


@pytest.fixture
def code(version):
    code = make_code()
    build_response(version=version, answers={"OPEN1": WORDS}, code=code)
    return code


def ask(client, code, **more):
    return client.post(reverse("loop:code"), {"code": code, **more})


def test_the_form_asks_for_one_thing_and_is_never_stored(client, home_page):
    response = client.get(reverse("loop:code"))
    assert response.content.decode().count("<input") == 2
    assert "no-store" in response["Cache-Control"]


def test_a_sent_response_shows_survey_and_week_but_never_words(client, home_page, code):
    response = ask(client, f" {code[:4]}-{code[4:8].lower()} {code[8:]} ")
    words = response.content.decode()
    assert response.status_code == 200
    assert "After a review" in words
    assert "in the week of Monday" in words
    assert "Nothing has been decided yet" in words
    assert "Aisha" not in words
    assert "no-store" in response["Cache-Control"]


def test_the_code_stays_out_of_addresses(client, home_page, code):
    words = ask(client, code).content.decode()
    assert f"?{code}" not in words
    assert f"/{code}" not in words
    assert f"={code}" not in words


def test_entries_behind_the_survey_are_shown_with_status_and_promise(
    client, home_page, code, version, council_coordinator
):
    entry = build_entry(
        user=council_coordinator,
        title="Letters come in time",
        published=True,
        survey_keys=[version.survey_key],
    )
    build_entry(user=council_coordinator, title="Unpublished", survey_keys=[version.survey_key])
    build_entry(user=council_coordinator, title="About something else", published=True)
    move_entry(
        entry=entry,
        status=LoopStatus.WITH_THE_BOARD,
        next_date=in_days(3),
        user=council_coordinator,
    )
    words = ask(client, code).content.decode()
    assert "Letters come in time" in words
    assert "With the board" in words
    assert "We will say more by" in words
    assert "Unpublished" not in words
    assert "About something else" not in words


def test_the_consultation_behind_the_survey_and_its_promise_are_shown(
    client, council, council_coordinator
):
    page = build_consultation(owner=council, title="Booking a break")
    question = build_question()
    survey = build_survey_page(owner=council, questions=[question], parent=page)
    version = open_survey(page=survey, user=council_coordinator)
    code = make_code()
    build_response(version=version, code=code)
    build_entry(
        user=council_coordinator,
        title="Answer to all of it",
        published=True,
        consultation_key=page.consultation_key,
    )
    words = ask(client, code).content.decode()
    assert "Booking a break" in words
    assert "We will tell you by" in words
    assert "Answer to all of it" in words


@pytest.mark.parametrize("typed", ["", "hello", "AEIOU0158888", "CCCCDDDD"])
def test_what_is_no_code_is_said_at_the_field_and_nothing_typed_is_lost(client, home_page, typed):
    response = ask(client, typed)
    words = response.content.decode()
    assert "There is a problem" in words
    assert 'id="id_code_error"' in words
    assert not typed or f'value="{typed}"' in words


def test_an_unknown_code_says_so(client, home_page):
    assert "We cannot find this code." in ask(client, make_code()).content.decode()


def test_guessing_is_stopped(client, home_page, code):
    answers = [ask(client, make_code()).status_code for _ in range(12)]
    assert answers[:10] == [200] * 10
    assert answers[10:] == [429] * 2
    assert ask(client, code).status_code == 429


def test_right_codes_are_not_held_against_a_shared_address(client, home_page, code):
    assert {ask(client, code).status_code for _ in range(15)} == {200}


def test_a_draft_offers_to_go_on(client, home_page, version):
    code = make_code()
    save_draft(version=version, code=code, answers={}, saved_times=0)
    words = ask(client, code).content.decode()
    assert "You have not sent this yet" in words
    response = client.post(reverse("loop:go_on"), {"code": code})
    assert response.status_code == 302
    assert str(version.survey_key) in response["Location"]
    assert code not in response["Location"]


def test_a_withdrawn_response_says_so(client, home_page, code):
    withdraw_response(code=code)
    words = ask(client, code).content.decode()
    assert "You took back what you sent" in words
    assert "Take back my answers" not in words


def test_the_way_to_withdraw_carries_the_code_in_the_body(client, home_page, code):
    words = ask(client, code).content.decode()
    assert f'action="{reverse("responding:withdraw")}"' in words
    response = client.post(reverse("responding:withdraw"), {"code": code})
    assert response.status_code == 200


@pytest.mark.parametrize("closes_in", [3, -3])
def test_answers_can_be_changed_from_here_until_the_survey_closes(
    client, home_page, council, closes_in
):
    coordinator = build_member(partner=council, role=Role.COORDINATOR)
    opened = build_open_survey(coordinator=coordinator, questions=[build_question()])
    code = begin_draft(version=opened)
    send_draft(code=code, saved_times=1, language="en")
    SurveyPage.objects.of_survey(opened.survey_key).update(closes_on=in_days(closes_in))

    words = ask(client, code).content.decode()

    assert ("Change my answers" in words) is (closes_in > 0)
    onward = client.post(reverse("responding:resume"), {"code": code})
    assert onward["Location"].startswith(reverse("responding:done", args=[opened.survey_key]))


def test_tell_me_by_e_mail_remembers_the_wish(client, home_page, code, version):
    response = client.post(
        reverse("loop:tell_me"), {"code": code, "way": "email", "email": "a@wexmere.example"}
    )
    assert response.status_code == 302
    assert WishToBeTold.objects.get().survey_key == version.survey_key


def test_a_wrong_address_is_said_at_the_field(client, home_page, code):
    response = client.post(
        reverse("loop:tell_me"), {"code": code, "way": "email", "email": "not an address"}
    )
    assert 'value="not an address"' in response.content.decode()
    assert not WishToBeTold.objects.exists()


def test_nobody_is_told_about_a_survey_without_its_code(client, home_page):
    client.post(
        reverse("loop:tell_me"), {"code": make_code(), "way": "email", "email": "a@wexmere.example"}
    )
    assert not WishToBeTold.objects.exists()
