"""A question that was asked and means something else from now on gets a new version."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import MeaningNotSaid, open_survey, save_question
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.meaning import Change, Meaning, change_between, wording_of
from surveys.questionnaires.models import Question, QuestionnaireVersion, SurveyPage
from tests.builders import (
    build_locale,
    build_open_survey,
    build_question,
    build_survey_page,
    sign_in,
)

CHOICES = ["By phone", "By letter", "At school"]


def choice() -> Question:
    return build_question(text="How?", type=QuestionType.CHOICE, options=CHOICES)


def without_last_option(question: Question) -> None:
    del question.options[2]


def with_one_more_option(question: Question) -> None:
    question.options.append(("option", "Online"))


def other_way_round(question: Question) -> None:
    question.options = json.dumps(question.options.get_prep_value()[::-1])


def changed(question: Question, change) -> Question:
    after = Question.objects.get(pk=question.pk)
    change(after) if callable(change) else [setattr(after, *each) for each in change.items()]
    return after


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"text": "How, please?"}, Change.WORDS),
        ({"text": "  How? "}, Change.NONE),
        ({"help_text": "Choose one."}, Change.WORDS),
        ({"type": QuestionType.CHOICES}, Change.MEANING),
        ({"code": "XX"}, Change.NONE),
        (without_last_option, Change.MEANING),
        (with_one_more_option, Change.WORDS),
        (other_way_round, Change.NONE),
    ],
)
def test_what_a_change_does_to_the_meaning(change, expected, db):
    question = choice()
    after = changed(question, change)
    assert change_between(wording_of(question), wording_of(after)) is expected


@pytest.mark.parametrize("ends", [{"maximum": 10}, {"minimum": 0}])
def test_other_ends_of_a_scale_are_a_new_meaning_and_other_limits_of_a_number_are_not(ends, db):
    bounds = {"minimum": 1, "maximum": 5}
    scale = build_question(type=QuestionType.SCALE, **bounds)
    number = build_question(type=QuestionType.NUMBER, **bounds)
    assert change_between(wording_of(scale), wording_of(changed(scale, ends))) is Change.MEANING
    assert change_between(wording_of(number), wording_of(changed(number, ends))) is Change.NONE


def test_a_question_that_nobody_was_asked_changes_freely(forum_coordinator):
    question = choice()
    save_question(question=changed(question, without_last_option), user=forum_coordinator)
    question.refresh_from_db()
    assert (len(question.options), question.meaning_version) == (2, 1)


def test_what_was_only_tried_was_not_asked(forum, forum_coordinator):
    question = choice()
    version = build_open_survey(coordinator=forum_coordinator, questions=[question])
    QuestionnaireVersion.objects.filter(pk=version.pk).update(trial=True)
    saved = save_question(question=changed(question, without_last_option), user=forum_coordinator)
    assert saved.meaning_version == 1
    assert Question.objects.with_times_asked().get(pk=question.pk).times_asked == 0


def test_a_mended_spelling_keeps_the_version(forum_coordinator):
    question = build_question(text="I was lisened to.")
    build_open_survey(coordinator=forum_coordinator, questions=[question])
    saved = save_question(
        question=changed(question, {"text": "I was listened to."}),
        user=forum_coordinator,
        meaning=Meaning.SAME,
    )
    assert saved.meaning_version == 1
    assert not AuditEntry.objects.filter(action="question.new_meaning").exists()


def test_a_new_meaning_raises_the_version_in_every_language_and_is_logged(forum_coordinator):
    question = build_question(code="CO1", text="I was listened to.")
    urdu = question.copy_for_translation(build_locale("ur"))
    urdu.save()
    build_open_survey(coordinator=forum_coordinator, questions=[question])
    save_question(
        question=changed(question, {"text": "I was listened to at the meeting."}),
        user=forum_coordinator,
        meaning=Meaning.NEW,
    )
    versions = Question.objects.in_every_language([question.key]).values_list("meaning_version")
    assert set(versions) == {(2,)}
    entry = AuditEntry.objects.get(action="question.new_meaning")
    assert (entry.user, entry.note) == (forum_coordinator, "CO1 version 2")


def test_an_answer_that_is_taken_away_is_a_new_meaning_whatever_was_said(forum_coordinator):
    question = choice()
    build_open_survey(coordinator=forum_coordinator, questions=[question])
    saved = save_question(
        question=changed(question, without_last_option),
        user=forum_coordinator,
        meaning=Meaning.SAME,
    )
    assert saved.meaning_version == 2


def test_changed_words_without_an_answer_are_refused(forum_coordinator):
    question = choice()
    build_open_survey(coordinator=forum_coordinator, questions=[question])
    with pytest.raises(MeaningNotSaid):
        save_question(question=changed(question, {"text": "Why?"}), user=forum_coordinator)
    question.refresh_from_db()
    assert question.text == "How?"


@pytest.mark.parametrize("person", ["forum_moderator", "administrator"])
def test_only_coordinators_change_the_bank(person, request, forum):
    question = build_question()
    with pytest.raises(PermissionDenied):
        save_question(question=question, user=request.getfixturevalue(person))


def test_the_new_version_is_frozen_when_the_survey_is_opened_again(forum, forum_coordinator):
    question = choice()
    page = build_survey_page(owner=forum, questions=[question])
    first = open_survey(page=page, user=forum_coordinator)
    save_question(question=changed(question, without_last_option), user=forum_coordinator)
    second = open_survey(page=SurveyPage.objects.get(pk=page.pk), user=forum_coordinator)
    assert [v.questions()[0]["meaning_version"] for v in (first, second)] == [1, 2]


def posted(question: Question, **changes) -> dict[str, str]:
    """What the edit form sends."""
    fields = {
        "code": question.code,
        "text": question.text,
        "help_text": question.help_text,
        "type": question.type,
        "scale": "",
        "minimum": "",
        "maximum": "",
        "low_words": "",
        "high_words": "",
        "most": "",
        "precision": question.precision,
        "recording": "",
        "rows-count": "0",
        "options-count": str(len(question.options)),
    }
    for place, block in enumerate(question.options):
        fields |= {
            f"options-{place}-id": block.id,
            f"options-{place}-type": "option",
            f"options-{place}-order": str(place),
            f"options-{place}-deleted": "",
            f"options-{place}-value": block.value,
        }
    return fields | changes


def address(question: Question) -> str:
    return reverse("wagtailsnippets_questionnaires_question:edit", args=[question.pk])


def test_the_form_asks_only_when_the_words_of_an_asked_question_change(client, forum_coordinator):
    question = choice()
    build_open_survey(coordinator=forum_coordinator, questions=[question])
    sign_in(client, forum_coordinator)
    page = client.get(address(question)).content.decode()
    assert "This question has been asked (version 1)." in page
    assert "The trend line starts again, visibly." in page

    refused = client.post(address(question), posted(question, text="How, please?"))
    assert refused.status_code == 200
    assert "Say whether your new words still mean the same." in refused.content.decode()
    assert "How, please?" in refused.content.decode()

    client.post(address(question), posted(question, text="How, please?", meaning="same"))
    client.post(address(question), posted(question, code="HOW", text="How, please?"))
    question.refresh_from_db()
    assert (question.code, question.text, question.meaning_version) == ("HOW", "How, please?", 1)

    client.post(address(question), posted(question, code="HOW", text="How often?", meaning="new"))
    question.refresh_from_db()
    assert (question.text, question.meaning_version) == ("How often?", 2)


def test_a_new_question_is_added_without_being_asked_about_its_meaning(client, forum_coordinator):
    empty = Question(code="N1", text="How many?", type=QuestionType.NUMBER)
    add = reverse("wagtailsnippets_questionnaires_question:add")
    page = sign_in(client, forum_coordinator).get(add).content.decode()
    assert "Does it still mean the same?" not in page
    client.post(add, posted(empty, minimum="0", maximum="40"))
    assert Question.objects.get(code="N1").maximum == 40
    assert AuditEntry.objects.filter(action="question.added").exists()


def test_the_list_shows_the_version_and_where_it_is_asked(
    client, forum_coordinator, django_assert_max_num_queries
):
    address = reverse("wagtailsnippets_questionnaires_question:list")
    sign_in(client, forum_coordinator)

    def ask(number: int) -> str:
        questions = [build_question() for _ in range(number)]
        return build_open_survey(coordinator=forum_coordinator, questions=questions)

    title = ask(2).document["title"]["en"]
    page = client.get(address).content.decode()
    assert title in page
    assert "Version" in page
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    ask(12)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
