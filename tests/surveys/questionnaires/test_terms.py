"""How a partner asks: settled by its own coordinators, seen by nobody of another partner."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import save_terms
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.introduction import consent_words, introduce, safeguarding_words
from surveys.questionnaires.models import AskingTerms, SurveyPage
from surveys.questionnaires.wording import Words
from tests.builders import (
    build_locale,
    build_open_survey,
    build_question,
    build_step,
    build_terms,
    build_version,
    sign_in,
)

URL = "wagtailsnippets_questionnaires_askingterms"
WORDS = {
    "who_may_answer": "Parent carers.",
    "lawful_basis": "consent",
    "non_attribution": "themes_only",
    "retention_months": "24",
    "safeguarding": "We tell a person who can help.",
    "consent_question": "Yes, use my words.",
}


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("forum_coordinator", True),
        ("council_coordinator", False),
        ("forum_moderator", False),
        ("administrator", False),
    ],
)
def test_only_the_partners_own_coordinators_settle_its_terms(person, may, client, forum, request):
    user = request.getfixturevalue(person)
    terms = build_terms(owner=forum)
    terms.retention_months = 12
    if may:
        save_terms(terms=terms, user=user)
        assert AuditEntry.objects.filter(action="terms.settled", user=user).exists()
    else:
        with pytest.raises(PermissionDenied):
            save_terms(terms=terms, user=user)
    sign_in(client, user)
    for screen in ("edit", "history", "usage"):
        answer = client.get(reverse(f"{URL}:{screen}", args=[terms.pk]))
        assert (answer.status_code == 200) is may


def test_terms_cannot_be_moved_to_another_partner(forum, council, forum_coordinator):
    terms = build_terms(owner=council)
    terms.partner = forum
    with pytest.raises(PermissionDenied):
        save_terms(terms=terms, user=forum_coordinator)


def test_a_coordinator_sees_and_makes_the_terms_of_their_own_partner(
    client, forum, council, forum_coordinator
):
    build_terms(owner=council, who_may_answer="Only council words.")
    sign_in(client, forum_coordinator)
    page = client.get(reverse(f"{URL}:list")).content.decode()
    assert "Wexmere Council" not in page
    add = reverse(f"{URL}:add")
    client.post(add, WORDS | {"partner": council.pk})
    assert not AskingTerms.objects.of_partners([forum.pk]).exists()
    client.post(add, WORDS | {"partner": forum.pk})
    made = AskingTerms.objects.of_partners([forum.pk]).get()
    assert made.retention_months == 24
    made.copy_for_translation(build_locale("ur")).save()
    listed = client.get(reverse(f"{URL}:list")).content.decode()
    assert listed.count("You agree to it by answering.") == 1
    again = client.post(add, WORDS | {"partner": forum.pk})
    assert "has said how it asks already" in again.content.decode()


def test_terms_are_read_in_the_language_of_the_reader(forum, forum_coordinator):
    english = build_terms(owner=forum)
    urdu = english.copy_for_translation(build_locale("ur"))
    urdu.safeguarding = "ہم مدد کرنے والے کو بتاتے ہیں۔"
    urdu.save()
    version = build_open_survey(coordinator=forum_coordinator, questions=[build_question()])
    shown = introduce(version.document, "ur")
    assert shown.safeguarding == Words("ہم مدد کرنے والے کو بتاتے ہیں۔", "ur")
    assert shown.consent_question == Words(english.consent_question, "en")


def test_older_documents_have_the_words_of_the_portal(forum):
    document = build_version(owner=forum).document
    assert "safeguarding" not in document
    assert safeguarding_words(document, "en").text.startswith("We keep what you say private.")
    assert consent_words(document, "en") == Words(
        "Yes, you may use my words in public, without my name", "en"
    )


def test_the_first_page_says_what_happens_when_somebody_is_not_safe(client, forum_coordinator):
    version = build_open_survey(coordinator=forum_coordinator, questions=[build_question()])
    page = SurveyPage.objects.get(translation_key=version.survey_key)
    assert version.document["safeguarding"]["en"] in client.get(page.url).content.decode()


def test_the_first_page_counts_what_somebody_meets_at_most(forum):
    lines = [{"key": str(number), "text": {"en": "A line."}} for number in range(9)]
    steps = [
        build_step(code="M", type=QuestionType.MATRIX, options={"y": "Yes"}) | {"rows": lines},
        build_step(code="CH", type=QuestionType.CHOICE, options={"y": "Yes"}),
    ]
    document = build_version(owner=forum, questions=steps).document
    shown = introduce(document, "en")
    # A minute for the beginning and the end, and ten things to choose.
    assert (shown.questions, shown.at_most, shown.minutes) == (2, False, 4)
    condition = {"about": "channel", "question": "", "row": "", "test": "is_any_of"}
    steps[1]["show_if"] = [{"match": "all", "conditions": [{**condition, "values": ["web"]}]}]
    assert introduce(document, "en").at_most
