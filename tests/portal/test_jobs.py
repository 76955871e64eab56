"""Long jobs, the queue's door and the schedules."""

import datetime
import logging

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from portal.jobs import actions, schedules, tasks
from portal.jobs.enums import JobState
from portal.jobs.models import Heartbeat, LongJob
from portal.jobs.queue import TaskFailed, perform, run_later, run_waiting_tasks
from tests.builders import sign_in

pytestmark = pytest.mark.django_db

HERE = "tests.portal.test_jobs"
ran: list[object] = []


@pytest.fixture(autouse=True)
def nothing_ran_yet():
    ran.clear()


def note(*arguments):
    ran.append(arguments)


def build_report(job, name):
    ran.append(name)
    actions.report_progress(job, done=1, total=2, message="Half of it")
    return f"/reports/{name}/"


def fail_with_words(*arguments):
    raise ValueError("my son Tomasz cannot sleep")


def lose_the_job(job):
    LongJob.objects.filter(pk=job.pk).update(claim=None)
    actions.report_progress(job, done=1)
    ran.append("went on")


def start(task="build_report", arguments=("spring",), user=None):
    return actions.start_job(
        kind="report", title="Spring report", user=user, task=f"{HERE}.{task}", arguments=arguments
    )


def test_a_job_runs_once_and_shows_where_its_result_is():
    job = start()
    run_waiting_tasks()
    job.refresh_from_db()
    assert ran == ["spring"]
    assert (job.state, job.result_url) == (JobState.DONE, "/reports/spring/")
    assert job.percent == 100


def test_a_job_that_the_queue_delivers_twice_does_its_work_once():
    job = start()
    tasks.run_job(str(job.pk))
    tasks.run_job(str(job.pk))
    assert ran == ["spring"]


def test_a_job_started_in_a_transaction_that_is_undone_never_runs():
    with pytest.raises(RuntimeError), transaction.atomic():
        start()
        raise RuntimeError
    assert run_waiting_tasks() == 0
    assert not LongJob.objects.exists()


def test_a_job_whose_worker_died_is_run_again_by_another():
    job = start()
    actions.claim_job(job.pk)
    silent = timezone.now() - datetime.timedelta(seconds=61)
    LongJob.objects.update(updated_at=silent)
    OrmQ.objects.all().delete()
    tasks.sweep()
    run_waiting_tasks()
    job.refresh_from_db()
    assert ran == ["spring"]
    assert job.attempts == 2


def test_a_job_whose_worker_shows_life_is_left_to_it():
    job = start()
    actions.claim_job(job.pk)
    tasks.sweep()
    assert actions.claim_job(job.pk) is None


def test_a_job_that_was_interrupted_three_times_is_failed():
    job = start()
    silent = timezone.now() - datetime.timedelta(seconds=61)
    LongJob.objects.update(state=JobState.RUNNING, attempts=3, updated_at=silent)
    tasks.sweep()
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_a_worker_that_was_taken_for_dead_stops_at_its_next_report():
    job = start("lose_the_job", arguments=())
    tasks.run_job(str(job.pk))
    assert ran == []


def test_a_second_job_waits_and_starts_when_the_first_has_ended():
    first, second = start(arguments=("first",)), start(arguments=("second",))
    claimed = actions.claim_job(first.pk)
    assert actions.claim_job(second.pk) is None
    OrmQ.objects.all().delete()
    actions.finish_job(claimed)
    run_waiting_tasks()
    assert ran == ["second"]


def test_a_job_that_fails_says_so_in_plain_words_without_repeating_the_error(caplog):
    job = start("fail_with_words", arguments=())
    with pytest.raises(TaskFailed) as raised, caplog.at_level(logging.ERROR):
        perform("portal.jobs.tasks.run_job", str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "ValueError" in job.message
    for shown in (job.message, str(raised.value), caplog.text):
        assert "Tomasz" not in shown


def test_a_task_is_queued_with_the_transaction_that_asked_for_it():
    with pytest.raises(RuntimeError), transaction.atomic():
        run_later(f"{HERE}.note", 1)
        raise RuntimeError
    run_later(f"{HERE}.note", 2)
    run_waiting_tasks()
    assert ran == [(2,)]


def test_schedules_in_the_database_become_those_that_rooms_registered():
    Schedule.objects.create(name="gone", func="portal.jobs.queue.perform")
    schedules.synchronise()
    assert set(Schedule.objects.values_list("name", flat=True)) == set(schedules.registered())


def test_synchronising_schedules_again_does_not_run_them_early():
    schedules.synchronise()
    later = timezone.now() + datetime.timedelta(seconds=40)
    Schedule.objects.filter(name="jobs: sweep").update(next_run=later)
    schedules.synchronise()
    assert Schedule.objects.get(name="jobs: sweep").next_run == later


def test_a_schedule_name_belongs_to_one_task():
    with pytest.raises(ValueError, match="another schedule"):
        schedules.register("jobs: sweep", "somewhere.else", minutes=1)


def test_every_scheduled_task_exists():
    from django.utils.module_loading import import_string

    for path in schedules.registered().values():
        assert callable(import_string(path)), path


def test_the_nightly_clean_up_deletes_jobs_that_ended_a_month_ago():
    old, new = start(), start()
    month_ago = timezone.now() - datetime.timedelta(days=31)
    LongJob.objects.filter(pk=old.pk).update(state=JobState.DONE, updated_at=month_ago)
    tasks.prune()
    assert list(LongJob.objects.all()) == [new]


def test_a_heartbeat_has_an_age():
    assert Heartbeat.age("queue") is None
    tasks.beat()
    assert Heartbeat.age("queue") < datetime.timedelta(seconds=5)


def test_people_see_their_own_jobs_only_and_so_do_administrators(
    client, forum_coordinator, council_coordinator, administrator
):
    start(user=forum_coordinator)
    address = reverse("jobs:index")
    assert "Spring report" in sign_in(client, forum_coordinator).get(address).content.decode()
    assert "Spring report" not in sign_in(client, council_coordinator).get(address).content.decode()
    assert "Spring report" not in sign_in(client, administrator).get(address).content.decode()


def test_the_list_loads_itself_again_only_while_something_runs(client, forum_coordinator):
    job = start(user=forum_coordinator)
    sign_in(client, forum_coordinator)
    claimed = actions.claim_job(job.pk)
    actions.report_progress(claimed, done=3, total=4)
    running = client.get(reverse("jobs:index")).content.decode()
    assert '<meta http-equiv="refresh"' in running
    assert '<progress value="3" max="4"' in running
    actions.finish_job(claimed)
    assert "http-equiv" not in client.get(reverse("jobs:index")).content.decode()
