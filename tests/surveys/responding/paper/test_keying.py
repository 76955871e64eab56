"""Keying: recorded once, by two people for one in ten, late or refused, never dropped."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from portal.audit.models import AuditEntry
from portal.mail.models import OutgoingEmail
from surveys.comments.models import Comment
from surveys.questionnaires.actions import close_survey
from surveys.questionnaires.models import SurveyPage
from surveys.responding.actions import record_response, response_under
from surveys.responding.enums import Channel, WhoAnswered
from surveys.responding.models import ReceiptCode, Response
from surveys.responding.paper import keying
from surveys.responding.paper.comparing import ANSWER
from surveys.responding.paper.enums import FormState
from surveys.responding.paper.keying import (
    AlreadyKeyed,
    DoesNotCount,
    NeedsAnotherPerson,
    NotTaken,
    key_form,
    key_without_code,
    mark_doubles,
    note_double_seen,
    settle,
)
from surveys.responding.paper.lateness import Arrival
from surveys.responding.paper.models import KeyedEntry
from tests.builders import build_response, in_days
from tests.surveys.responding.paper.making import form_of, keyed


def close(version, coordinator, *, days: int) -> None:
    page = SurveyPage.objects.of_survey(version.survey_key).get()
    close_survey(page=page, user=coordinator, on=in_days(days))


def test_a_form_becomes_a_response_that_its_receipt_slip_opens(run, survey, helper):
    form = form_of(run)
    content = keyed(survey, who_answered=WhoAnswered.ME_WITH_HELP, helper="my sister", arrived=-9)

    done = key_form(form=form, keyed=content, user=helper)

    response = response_under(form.receipt_lookup)
    assert (done.state, done.keyed_as) == (FormState.RECORDED, "helper")
    assert (response.channel, response.helper, response.late) == (Channel.PAPER, "my sister", False)
    assert response.week_received <= in_days(-9)
    assert response.answers.count() == 1
    assert Comment.objects.get(response=response).open_words() == "Make it shorter."


def test_a_form_is_keyed_to_the_end_only_once(run, survey, helper, council_coordinator):
    form = form_of(run)
    key_form(form=form, keyed=keyed(survey), user=helper)
    with pytest.raises(AlreadyKeyed):
        key_form(form=form, keyed=keyed(survey), user=council_coordinator)
    assert Response.objects.count() == 1


def test_nothing_of_one_respondent_goes_to_the_log(run, survey, helper):
    before = AuditEntry.objects.count()
    key_form(form=form_of(run), keyed=keyed(survey), user=helper)
    assert AuditEntry.objects.count() == before


def test_one_form_in_ten_waits_sealed_for_a_second_person(run, survey, helper):
    form = key_form(form=form_of(run, keyed_twice=True), keyed=keyed(survey), user=helper)

    assert form.state == FormState.HELD
    assert not Response.objects.exists()
    assert "shorter" not in KeyedEntry.objects.get().sealed


def test_the_second_person_is_not_the_first(run, survey, helper):
    form = key_form(form=form_of(run, keyed_twice=True), keyed=keyed(survey), user=helper)
    with pytest.raises(NeedsAnotherPerson):
        key_form(form=form, keyed=keyed(survey), user=helper)


def test_two_people_who_agree_record_it_once_and_nothing_sealed_stays(
    run, survey, helper, second_helper
):
    form = key_form(form=form_of(run, keyed_twice=True), keyed=keyed(survey), user=helper)
    same = keyed(survey, words="make it  shorter")

    form = key_form(form=form, keyed=same, user=second_helper)

    assert (form.state, form.compared, form.differing) == (FormState.RECORDED, 2, 0)
    assert Response.objects.count() == 1
    assert not KeyedEntry.objects.exists()


@pytest.fixture
def compared(run, survey, helper, second_helper):
    """A form whose two people differed in both questions."""
    form = key_form(form=form_of(run, keyed_twice=True), keyed=keyed(survey), user=helper)
    other = keyed(survey, words="Make it longer.", choice=1)
    return key_form(form=form, keyed=other, user=second_helper)


def test_differences_wait_until_a_person_settles_each(compared, survey, second_helper):
    assert (compared.state, compared.compared, compared.differing) == (FormState.COMPARED, 2, 2)
    assert not Response.objects.exists()
    booking, change = (ANSWER + question["question"] for question in survey.questions())
    with pytest.raises(KeyError):
        settle(form=compared, chosen={booking: 1}, user=second_helper)

    settle(form=compared, chosen={booking: 1, change: 2}, user=second_helper)

    response = Response.objects.get()
    first_option = survey.questions()[0]["options"][0]["key"]
    assert response.answers.get().option_keys == [first_option]
    assert response.comments.get().open_words() == "Make it longer."
    assert not KeyedEntry.objects.exists()
    with pytest.raises(AlreadyKeyed):
        settle(form=compared, chosen={booking: 1, change: 2}, user=second_helper)


def test_who_keyed_first_does_not_settle(
    compared, survey, helper, forum_coordinator, council_moderator
):
    chosen = {ANSWER + question["question"]: 1 for question in survey.questions()}
    for other in (helper, forum_coordinator, council_moderator):
        with pytest.raises(PermissionDenied):
            settle(form=compared, chosen=chosen, user=other)


def test_late_paper_is_taken_for_five_days_and_marked(run, survey, helper, council_coordinator):
    close(survey, council_coordinator, days=-7)

    key_form(form=form_of(run), keyed=keyed(survey, arrived=-8), user=helper)
    key_form(form=form_of(run), keyed=keyed(survey, arrived=-2), user=helper)

    assert sorted(Response.objects.values_list("late", flat=True)) == [False, True]
    assert Response.objects.counting().late().count() == 1


@pytest.mark.parametrize(
    ("arrived", "arrival"),
    [(-1, Arrival.TOO_LATE), (1, Arrival.NOT_YET), (-15, Arrival.TOO_EARLY)],
)
def test_paper_of_other_days_is_refused(run, survey, helper, council_coordinator, arrived, arrival):
    close(survey, council_coordinator, days=-7)
    with pytest.raises(NotTaken) as error:
        key_form(form=form_of(run), keyed=keyed(survey, arrived=arrived), user=helper)
    assert error.value.arrival == arrival
    assert not Response.objects.exists()


def test_paper_of_a_survey_that_was_taken_off_line_is_refused(run, survey, helper):
    SurveyPage.objects.of_survey(survey.survey_key).update(live=False)
    with pytest.raises(NotTaken):
        key_form(form=form_of(run), keyed=keyed(survey), user=helper)


def test_an_empty_form_is_only_set_aside_when_somebody_confirms_it(run, survey, helper):
    empty = keyed(survey, answers={})
    with pytest.raises(DoesNotCount):
        key_form(form=form_of(run), keyed=empty, user=helper)

    confirmed = keyed(survey, answers={}, not_counted=True)
    assert key_form(form=form_of(run), keyed=confirmed, user=helper).state == FormState.NOT_COUNTED
    assert not Response.objects.exists()


def test_a_form_on_which_something_counts_is_never_set_aside(run, survey, helper):
    key_form(form=form_of(run), keyed=keyed(survey, not_counted=True), user=helper)
    assert Response.objects.count() == 1


def test_an_answer_under_the_same_receipt_code_is_kept_beside_it(
    run, survey, helper, council_coordinator
):
    form = form_of(run)
    known = record_response(
        version=survey,
        answers=keyed(survey).answers,
        channel=Channel.PHONE,
        language="en",
        receipt_lookup=form.receipt_lookup,
    )

    done = key_form(form=form, keyed=keyed(survey, words="Other words."), user=helper)

    assert done.possible_double
    assert Response.objects.count() == 2
    assert response_under(form.receipt_lookup) == known
    told = OutgoingEmail.objects.get(purpose="paper-double")
    assert told.to_user == council_coordinator

    note_double_seen(form=done, user=council_coordinator)
    assert not done.__class__.objects.doubles_to_look_at().exists()


def test_an_answer_on_the_web_by_the_forms_own_square_code_is_marked(run, survey, helper):
    first, later = form_of(run), None
    build_response(version=survey, answers={"SB3": "On line."}, place_code=first.web_code)
    assert key_form(form=first, keyed=keyed(survey), user=helper).possible_double

    later = key_form(form=form_of(run), keyed=keyed(survey), user=helper)
    assert not later.possible_double
    build_response(version=survey, answers={"SB3": "On line."}, place_code=later.web_code)

    assert mark_doubles() == 1
    later.refresh_from_db()
    assert later.possible_double
    assert mark_doubles() == 0
    assert Response.objects.count() == 4


def test_a_form_without_a_code_gets_a_receipt_and_counts_once(survey, helper):
    entry = uuid.uuid4()
    given = {"version": survey, "entry": entry, "easy_read": False, "user": helper}

    receipt = key_without_code(keyed=keyed(survey), **given)

    assert key_without_code(keyed=keyed(survey), **given) == receipt
    assert Response.objects.count() == 1
    assert response_under(ReceiptCode.lookup_of(receipt)).channel == Channel.PAPER


def test_strangers_key_nothing(run, survey, forum_coordinator, council_moderator, administrator):
    for stranger in (forum_coordinator, council_moderator, administrator):
        with pytest.raises(PermissionDenied):
            key_form(form=form_of(run), keyed=keyed(survey), user=stranger)
        with pytest.raises(PermissionDenied):
            key_without_code(
                version=survey,
                entry=uuid.uuid4(),
                keyed=keyed(survey),
                easy_read=False,
                user=stranger,
            )


def test_answers_that_were_not_for_this_person_are_named(survey):
    first, second = survey.questions()
    condition = {
        "about": "answer",
        "question": first["question"],
        "row": "",
        "test": "is_any_of",
        "values": [first["options"][1]["key"]],
    }
    second["show_if"] = [{"match": "all", "conditions": [condition]}]

    assert keying.unmet_answers(survey, keyed(survey)) == [second["question"]]
    assert keying.unmet_answers(survey, keyed(survey, choice=1)) == []
