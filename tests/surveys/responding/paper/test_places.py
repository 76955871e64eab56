"""Places: their codes, the short address on posters, and which of them work."""

import io

import page as accessible_pdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from pypdf import PdfReader

from surveys.responding.models import Response
from surveys.responding.paper.actions import LotWish, hand_out_lot, make_lot, order_print_run
from surveys.responding.paper.enums import PlaceKind
from surveys.responding.paper.keying import key_form
from surveys.responding.paper.models import Place, PlaceCode
from surveys.responding.paper.places import add_place, close_place, code_of_place
from tests.builders import build_response, sign_in
from tests.surveys.responding.paper.making import form_of, keyed


@pytest.fixture
def library(council, council_coordinator):
    return add_place(
        partner=council, name="Library", kind=PlaceKind.LIBRARY, user=council_coordinator
    )


def test_a_place_keeps_its_code_for_a_survey(library, survey):
    code = code_of_place(place=library, survey_key=survey.survey_key)
    assert code_of_place(place=library, survey_key=survey.survey_key) == code
    assert PlaceCode.objects.count() == 1


def test_only_the_partners_coordinator_changes_its_places(
    library, council, helper, forum_coordinator
):
    for other in (helper, forum_coordinator):
        with pytest.raises(PermissionDenied):
            add_place(partner=council, name="School", kind=PlaceKind.SCHOOL, user=other)
        with pytest.raises(PermissionDenied):
            close_place(place=library, user=other)


def test_a_name_is_given_once_and_a_closed_place_comes_back(library, council, council_coordinator):
    again = {"partner": council, "kind": PlaceKind.SHOP, "user": council_coordinator}
    with pytest.raises(ValidationError, match="of this name already"):
        add_place(name="library", **again)
    close_place(place=library, user=council_coordinator)
    assert add_place(name="Library", **again).pk == library.pk
    assert not Place.objects.get().closed


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_short_address_leads_to_the_survey_in_its_language(client, library, survey, language):
    code = code_of_place(place=library, survey_key=survey.survey_key).code
    response = client.get(f"/{language}/p/{code.lower()}/")
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/answer/{survey.survey_key}/start/?p={code}"


def test_the_square_code_of_a_form_hides_the_forms_code(client, run, helper):
    text = "".join(
        each.extract_text()
        for each in PdfReader(io.BytesIO(hand_out_lot(lot=run.lots.get(), user=helper))).pages
    )
    code = text.split("Paper code", 1)[1].split("Page", 1)[0].replace(" ", "").strip()[:8]

    response = client.get(f"/en/p/{code}/")

    assert response.status_code == 302
    assert code not in response["Location"]
    carried = response["Location"].rsplit("=", 1)[1]
    assert run.lots.get().forms.filter(web_code=carried).exists()


def test_an_unknown_code_is_not_found_and_cannot_be_guessed_at(client, survey):
    answers = [client.get("/en/p/7K3P9X/").status_code for _try in range(12)]
    assert answers[:10] == [404] * 10
    assert answers[-1] == 429


def test_which_places_work_is_counted_for_each(survey, library, council, council_coordinator):
    school = add_place(
        partner=council, name="School", kind=PlaceKind.SCHOOL, user=council_coordinator
    )
    code = code_of_place(place=library, survey_key=survey.survey_key).code
    build_response(version=survey, answers={"SB3": "From a poster."}, place_code=code)
    build_response(version=survey, answers={"SB3": "From nowhere."})
    run, _job = order_print_run(
        version=survey, lots=[LotWish("en", 3)], place=library, user=council_coordinator
    )
    lot = make_lot(lot_id=run.lots.get().pk)
    hand_out_lot(lot=lot, user=council_coordinator)
    key_form(form=form_of(run), keyed=keyed(survey), user=council_coordinator)

    places = Place.objects.of_partner(council.pk).with_success_in(survey.survey_key)

    assert [(p.name, p.code, p.printed, p.responses) for p in places] == [
        ("Library", code, 3, 2),
        (school.name, "", 0, 0),
    ]
    assert Response.objects.get(channel="paper").place_code == code


def test_another_partners_place_is_not_printed_for(survey, forum, forum_coordinator, helper):
    theirs = add_place(
        partner=forum, name="Their hall", kind=PlaceKind.COMMUNITY, user=forum_coordinator
    )
    with pytest.raises(PermissionDenied):
        order_print_run(version=survey, lots=[LotWish("en", 1)], place=theirs, user=helper)


def test_true_counts_are_for_the_owners_coordinators_only(
    client, survey, library, helper, council_coordinator, forum_coordinator, administrator
):
    address = reverse("paper_admin:places", args=[survey.survey_key])
    seen = {
        person: sign_in(client, person).get(address).status_code
        for person in (council_coordinator, helper, forum_coordinator, administrator)
    }
    assert seen == {
        council_coordinator: 200,
        helper: 404,
        forum_coordinator: 404,
        administrator: 404,
    }


@pytest.mark.parametrize("kind", ["poster", "slips", "cards"])
def test_posters_are_accessible_and_name_every_way_to_answer(
    client, survey, library, helper, kind, tmp_path
):
    address = reverse("paper_admin:posters", args=[survey.survey_key])
    asked = {"kind": kind, "languages": ["en"], "places": [library.pk]}

    response = sign_in(client, helper).post(address, asked)

    assert response["Content-Type"] == "application/pdf"
    path = tmp_path / "posters.pdf"
    path.write_bytes(response.content)
    assert accessible_pdf.is_pdf_compliant(str(path), profile="ua1")
    text = " ".join(PdfReader(path).pages[0].extract_text().split()).replace("\xa0", " ")
    code = PlaceCode.objects.get().code
    # A long address may break where it has a slash.
    assert f"localhost:8000/en/p/{code}/" in text.replace("/ ", "/")
    assert "01632 960100" in text
    assert "07700 900123" in text
