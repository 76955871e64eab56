"""The Easy Read version from the editor to the frozen document."""

import pytest
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from surveys.questionnaires.compiling import compile_survey
from surveys.questionnaires.easy_reading import has_easy_read
from tests.builders import (
    build_locale,
    build_picture,
    build_question,
    build_survey_page,
    build_translation,
)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def write_easy_read(survey, *blocks):
    for kind, value in blocks:
        more = {"options": []} if kind == "question" else {}
        survey.easy_read.append((kind, {"picture": None} | more | value))
    survey.save()
    survey.refresh_from_db()
    return survey


def test_a_page_holds_its_lines_its_picture_and_whose_picture_it_is(forum):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    picture = build_picture(title="Phone", collection="Wexmere demonstration")
    write_easy_read(survey, ("statement", {"picture": picture, "lines": ["One.", " Two. "]}))
    easy = compile_survey(survey)["easy_read"]["steps"][0]
    assert easy["lines"] == {"en": ["One.", "Two."]}
    assert easy["credit"] == "Wexmere demonstration"
    assert easy["picture"].endswith(".webp")


def test_the_editor_previews_the_easy_read_version(forum, rf):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    write_easy_read(survey, ("statement", {"lines": ["A short break is fun."]}))
    request = rf.get("/")
    context = survey.get_preview_context(request, "easy_read")
    shown = render_to_string(survey.get_preview_template(request, "easy_read"), context)
    assert "A short break is fun." in shown


def test_a_picture_outside_any_collection_names_nobody(forum):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    write_easy_read(survey, ("statement", {"picture": build_picture(), "lines": ["One."]}))
    assert compile_survey(survey)["easy_read"]["steps"][0]["credit"] == ""


def test_a_picture_stays_where_it_is_when_the_upload_is_deleted(forum):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    picture = build_picture()
    write_easy_read(survey, ("statement", {"picture": picture, "lines": ["One."]}))
    address = compile_survey(survey)["easy_read"]["steps"][0]["picture"]
    picture.delete()
    name = address.removeprefix(default_storage.base_url)
    assert default_storage.exists(name)
    assert default_storage.size(name) < 10_000


def test_compiling_again_gives_the_same_address_and_no_second_copy(forum, tmp_path):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    write_easy_read(survey, ("statement", {"picture": build_picture(), "lines": ["One."]}))
    assert compile_survey(survey)["easy_read"] == compile_survey(survey)["easy_read"]
    assert len(list((tmp_path / "lasting").iterdir())) == 1


def test_easy_words_for_an_answer_count_as_that_answer(forum):
    question = build_question()
    survey = build_survey_page(owner=forum, questions=[question])
    options = [
        {"answer": "agree a lot", "words": "Yes, a lot", "picture": None},
        {"answer": "No such answer", "words": "Lost", "picture": None},
    ]
    write_easy_read(
        survey, ("question", {"question": question, "lines": ["Easy?"], "options": options})
    )
    document = compile_survey(survey)
    easy = document["easy_read"]["steps"][0]
    assert easy["explains"] == document["steps"][0]["id"]
    assert easy["options"] == {"agree_a_lot": {"words": {"en": "Yes, a lot"}, "picture": ""}}


def test_a_question_that_the_survey_does_not_ask_is_left_out(forum):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    other = build_question(code="OTHER")
    write_easy_read(survey, ("question", {"question": other, "lines": ["Easy?"]}))
    assert compile_survey(survey)["easy_read"] is None


def test_easy_read_exists_only_in_languages_that_have_lines_of_their_own(forum):
    survey = build_survey_page(owner=forum, questions=[build_question()])
    write_easy_read(survey, ("statement", {"lines": ["One.", "Two."]}))
    for language in ("ur", "pl"):
        build_locale(language)
    copied = build_translation(survey, "pl")
    translated = build_translation(survey, "ur")
    translated.easy_read[0].value["lines"][0] = "ایک۔"
    translated.save()
    document = compile_survey(survey)
    assert copied.easy_read[0].value["lines"][0] == "One."
    assert document["easy_read"]["steps"][0]["lines"] == {
        "en": ["One.", "Two."],
        "ur": ["ایک۔", "Two."],
    }
    assert has_easy_read(document, "ur")
    assert not has_easy_read(document, "pl")
