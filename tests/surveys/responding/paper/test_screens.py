"""The screens of paper: who finds them, what they say, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from surveys.responding.models import Response
from surveys.responding.paper import codes
from surveys.responding.paper.actions import LotWish, make_lot, order_print_run
from surveys.responding.paper.enums import FormState
from surveys.responding.paper.keying import key_form
from surveys.responding.paper.models import PaperForm, PrintLot
from tests.builders import in_days, sign_in
from tests.surveys.responding.paper.making import form_of, keyed

CODE = "7777777"
CODE += codes.check_sign(CODE)


@pytest.fixture
def desk(client, helper):
    return sign_in(client, helper)


@pytest.fixture
def form(run):
    """A form whose code is known here, keyed once."""
    form = form_of(run)
    form.paper_lookup = codes.lookup_of(CODE)
    form.save()
    return form


def typed(form: PaperForm, **given) -> dict:
    """What a browser sends of a whole form."""
    booking = form.lot.run.version.questions()[0]
    return {
        "q1-0-answer": booking["options"][0]["key"],
        "q2-0-answer": "Make it shorter.",
        "arrived_on": in_days(-1).isoformat(),
        "language": "en",
        "who_answered": "me",
        **given,
    }


def test_paper_is_there_for_helpers_and_coordinators_of_the_owner_only(
    client, survey, run, helper, council_coordinator, council_moderator, forum_coordinator,
    administrator,
):  # fmt: skip
    addresses = [
        reverse("paper_admin:survey", args=[survey.survey_key]),
        reverse("paper_admin:print", args=[survey.survey_key]),
        reverse("paper_admin:posters", args=[survey.survey_key]),
        reverse("paper_admin:destroyed", args=[survey.survey_key]),
        reverse("paper_admin:blank", args=[survey.survey_key, "en-plain"]),
        reverse("paper_admin:run", args=[run.pk]),
        reverse("paper_admin:key_form", args=[form_of(run).pk]),
        reverse("paper_admin:key_without", args=[survey.pk, "en-plain"]),
    ]
    for person, status in (
        (helper, 200),
        (council_coordinator, 200),
        (council_moderator, 404),
        (forum_coordinator, 404),
        (administrator, 404),
    ):
        sign_in(client, person)
        assert {client.get(address).status_code for address in addresses} == {status}


def test_a_coordinator_of_another_partner_sees_an_empty_room(client, run, forum_coordinator):
    page = sign_in(client, forum_coordinator).get(reverse("paper_admin:index"))
    assert "No survey of yours has been opened yet." in page.content.decode()


def test_the_code_leads_to_its_form(desk, form):
    page = desk.post(reverse("paper_admin:key"), {"code": "7777 777" + CODE[-1].lower()})
    assert page["Location"] == reverse("paper_admin:key_form", args=[form.pk])


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", "Please type the paper code."),
        ("7O77 7777", "there is no O or 0"),
        ("7777 7776", "compare them with the paper"),
        # A whole code that nobody printed; the others are not codes at all.
        pytest.param("unknown", "No form of yours has this code.", id="nobody printed it"),
    ],
)
def test_a_code_that_leads_nowhere_is_explained_and_stays(desk, code, says):
    code = codes.make_form_code() if code == "unknown" else code
    page = desk.post(reverse("paper_admin:key"), {"code": code}).content.decode()
    assert says in page
    assert f'value="{code}"' in page or not code


def test_a_form_is_keyed_on_one_page_in_the_order_of_the_paper(desk, form):
    address = reverse("paper_admin:key_form", args=[form.pk])
    page = desk.get(address).content.decode()
    assert page.index("How would you like to book?") < page.index("What should change?")

    answer = desk.post(address, typed(form))

    assert answer["Location"] == reverse("paper_admin:key")
    form.refresh_from_db()
    assert form.state == FormState.RECORDED
    assert Response.objects.get().who_answered == "me"


def test_nothing_typed_is_lost_when_something_is_wrong(desk, form):
    address = reverse("paper_admin:key_form", args=[form.pk])
    page = desk.post(address, typed(form, arrived_on="")).content.decode()
    assert "Please give the day on which the form reached us." in page
    assert "Make it shorter." in page
    assert "checked" in page
    assert not Response.objects.exists()


def test_paper_that_is_not_taken_is_explained_at_the_date(desk, form):
    address = reverse("paper_admin:key_form", args=[form.pk])
    page = desk.post(address, typed(form, arrived_on=in_days(3).isoformat())).content.decode()
    assert "This day is still to come." in page
    assert "Make it shorter." in page


def test_an_empty_form_asks_once_whether_that_is_so(desk, form):
    address = reverse("paper_admin:key_form", args=[form.pk])
    empty = typed(form, **{"q1-0-answer": "", "q2-0-answer": ""})
    page = desk.post(address, empty).content.decode()
    assert "Nothing was filled in that counts." in page
    assert 'name="not_counted" id="id_not_counted"' in page

    desk.post(address, empty | {"doubtful": "1", "not_counted": "on"})
    form.refresh_from_db()
    assert form.state == FormState.NOT_COUNTED


def test_a_code_keyed_before_says_when_and_in_which_role(desk, form, council_coordinator, survey):
    key_form(form=form, keyed=keyed(survey), user=council_coordinator)
    page = desk.post(reverse("paper_admin:key"), {"code": CODE}).content.decode()
    assert "This form was keyed already" in page
    assert "(Coordinator)" in page
    assert council_coordinator.email not in page


def test_who_keyed_first_is_sent_to_another_person(desk, form, helper, survey):
    form.keyed_twice = True
    form.save()
    key_form(form=form, keyed=keyed(survey), user=helper)
    page = desk.post(reverse("paper_admin:key"), {"code": CODE}).content.decode()
    assert "Another person keys it the second time" in page


def test_the_second_person_keys_blind_and_settles_side_by_side(
    client, form, helper, second_helper, survey
):
    form.keyed_twice = True
    form.save()
    key_form(form=form, keyed=keyed(survey, words="The first words."), user=helper)
    desk = sign_in(client, second_helper)
    address = reverse("paper_admin:key_form", args=[form.pk])
    assert "The first words." not in desk.get(address).content.decode()

    answer = desk.post(address, typed(form, **{"q2-0-answer": "The second words."}))

    settling = reverse("paper_admin:settle", args=[form.pk])
    assert answer["Location"] == settling
    page = desk.get(settling).content.decode()
    assert "2. What should change?" in page
    assert page.index("The first words.") < page.index("The second words.")
    assert "Please look at the paper and choose." in desk.post(settling, {}).content.decode()

    # Who keyed first does not see the other's entry; nor do others.
    assert sign_in(client, helper).get(settling).status_code == 404

    chosen = {f"d{place}": "1" for place in range(9)}
    sign_in(client, second_helper).post(settling, chosen)
    assert Response.objects.get().comments.get().open_words() == "The first words."


def test_a_form_without_a_code_shows_its_new_receipt_once(desk, survey, run):
    choice = desk.post(
        reverse("paper_admin:key"), {"without": "1", "kind": f"{survey.pk}/en-plain"}
    )
    address = reverse("paper_admin:key_without", args=[survey.pk, "en-plain"])
    assert choice["Location"] == address

    sent = typed(form_of(run), entry="6f3e2f0a-6a0e-4a53-9d4e-2f5f0c6b7a10")
    for _time in range(2):
        page = desk.post(address, sent, follow=True).content.decode()
        assert "give them this receipt code" in page
    assert Response.objects.count() == 1


def test_a_pdf_is_fetched_by_a_button_and_only_once(desk, run):
    lot = run.lots.get()
    address = reverse("paper_admin:hand_out", args=[lot.pk])
    assert desk.get(address).status_code == 405
    assert desk.post(address)["Content-Type"] == "application/pdf"

    again = desk.post(address, follow=True).content.decode()
    assert "was fetched before and is deleted" in again
    assert "It was lost: print it again" in again


def test_ordering_leads_to_the_run(desk, survey):
    address = reverse("paper_admin:print", args=[survey.survey_key])
    assert "Say how many forms you want." in desk.post(address, {"event": "x"}).content.decode()
    wrong = desk.post(address, {"copies_en_plain": "999", "event": "Drop-in"}).content.decode()
    assert "At most 100 forms of one kind" in wrong
    assert "Drop-in" in wrong

    answer = desk.post(address, {"copies_en_plain": "2", "copies_en_large": "1"})

    lots = PrintLot.objects.order_by("copies").values_list("copies", "large_print")
    assert list(lots) == [(1, True), (2, False)]
    assert "The forms are being made." in desk.get(answer["Location"]).content.decode()


def test_the_desk_of_a_survey_shows_what_waits(desk, survey, run, helper):
    key_form(form=form_of(run), keyed=keyed(survey), user=helper)
    key_form(form=form_of(run, keyed_twice=True), keyed=keyed(survey), user=helper)
    page = desk.get(reverse("paper_admin:survey", args=[survey.survey_key])).content.decode()
    assert "Of these, late on paper" in page
    assert "1 (1 waits)" in " ".join(page.split())


def test_the_lists_ask_the_same_number_of_questions_however_long_they_are(
    desk, survey, run, helper, django_assert_max_num_queries
):
    for _number in range(4):
        more, _job = order_print_run(version=survey, lots=[LotWish("en", 1)], user=helper)
        make_lot(lot_id=more.lots.get().pk)
    # Session and person, roles, versions, pages, forms, prints; Wagtail's menu asks the rest.
    with django_assert_max_num_queries(25):
        desk.get(reverse("paper_admin:index"))
    # The runs with their counts and lots, what waits, late ones, what was destroyed.
    with django_assert_max_num_queries(30):
        desk.get(reverse("paper_admin:survey", args=[survey.survey_key]))
