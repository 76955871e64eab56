"""What families see of consultations."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from forum.loop.actions import move_entry, publish_entry, write_words
from forum.loop.enums import LoopStatus
from surveys.questionnaires.actions import open_survey
from surveys.results.actions import freeze_release, publish_release
from tests.builders import (
    build_consultation,
    build_consultation_list,
    build_entry,
    build_question,
    build_response,
    build_survey_page,
    build_translation,
    in_days,
)


def shown(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_groups_by_moment_and_names_promises(client, council):
    build_consultation(owner=council, title="Open one")
    build_consultation(owner=council, title="Coming one", opens=3)
    build_consultation(owner=council, title="Late one", opens=-90, closes=-60, answer=-2)
    words = shown(client, build_consultation_list())
    assert words.index("Open one") < words.index("Coming one") < words.index("Late one")
    assert "Co-design: we shape the plan together" in words
    assert "We will tell you by" in words
    assert "Late: we promised this by" in words


def test_drafts_are_not_listed(client, council):
    build_consultation(owner=council, title="Secret draft", live=False)
    assert "Secret draft" not in shown(client, build_consultation_list())


def test_an_empty_list_says_so(client, home_page):
    assert "We are not asking anything" in shown(client, build_consultation_list())


def test_languages_are_listed_by_their_own_name(client, council):
    build_translation(build_consultation(owner=council), "ur")
    words = shown(client, build_consultation_list())
    assert 'lang="ur">اردو' in words.split("</header>")[1]
    assert "Polski" not in words.split("</header>")[1]


def test_the_urdu_list_shows_untranslated_ones_in_english(client, council):
    translated = build_consultation(owner=council)
    build_consultation(owner=council, title="Only in English")
    urdu = build_translation(translated, "ur", title="صرف اردو")
    words = shown(client, urdu.get_parent())
    assert "صرف اردو" in words
    assert 'lang="en" dir="ltr" hreflang="en">Only in English' in words


def test_the_list_asks_as_often_for_three_as_for_thirty(
    client, council, django_assert_num_queries, django_assert_max_num_queries
):
    page = build_consultation_list()
    for _ in range(3):
        build_consultation(owner=council)
    address = page.get_url()
    client.get(address)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    for _ in range(27):
        build_consultation(owner=council)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_an_open_consultation_answers_the_four_questions_and_leads_to_its_survey(
    client, council, council_coordinator
):
    page = build_consultation(owner=council)
    survey = build_survey_page(
        owner=council, questions=[build_question()], parent=page, opens_on=in_days(-7)
    )
    open_survey(page=survey, user=council_coordinator)
    words = shown(client, page)
    with override("en"):
        assert reverse("responding:start", args=[survey.survey_key]) in words
    for heading in (
        "What is already decided",
        "What can change",
        "What you need to know",
        "Who decides, and how your views are weighed",
        "What happens to what you say",
        "Other ways to answer",
    ):
        assert heading in words
    assert "FREEPOST WEXMERE LISTENS" in words
    assert "Participation team" in words


def test_a_closed_consultation_offers_no_way_to_answer(client, council):
    words = shown(client, build_consultation(owner=council, opens=-60, closes=-30, answer=9))
    assert "You can no longer answer" in words
    assert "Answer now" not in words
    assert "Other ways to answer" not in words


def test_the_answer_stands_at_the_same_address(client, council, council_coordinator):
    page = build_consultation(owner=council, opens=-60, closes=-30, answer=9)
    entry = build_entry(
        user=council_coordinator, title="The answer", consultation_key=page.consultation_key
    )
    assert "The answer" not in shown(client, page)
    write_words(entry=entry, user=council_coordinator, we_decided="Yes, from May on.")
    move_entry(entry=entry, status=LoopStatus.YES, next_date=in_days(30), user=council_coordinator)
    publish_entry(entry=entry, user=council_coordinator)
    words = shown(client, page)
    assert "The answer" in words
    assert "Yes, from May on." in words
    assert "We answered on" in words


def test_an_unchecked_translation_says_so(client, council):
    page = build_consultation(owner=council)
    urdu = build_translation(page, "ur")
    assert urdu.is_unchecked_translation
    words = shown(client, urdu)
    assert 'dir="rtl"' in words
    assert words.count("portal-tone-amber") == 1
    urdu.translation_checked_by, urdu.translation_checked_on = "Urdu-speaking parent", in_days(-1)
    urdu.save()
    assert "portal-tone-amber" not in shown(client, urdu)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_translated_page_leads_to_the_survey_even_if_that_is_in_english(
    client, council, council_coordinator, language
):
    page = build_consultation(owner=council)
    survey = build_survey_page(
        owner=council, questions=[build_question()], parent=page, opens_on=in_days(-7)
    )
    open_survey(page=survey, user=council_coordinator)
    shown_page = page if language == "en" else build_translation(page, "ur")
    assert f"/{language}/answer/{survey.survey_key}/start/" in shown(client, shown_page)


def test_published_results_stand_on_the_page(client, council, council_coordinator):
    page = build_consultation(owner=council, opens=-60, closes=-30, answer=9)
    question = build_question(text="I was listened to.")
    survey = build_survey_page(
        owner=council, questions=[question], parent=page, opens_on=in_days(-60)
    )
    version = open_survey(page=survey, user=council_coordinator)
    answer = version.questions()[0]["options"][0]["key"]
    for _ in range(12):
        build_response(version=version, answers={question.code: answer})
    release = freeze_release(
        owner=council,
        title="What 12 people said",
        survey_keys=[survey.survey_key],
        user=council_coordinator,
    )
    assert "What people said</h2>" not in shown(client, page)
    publish_release(release=release, user=council_coordinator)
    assert "What people said</h2>" in shown(client, page)
    assert "I was listened to." in shown(client, page)
