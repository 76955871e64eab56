"""Late paper counts, and the owner's desk says how much of it there is."""

from django.urls import reverse

from surveys.responding.enums import Channel
from tests.builders import build_response, build_version, sign_in


def test_the_owners_desk_says_how_many_came_late_on_paper(client, council, council_coordinator):
    version = build_version(owner=council)
    build_response(version=version, answers={"OPEN1": "In time."})
    build_response(
        version=version, answers={"OPEN1": "Too late?"}, channel=Channel.PAPER, late=True
    )
    asked = {"owner": council.pk, "title": "Figures", "surveys": [str(version.survey_key)]}

    page = sign_in(client, council_coordinator).get(reverse("releases:new"), asked)

    text = " ".join(page.content.decode().split())
    assert "2 people answered." in text
    assert "Of these, late on paper: 1." in text
