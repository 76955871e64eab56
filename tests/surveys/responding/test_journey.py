"""From the first page to the receipt, without an account and without a script."""

import datetime
import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import SurveyPage
from surveys.responding.actions import open_draft, withdraw_response
from surveys.responding.models import Answer, Draft, Response
from tests.builders import build_open_survey, build_question
from tests.surveys.responding.browser import Browser


def close(version) -> None:
    SurveyPage.objects.filter(translation_key=version.survey_key).update(
        closes_on=timezone.localdate() - datetime.timedelta(days=1)
    )


def test_a_stranger_answers_and_gets_a_code(respondent, version, words_handed_over):
    respondent.start()
    assert respondent.path == respondent.address("step", 1)
    assert "Question 1 of 4" in respondent.words
    respondent.answer(1, "agree_a_bit")
    helped = [option["key"] for option in version.questions()[1]["options"]]
    respondent.answer(2, helped[:2])
    respondent.skip(3)
    respondent.answer(4, "Ring us back when you say so.")
    respondent.about(who_answered="me_with_help", helper="My sister", consent_to_quote="on")
    assert respondent.path == respondent.address("check")
    for shown in ("Agree a bit", "A letter", "Ring us back", "My sister", "Yes, without my name"):
        assert shown in respondent.words
    respondent.send()
    assert respondent.path == respondent.address("done")
    response = Response.objects.get()
    assert (response.channel, response.language) == ("web", "en")
    assert (response.who_answered, response.helper) == ("me_with_help", "My sister")
    given = {str(answer.question_key): answer.option_keys for answer in response.answers.all()}
    asked = [question["question"] for question in version.questions()]
    assert given == {asked[0]: ["agree_a_bit"], asked[1]: helped[:2]}
    [words] = words_handed_over
    assert (words.question_key, words.words) == (asked[3], "Ring us back when you say so.")
    assert words.consent_to_quote
    code = respondent.code
    assert " ".join((code[:4], code[4:8], code[8:])) in respondent.words
    assert Draft.objects.get().sent


def test_words_are_handed_over_and_never_kept_among_answers(respondent, words_handed_over):
    respondent.start()
    respondent.answer(4, "Nobody told us.")
    respondent.send()
    assert [text.words for text in words_handed_over] == ["Nobody told us."]
    assert not Answer.objects.exists()


def test_nothing_is_kept_before_somebody_starts(respondent):
    respondent.go("start")
    assert respondent.status == 200
    assert not Draft.objects.exists()
    assert "answering" not in respondent.client.cookies


def test_the_cookie_is_out_of_reach_of_scripts_and_there_is_no_session(respondent):
    respondent.start()
    cookie = respondent.client.cookies["answering"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    assert cookie["max-age"] == "" and cookie["expires"] == ""
    assert "sessionid" not in respondent.client.cookies


def test_in_production_the_cookie_goes_over_https_only(respondent, settings):
    settings.SESSION_COOKIE_SECURE = True
    respondent.start()
    assert respondent.client.cookies["answering"]["secure"]


def test_a_cookie_that_was_altered_is_no_cookie(respondent):
    respondent.start()
    respondent.client.cookies["answering"] = (
        respondent.client.cookies["answering"].value[:-2] + "xx"
    )
    respondent.go("step", 2)
    assert respondent.path == respondent.address("start")


def test_programs_that_fill_in_every_box_start_nothing(respondent):
    respondent.post("start", website="http://spam.example")
    assert respondent.path == respondent.address("start")
    assert not Draft.objects.exists()


def test_starting_twice_does_not_lose_the_first_answers(respondent):
    respondent.start()
    respondent.answer(1, "not_sure")
    first = respondent.code
    respondent.start()
    assert "Carry on with my answers" in respondent.words
    assert respondent.code == first
    respondent.go("carry_on")
    assert respondent.path == respondent.address("step", 2)
    respondent.post("start", again="yes")
    assert respondent.code != first
    assert open_draft(code=first) is not None


def test_going_back_and_changing_keeps_the_rest(respondent, version):
    respondent.start()
    respondent.answer(1, "agree_a_lot")
    respondent.answer(4, "One")
    respondent.go("step", 1)
    assert 'value="agree_a_lot" id="id_answer_0" checked' in respondent.words
    respondent.answer(1, "not_sure", then="check")
    assert respondent.path == respondent.address("check")
    assert "Not sure" in respondent.words and "One" in respondent.words
    assert "Agree a lot" not in respondent.words


def test_skip_takes_an_answer_away(respondent, version):
    respondent.start()
    respondent.answer(1, "agree_a_lot")
    respondent.skip(1)
    assert respondent.kept["answers"] == {}


def test_the_language_can_change_on_the_way(respondent):
    respondent.start()
    respondent.answer(1, "agree_a_lot")
    respondent.language = "ur"
    respondent.go("step", 1)
    assert '<html lang="ur" dir="rtl"' in respondent.words
    assert 'value="agree_a_lot" id="id_answer_0" checked' in respondent.words
    respondent.send()
    assert Response.objects.get().language == "ur"
    assert Response.objects.get().answers.get().option_keys == ["agree_a_lot"]


def test_words_that_are_only_there_in_english_are_marked(version):
    respondent = Browser(version, language="ur")
    respondent.start()
    respondent.go("step", 4)
    assert '<span lang="en" dir="ltr">What should change?</span>' in respondent.words


def test_a_question_that_needs_an_answer_says_so_and_keeps_what_was_typed(strict_version):
    respondent = Browser(strict_version)
    respondent.start()
    assert "Skip this question" not in respondent.words
    respondent.post("step", 1, go="on")
    assert "There is a problem" in respondent.words
    assert respondent.words.count("Please choose an answer. We need this one.") == 2
    assert "<title>Error:" in respondent.words
    respondent.post("step", 1, go="skip")
    assert respondent.path == respondent.address("step", 1)


def test_sending_without_a_needed_answer_names_every_one(strict_version):
    respondent = Browser(strict_version)
    respondent.start()
    respondent.answer(1, "agree_a_lot")
    respondent.check()
    respondent.send()
    assert respondent.words.count("We need an answer to this question:") == 3
    assert not Response.objects.exists()
    assert respondent.kept["answers"]


def test_an_option_that_is_not_offered_is_refused(respondent):
    respondent.start()
    respondent.answer(1, "agree_enormously")
    assert "Please choose one of the answers on this page." in respondent.words
    respondent.answer(2, ["agree_a_lot"])
    assert "Please choose" in respondent.words
    assert respondent.kept["answers"] == {}


def test_words_that_are_too_long_are_refused_and_stay_on_screen(respondent):
    respondent.start()
    long = "word " * 1_001
    respondent.answer(4, long)
    assert "it has 1001 words" in respondent.words.replace(",", "")
    assert long.strip() in respondent.words
    assert respondent.kept["answers"] == {}


@pytest.mark.parametrize(
    "words", ["👨‍👩‍👧‍👦" * 714, "😀" * 5_000, "\u200fبہت اچھا\u200e ok", "e\u0301te\u0301"]
)
def test_emoji_and_marks_of_direction_are_welcome(words, respondent, words_handed_over):
    respondent.start()
    respondent.answer(4, words)
    respondent.send()
    [handed] = words_handed_over
    assert handed.words == {"e\u0301te\u0301": "été"}.get(words, words)


def test_control_signs_go_and_lines_stay(respondent, words_handed_over):
    respondent.start()
    respondent.answer(4, "one\x00two\x07\r\nthree")
    respondent.send()
    assert words_handed_over[0].words == "onetwo\nthree"


def test_save_and_come_back_later_shows_the_code(respondent):
    respondent.start()
    respondent.post("step", 4, answer="Half a thought", go="later")
    assert respondent.path == respondent.address("later")
    assert respondent.code[:4] in respondent.words
    assert "Half a thought" in str(respondent.kept)
    assert respondent.kept["passed"] == []


def test_half_a_thought_comes_up_again(respondent, version):
    respondent.start()
    for number in (1, 2, 3):
        respondent.skip(number)
    respondent.post("step", 4, answer="Half a thought", go="later")
    other = Browser(version)
    other.resume(respondent.code)
    assert other.path == other.address("step", 4)
    assert "Half a thought" in other.words


def test_a_code_carries_on_at_the_first_page_that_is_open(respondent, version):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.skip(2)
    other = Browser(version)
    other.resume(f" {respondent.code[:4].lower()}-{respondent.code[4:8]} {respondent.code[8:]} ")
    assert other.path == other.address("step", 3)
    other.answer(3, version.questions()[2]["options"][0]["key"])
    assert other.kept["answers"].keys() >= {version.questions()[0]["question"]}


def test_two_devices_do_not_overwrite_each_other_unnoticed(respondent, version):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.go("step", 4)
    other = Browser(version)
    other.resume(respondent.code)
    other.answer(4, "From the other device")
    respondent.answer(4, "From this device")
    assert respondent.status == 409
    assert "Your answers were changed somewhere else" in respondent.words
    assert "From this device" in respondent.words
    assert "From the other device" in str(respondent.kept)
    respondent.go("step", 4)
    assert "From the other device" in respondent.words
    respondent.answer(4, "From this device after all")
    assert respondent.path == respondent.address("about_you")


def test_only_what_the_check_page_showed_is_sent(respondent, version):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.check()
    other = Browser(version)
    other.resume(respondent.code)
    other.answer(1, "agree_a_lot")
    shown = respondent.words
    respondent.send()
    assert respondent.status == 409
    assert "Not sure" in shown and "Agree a lot" in respondent.words
    assert "changed on another device" in respondent.words
    assert not Response.objects.exists()
    respondent.send()
    assert Response.objects.get().answers.get().option_keys == ["agree_a_lot"]


def test_sending_twice_counts_once(respondent):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.check()
    before = respondent.client.cookies["answering"].value
    respondent.send()
    respondent.client.cookies["answering"] = before
    respondent.post("send", saved_times="2")
    assert "We already have your answers" in respondent.words
    assert Response.objects.count() == 1


@pytest.mark.parametrize("page", ["step", "about_you", "check", "later", "carry_on"])
def test_going_back_after_sending_shows_the_receipt(page, respondent):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.send()
    respondent.go(page, *([1] if page == "step" else []))
    assert respondent.path == respondent.address("done")
    assert "We already have your answers" in respondent.words


def test_answering_a_step_after_sending_changes_nothing(respondent):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.send()
    respondent.answer(1, "agree_a_lot")
    assert "We already have your answers" in respondent.words
    assert Response.objects.get().answers.get().option_keys == ["not_sure"]


def test_a_device_that_was_left_behind_hears_that_it_was_sent(respondent, version):
    respondent.start()
    respondent.answer(1, "not_sure")
    other = Browser(version)
    other.resume(respondent.code)
    other.send()
    respondent.answer(1, "agree_a_lot")
    assert "We already have your answers" in respondent.words
    assert Response.objects.count() == 1


def test_a_survey_that_closed_in_between_keeps_the_draft(respondent, version):
    respondent.start()
    respondent.answer(4, "Too late?")
    respondent.check()
    close(version)
    respondent.send()
    assert "This survey has closed" in respondent.words
    assert "They are not lost" in respondent.words
    assert not Response.objects.exists()
    assert "Too late?" in str(respondent.kept)
    respondent.go("start")
    assert "This survey closed on" in respondent.words
    SurveyPage.objects.filter(translation_key=version.survey_key).update(closes_on=None)
    respondent.send()
    assert Response.objects.count() == 1


def test_a_closed_survey_cannot_be_started(respondent, version):
    close(version)
    respondent.start()
    assert not Draft.objects.exists()


def test_a_draft_that_expired_is_said_plainly_and_typed_words_are_shown(respondent):
    respondent.start()
    Draft.objects.update(expires_on=timezone.localdate() - datetime.timedelta(days=1))
    respondent.answer(4, "Still here")
    assert respondent.status == 410
    assert "We no longer have these answers" in respondent.words
    assert "Still here" in respondent.words


def test_consent_is_asked_only_where_words_could_be_quoted(forum_coordinator):
    closed_only = build_open_survey(
        coordinator=forum_coordinator, questions=[build_question(type=QuestionType.AGREE)]
    )
    respondent = Browser(closed_only)
    respondent.start()
    respondent.go("about_you")
    assert "May we use your words?" not in respondent.words
    respondent.about(consent_to_quote="on")
    assert respondent.kept["consent_to_quote"] is False


def test_consent_is_never_ticked_beforehand(respondent):
    respondent.start()
    respondent.go("about_you")
    assert 'name="consent_to_quote"' in respondent.words
    assert "checked" not in respondent.words


def test_who_helped_is_short(respondent):
    respondent.start()
    respondent.about(who_answered="me_with_help", helper="x" * 81)
    assert "Please use at most 80 letters" in respondent.words
    assert "x" * 81 in respondent.words
    respondent.about(who_answered="me", helper="Somebody")
    assert respondent.kept["helper"] == ""


def test_nothing_of_the_journey_is_kept_by_browsers(respondent):
    respondent.start()
    for page in ("start", "about_you", "check", "later"):
        assert "no-store" in respondent.go(page)["Cache-Control"], page
    assert "no-store" in respondent.go("step", 1)["Cache-Control"]


@pytest.mark.django_db
def test_an_unknown_survey_is_not_found(client):
    assert client.get(f"/en/answer/{uuid.uuid4()}/start/").status_code == 404


@pytest.mark.parametrize("step_id", ["99", "%00", "a" * 3_000])
def test_an_address_that_is_no_page_leads_to_the_first_unfinished_one(step_id, respondent):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.last = respondent.client.get(
        respondent.address("start").replace("start/", f"ask/{step_id}/"), follow=True
    )
    assert respondent.path == respondent.address("step", 2)


def test_each_page_asks_the_database_little(respondent, django_assert_max_num_queries):
    respondent.start()
    respondent.answer(1, "not_sure")
    cache.clear()
    # the draft with its version · recording · area · site · home pages · menu and footer (2)
    with django_assert_max_num_queries(9):
        respondent.client.get(respondent.address("step", 2))
    # the draft · savepoint, update, release
    with django_assert_max_num_queries(6):
        respondent.client.post(respondent.address("step", 2), {"go": "skip"})
    with django_assert_max_num_queries(8):
        respondent.client.get(respondent.address("check"))


def test_a_wish_to_be_told_is_kept_apart(respondent):
    from surveys.contacts.models import WishToBeTold

    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.send()
    respondent.post("tell_me", way="email", email="not an address")
    assert "Please type an e-mail address like" in respondent.words
    assert 'value="not an address"' in respondent.words
    respondent.post("tell_me", way="email", email="parent@wexmere.example")
    assert "We will write to you when there is news." in respondent.words
    wish = WishToBeTold.objects.get()
    assert wish.survey_key == respondent.version.survey_key
    assert respondent.code not in wish.code_lookup


def test_without_sending_nobody_can_ask_to_be_told(respondent):
    from surveys.contacts.models import WishToBeTold

    respondent.start()
    respondent.post("tell_me", way="email", email="parent@wexmere.example")
    assert not WishToBeTold.objects.exists()


def test_answers_that_were_taken_back_are_no_receipt(respondent):
    respondent.start()
    respondent.answer(1, "not_sure")
    respondent.send()
    withdraw_response(code=respondent.code)
    respondent.go("done")
    assert respondent.path == respondent.address("start")


def test_the_receipt_promises_a_day_where_the_page_above_has_one(respondent, version, monkeypatch):
    from surveys.responding import telling_views

    monkeypatch.setattr(telling_views, "promised_day", lambda page: datetime.date(2027, 1, 12))
    respondent.start()
    respondent.send()
    assert "We will tell you by 12 January 2027" in respondent.words


def test_get_of_pages_that_only_take_answers_leads_back(respondent):
    respondent.start()
    respondent.go("send")
    assert respondent.path == respondent.address("check")
    assert Client().get(reverse("responding:withdraw")).status_code == 200
