"""Where consultations stand follows from dates alone."""

import pytest

from forum.consultations.enums import Moment
from forum.consultations.models import ConsultationPage
from tests.builders import build_consultation, build_translation

MOMENTS = [
    (Moment.FORTHCOMING, {"opens": 1}),
    (Moment.OPEN, {"opens": 0}),
    (Moment.OPEN, {"opens": -30, "closes": 0, "answer": 60}),
    (Moment.OPEN, {"opens": -30, "closes": None, "answer": None}),
    (Moment.CLOSED, {"opens": -30, "closes": -1, "answer": 0}),
    (Moment.LATE, {"opens": -90, "closes": -60, "answer": -1}),
]


@pytest.mark.parametrize(("moment", "dates"), MOMENTS)
def test_the_moment_follows_from_the_dates(council, moment, dates):
    assert build_consultation(owner=council, **dates).moment == moment


def test_querysets_agree_with_the_moment(council):
    pages = [build_consultation(owner=council, **dates) for _moment, dates in MOMENTS]
    found = ConsultationPage.objects
    assert set(found.open()) == {page for page in pages if page.moment == Moment.OPEN}
    assert set(found.late()) == {page for page in pages if page.moment == Moment.LATE}
    assert set(found.forthcoming()) == {pages[0]}
    assert list(found.awaiting_answer()) == [pages[5], pages[4]]


def test_readers_see_every_consultation_once_in_their_language_or_in_english(council):
    translated, english = build_consultation(owner=council), build_consultation(owner=council)
    urdu = build_translation(translated, "ur")
    assert set(ConsultationPage.objects.for_readers(urdu.locale)) == {urdu, english}
    assert set(ConsultationPage.objects.for_readers(english.locale)) == {translated, english}


def test_an_unfinished_translation_does_not_hide_the_english_page(council):
    page = build_consultation(owner=council)
    urdu = build_translation(page, "ur", live=False)
    assert list(ConsultationPage.objects.for_readers(urdu.locale)) == [page]
