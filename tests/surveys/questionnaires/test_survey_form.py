"""The editor of a survey: what a condition gets wrong is said where it stands."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from surveys.questionnaires.enums import Audience, QuestionType
from surveys.questionnaires.models import SurveyPage
from tests.builders import build_question, build_survey_page


@pytest.fixture
def booked(db):
    return build_question(text="Did you book?", type=QuestionType.CHOICE, options=["Yes", "No"])


def posted(page: SurveyPage, *placed: tuple, **given):
    """The form as it comes from the editor; a page of the survey is (question, condition)."""
    body = [
        (
            "question",
            {
                "question": str(question.pk),
                "show_if": {
                    "match": "all",
                    "conditions": {
                        "count": len(conditions),
                        **{
                            str(place): {"deleted": "", "order": str(place), "value": each}
                            for place, each in enumerate(conditions)
                        },
                    },
                },
            },
        )
        for question, *conditions in placed
    ]
    fields = {
        "title": page.title,
        "slug": page.slug,
        "owner_partner": str(page.owner_partner_id),
        "introduction": page.introduction,
        "audience": page.audience,
        "late_paper_days": "5",
        "body": streamfield(body),
        "easy_read": streamfield([]),
        "comments": inline_formset([]),
    }
    form_class = SurveyPage.get_edit_handler().get_form_class()
    return form_class(nested_form_data(fields | given), instance=page)


def about(question, answers, test="is_any_of"):
    return {
        "about": "answer",
        "question": str(question.pk),
        "row": "",
        "test": test,
        "answers": answers,
    }


def test_words_of_the_author_are_saved_as_keys(forum, booked):
    page = build_survey_page(owner=forum, questions=[])
    form = posted(page, (booked,), (build_question(), about(booked, "yes")))
    assert form.is_valid(), form.errors
    saved = form.save()
    kept = SurveyPage.objects.get(pk=saved.pk).body[1].value["show_if"]["conditions"][0]
    assert kept["answers"] == booked.options[0].id


@pytest.mark.parametrize(
    ("answers", "backwards", "sentence"),
    [
        ("Yess", False, "“Yess” is not an answer of “Did you book?”."),
        ("Yes", True, "“Did you book?” is asked later."),
    ],
)
def test_a_mistake_is_shown_inside_the_condition_and_nothing_typed_is_lost(
    answers, backwards, sentence, forum, booked
):
    page = build_survey_page(owner=forum, questions=[])
    placed = [(booked,), (build_question(), about(booked, answers))]
    form = posted(page, *(placed[::-1] if backwards else placed))
    assert not form.is_valid()
    shown = form["body"].as_widget()
    rendered = str(shown) + str(form["body"].errors.as_data())
    assert sentence in _all_messages(form.errors.as_data()["body"])
    assert answers in rendered


def _all_messages(errors) -> str:
    """Every sentence of nested errors of blocks."""
    found = []
    waiting = list(errors)
    while waiting:
        error = waiting.pop()
        inner = getattr(error, "block_errors", None)
        if inner:
            waiting += list(inner.values() if isinstance(inner, dict) else filter(None, inner))
        elif hasattr(error, "as_data"):
            waiting += list(error.as_data())
        else:
            found += list(error.messages)
    return " ".join(found)


def test_young_people_are_led_to_a_survey_for_young_people(forum):
    page = build_survey_page(owner=forum, questions=[])
    other = build_survey_page(owner=forum, questions=[])
    refused = posted(page, (build_question(),), asks_directly=str(other.pk))
    assert not refused.is_valid()
    assert "is not for young people" in str(refused.errors["asks_directly"])
    SurveyPage.objects.filter(pk=other.pk).update(audience=Audience.YOUNG_PEOPLE)
    assert posted(page, (build_question(),), asks_directly=str(other.pk)).is_valid()


def test_the_editor_has_a_tab_for_each_kind_of_work():
    tabs = [str(tab.heading) for tab in SurveyPage.get_edit_handler().children]
    assert tabs[:4] == ["What we ask", "Easy Read", "Promises", "Checks"]
