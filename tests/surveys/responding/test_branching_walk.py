"""Pages that come and go with the answers, early ends, and the other variant."""

import pytest

from surveys.questionnaires.enums import Audience
from surveys.responding.models import Answer, Draft, Response
from tests.builders import build_response
from tests.surveys.responding.browser import Browser
from tests.surveys.responding.documents import (
    ask,
    easy,
    end,
    if_chosen,
    key_of,
    open_document,
    tell,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def branching(forum):
    return open_document(
        forum,
        [
            ask("met", "choice", "yes", "no", section={"en": "Your meeting"}),
            ask("how", "choice", "online", "there", show_if=if_chosen("met", "yes")),
            ask("why", "text", show_if=if_chosen("how", "online"), required=True),
            ask("rate", "matrix", "good", "bad", rows=("staff", "room")),
            ask("last", "line"),
        ],
    )


@pytest.fixture
def walker(branching):
    browser = Browser(branching)
    browser.start()
    return browser


def test_a_page_is_shown_when_its_condition_comes_true(walker):
    walker.answer("met", "yes")
    assert walker.path == walker.address("step", "how")
    walker.answer("how", "online")
    assert walker.path == walker.address("step", "why")


def test_a_page_is_left_out_when_its_condition_is_not_true(walker):
    walker.answer("met", "no")
    assert walker.path == walker.address("step", "rate", "staff")


def test_how_far_somebody_is_stays_true(walker):
    assert "Question 1 of about 4" in walker.words
    walker.answer("met", "yes")
    assert "Question 2 of about 5" in walker.words
    walker.answer("how", "online")
    assert "Question 3 of 5" in walker.words
    walker.go("step", "met")
    walker.answer("met", "no")
    assert "Question 2 of 3" in walker.words and "line 1 of 2" in walker.words


def test_the_section_stands_above_the_question(walker):
    assert "Your meeting" in walker.words


def test_each_line_of_a_question_is_a_page_of_its_own(walker):
    walker.go("step", "rate")
    assert walker.path == walker.address("step", "rate", "staff")
    assert "Question rate?" in walker.words and "Line staff" in walker.words
    walker.answer("rate", "good", row="staff")
    assert walker.path == walker.address("step", "rate", "room")
    assert "line 2 of 2" in walker.words
    walker.answer("rate", "bad", row="room")
    assert walker.kept["answers"][key_of("rate")] == {"staff": "good", "room": "bad"}
    walker.skip("rate", "staff")
    assert walker.kept["answers"][key_of("rate")] == {"room": "bad"}
    walker.check()
    walker.send()
    [stored] = Answer.objects.all()
    assert (stored.row_key, stored.option_keys) == ("room", ["bad"])


def test_an_address_that_left_the_route_leads_to_the_first_unfinished_page(walker):
    walker.answer("met", "no")
    walker.go("step", "why")
    assert walker.path == walker.address("step", "rate", "staff")


def test_what_is_hidden_is_shown_apart_and_is_not_sent(walker):
    walker.answer("met", "yes")
    walker.answer("how", "online")
    walker.answer("why", "Too far away")
    walker.answer("met", "no", then="check")
    walker.check()
    assert "These answers will not be sent" in walker.words
    apart = walker.words.split("These answers will not be sent")[1]
    assert "Too far away" in apart and "Option online" in apart
    walker.send()
    response = Response.objects.get()
    assert [str(each.question_key) for each in response.answers.all()] == [key_of("met")]
    assert not response.comments.exists()
    # Nor does anything else keep it from then on.
    assert set(walker.kept["answers"]) == {key_of("met")}


def test_changing_the_answer_back_brings_the_hidden_ones_back(walker):
    walker.answer("met", "yes")
    walker.answer("how", "there")
    walker.answer("met", "no")
    walker.answer("met", "yes")
    walker.check()
    assert "Option there" in walker.words and "will not be sent" not in walker.words


def test_what_was_typed_at_a_page_that_another_window_hid_is_not_lost(walker):
    walker.answer("met", "yes")
    walker.answer("how", "online")
    walker.answer("met", "no")
    walker.answer("why", "Typed in the other window")
    assert walker.kept["answers"][key_of("why")] == "Typed in the other window"
    walker.check()
    apart = walker.words.split("These answers will not be sent")[1]
    assert "Typed in the other window" in apart


def test_a_change_on_the_check_page_walks_through_what_it_adds_and_comes_back(walker):
    walker.answer("met", "no")
    walker.skip("rate", "staff")
    walker.skip("rate", "room")
    walker.skip("last")
    walker.about()
    assert walker.path == walker.address("check")
    walker.answer("met", "yes", then="check")
    assert walker.path == walker.address("step", "how")
    walker.answer("how", "online", then="check")
    assert walker.path == walker.address("step", "why")
    walker.answer("why", "Because", then="check")
    assert walker.path == walker.address("check")


def test_a_needed_answer_that_a_change_brings_is_asked_for_before_sending(walker):
    walker.answer("met", "yes")
    walker.check()
    page = walker.words
    walker.answer("how", "online", then="check")
    walker.check()
    walker.send()
    assert "We need an answer to this question: Question why?" in walker.words
    assert "Question why?" not in page
    assert not Response.objects.exists()


def test_back_goes_to_the_page_before_on_this_route(walker):
    walker.answer("met", "no")
    assert f'href="{walker.address("step", "met")}"' in walker.words


def leaving(forum, *, sends: bool) -> Browser:
    version = open_document(
        forum,
        [
            ask("here", "choice", "yes", "no"),
            end("out", sends=sends, show_if=if_chosen("here", "no")),
            ask("more", "text", required=True),
        ],
    )
    browser = Browser(version)
    browser.start()
    browser.answer("here", "no")
    return browser


def test_an_end_that_sends_goes_on_to_the_check_page(forum):
    browser = leaving(forum, sends=True)
    assert "Page out" in browser.words
    browser.go_on("out")
    assert browser.path == browser.address("about_you")
    browser.about()
    browser.send()
    assert Response.objects.get().answers.get().option_keys == ["no"]


def test_an_end_that_does_not_send_records_nothing(forum):
    browser = leaving(forum, sends=False)
    assert "Nothing was sent." in browser.words
    for page in ("about_you", "check"):
        browser.go(page)
        assert browser.path == browser.address("step", "out"), page
    browser.go_on("out")
    browser.post("send", saved_times=str(browser.cookie.saved_times))
    assert browser.path == browser.address("step", "out")
    assert not Response.objects.exists()


def test_an_end_that_does_not_send_offers_the_way_back(forum):
    browser = leaving(forum, sends=False)
    assert f'href="{browser.address("step", "here")}"' in browser.words
    browser.answer("here", "yes")
    assert browser.path == browser.address("step", "more")


def test_an_end_that_does_not_send_offers_to_delete_everything(forum):
    browser = leaving(forum, sends=False)
    browser.post("delete")
    assert "Your answers are deleted" in browser.words
    assert not Draft.objects.exists()


def test_a_survey_for_everyone_asks_who_somebody_is(forum):
    version = open_document(
        forum,
        [
            ask(
                "school",
                "line",
                show_if={
                    "match": "all",
                    "conditions": [
                        {"about": "audience", "test": "is_any_of", "values": ["young_people"]}
                    ],
                },
            ),
            ask("last", "line"),
        ],
        audience=str(Audience.EVERYONE),
    )
    young, parent, silent = Browser(version), Browser(version), Browser(version)
    young.go("start")
    assert "I would rather not say" in young.words
    young.start(audience="young_people")
    parent.start(audience="parent_carers")
    silent.start(audience="made_up")
    assert young.path == young.address("step", "school")
    assert parent.path == silent.path == parent.address("step", "last")
    for browser in (young, parent, silent):
        browser.send()
    assert sorted(each.audience for each in Response.objects.all()) == [
        "",
        "parent_carers",
        "young_people",
    ]


def test_a_survey_for_one_audience_does_not_ask_who_somebody_is(walker):
    walker.go("start")
    assert "I would rather not say" not in walker.words


@pytest.mark.parametrize(
    ("code", "kept"), [("K7p", "K7P"), ("K7P4K7P4K", ""), ("<b>", ""), ("", ""), ("\x00", "")]
)
def test_the_code_of_a_poster_is_carried_along(code, kept, branching):
    browser = Browser(branching)
    browser.go("start", p=code)
    browser.start(p=code)
    browser.send()
    assert Response.objects.get().place_code == kept


def test_the_start_page_hands_the_code_of_a_poster_on(branching):
    browser = Browser(branching)
    browser.go("start", p="K7P")
    assert 'name="p" value="K7P"' in browser.words


def test_who_answers_for_somebody_is_shown_the_way_for_young_people(forum):
    direct = open_document(forum, [ask("me", "line")])
    version = open_document(forum, [ask("child", "line")], asks_directly=str(direct.survey_key))
    browser = Browser(version)
    browser.start()
    browser.go("about_you")
    address = Browser(direct).address("start")
    assert f'href="{address}"' in browser.words
    browser.about(who_answered="me")
    assert f'href="{address}"' not in browser.words
    browser.about(who_answered="someone_for_me", helper="Mum")
    assert f'href="{address}"' in browser.words


def test_consent_is_asked_in_the_words_of_the_partner(walker):
    walker.go("about_you")
    assert "Yes, quote me without my name." in walker.words


@pytest.fixture
def both_ways(forum):
    """Standard and Easy Read: the latter leaves out the last question and has a page of its own."""
    return open_document(
        forum,
        [
            tell("welcome"),
            ask("met", "choice", "yes", "no"),
            ask("why", "text", show_if=if_chosen("met", "no")),
            ask("last", "line"),
        ],
        easy_read=easy("about-us", "met", "why"),
    )


def test_easy_read_has_its_own_pages(both_ways):
    browser = Browser(both_ways)
    browser.read_easily()
    browser.start()
    assert browser.path == browser.address("step", "easy-about-us")
    browser.go_on("easy-about-us")
    assert "Easy met." in browser.words and "More about met." in browser.words
    browser.answer("met", "no")
    assert "Easy why." in browser.words
    browser.answer("why", "It was late")
    assert browser.path == browser.address("about_you")
    browser.about()
    browser.send()
    response = Response.objects.get()
    assert response.easy_read
    assert response.answers.get().option_keys == ["no"]
    assert response.comments.get().open_words() == "It was late"


def test_changing_the_variant_in_the_middle_stays_on_the_question(both_ways):
    browser = Browser(both_ways)
    browser.start()
    browser.answer("met", "no")
    before = browser.path
    browser.read_easily()
    browser.go("step", "why")
    assert browser.path == before and "Easy why." in browser.words
    browser.answer("why", "In Easy Read")
    browser.read_easily(False)
    browser.go("step", "why")
    assert "Question why?" in browser.words and "In Easy Read" in browser.words


def test_the_check_page_shows_answers_of_the_other_variant_too(both_ways):
    browser = Browser(both_ways)
    browser.start()
    browser.answer("last", "Given before")
    browser.read_easily()
    browser.check()
    assert "Given before" in browser.words
    browser.answer("last", "Given after", then="check")
    assert "Given after" in browser.words
    browser.send()
    assert Response.objects.get().comments.get().open_words() == "Given after"


def test_what_needs_an_answer_is_asked_in_easy_read_too(forum):
    version = open_document(
        forum,
        [ask("met", "line"), ask("last", "line", required=True)],
        easy_read=easy("met"),
    )
    browser = Browser(version)
    browser.read_easily()
    browser.start()
    browser.skip("met")
    assert browser.path == browser.address("step", "last")
    browser.check()
    browser.send()
    assert "We need an answer to this question: Question last?" in browser.words


def test_no_channel_lets_a_hidden_answer_in(branching):
    build_response(version=branching, answers={"MET": ["no"], "HOW": ["online"]})
    assert [str(each.question_key) for each in Answer.objects.all()] == [key_of("met")]
