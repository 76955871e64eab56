"""Who checked a version, and whether that still holds."""

import copy
import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.checks import notice_for
from surveys.questionnaires.compiling import compile_survey
from surveys.questionnaires.enums import Audience, QuestionType
from surveys.questionnaires.formats import formats_of, warnings_about_easy_read
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.signing_off import (
    NothingToCheck,
    sign_off_easy_read,
    sign_off_translation,
)
from surveys.questionnaires.staleness import (
    Changed,
    changed_since,
    name_of_place,
    prints_for_easy_read,
    prints_for_translation,
    untranslated,
)
from tests.builders import build_question, build_survey_page, build_translation, sign_in

PANEL = "young people's panel of 4"
MONDAY = datetime.date(2026, 3, 2)
KEYS, WORDS = st.text("abc", min_size=1, max_size=3), st.text("aé ر.", max_size=20)


@pytest.fixture
def question(db):
    return build_question(
        text="How do you book?", type=QuestionType.CHOICE, options=["Ring", "Ask"]
    )


@pytest.fixture
def survey(forum, question):
    survey = build_survey_page(owner=forum, questions=[question])
    survey.easy_read.append(
        ("question", {"question": question, "picture": None, "lines": ["Book?"], "options": []})
    )
    survey.save()
    return SurveyPage.objects.get(pk=survey.pk)


@pytest.fixture
def urdu(survey):
    return build_translation(survey, "ur", title="آپ کی رائے")


def rewrite(question, words: str) -> None:
    question.text = words
    question.save()


def checked_easy_read(survey, user):
    sign_off_easy_read(page=survey, user=user, checked_by=PANEL, on=MONDAY)
    return SurveyPage.objects.get(pk=survey.pk)


def test_a_version_that_nobody_checked_says_so(survey, urdu):
    document = compile_survey(survey)
    assert notice_for(document, "ur") == "translation_unchecked"
    assert notice_for(document, "en") == ""
    assert notice_for(document, "en", easy_read=True) == "easy_read_unchecked"


def test_a_check_says_who_and_when_and_is_logged(survey, forum_coordinator):
    easy = compile_survey(checked_easy_read(survey, forum_coordinator))["easy_read"]
    assert (easy["checked_by"], easy["checked_on"], easy["stale"]) == (PANEL, "2026-03-02", False)
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.user) == ("survey.easy_read_checked", forum_coordinator)
    assert PANEL not in entry.note


def test_easy_read_is_stale_once_the_words_that_it_explains_change(
    survey, question, forum_coordinator
):
    survey = checked_easy_read(survey, forum_coordinator)
    rewrite(question, "How would you like to book?")
    document = compile_survey(survey)
    assert document["easy_read"]["stale"]
    assert notice_for(document, "en", easy_read=True) == "easy_read_stale"
    easy = formats_of(survey, document)[0]
    assert easy.changes == ["How would you like to book?"]
    assert (easy.is_checked, easy.to_sign_off) == (False, True)


def test_easy_read_is_stale_once_its_own_lines_change(survey, forum_coordinator):
    survey = checked_easy_read(survey, forum_coordinator)
    survey.easy_read[0].value["lines"][0] = "Book a break?"
    document = compile_survey(survey)
    assert document["easy_read"]["stale"]
    assert formats_of(survey, document)[0].changes == ["Easy Read: Book a break?"]


def test_a_new_check_makes_a_stale_version_current(survey, question, forum_coordinator):
    survey = checked_easy_read(survey, forum_coordinator)
    rewrite(question, "How would you like to book?")
    survey = checked_easy_read(survey, forum_coordinator)
    assert not compile_survey(survey)["easy_read"]["stale"]


def test_a_translation_is_stale_once_the_english_changes(survey, urdu, forum_coordinator):
    sign_off_translation(page=urdu, user=forum_coordinator, checked_by="parent carer", on=MONDAY)
    assert compile_survey(survey)["checks"] == {
        "ur": {"by": "parent carer", "on": "2026-03-02", "stale": False}
    }
    survey.introduction = "Tell us in five minutes."
    document = compile_survey(survey)
    assert document["checks"]["ur"]["stale"]
    assert notice_for(document, "ur") == "translation_stale"


def test_a_translated_question_of_the_bank_belongs_to_the_translation(
    survey, urdu, question, forum_coordinator
):
    translated = question.copy_for_translation(urdu.locale)
    translated.text = "آپ کیسے بک کرتے ہیں؟"
    translated.save()
    sign_off_translation(page=urdu, user=forum_coordinator, checked_by="parent carer")
    rewrite(translated, "بکنگ کیسے؟")
    document = compile_survey(survey)
    assert document["checks"]["ur"]["stale"]
    ur = next(each for each in formats_of(survey, document) if each.key == "ur")
    assert ur.changes == ["How do you book? (in اردو)"]


def test_a_check_without_kept_words_is_not_called_stale(survey):
    survey.easy_read_checked_by, survey.easy_read_checked_on = PANEL, MONDAY
    assert not compile_survey(survey)["easy_read"]["stale"]


def test_a_check_survives_the_publishing_of_an_earlier_draft(survey, forum_coordinator):
    draft = survey.save_revision()
    checked_easy_read(survey, forum_coordinator)
    SurveyPage.objects.get(pk=survey.pk).get_latest_revision().publish()
    again = SurveyPage.objects.get(pk=survey.pk)
    assert again.latest_revision_id != draft.pk
    assert again.easy_read_checked_by == PANEL
    assert not again.has_unpublished_changes


def test_noting_a_check_publishes_nothing(survey, forum_coordinator):
    survey.title = "A better title"
    survey.save_revision()
    checked_easy_read(SurveyPage.objects.get(pk=survey.pk), forum_coordinator)
    assert SurveyPage.objects.get(pk=survey.pk).title != "A better title"


@pytest.mark.parametrize("person", ["forum_moderator", "council_coordinator", "administrator"])
def test_only_coordinators_of_the_owner_note_checks(request, survey, urdu, person):
    user = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        sign_off_easy_read(page=survey, user=user, checked_by=PANEL)
    with pytest.raises(PermissionDenied):
        sign_off_translation(page=urdu, user=user, checked_by=PANEL)


def test_there_is_nothing_to_check_in_english_or_without_easy_read(forum, forum_coordinator):
    bare = build_survey_page(owner=forum, questions=[build_question()])
    with pytest.raises(NothingToCheck):
        sign_off_easy_read(page=bare, user=forum_coordinator, checked_by=PANEL)
    with pytest.raises(NothingToCheck):
        sign_off_translation(page=bare, user=forum_coordinator, checked_by=PANEL)


def test_each_language_has_one_next_step(survey, urdu):
    formats = {each.key: each for each in formats_of(survey, compile_survey(survey))}
    assert list(formats) == ["easy-read", "ur", "pa", "pl", "ro"]
    assert (formats["ur"].written, formats["ur"].to_sign_off) == (True, True)
    # The introduction, who may answer, two promises of the partner, the question, Easy Read.
    assert formats["ur"].missing == 6
    assert (formats["pl"].written, formats["pl"].to_sign_off) == (False, False)
    assert formats["pl"].address.startswith("/admin/localize/submit/")


def test_a_survey_for_young_people_without_easy_read_warns_and_opens(forum, forum_coordinator):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    survey.audience = Audience.YOUNG_PEOPLE
    warnings = list(warnings_about_easy_read(compile_survey(survey)))
    assert warnings == ["This survey is for young people and has no Easy Read version."]
    assert open_survey(page=survey, user=forum_coordinator).number == 1


def test_an_answer_that_easy_read_never_asks_for_is_pointed_out(forum):
    asked, left_out = build_question(text="Asked?"), build_question(text="Left out?")
    survey = build_survey_page(owner=forum, questions=[asked, left_out], required=True)
    survey.easy_read.append(
        ("question", {"question": asked, "picture": None, "lines": ["Book?"], "options": []})
    )
    warnings = list(warnings_about_easy_read(compile_survey(survey)))
    assert warnings == [
        "One page has no picture.",
        "“Left out?” needs an answer and has no Easy Read page: readers get its ordinary words.",
    ]


def test_the_screen_lists_the_versions_and_notes_a_check(client, survey, urdu, forum_coordinator):
    sign_in(client, forum_coordinator)
    screen = client.get(reverse("questionnaires_formats", args=[urdu.pk]))
    soup = BeautifulSoup(screen.content, "html.parser")
    rows = [row.th.get_text(" ", strip=True) for row in soup.select("table.listing tbody tr")]
    assert rows[0].startswith("Easy Read")
    address = reverse("questionnaires_sign_off", args=[survey.pk, "ur"])
    assert soup.find("a", href=address)
    assert "Say who checked it." in client.post(address, {"checked_by": ""}).content.decode()
    noted = client.post(
        address, {"checked_by": "Urdu-speaking parent carer", "checked_on": "2026-03-02"}
    )
    assert noted.status_code == 302
    urdu.refresh_from_db()
    assert urdu.translation_checked_by == "Urdu-speaking parent carer"
    assert urdu.translation_checked_on == MONDAY


def test_others_do_not_reach_the_screen(client, survey, council_coordinator):
    sign_in(client, council_coordinator)
    for name, key in (("questionnaires_formats", []), ("questionnaires_sign_off", ["easy-read"])):
        answer = client.get(reverse(name, args=[survey.pk, *key]))
        assert answer.status_code in (302, 403)


def test_a_version_that_is_not_written_cannot_be_noted_as_checked(
    client, survey, forum_coordinator
):
    sign_in(client, forum_coordinator)
    address = reverse("questionnaires_sign_off", args=[survey.pk, "pl"])
    assert client.get(address).status_code == 404


# What stands in a document, without a database.


def document(words: dict[str, str]) -> dict:
    return {
        "title": {"en": "Title", "ur": "عنوان"},
        "introduction": {"en": "Hello"},
        "steps": [
            {
                "id": key,
                "kind": "information",
                "heading": {"en": text},
                "text": {"en": "<p>Same</p>"},
            }
            for key, text in words.items()
        ],
        "easy_read": None,
    }


def test_what_came_and_what_went_counts_as_changed():
    before = prints_for_easy_read(document({"a": "One", "b": "Two"}))
    now_document = document({"a": "One", "c": "Three"})
    changes = changed_since(before, prints_for_easy_read(now_document))
    assert changes == [Changed("en", "step", "c"), Changed("en", "step", "b")]
    assert [name_of_place(now_document, each) for each in changes] == ["Three", ""]


def test_words_of_another_language_do_not_matter_to_easy_read_but_to_their_own():
    asked = document({"a": "One"})
    changed = copy.deepcopy(asked)
    changed["title"]["ur"] = "دوسرا"
    assert prints_for_easy_read(asked) == prints_for_easy_read(changed)
    assert prints_for_translation(asked, "ur") != prints_for_translation(changed, "ur")
    assert prints_for_translation(asked, "pl") == prints_for_translation(changed, "pl")


def test_how_far_a_translation_is_counts_places_and_not_words():
    assert untranslated(document({"a": "One", "b": "Two"}), "ur") == (3, 4)


def easy_page(**given) -> dict:
    lines = {"en": ["One."], "ur": ["ایک۔"]}
    return {"id": "e", "explains": "", "lines": lines, "options": {}, "picture": "/a"} | given


def test_pictures_need_no_translation_but_another_one_makes_a_check_stale():
    asked = document({}) | {"easy_read": {"steps": [easy_page()]}}
    other = document({}) | {"easy_read": {"steps": [easy_page(picture="/b")]}}
    assert untranslated(asked, "ur") == (1, 3)
    changes = changed_since(prints_for_easy_read(asked), prints_for_easy_read(other))
    assert changes == [Changed("en", "easy", "e")]
    assert [name_of_place(other, each) for each in changes] == ["One."]


@given(st.dictionaries(KEYS, WORDS, max_size=6))
def test_what_did_not_change_is_never_stale(words):
    asked = document(words)
    assert changed_since(prints_for_easy_read(asked), prints_for_easy_read(asked)) == []


@given(
    st.dictionaries(KEYS, WORDS, min_size=1, max_size=6),
    st.data(),
)
def test_exactly_the_page_that_changed_is_named(words, data):
    key = data.draw(st.sampled_from(sorted(words)))
    changed = words | {key: words[key] + "!"}
    changes = changed_since(
        prints_for_easy_read(document(words)), prints_for_easy_read(document(changed))
    )
    assert changes == [Changed("en", "step", key)]


def test_the_first_page_says_who_checked_the_words(client, survey, forum_coordinator):
    checked_easy_read(survey, forum_coordinator)
    open_survey(page=SurveyPage.objects.get(pk=survey.pk), user=forum_coordinator)
    first = client.get(reverse("responding:start", args=[survey.survey_key]))
    words = BeautifulSoup(first.content, "html.parser").get_text(" ", strip=True)
    assert f"Easy Read: {PANEL} ( 2 March 2026 )" in words or f"{PANEL} (2 March 2026)" in words
    assert "This translation:" not in words
