"""A new survey from an earlier one: everything but dates, checks and other people's promises."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.audit.models import AuditEntry
from surveys.questionnaires.actions import copy_survey
from surveys.questionnaires.compiling import compile_survey
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.readiness import missing_for_opening
from tests.builders import (
    build_consultation,
    build_question,
    build_survey_page,
    sign_in,
)


@pytest.fixture
def earlier(forum):
    """A live survey of the forum with a section, a condition and an Easy Read version."""
    booked = build_question(type=QuestionType.CHOICE, options=["Yes", "No"], text="Did you book?")
    page = build_survey_page(
        owner=forum,
        questions=[],
        parent=build_consultation(owner=forum),
        closes_on=datetime.date(2026, 3, 1),
    )
    shown = {"about": "answer", "question": booked, "row": "", "test": "is_any_of"}
    page.body.append(("section", {"heading": "Booking", "show_if": {"conditions": []}}))
    page.body.append(("question", {"question": booked, "required": True}))
    page.body.append(
        (
            "question",
            {
                "question": build_question(text="How easy was it?"),
                "required": False,
                "show_if": {"match": "all", "conditions": [{**shown, "answers": "Yes"}]},
            },
        )
    )
    page.easy_read.append(("statement", {"lines": ["A short break is fun."]}))
    page.easy_read_checked_by = "young people's panel"
    page.easy_read_checked_on = datetime.date(2026, 1, 1)
    page.hard_words_reason = "It is about the law."
    page.save()
    return SurveyPage.objects.get(pk=page.pk)


def structure(page: SurveyPage) -> list[dict]:
    """What is asked and when, without the keys of the pages."""
    return [
        {name: value for name, value in step.items() if name != "id"}
        for step in compile_survey(SurveyPage.objects.get(pk=page.pk))["steps"]
    ]


def test_a_copy_of_ones_own_survey_keeps_all_but_dates_and_checks(
    earlier, forum, forum_coordinator, editors
):
    forum_coordinator.groups.add(editors)
    place = build_consultation(owner=forum)
    copy = copy_survey(
        page=earlier, parent=place, owner=forum, title="This year", user=forum_coordinator
    )
    copy = SurveyPage.objects.get(pk=copy.pk)
    assert structure(copy) == structure(earlier)
    assert copy.survey_key != earlier.survey_key
    assert not {block.id for block in copy.body} & {block.id for block in earlier.body}
    assert (copy.live, copy.opens_on, copy.closes_on) == (False, None, None)
    assert (copy.easy_read_checked_by, copy.easy_read_checked_on) == ("", None)
    assert copy.hard_words_reason == ""
    assert len(copy.easy_read) == 1
    assert copy.lawful_basis == earlier.lawful_basis
    assert copy.get_parent() == place.page_ptr
    assert missing_for_opening(copy) == ["Give the day on which it opens."]
    entry = AuditEntry.objects.get(action="survey.copied")
    assert entry.note == f"from survey {earlier.survey_key}"


def test_another_partner_borrows_the_pages_of_a_published_survey_alone(
    earlier, council, council_coordinator, editors
):
    council_coordinator.groups.add(editors)
    copy = copy_survey(
        page=earlier,
        parent=build_consultation(owner=council),
        owner=council,
        title="Ours",
        user=council_coordinator,
    )
    copy = SurveyPage.objects.get(pk=copy.pk)
    assert structure(copy) == structure(earlier)
    assert (copy.owner_partner, copy.introduction, copy.lawful_basis) == (council, "", "")
    assert copy.who_may_answer == ""
    assert len(copy.easy_read) == 0


def test_a_draft_of_another_partner_is_not_copied(earlier, council, council_coordinator, client):
    earlier.unpublish()
    with pytest.raises(PermissionDenied):
        copy_survey(
            page=SurveyPage.objects.get(pk=earlier.pk),
            parent=build_consultation(owner=council),
            owner=council,
            title="Ours",
            user=council_coordinator,
        )
    address = reverse("questionnaires_copy_survey", args=[earlier.pk])
    assert sign_in(client, council_coordinator).get(address).status_code == 404


@pytest.mark.parametrize("person", ["forum_moderator", "administrator"])
def test_only_coordinators_copy(person, earlier, forum, request):
    with pytest.raises(PermissionDenied):
        copy_survey(
            page=earlier,
            parent=earlier.get_parent().specific,
            owner=forum,
            title="Copy",
            user=request.getfixturevalue(person),
        )


def test_nobody_puts_a_survey_below_the_page_of_another_partner(
    earlier, forum, council, forum_coordinator, editors
):
    forum_coordinator.groups.add(editors)
    with pytest.raises(PermissionDenied):
        copy_survey(
            page=earlier,
            parent=build_consultation(owner=council),
            owner=forum,
            title="Copy",
            user=forum_coordinator,
        )


def test_the_screen_offers_only_places_of_ones_own_and_makes_the_draft(
    client, earlier, forum, council, forum_coordinator, editors
):
    forum_coordinator.groups.add(editors)
    own = build_consultation(owner=forum, title="Our next consultation")
    build_consultation(owner=council, title="The council's consultation")
    address = reverse("questionnaires_copy_survey", args=[earlier.pk])
    page = sign_in(client, forum_coordinator).get(address).content.decode()
    assert "Our next consultation" in page
    assert "The council's consultation" not in page.replace("&#x27;", "'")
    refused = client.post(address, {"title": "", "owner": forum.pk, "parent": own.pk})
    assert "This field is required." in refused.content.decode()
    made = client.post(address, {"title": "This year", "owner": forum.pk, "parent": own.pk})
    copy = SurveyPage.objects.get(title="This year")
    assert made.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])


def test_the_editor_of_a_survey_offers_to_copy_it(client, earlier, forum_coordinator, editors):
    forum_coordinator.groups.add(editors)
    page = sign_in(client, forum_coordinator).get(
        reverse("wagtailadmin_pages:edit", args=[earlier.pk])
    )
    assert reverse("questionnaires_copy_survey", args=[earlier.pk]) in page.content.decode()
