"""A class of eight answers together: hands are counted, words are protected, it counts once."""

import io

import page as accessible_pdf
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from portal.encryption import make_code
from portal.partners.enums import Role
from surveys.comments.asked import question_words
from surveys.comments.models import Comment
from surveys.questionnaires.enums import Audience, QuestionType
from surveys.responding.actions import FreeText, Tally
from surveys.responding.enums import Channel, ResponseState
from surveys.responding.group_sessions.actions import (
    SessionOver,
    close_session,
    prepare_session,
    record_session,
    renew_link,
)
from surveys.responding.group_sessions.enums import AgeBand
from surveys.responding.group_sessions.models import GroupSession
from surveys.responding.group_sessions.packs import link_of, typeset_pack
from surveys.responding.models import Response
from surveys.responding.prompts import SOMETHING_ELSE, TO_THE_BOARD, TOP_THREE
from tests.builders import (
    build_member,
    build_partner,
    build_step,
    build_version,
    in_days,
    sign_in,
)

pytestmark = pytest.mark.django_db

FACES = {"lot": "Agree a lot", "bit": "Agree a bit", "not": "Not sure"}


@pytest.fixture
def coordinator():
    return build_member(partner=build_partner(), role=Role.COORDINATOR)


@pytest.fixture
def version(coordinator):
    steps = [
        build_step(code="Y1", text="I was listened to.", type=QuestionType.AGREE, options=FACES),
        build_step(code="Y9", text="One thing that would make my review better"),
    ]
    return build_version(owner=coordinator.memberships.get().partner, questions=steps)


@pytest.fixture
def prepared(version, coordinator):
    return prepare(version, coordinator)


def prepare(version, user, **given):
    return prepare_session(
        **{
            "version": version,
            "group": "Year 9 council",
            "language": "en",
            "until": in_days(14),
            "user": user,
            **given,
        }
    )


def hands(version, option, count):
    step = version.questions()[0]
    return Tally(step["question"], step["meaning_version"], option, count)


def send(session, *, code="", size=8, tallies=(), said=(), ages=()):
    return record_session(
        session=session,
        code=code or make_code(),
        size=size,
        ages=ages,
        communication=["speech"],
        tallies=tallies,
        said=said,
    )


def field_of(version, option):
    return f"hands-{version.questions()[0]['question']}-{option}"


def test_a_group_of_eight_counts_as_eight_people(version, prepared):
    session, _secret = prepared

    response = send(session, tallies=[hands(version, "lot", 5), hands(version, "not", 3)])

    assert (response.channel, response.group_size) == (Channel.GROUP, 8)
    assert Response.objects.counting().people() == 8
    assert {(t.option_key, t.count) for t in response.tallies.all()} == {("lot", 5), ("not", 3)}


def test_words_of_a_group_go_the_protected_way(prepared):
    session, _secret = prepared
    said = [
        FreeText(str(SOMETHING_ELSE), "We want to see the questions first.", True),
        FreeText(str(TO_THE_BOARD), "Why are reviews in the head's office?", True),
    ]

    send(session, said=said)

    comments = {c.question_key: c for c in Comment.objects.all()}
    assert comments[SOMETHING_ELSE].open_words() == "We want to see the questions first."
    assert comments[SOMETHING_ELSE].redacted_words == ""
    assert question_words(session.version, TO_THE_BOARD) == "A question to the board"


def test_the_same_form_sent_twice_counts_once(version, prepared):
    session, _secret = prepared
    code = make_code()

    for _try in range(2):
        send(session, code=code, tallies=[hands(version, "lot", 8)])

    assert Response.objects.counting().people() == 8


def test_a_correction_takes_the_place_of_the_first(version, prepared):
    session, _secret = prepared
    send(session, tallies=[hands(version, "lot", 8)])
    session.refresh_from_db()

    corrected = send(session, size=7, tallies=[hands(version, "lot", 7)])

    session.refresh_from_db()
    assert session.response == corrected
    assert Response.objects.counting().people() == 7
    assert Response.objects.filter(state=ResponseState.WITHDRAWN).count() == 1


@pytest.mark.parametrize(
    ("ages", "audience"),
    [
        ([AgeBand.FROM_11, AgeBand.FROM_16], Audience.YOUNG_PEOPLE),
        ([AgeBand.ADULTS], Audience.PARENT_CARERS),
        ([AgeBand.FROM_16, AgeBand.ADULTS], ""),
        ([], ""),
    ],
)
def test_young_people_and_parents_are_not_merged_silently(coordinator, ages, audience):
    owner = coordinator.memberships.get().partner
    version = build_version(owner=owner)
    version.document["audience"] = Audience.EVERYONE
    version.save()
    session, _secret = prepare(version, coordinator)

    response = send(session, ages=ages, said=[FreeText(str(TOP_THREE), "1. Time", False)])

    assert response.audience == audience


def test_a_closed_or_old_link_takes_nothing(version, prepared, coordinator):
    session, _secret = prepared
    close_session(session=session, user=coordinator)
    with pytest.raises(SessionOver):
        send(session, tallies=[hands(version, "lot", 2)])

    old, _secret = prepare(version, coordinator, until=in_days(-1))
    with pytest.raises(SessionOver):
        send(old, tallies=[hands(version, "lot", 2)])
    assert not Response.objects.exists()


def test_only_a_hash_of_the_link_is_stored(prepared):
    session, secret = prepared

    assert secret not in str(GroupSession.objects.values().get())
    assert GroupSession.objects.behind(secret).get() == session


def test_a_new_link_stops_the_old_one(client, prepared, coordinator):
    session, secret = prepared

    fresh = renew_link(session=session, user=coordinator)

    assert client.get(reverse("group_sessions:answer", args=[secret])).status_code == 404
    assert client.get(reverse("group_sessions:answer", args=[fresh])).status_code == 200


@pytest.mark.parametrize(
    ("role", "own", "may"),
    [
        (Role.COORDINATOR, True, True),
        (Role.HELPER, True, True),
        (Role.MODERATOR, True, False),
        (Role.COORDINATOR, False, False),
    ],
)
def test_who_prepares_sessions(version, role, own, may):
    user = build_member(partner=version.owner if own else build_partner(), role=role)

    if may:
        assert prepare(version, user)[0].owner == version.owner
    else:
        with pytest.raises(PermissionDenied):
            prepare(version, user)


def test_a_leader_fills_in_checks_and_sends_without_an_account(client, version, prepared):
    _session, secret = prepared
    address = reverse("group_sessions:answer", args=[secret])
    typed = {
        "size": "8",
        "ages": ["from_11"],
        field_of(version, "lot"): "5",
        field_of(version, "not"): "3",
        "said-1": "We want to see the questions before the meeting.",
        "about-1": version.questions()[1]["question"],
        "share-1": "on",
        "top-1": "Be asked first",
        "to_the_board": "Who reads this?",
        "go": "check",
    }

    check = client.post(address, typed)
    assert not Response.objects.exists()
    page = BeautifulSoup(check.content, "html.parser")
    fields = {
        tag["name"]: tag.get("value", "") for tag in page.select("main form input[type=hidden]")
    }
    done = client.post(address, {**fields, "ages": ["from_11"], "go": "send"})

    assert "Thank you. We have what your group said." in done.content.decode()
    response = Response.objects.get()
    assert {(t.option_key, t.count) for t in response.tallies.all()} == {("lot", 5), ("not", 3)}
    assert {c.consent_to_quote for c in response.comments.all()} == {True, False}
    assert response.comments.count() == 3


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"size": ""}, "Please say how many people took part."),
        ({"size": "1"}, "One person alone can answer the survey itself."),
        ({"size": "8", "LOT": "6", "NOT": "3"}, "You counted 9 hands here"),
        ({"size": "8", "LOT": "-1"}, "Please write a number, for example 3."),
        ({"size": "8"}, "There is nothing to send yet."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, version, prepared, typed, says):
    _session, secret = prepared
    names = {"LOT": field_of(version, "lot"), "NOT": field_of(version, "not")}
    fields = {names.get(name, name): value for name, value in typed.items()}

    page = client.post(
        reverse("group_sessions:answer", args=[secret]),
        {**fields, "top-2": "kept words", "go": "check"} if "LOT" in typed else fields,
    ).content.decode()

    assert says in page
    if "LOT" in typed:
        assert "kept words" in page
    assert not Response.objects.exists()


def test_a_wrong_link_says_so_kindly(client):
    page = client.get(reverse("group_sessions:answer", args=["nobody-made-this"]))

    assert page.status_code == 404
    assert "This link does not work any more" in page.content.decode()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_pack_is_an_accessible_pdf_with_every_question(
    version, coordinator, tmp_path, language
):
    session, secret = prepare(version, coordinator, language=language)

    pdf = typeset_pack(session, secret)

    path = tmp_path / "pack.pdf"
    path.write_bytes(pdf)
    assert accessible_pdf.is_pdf_compliant(str(path), profile="ua1")
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "I was listened to." in words
    assert link_of(session, secret) in words.replace("\n", "")


def test_a_helper_prepares_a_session_in_the_admin(client, version):
    helper = build_member(partner=version.owner, role=Role.HELPER)
    sign_in(client, helper)
    address = reverse("group_sessions_admin:prepare")

    page = client.post(
        address,
        {
            "survey": version.pk,
            "group": "Year 9 council",
            "language": "en",
            "until": in_days(10).isoformat(),
        },
    ).content.decode()

    session = GroupSession.objects.get()
    soup = BeautifulSoup(page, "html.parser")
    secret = soup.select_one("input[name=secret]")["value"]
    assert link_of(session, secret) in page
    pack = client.post(reverse("group_sessions_admin:pack", args=[session.pk]), {"secret": secret})
    assert pack["Content-Type"] == "application/pdf"


def test_sessions_of_another_partner_are_not_there(client, prepared):
    session, _secret = prepared
    sign_in(client, build_member(partner=build_partner(), role=Role.COORDINATOR))

    assert client.get(reverse("group_sessions_admin:session", args=[session.pk])).status_code == 404


def test_the_list_asks_the_same_number_of_queries_however_long_it_is(
    client, version, coordinator, django_assert_max_num_queries
):
    sign_in(client, coordinator)
    address = reverse("group_sessions_admin:sessions")
    client.get(address)
    for number in range(12):
        prepare(version, coordinator, group=f"Group {number}")

    with django_assert_max_num_queries(14):
        client.get(address)
