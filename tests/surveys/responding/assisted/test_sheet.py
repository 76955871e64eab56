"""The sheet without a script: filled in, put right, read back, sent, told."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.encryption import CODE_ALPHABET
from portal.partners.enums import Role
from surveys.comments.enums import Urgency
from surveys.comments.models import Comment
from surveys.contacts.models import WishToBeTold
from surveys.questionnaires.enums import Audience, QuestionType
from surveys.questionnaires.models import SurveyPage
from surveys.responding.assisted.sheet import SPOKEN, read_out
from surveys.responding.models import Response
from tests.builders import (
    build_event,
    build_member,
    build_open_survey,
    build_question,
    build_response,
    build_version,
    in_days,
    sign_in,
)
from tests.surveys.questionnaires import documents
from tests.surveys.responding.assisted.conftest import TALK, filled_in


@pytest.fixture
def sheet(tablet, version):
    """Posts the sheet of the survey; pages come back as words."""

    def fill_in(language="en", **fields):
        address = f"/{language}/help/answer/{version.survey_key}/"
        return tablet.post(address, fields).content.decode()

    return fill_in


def code_on(page: str) -> str:
    return re.search(r'name="code" value="([A-Z0-9]{12})"', page).group(1)


def test_answers_are_read_back_before_anything_is_kept(sheet):
    page = sheet(**filled_in(q2="Nobody rang back."), go="check")

    assert "Read the answers back" in page
    assert "Nobody rang back." in page
    assert not Response.objects.exists()


def test_a_response_keeps_who_helped_in_which_way(sheet, version, event):
    option = version.questions()[0]["options"][1]["key"]
    fields = filled_in(q1=option, q2="Nobody rang back.", q3="٣") | {
        "interpreter": "ur",
        "consent_to_quote": "on",
    }
    code = code_on(sheet(**fields, go="check"))

    page = sheet(**fields, go="send", code=code)

    response = Response.objects.get()
    event.refresh_from_db()
    assert (response.channel, response.interpreter, response.helper) == (
        "event",
        "ur",
        "Community connector",
    )
    assert response.consent_heard
    assert (response.who_answered, response.place_code) == ("me_with_help", "RH26")
    assert response.comments.get().consent_to_quote
    assert [str(answer.number) for answer in response.answers.filter(number__isnull=False)] == [
        "3.000"
    ]
    assert event.responses == 1
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in page


def test_sending_twice_counts_once(sheet, event):
    fields = filled_in(q2="Nobody rang back.")
    code = code_on(sheet(**fields, go="check"))

    for _press in range(3):
        sheet(**fields, go="send", code=code)

    event.refresh_from_db()
    assert (Response.objects.count(), event.responses) == (1, 1)


def test_without_consent_nothing_goes_on(sheet):
    fields = filled_in(q2="Nobody rang back.")
    del fields["consent_heard"]

    page = sheet(**fields, go="send", code="7K3P9XQW34HM")

    assert "If the person does not agree, stop here." in page
    assert "Nobody rang back." in page, "what was typed is not lost"
    assert not Response.objects.exists()


def test_what_is_wrong_is_said_at_the_field_and_on_top(sheet):
    page = sheet(**filled_in(q3="many") | {"helper_role": ""}, go="check")

    assert page.count("Please write a number, for example 12.") >= 2
    assert page.count("Please say who you are.") >= 2


def test_something_can_be_changed_after_reading_back(sheet):
    page = sheet(**filled_in(q2="Nobody rang back."), go="change")

    assert "govuk-error-summary" not in page
    assert "Nobody rang back." in page


def test_a_question_that_needs_an_answer_is_asked_for(forum_coordinator, client):
    version = build_open_survey(
        coordinator=forum_coordinator, questions=[build_question(code="CO1")], required=True
    )
    _event, pin = build_event(user=forum_coordinator, versions=[version])
    client.post("/en/help/", {"pin": pin})

    page = client.post(f"/en/help/answer/{version.survey_key}/", {**TALK, "go": "check"})

    assert "Please choose an answer. We need this one." in page.content.decode()


@pytest.fixture
def conditional(forum_coordinator, client):
    """A frozen survey whose second question needs an answer after "b", and ends early after "c"."""
    page = build_open_survey(
        coordinator=forum_coordinator, questions=[build_question(type=QuestionType.TEXT)]
    )
    page.document |= documents.of(
        documents.question(1, QuestionType.CHOICE),
        documents.page(9, "exit", show_if=documents.only_if(documents.on(1, "is_any_of", "c"))),
        documents.question(
            2,
            QuestionType.TEXT,
            required=True,
            show_if=documents.only_if(documents.on(1, "is_any_of", "b")),
        ),
        documents.question(3, QuestionType.MATRIX),
        audience="everyone",
    )
    for step in page.questions():
        step["meaning_version"] = 1
    page.save()
    _event, pin = build_event(user=forum_coordinator, versions=[page])
    client.post("/en/help/", {"pin": pin})
    return lambda **fields: client.post(
        f"/en/help/answer/{page.survey_key}/", fields
    ).content.decode()


def test_conditions_stand_in_words_on_the_one_page(conditional):
    page = conditional()

    assert "Only if you answered “B” to question 1." in page
    assert "Stop here in this case." in page


def test_what_is_not_asked_is_neither_demanded_nor_kept(conditional):
    page = conditional(**filled_in(q1="a", q3="Typed by mistake"), go="check")

    assert "Read the answers back" in page
    assert "They are left out." in page


def test_what_is_asked_after_an_answer_is_demanded(conditional):
    assert "Please write an answer." in conditional(**filled_in(q1="b"), go="check")


def test_a_survey_that_ends_early_sends_nothing(conditional):
    page = conditional(**filled_in(q1="c"), go="send", code="7K3P9XQW34HM")

    assert "It ends here" in page
    assert not Response.objects.exists()


def test_lines_of_one_question_are_read_back_line_by_line(conditional):
    page = conditional(**filled_in(q1="a") | {"q4-1-answer": "b"}, go="check")

    assert "l2: B" in page


def test_a_flag_puts_every_word_of_the_response_first(sheet):
    fields = filled_in(q2="The bus is late.") | {"worried": "on", "worry": "He said: I am hit."}
    sheet(**fields, go="send", code="7K3P9XQW34HM")
    build_response(version=build_version(owner=Response.objects.get().owner), answers={})

    urgent = Comment.objects.waiting()

    assert {comment.urgency for comment in urgent} == {Urgency.PERSON_WORRIED}
    assert {comment.open_words() for comment in urgent} == {
        "The bus is late.",
        "He said: I am hit.",
    }


def test_the_moderator_sees_who_was_worried_and_whose_words_these_are(
    client, sheet, forum_moderator
):
    fields = filled_in(q2="The bus is late.") | {"worried": "on", "interpreter": "ur"}
    sheet(**fields, go="send", code="7K3P9XQW34HM")
    comment = next(c for c in Comment.objects.all() if c.open_words() == "The bus is late.")
    sign_in(client, forum_moderator)

    page = client.get(reverse("comments:desk", args=[comment.pk])).content.decode()

    assert "A helper who sat with this person is worried" in page
    assert "The interpreter&#x27;s, from اردو" in page or "The interpreter's, from اردو" in page
    assert "Community connector" in page


def test_a_flag_without_any_words_comes_up_all_the_same(sheet):
    sheet(**filled_in() | {"worried": "on"}, go="send", code="7K3P9XQW34HM")

    assert "worried" in Comment.objects.get().open_words()
    assert Comment.objects.get().urgency == Urgency.PERSON_WORRIED


def test_the_card_with_the_duty_number_is_on_every_page(client, tablet, sheet, version):
    fields = filled_in(q2="Words")
    pages = [
        tablet.get("/en/help/").content.decode(),
        tablet.get(f"/en/help/answer/{version.survey_key}/").content.decode(),
        sheet(**fields, go="check"),
        sheet(**fields, go="send", code="7K3P9XQW34HM"),
    ]
    client.cookies.clear()
    pages.append(client.get("/en/help/").content.decode())

    assert all("Somebody may not be safe" in page for page in pages)
    assert all("01632 960555" in page for page in pages)


def test_somebody_can_ask_to_be_told(tablet, sheet, version):
    sheet(**filled_in(q2="Words"), go="send", code="7K3P9XQW34HM")
    way = {"way": "email", "email": "amina@wexmere.example", "code": "7K3P9XQW34HM"}

    page = tablet.post("/en/help/tell/", way).content.decode()

    assert WishToBeTold.objects.about([version.survey_key]).count() == 1
    assert "We will write to you when there is news." in page
    assert not mail.outbox


@pytest.mark.parametrize("address", ["/en/help/done/", "/en/help/tell/"])
def test_the_receipt_of_another_partners_answer_cannot_be_opened(tablet, council, address):
    other = build_response(
        version=build_version(owner=council), code="7K3P9XQW34HM", channel="event"
    )

    reply = tablet.post(address, {"code": "7K3P9XQW34HM", "way": "none"})

    assert other.owner_id == council.pk
    assert reply.status_code == 404


def test_an_answer_from_the_web_has_no_receipt_here(tablet, version):
    build_response(version=version, code="7K3P9XQW34HM")

    assert tablet.post("/en/help/done/", {"code": "7K3P9XQW34HM"}).status_code == 404


def test_the_helper_says_who_the_person_is_where_everybody_is_asked(conditional):
    conditional(**filled_in(), audience=Audience.YOUNG_PEOPLE, go="send", code="7K3P9XQW34HM")

    assert Response.objects.get().audience == Audience.YOUNG_PEOPLE


def test_a_survey_or_language_that_the_event_does_not_ask_is_missing(
    tablet, version, forum_coordinator
):
    other = build_open_survey(coordinator=forum_coordinator, questions=[build_question()])

    assert tablet.get(f"/en/help/answer/{other.survey_key}/").status_code == 404
    assert tablet.get(f"/pl/help/answer/{version.survey_key}/").status_code == 404
    assert tablet.get(f"/ur/help/answer/{version.survey_key}/").status_code == 200


def test_a_closed_survey_takes_no_answers(tablet, version, sheet):
    SurveyPage.objects.of_survey(version.survey_key).update(closes_on=in_days(-1))

    page = sheet(**filled_in(q2="Words"), go="send", code="7K3P9XQW34HM")

    assert "takes no answers today" in page
    assert not Response.objects.exists()


def test_nothing_of_the_pages_is_kept_by_the_browser(tablet, version):
    page = tablet.get(f"/en/help/answer/{version.survey_key}/")

    assert "no-store" in page.headers["Cache-Control"]
    assert 'autocomplete="off"' in page.content.decode()


def test_a_call_is_taken_down_by_somebody_with_an_account(client, forum_helper, version):
    sign_in(client, forum_helper)
    address = f"/en/help/phone/{version.survey_key}/"

    client.post(address, {**filled_in(q2="Words"), "go": "send", "code": "7K3P9XQW34HM"})

    response = Response.objects.get()
    assert (response.channel, response.place_code) == ("phone", "")


def test_a_call_needs_a_role_at_the_partner_that_asks(client, council, version):
    address = f"/en/help/phone/{version.survey_key}/"

    assert "login" in client.get(address).headers["Location"]
    sign_in(client, build_member(partner=council, role=Role.HELPER))
    assert client.get(address).status_code == 404


def test_a_code_is_said_sign_by_sign():
    assert read_out("7K3P") == ["7", "Kilo", "3", "Papa"]
    assert all(sign.isdigit() or sign in SPOKEN for sign in CODE_ALPHABET)


def test_the_sheet_takes_few_queries(tablet, version, django_assert_max_num_queries):
    tablet.get(f"/en/help/answer/{version.survey_key}/")

    # The event, the survey's version and page (twice: is it open, what does it promise), its
    # parent, and what the frame of every page needs.
    with django_assert_max_num_queries(18):
        tablet.get(f"/en/help/answer/{version.survey_key}/")
