"""Freezing, publishing and withdrawing; the coordinator's desk and the open data."""

import json
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.jobs.models import LongJob
from portal.jobs.queue import run_waiting_tasks
from portal.partners.models import AreaSettings
from surveys.questionnaires.enums import QuestionType
from surveys.results.actions import (
    NothingToFreeze,
    ReasonMissing,
    ReleaseWithdrawn,
    freeze_release,
    publish_release,
    withdraw_release,
)
from surveys.results.disclosure import protect_table
from surveys.results.models import Release, ReleaseIsFrozen
from surveys.results.tasks import freeze
from tests.builders import build_response, build_step, build_version, sign_in

pytestmark = pytest.mark.django_db
TRUE_PEOPLE = 43  # 33 said yes, 7 said no, 3 said neither


@pytest.fixture
def version(forum):
    options = {"yes": "Yes", "no": "No", "unsure": "=Not sure"}
    version = build_version(
        owner=forum,
        questions=[build_step(code="CH", type=QuestionType.CHOICE, options=options, text="Told?")],
    )
    for answer, number in (("yes", 33), ("no", 7), ("unsure", 3)):
        for _each in range(number):
            build_response(version=version, answers={"CH": answer}, who_answered="me")
    return version


@pytest.fixture
def release(forum, version, forum_coordinator):
    return freeze_release(
        owner=forum, title="Autumn", survey_keys=[version.survey_key], user=forum_coordinator
    )


def addresses(release):
    return [
        reverse(name, args=[release.pk])
        for name in ("results:release", "results:csv", "results:json")
    ]


def test_a_release_holds_protected_figures_and_its_true_counts_sealed(release, version):
    assert release.figures["people"] == 45
    assert release.hash == release.expected_hash()
    numbers = re.findall(r": (\d+)[,}]", json.dumps(release.figures))
    assert "45" in numbers
    assert "43" not in numbers
    assert '"people": 43' not in release.sealed_true_counts
    assert [row.survey_key for row in release.surveys.all()] == [version.survey_key]


def test_the_hash_shows_that_somebody_touched_the_figures(release):
    stored = Release.objects.get()
    assert stored.hash == stored.expected_hash()
    stored.figures["people"] = 50
    assert stored.hash != stored.expected_hash()


def test_frozen_figures_can_be_neither_changed_nor_deleted(release):
    release.figures["people"] = 50
    with pytest.raises(ReleaseIsFrozen):
        release.save()
    with pytest.raises(ReleaseIsFrozen):
        release.delete()


def test_the_areas_own_minimum_and_base_are_kept(forum, version, forum_coordinator):
    area = AreaSettings.load()
    area.minimum_count, area.rounding_base = 10, 10
    area.save()

    release = freeze_release(
        owner=forum, title="Autumn", survey_keys=[version.survey_key], user=forum_coordinator
    )

    assert (release.figures["minimum"], release.figures["base"]) == (10, 10)
    assert release.figures["people"] == 40


def test_surveys_of_another_partner_cannot_be_frozen(forum, council, forum_coordinator):
    foreign = build_version(owner=council)

    with pytest.raises(PermissionDenied):
        freeze_release(
            owner=forum, title="X", survey_keys=[foreign.survey_key], user=forum_coordinator
        )


def test_without_a_survey_there_is_nothing_to_freeze(forum, forum_coordinator):
    with pytest.raises(NothingToFreeze):
        freeze_release(owner=forum, title="X", survey_keys=[], user=forum_coordinator)


def test_only_the_owners_coordinator_publishes_and_withdraws(
    release, council_coordinator, forum_moderator, administrator
):
    for stranger in (council_coordinator, forum_moderator, administrator):
        with pytest.raises(PermissionDenied):
            publish_release(release=release, user=stranger)
        with pytest.raises(PermissionDenied):
            withdraw_release(release=release, because="Wrong", user=stranger)


def test_nothing_is_open_before_it_is_published_or_after_it_is_withdrawn(
    client, release, forum_coordinator
):
    assert [client.get(address).status_code for address in addresses(release)] == [404] * 3
    assert "Autumn" not in client.get(reverse("results:index")).content.decode()

    publish_release(release=release, user=forum_coordinator)
    assert [client.get(address).status_code for address in addresses(release)] == [200] * 3
    assert "Autumn" in client.get(reverse("results:index")).content.decode()

    withdraw_release(release=release, because="A survey was missing", user=forum_coordinator)
    assert [client.get(address).status_code for address in addresses(release)] == [404] * 3
    with pytest.raises(ReleaseWithdrawn):
        publish_release(release=release, user=forum_coordinator)


def test_withdrawing_needs_a_reason(release, forum_coordinator):
    with pytest.raises(ReasonMissing):
        withdraw_release(release=release, because=" ", user=forum_coordinator)


def test_page_csv_and_json_show_no_small_number(client, release, forum_coordinator):
    publish_release(release=release, user=forum_coordinator)
    page, csv, text = (client.get(address).content.decode() for address in addresses(release))

    values = re.findall(r'numeric">\s*(?:<span[^>]*>)?([^<]+?)\s*<', page)
    numbers = [int(value.split()[0]) for value in values if value[0].isdigit()]
    assert numbers
    assert min(numbers) >= 5
    assert "too few to show" in page
    assert ",[c],1" in csv
    assert all(n == "[c]" or int(n) >= 5 for n in re.findall(r",(\[c\]|\d+),[01]\r\n", csv))
    counts = re.findall(r'"count": (\d+)', text)
    assert counts
    assert min(map(int, counts)) >= 5
    assert "'=Not sure" in csv


def test_a_question_is_protected_as_one_table_with_its_total(release):
    table = next(t for t in release.figures["tables"] if t["key"].startswith("answers:"))
    counted = [("yes", 33), ("no", 7), ("unsure", 3)]
    expected = protect_table([{"answer": a, "count": n} for a, n in counted], by=["answer"])

    assert [row["suppressed"] for row in table["rows"]] == [r["suppressed"] for r in expected]
    assert table["rows"][2] == {
        "answer": "=Not sure",
        "key": "unsure",
        "count": {"suppressed": True},
        "suppressed": 1,
        "words": {"en": "=Not sure"},
    }


def test_the_preview_shows_true_and_protected_counts_to_the_owner_and_keeps_nothing(
    client, forum, version, forum_coordinator
):
    sign_in(client, forum_coordinator)
    chosen = {"owner": forum.pk, "title": "Autumn", "surveys": [str(version.survey_key)]}

    page = client.get(reverse("releases:new"), chosen).content.decode()

    assert f"{TRUE_PEOPLE} people answered." in page
    assert "True count" in page
    assert "too few to show" in page
    assert not Release.objects.exists()


def test_the_surveys_of_others_are_not_offered(client, version, council_coordinator):
    sign_in(client, council_coordinator)

    page = client.get(
        reverse("releases:new"), {"title": "X", "surveys": [str(version.survey_key)]}
    ).content.decode()

    assert "How was the meeting?" not in page
    assert "True count" not in page


def test_freezing_runs_as_a_long_job_and_makes_one_release_even_if_run_twice(
    client, forum, version, forum_coordinator
):

    sign_in(client, forum_coordinator)
    chosen = {"owner": forum.pk, "title": "Autumn", "surveys": [str(version.survey_key)]}

    client.post(reverse("releases:new"), chosen)
    run_waiting_tasks()

    job = LongJob.objects.get()
    release = Release.objects.get()
    assert job.state == "done"
    assert job.result_url == reverse("releases:release", args=[release.pk])
    assert freeze(job, *job.arguments) == job.result_url
    assert Release.objects.count() == 1


def test_the_desk_publishes_and_withdraws(client, release, forum_coordinator):
    sign_in(client, forum_coordinator)
    address = reverse("releases:release", args=[release.pk])

    client.post(address, {"act": "publish"})
    release.refresh_from_db()
    assert release.is_public

    assert "This field is required" in client.post(address, {"act": "withdraw"}).content.decode()
    client.post(address, {"act": "withdraw", "because": "A survey was missing"})
    release.refresh_from_db()
    assert not release.is_in_force


def test_another_partners_release_is_not_there_at_the_desk(client, release, council_coordinator):
    sign_in(client, council_coordinator)

    assert client.get(reverse("releases:release", args=[release.pk])).status_code == 404
    assert "Autumn" not in client.get(reverse("releases:releases")).content.decode()
