"""Print runs: ordered, made once, handed out once, and nothing left but hashes."""

import io
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pypdf import PdfReader

from portal.audit.models import AuditEntry
from portal.encryption import CODE_ALPHABET
from portal.jobs.enums import JobState
from portal.jobs.models import LongJob
from portal.jobs.queue import run_waiting_tasks
from surveys.questionnaires.actions import close_survey
from surveys.questionnaires.models import SurveyPage
from surveys.responding.models import ReceiptCode
from surveys.responding.paper import codes
from surveys.responding.paper.actions import (
    AlreadyHandedOut,
    LotWish,
    blank_form,
    delete_old_files,
    hand_out_lot,
    make_lot,
    note_destroyed,
    order_print_run,
    print_lot_again,
)
from surveys.responding.paper.models import PaperForm, PrintLot
from tests.builders import in_days

FORM_CODE = re.compile(rf"Paper code ([{CODE_ALPHABET}]{{4}} [{CODE_ALPHABET}]{{4}})")
RECEIPT = re.compile(rf"\b(?:[{CODE_ALPHABET}]{{4}} ){{2}}[{CODE_ALPHABET}]{{4}}\b")


def codes_in(pdf: bytes) -> tuple[set[str], set[str]]:
    """Paper codes and receipt codes that stand in a PDF."""
    text = " ".join(
        " ".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(pdf)).pages
    )
    plain = [{found.replace(" ", "") for found in p.findall(text)} for p in (FORM_CODE, RECEIPT)]
    return plain[0], plain[1]


def test_a_run_is_made_by_the_queue_and_says_how_far_it_is(survey, helper):
    run, job = order_print_run(
        version=survey,
        lots=[LotWish("en", 3), LotWish("en", 2, large_print=True)],
        user=helper,
        event="Saturday drop-in",
    )
    assert job.total == 5

    run_waiting_tasks()

    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.DONE, 5)
    assert job.result_url.endswith(f"/paper/runs/{run.pk}/")
    assert PaperForm.objects.filter(lot__run=run).count() == 5


def test_running_the_job_again_draws_no_new_codes(survey, helper):
    run, _job = order_print_run(version=survey, lots=[LotWish("en", 2)], user=helper)
    lot = run.lots.get()
    make_lot(lot_id=lot.pk)
    before = set(PaperForm.objects.values_list("paper_lookup", flat=True))

    make_lot(lot_id=lot.pk)
    run_waiting_tasks()

    assert set(PaperForm.objects.values_list("paper_lookup", flat=True)) == before
    assert LongJob.objects.get().state == JobState.DONE


def test_only_hashes_are_kept_and_each_finds_its_form(run, helper, private_folder):
    lot = run.lots.get()
    sealed = (private_folder / lot.file).read_bytes()
    assert b"%PDF" not in sealed

    on_paper, receipts = codes_in(hand_out_lot(lot=lot, user=helper))

    assert len(on_paper) == len(receipts) == 6
    assert {codes.lookup_of(code) for code in on_paper} == set(
        PaperForm.objects.values_list("paper_lookup", flat=True)
    )
    assert {ReceiptCode.lookup_of(code) for code in receipts} == set(
        PaperForm.objects.values_list("receipt_lookup", flat=True)
    )
    kept = " ".join(str(value) for form in PaperForm.objects.values() for value in form.values())
    assert not any(code in kept for code in on_paper | receipts)


def test_a_pdf_is_handed_out_once_and_then_gone(
    run, helper, private_folder, django_capture_on_commit_callbacks
):
    lot = run.lots.get()
    path = private_folder / lot.file
    with django_capture_on_commit_callbacks(execute=True):
        assert hand_out_lot(lot=lot, user=helper).startswith(b"%PDF")

    assert not path.exists()
    with pytest.raises(AlreadyHandedOut):
        hand_out_lot(lot=lot, user=helper)
    with pytest.raises(AlreadyHandedOut):
        hand_out_lot(lot=PrintLot.objects.get(), user=helper)


def test_a_lost_pdf_means_new_codes_while_the_old_forms_stay_known(run, helper):
    lot = run.lots.get()
    with pytest.raises(ValidationError, match="still there"):
        print_lot_again(lot=lot, user=helper)
    hand_out_lot(lot=lot, user=helper)

    print_lot_again(lot=PrintLot.objects.get(), user=helper)
    run_waiting_tasks()

    assert PaperForm.objects.filter(lot__run=run).count() == 12
    assert [lot.copies for lot in PrintLot.objects.printed()] == []
    with pytest.raises(ValidationError):
        print_lot_again(lot=PrintLot.objects.get(lost=True), user=helper)


def test_a_pdf_that_nobody_fetches_is_deleted_after_a_week(run, private_folder):
    path = private_folder / run.lots.get().file
    assert delete_old_files(on=in_days(7)) == 0
    assert path.exists()

    assert delete_old_files(on=in_days(8)) == 1
    assert not path.exists()
    assert delete_old_files(on=in_days(8)) == 0
    assert run.lots.get().lost


@pytest.mark.parametrize(
    ("lots", "says"),
    [
        ([], "how many"),
        ([LotWish("en", 101)], "At most"),
        ([LotWish("en", 100)] * 3 + [LotWish("en", 1)], "At most"),
        ([LotWish("ur", 5)], "no words"),
        ([LotWish("en", 5, easy_read=True)], "no words"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_words(survey, helper, lots, says):
    with pytest.raises(ValidationError, match=says):
        order_print_run(version=survey, lots=lots, user=helper)


def test_nothing_is_printed_once_the_survey_is_over(survey, council_coordinator):
    page = SurveyPage.objects.of_survey(survey.survey_key).get()
    close_survey(page=page, user=council_coordinator, on=in_days(-1))
    with pytest.raises(ValidationError, match="no answers any more"):
        order_print_run(version=survey, lots=[LotWish("en", 5)], user=council_coordinator)


def test_a_form_to_photocopy_has_no_codes_and_leaves_nothing_behind(survey, helper):
    pdf = blank_form(version=survey, language="en", easy_read=False, large_print=False, user=helper)
    text = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages)
    assert codes_in(pdf) == (set(), set())
    assert "For photocopying" in text
    assert "This copy has no receipt code." in " ".join(text.split())
    assert not PaperForm.objects.exists()


def test_the_log_knows_runs_and_no_codes(run, helper, survey):
    hand_out_lot(lot=run.lots.get(), user=helper)
    note_destroyed(version=survey, locked_away=False, user=helper)
    told = dict(AuditEntry.objects.filter(action__startswith="paper").values_list("action", "note"))
    assert told == {
        "paper.ordered": "6 forms",
        "paper.handed_out": "6 forms",
        "paper.destroyed": "",
    }


def test_nobody_else_prints_hands_out_or_notes(run, survey, forum_coordinator, council_moderator):
    for stranger in (forum_coordinator, council_moderator):
        with pytest.raises(PermissionDenied):
            order_print_run(version=survey, lots=[LotWish("en", 1)], user=stranger)
        with pytest.raises(PermissionDenied):
            hand_out_lot(lot=run.lots.get(), user=stranger)
        with pytest.raises(PermissionDenied):
            note_destroyed(version=survey, locked_away=True, user=stranger)
