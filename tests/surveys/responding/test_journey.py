"""From the first page to the receipt, without an account and without a script."""

import datetime

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


def test_a_stranger_answers_and_gets_a_code(browser, version, words_handed_over):
    browser.start()
    assert browser.path == browser.address("step", 1)
    assert "Question 1 of 4" in browser.words
    browser.answer(1, "agree_a_bit")
    helped = [option["key"] for option in version.questions()[1]["options"]]
    browser.answer(2, helped[:2])
    browser.skip(3)
    browser.answer(4, "Ring us back when you say so.")
    browser.about(who_answered="me_with_help", helper="My sister", consent_to_quote="on")
    assert browser.path == browser.address("check")
    for shown in ("Agree a bit", "A letter", "Ring us back", "My sister", "Yes, without my name"):
        assert shown in browser.words
    browser.send()
    assert browser.path == browser.address("done")
    response = Response.objects.get()
    assert (response.channel, response.language) == ("web", "en")
    assert (response.who_answered, response.helper) == ("me_with_help", "My sister")
    given = {str(answer.question_key): answer.option_keys for answer in response.answers.all()}
    asked = [question["question"] for question in version.questions()]
    assert given == {asked[0]: ["agree_a_bit"], asked[1]: helped[:2]}
    [words] = words_handed_over
    assert (words.question_key, words.words) == (asked[3], "Ring us back when you say so.")
    assert words.consent_to_quote
    code = browser.code
    assert " ".join((code[:4], code[4:8], code[8:])) in browser.words
    assert not Draft.objects.exists()


def test_words_are_handed_over_and_never_kept_among_answers(browser, words_handed_over):
    browser.start()
    browser.answer(4, "Nobody told us.")
    browser.send()
    assert [text.words for text in words_handed_over] == ["Nobody told us."]
    assert not Answer.objects.exists()


def test_nothing_is_kept_before_somebody_starts(browser):
    browser.go("start")
    assert browser.status == 200
    assert not Draft.objects.exists()
    assert "answering" not in browser.client.cookies


def test_the_cookie_is_out_of_reach_of_scripts_and_there_is_no_session(browser):
    browser.start()
    cookie = browser.client.cookies["answering"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    assert cookie["max-age"] == "" and cookie["expires"] == ""
    assert "sessionid" not in browser.client.cookies


def test_in_production_the_cookie_goes_over_https_only(browser, settings):
    settings.SESSION_COOKIE_SECURE = True
    browser.start()
    assert browser.client.cookies["answering"]["secure"]


def test_a_cookie_that_was_altered_is_no_cookie(browser):
    browser.start()
    browser.client.cookies["answering"] = browser.client.cookies["answering"].value[:-2] + "xx"
    browser.go("step", 2)
    assert browser.path == browser.address("start")


def test_programs_that_fill_in_every_box_start_nothing(browser):
    browser.post("start", website="http://spam.example")
    assert browser.path == browser.address("start")
    assert not Draft.objects.exists()


def test_starting_twice_does_not_lose_the_first_answers(browser):
    browser.start()
    browser.answer(1, "not_sure")
    first = browser.code
    browser.start()
    assert "Carry on with my answers" in browser.words
    assert browser.code == first
    browser.go("carry_on")
    assert browser.path == browser.address("step", 2)
    browser.post("start", again="yes")
    assert browser.code != first
    assert open_draft(code=first) is not None


def test_going_back_and_changing_keeps_the_rest(browser, version):
    browser.start()
    browser.answer(1, "agree_a_lot")
    browser.answer(4, "One")
    browser.go("step", 1)
    assert 'value="agree_a_lot" id="id_answer_0" checked' in browser.words
    browser.answer(1, "not_sure", then="check")
    assert browser.path == browser.address("check")
    assert "Not sure" in browser.words and "One" in browser.words
    assert "Agree a lot" not in browser.words


def test_skip_takes_an_answer_away(browser, version):
    browser.start()
    browser.answer(1, "agree_a_lot")
    browser.skip(1)
    assert browser.kept["answers"] == {}


def test_the_language_can_change_on_the_way(browser):
    browser.start()
    browser.answer(1, "agree_a_lot")
    browser.language = "ur"
    browser.go("step", 1)
    assert '<html lang="ur" dir="rtl"' in browser.words
    assert 'value="agree_a_lot" id="id_answer_0" checked' in browser.words
    browser.send()
    assert Response.objects.get().language == "ur"
    assert Response.objects.get().answers.get().option_keys == ["agree_a_lot"]


def test_words_that_are_only_there_in_english_are_marked(version):
    browser = Browser(version, language="ur")
    browser.start()
    browser.go("step", 4)
    assert '<span lang="en" dir="ltr">What should change?</span>' in browser.words


def test_a_question_that_needs_an_answer_says_so_and_keeps_what_was_typed(strict_version):
    browser = Browser(strict_version)
    browser.start()
    assert "Skip this question" not in browser.words
    browser.post("step", 1, go="on")
    assert "There is a problem" in browser.words
    assert browser.words.count("Please choose an answer. We need this one.") == 2
    assert "<title>Error:" in browser.words
    browser.post("step", 1, go="skip")
    assert browser.path == browser.address("step", 1)


def test_sending_without_a_needed_answer_names_every_one(strict_version):
    browser = Browser(strict_version)
    browser.start()
    browser.answer(1, "agree_a_lot")
    browser.check()
    browser.send()
    assert browser.words.count("We need an answer to this question:") == 3
    assert not Response.objects.exists()
    assert browser.kept["answers"]


def test_an_option_that_is_not_offered_is_refused(browser):
    browser.start()
    browser.answer(1, "agree_enormously")
    assert "Please choose one of the answers on this page." in browser.words
    browser.answer(2, ["agree_a_lot"])
    assert "Please choose" in browser.words
    assert browser.kept["answers"] == {}


def test_words_that_are_too_long_are_refused_and_stay_on_screen(browser):
    browser.start()
    long = "word " * 1_001
    browser.answer(4, long)
    assert "it has 1001 words" in browser.words.replace(",", "")
    assert long.strip() in browser.words
    assert browser.kept["answers"] == {}


@pytest.mark.parametrize(
    "words", ["👨‍👩‍👧‍👦" * 714, "😀" * 5_000, "\u200fبہت اچھا\u200e ok", "e\u0301te\u0301"]
)
def test_emoji_and_marks_of_direction_are_welcome(words, browser, words_handed_over):
    browser.start()
    browser.answer(4, words)
    browser.send()
    [handed] = words_handed_over
    assert handed.words == {"e\u0301te\u0301": "été"}.get(words, words)


def test_control_signs_go_and_lines_stay(browser, words_handed_over):
    browser.start()
    browser.answer(4, "one\x00two\x07\r\nthree")
    browser.send()
    assert words_handed_over[0].words == "onetwo\nthree"


def test_save_and_come_back_later_shows_the_code(browser):
    browser.start()
    browser.post("step", 4, answer="Half a thought", go="later")
    assert browser.path == browser.address("later")
    assert browser.code[:4] in browser.words
    assert "Half a thought" in str(browser.kept)
    assert browser.kept["passed"] == []


def test_half_a_thought_comes_up_again(browser, version):
    browser.start()
    for number in (1, 2, 3):
        browser.skip(number)
    browser.post("step", 4, answer="Half a thought", go="later")
    other = Browser(version)
    other.resume(browser.code)
    assert other.path == other.address("step", 4)
    assert "Half a thought" in other.words


def test_a_code_carries_on_at_the_first_page_that_is_open(browser, version):
    browser.start()
    browser.answer(1, "not_sure")
    browser.skip(2)
    other = Browser(version)
    other.resume(f" {browser.code[:4].lower()}-{browser.code[4:8]} {browser.code[8:]} ")
    assert other.path == other.address("step", 3)
    other.answer(3, version.questions()[2]["options"][0]["key"])
    assert other.kept["answers"].keys() >= {version.questions()[0]["question"]}


def test_two_devices_do_not_overwrite_each_other_unnoticed(browser, version):
    browser.start()
    browser.answer(1, "not_sure")
    browser.go("step", 4)
    other = Browser(version)
    other.resume(browser.code)
    other.answer(4, "From the other device")
    browser.answer(4, "From this device")
    assert browser.status == 409
    assert "Your answers were changed somewhere else" in browser.words
    assert "From this device" in browser.words
    assert "From the other device" in str(browser.kept)
    browser.go("step", 4)
    assert "From the other device" in browser.words
    browser.answer(4, "From this device after all")
    assert browser.path == browser.address("about_you")


def test_only_what_the_check_page_showed_is_sent(browser, version):
    browser.start()
    browser.answer(1, "not_sure")
    browser.check()
    other = Browser(version)
    other.resume(browser.code)
    other.answer(1, "agree_a_lot")
    shown = browser.words
    browser.send()
    assert browser.status == 409
    assert "Not sure" in shown and "Agree a lot" in browser.words
    assert "changed on another device" in browser.words
    assert not Response.objects.exists()
    browser.send()
    assert Response.objects.get().answers.get().option_keys == ["agree_a_lot"]


def test_sending_twice_counts_once(browser):
    browser.start()
    browser.answer(1, "not_sure")
    browser.check()
    before = browser.client.cookies["answering"].value
    browser.send()
    browser.client.cookies["answering"] = before
    browser.post("send", saved_times="2")
    assert "We already have your answers" in browser.words
    assert Response.objects.count() == 1


@pytest.mark.parametrize("page", ["step", "about_you", "check", "later", "carry_on"])
def test_going_back_after_sending_shows_the_receipt(page, browser):
    browser.start()
    browser.answer(1, "not_sure")
    browser.send()
    browser.go(page, *([1] if page == "step" else []))
    assert browser.path == browser.address("done")
    assert "We already have your answers" in browser.words


def test_answering_a_step_after_sending_changes_nothing(browser):
    browser.start()
    browser.answer(1, "not_sure")
    browser.send()
    browser.answer(1, "agree_a_lot")
    assert "We already have your answers" in browser.words
    assert Response.objects.get().answers.get().option_keys == ["not_sure"]


def test_a_device_that_was_left_behind_hears_that_it_was_sent(browser, version):
    browser.start()
    browser.answer(1, "not_sure")
    other = Browser(version)
    other.resume(browser.code)
    other.send()
    browser.answer(1, "agree_a_lot")
    assert "We already have your answers" in browser.words
    assert Response.objects.count() == 1


def test_a_survey_that_closed_in_between_keeps_the_draft(browser, version):
    browser.start()
    browser.answer(4, "Too late?")
    browser.check()
    close(version)
    browser.send()
    assert "This survey has closed" in browser.words
    assert "They are not lost" in browser.words
    assert not Response.objects.exists()
    assert "Too late?" in str(browser.kept)
    browser.go("start")
    assert "This survey closed on" in browser.words
    SurveyPage.objects.filter(translation_key=version.survey_key).update(closes_on=None)
    browser.send()
    assert Response.objects.count() == 1


def test_a_closed_survey_cannot_be_started(browser, version):
    close(version)
    browser.start()
    assert not Draft.objects.exists()


def test_a_draft_that_expired_is_said_plainly_and_typed_words_are_shown(browser):
    browser.start()
    Draft.objects.update(expires_on=timezone.localdate() - datetime.timedelta(days=1))
    browser.answer(4, "Still here")
    assert browser.status == 410
    assert "We no longer have these answers" in browser.words
    assert "Still here" in browser.words


def test_people_who_started_before_a_change_finish_with_what_they_saw(
    browser, version, forum_coordinator
):
    from surveys.questionnaires.actions import open_survey
    from surveys.questionnaires.models import Question

    browser.start()
    question = Question.objects.get(code="CO1")
    question.text = "People listened."
    question.save()
    page = SurveyPage.objects.get(translation_key=version.survey_key)
    newer = open_survey(page=page, user=forum_coordinator)
    browser.go("step", 1)
    assert "I was listened to." in browser.words
    browser.answer(1, "not_sure")
    browser.send()
    assert Response.objects.get().version == version != newer


def test_consent_is_asked_only_where_words_could_be_quoted(forum_coordinator):
    closed_only = build_open_survey(
        coordinator=forum_coordinator, questions=[build_question(type=QuestionType.AGREE)]
    )
    browser = Browser(closed_only)
    browser.start()
    browser.go("about_you")
    assert "May we use your words?" not in browser.words
    browser.about(consent_to_quote="on")
    assert browser.kept["consent_to_quote"] is False


def test_consent_is_never_ticked_beforehand(browser):
    browser.start()
    browser.go("about_you")
    assert 'name="consent_to_quote"' in browser.words
    assert "checked" not in browser.words


def test_who_helped_is_short(browser):
    browser.start()
    browser.about(who_answered="me_with_help", helper="x" * 81)
    assert "Please use at most 80 letters" in browser.words
    assert "x" * 81 in browser.words
    browser.about(who_answered="me", helper="Somebody")
    assert browser.kept["helper"] == ""


def test_nothing_of_the_journey_is_kept_by_browsers(browser):
    browser.start()
    for page in ("start", "about_you", "check", "later"):
        assert "no-store" in browser.go(page)["Cache-Control"], page
    assert "no-store" in browser.go("step", 1)["Cache-Control"]


def test_unknown_surveys_and_steps_are_not_found(browser):
    import uuid

    assert Client().get(f"/en/answer/{uuid.uuid4()}/start/").status_code == 404
    browser.start()
    assert browser.go("step", 99).status_code == 404
    assert browser.go("step", 0).status_code == 404


def test_each_page_asks_the_database_little(browser, django_assert_max_num_queries):
    browser.start()
    browser.answer(1, "not_sure")
    cache.clear()
    # the draft with its version · area · site · home pages · menu and footer (2)
    with django_assert_max_num_queries(8):
        browser.client.get(browser.address("step", 2))
    # the draft · savepoint, update, release
    with django_assert_max_num_queries(6):
        browser.client.post(browser.address("step", 2), {"go": "skip"})
    with django_assert_max_num_queries(8):
        browser.client.get(browser.address("check"))


def test_a_wish_to_be_told_is_kept_apart(browser):
    from surveys.contacts.models import WishToBeTold

    browser.start()
    browser.answer(1, "not_sure")
    browser.send()
    browser.post("tell_me", email="not an address")
    assert "Please type an e-mail address like" in browser.words
    assert 'value="not an address"' in browser.words
    browser.post("tell_me", email="parent@wexmere.example")
    assert "We will write to you when there is news." in browser.words
    wish = WishToBeTold.objects.get()
    assert wish.survey_key == browser.version.survey_key
    assert browser.code not in wish.code_lookup


def test_without_sending_nobody_can_ask_to_be_told(browser):
    from surveys.contacts.models import WishToBeTold

    browser.start()
    browser.post("tell_me", email="parent@wexmere.example")
    assert not WishToBeTold.objects.exists()


def test_answers_that_were_taken_back_are_no_receipt(browser):
    browser.start()
    browser.answer(1, "not_sure")
    browser.send()
    withdraw_response(code=browser.code)
    browser.go("done")
    assert browser.path == browser.address("start")


def test_the_receipt_promises_a_day_where_the_page_above_has_one(browser, version, monkeypatch):
    from surveys.responding import views

    monkeypatch.setattr(views, "promised_day", lambda page: datetime.date(2027, 1, 12))
    browser.start()
    browser.send()
    assert "We will tell you by 12 January 2027" in browser.words


def test_get_of_pages_that_only_take_answers_leads_back(browser):
    browser.start()
    browser.go("send")
    assert browser.path == browser.address("check")
    assert Client().get(reverse("responding:withdraw")).status_code == 200
