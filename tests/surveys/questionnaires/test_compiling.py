"""The frozen document: structure once, texts of every language that has its own."""

import uuid

import pytest
from wagtail.models import Locale

from surveys.questionnaires.compiling import compile_survey, hash_of
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import Question, SurveyPage
from surveys.questionnaires.wording import Words, in_language
from tests.builders import build_home_page, build_question, build_survey_page


@pytest.fixture
def urdu(db):
    locale = Locale.objects.get_or_create(language_code="ur")[0]
    build_home_page().copy_for_translation(locale).save_revision().publish()
    return locale


def translated(question: Question, locale: Locale, text: str, options=()) -> Question:
    copy = question.copy_for_translation(locale)
    copy.text = text
    for block, words in zip(copy.options, options, strict=False):
        block.value = words
    copy.save()
    return copy


def test_the_document_says_who_asks_and_what_is_promised(forum):
    page = build_survey_page(owner=forum, questions=[build_question()])
    document = compile_survey(page)
    assert document["survey"] == str(page.translation_key)
    assert document["owner"]["name"] == forum.name
    assert (document["lawful_basis"], document["non_attribution"]) == (
        "public_task",
        "redacted_quotes",
    )
    assert document["retention_months"] == 36


def test_option_keys_are_the_same_in_every_language(forum, urdu):
    question = build_question(
        code="EX1", text="Did you know?", type=QuestionType.CHOICE, options=["Yes", "No"]
    )
    page = build_survey_page(owner=forum, questions=[question])
    translated(question, urdu, "کیا آپ جانتے تھے؟", ["ہاں", "نہیں"])
    step = compile_survey(page)["steps"][0]
    assert step["text"] == {"en": "Did you know?", "ur": "کیا آپ جانتے تھے؟"}
    assert [option["key"] for option in step["options"]] == [block.id for block in question.options]
    assert [option["text"] for option in step["options"]] == [
        {"en": "Yes", "ur": "ہاں"},
        {"en": "No", "ur": "نہیں"},
    ]


def test_words_that_are_still_english_are_no_translation(forum, urdu):
    question = build_question(text="I was listened to.")
    page = build_survey_page(owner=forum, questions=[question])
    translated(question, urdu, "I was listened to.")
    page.copy_for_translation(urdu)
    document = compile_survey(page)
    assert document["languages"] == ["en", "ur"]
    assert document["unchecked"] == ["ur"]
    assert document["steps"][0]["text"] == {"en": "I was listened to."}
    assert list(document["title"]) == ["en"]


def test_aliases_that_nobody_translated_are_no_language(forum, urdu):
    page = build_survey_page(owner=forum, questions=[build_question()])
    page.copy_for_translation(urdu, alias=True)
    assert compile_survey(page)["languages"] == ["en"]


def test_scales_bring_their_answers_and_faces(forum):
    page = build_survey_page(owner=forum, questions=[build_question(type=QuestionType.AGREE)])
    options = compile_survey(page)["steps"][0]["options"]
    assert [(option["key"], option["face"]) for option in options] == [
        ("agree_a_lot", "face-5"),
        ("agree_a_bit", "face-4"),
        ("not_sure", "face-3"),
        ("disagree_a_bit", "face-2"),
        ("disagree_a_lot", "face-1"),
    ]
    assert options[0]["text"]["en"] == "Agree a lot"


def test_scale_answers_carry_only_languages_whose_catalogue_has_them(forum, monkeypatch):
    from surveys.questionnaires import compiling

    words = {"en": "Agree a lot", "ur": "پوری طرح متفق", "pl": "Agree a lot"}
    monkeypatch.setattr(compiling, "_catalogue", lambda _words: words)
    page = build_survey_page(owner=forum, questions=[build_question(type=QuestionType.AGREE)])
    option = compile_survey(page)["steps"][0]["options"][0]
    assert option["text"] == {"en": "Agree a lot", "ur": "پوری طرح متفق"}


def test_information_is_frozen_as_clean_html(forum, home_page):
    page = build_survey_page(owner=forum, questions=[])
    block_id = str(uuid.uuid4())
    page.body = [
        {
            "type": "information",
            "id": block_id,
            "value": {
                "heading": "Before you start",
                "text": f'<p>See <a linktype="page" id="{home_page.pk}">us</a>'
                '<script>alert(1)</script><a href="javascript:alert(1)">bad</a></p>',
            },
        }
    ]
    page.save()
    step = compile_survey(SurveyPage.objects.get(pk=page.pk))["steps"][0]
    assert step["id"] == block_id
    assert "<script" not in step["text"]["en"]
    assert "javascript:" not in step["text"]["en"]
    assert 'href="http://localhost/en/"' in step["text"]["en"] or 'href="/' in step["text"]["en"]


def test_the_same_survey_has_the_same_hash(forum):
    page = build_survey_page(owner=forum, questions=[build_question()])
    document = compile_survey(page)
    turned = dict(reversed(list(document.items())))
    assert hash_of(document) == hash_of(turned)
    assert hash_of(document) != hash_of(document | {"retention_months": 12})


def test_every_language_of_every_question_comes_in_one_query(forum, django_assert_max_num_queries):
    page = build_survey_page(owner=forum, questions=[build_question() for _ in range(8)])
    page = SurveyPage.objects.get(pk=page.pk)
    # translations of the page · its questions (block chooser) · their translations · owner ·
    # locale of the page
    with django_assert_max_num_queries(6):
        compile_survey(page)


def test_readers_fall_back_to_english_and_are_told_so():
    texts = {"en": "Skip <this>", "ur": "چھوڑیں"}
    assert in_language(texts, "ur") == Words("چھوڑیں", "ur")
    assert in_language(texts, "pl") == Words("Skip <this>", "en")
    assert in_language(texts, "pl").marked("ur") == (
        '<span lang="en" dir="ltr">Skip &lt;this&gt;</span>'
    )
    assert in_language(texts, "ur").marked("en").startswith('<span lang="ur" dir="rtl">')
    assert in_language(texts, "en").marked("en") == "Skip <this>"
    assert not in_language({}, "en")
