"""Posters and slips that lead to a survey, in words. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from portal.typesetting import qr_svg
from surveys.questionnaires.wording import in_language
from surveys.responding.paper.enums import PosterKind
from surveys.responding.paper.on_paper import Document
from surveys.responding.paper.saying import Facts, Said, Sayer, said

#: How many stand on one page of A4.
ON_A_PAGE = {PosterKind.POSTER: 1, PosterKind.SLIPS: 4, PosterKind.CARDS: 10}


@dataclass(frozen=True)
class Spot:
    """One place, or none, and the address by which people come to the survey from there."""

    name: str
    address: str
    language: str


def poster_words(
    document: Document, spots: Sequence[Spot], *, kind: PosterKind, facts: Facts, title: str
) -> dict[str, Any]:
    """What the typesetter needs. ``title`` is the name of the file as a document."""
    return {
        "title": title,
        "kind": str(kind),
        "on_a_page": ON_A_PAGE[kind],
        "pages": [_page(document, spot, facts) for spot in spots],
    }


def _page(document: Document, spot: Spot, facts: Facts) -> dict[str, Any]:
    say = Sayer(spot.language)
    return {
        "language": spot.language,
        "place": spot.name,
        "qr": qr_svg(spot.address),
        "address": spot.address.split("//", 1)[-1],
        "brand": facts.brand,
        "title": said(in_language(document["title"], spot.language)),
        "introduction": said(in_language(document["introduction"], spot.language)),
        "owner": say(gettext_lazy("%(owner)s asks."), owner=document["owner"]["name"]),
        "scan": say(gettext_lazy("Point your phone's camera at the square.")),
        "type": say(gettext_lazy("Or type this address:")),
        "qr_says": say(gettext_lazy("Square code that opens this survey on a phone")),
        "others": list(_other_ways(say, facts)),
        "short": [
            say(gettext_lazy("Ring %(phone)s"), phone=facts.phone),
            say(gettext_lazy("Text %(number)s"), number=facts.text_number),
        ],
    }


def _other_ways(say: Sayer, facts: Facts) -> Iterable[Said]:
    yield say(
        gettext_lazy("No internet? Ring %(phone)s. We will ring you back."), phone=facts.phone
    )
    yield say(gettext_lazy("Or send a text to %(number)s."), number=facts.text_number)
    yield say(gettext_lazy("You can have the questions on paper, in Easy Read or read out."))
    if facts.last_day:
        yield say(gettext_lazy("Last day: %(day)s"), day=say.day(facts.last_day))
