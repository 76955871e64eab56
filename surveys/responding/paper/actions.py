"""Print runs and what becomes of the paper. Places and keying have modules of their own."""

# For staff only.

import datetime
import uuid
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.audit.actions import record
from portal.encryption import make_code, seal, unseal
from portal.jobs.actions import start_job
from portal.jobs.models import LongJob
from portal.pages.context_processors import CODE_ROUTE
from portal.partners.models import AreaSettings
from portal.partners.permissions import Person
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.presenting import source_page
from surveys.responding.models import ReceiptCode
from surveys.responding.paper import codes
from surveys.responding.paper.form_words import survey_title
from surveys.responding.paper.models import (
    PaperDestroyed,
    PaperForm,
    Place,
    PrintLot,
    PrintRun,
)
from surveys.responding.paper.on_paper import document_on_paper, kinds_of_form
from surveys.responding.paper.permissions import may_key, may_print
from surveys.responding.paper.places import code_of_place
from surveys.responding.paper.saying import Facts
from surveys.responding.paper.typesetting import Sheet, typeset_forms

MAKE_RUN = "surveys.responding.paper.tasks.make_run"
#: 200 Easy Read forms in one PDF took 820 MB while they were set; half of that is bearable.
MOST_COPIES, MOST_FORMS = 100, 300
#: A PDF that nobody has fetched is deleted after so many days: it holds codes.
DAYS_TO_FETCH = 7
_LOT = "paper.PrintLot"


class AlreadyHandedOut(Exception):
    """The PDF of a lot was handed out before, or was deleted. Its codes are nowhere any more."""


@dataclass(frozen=True)
class LotWish:
    """So many forms of one kind."""

    language: str
    copies: int
    easy_read: bool = False
    large_print: bool = False


@transaction.atomic
def order_print_run(
    *,
    version: QuestionnaireVersion,
    lots: Sequence[LotWish],
    user: Person,
    place: Place | None = None,
    event: str = "",
    on: datetime.date | None = None,
) -> tuple[PrintRun, LongJob]:
    """Note what is to be printed, and queue the making of it.

    Raises:
        PermissionDenied: the person handles no paper of the partner that asks.
        ValidationError: nothing or too much is wanted, in a language that the survey has not, or
            the survey takes no answers any more.
    """
    if not may_print(user, version.owner_id):
        raise PermissionDenied
    if place is not None and place.partner_id != version.owner_id:
        raise PermissionDenied
    _refuse_what_cannot_be_printed(version, lots, on)
    run = PrintRun.objects.create(
        version=version,
        owner_id=version.owner_id,
        place_code=code_of_place(place=place, survey_key=version.survey_key) if place else None,
        event=event.strip(),
        made_on=on or timezone.localdate(),
        made_by=user,
    )
    for wish in lots:
        PrintLot.objects.create(
            run=run,
            language=wish.language,
            easy_read=wish.easy_read,
            large_print=wish.large_print,
            copies=wish.copies,
        )
    forms = sum(wish.copies for wish in lots)
    record(action="paper.ordered", user=user, target=run, note=f"{forms} forms")
    return run, _start_making(run, user, forms)


def _refuse_what_cannot_be_printed(
    version: QuestionnaireVersion, lots: Sequence[LotWish], on: datetime.date | None
) -> None:
    wanted = sum(wish.copies for wish in lots)
    if not wanted:
        raise ValidationError(_("Say how many forms you want."))
    if wanted > MOST_FORMS or any(wish.copies > MOST_COPIES for wish in lots):
        raise ValidationError(
            _("At most %(kind)s forms of a kind and %(all)s in all. Print the rest in a second go.")
            % {"kind": MOST_COPIES, "all": MOST_FORMS}
        )
    kinds = kinds_of_form(version.document)
    if any((wish.language, wish.easy_read) not in kinds for wish in lots):
        raise ValidationError(_("The survey has no words for one of these forms."))
    page = source_page(version.survey_key)
    over = page is None or (page.closes_on and page.closes_on < (on or timezone.localdate()))
    if over or version.trial:
        raise ValidationError(_("This survey takes no answers any more, so nothing is printed."))


def _start_making(run: PrintRun, user: Person, forms: int) -> LongJob:
    title = ngettext("%(number)s paper form: %(title)s", "%(number)s paper forms: %(title)s", forms)
    return start_job(
        kind=job_kind(run),
        title=title % {"number": forms, "title": survey_title(run.version.document)},
        user=user,
        task=MAKE_RUN,
        arguments=[str(run.pk)],
        total=forms,
    )


def job_kind(run: PrintRun) -> str:
    """The kind under which the jobs of one run go."""
    return f"paper:{run.pk.hex}"


@transaction.atomic
def make_lot(*, lot_id: uuid.UUID | str) -> PrintLot:
    """Draw the codes of a lot, set its forms and keep the PDF, sealed. Twice is the same as once.

    Only hashes of the codes are kept beside it.
    """
    lot = (
        PrintLot.objects.select_for_update(of=("self",))
        .select_related("run__version")
        .get(pk=lot_id)
    )
    if lot.made_on is not None:
        return lot
    drawn = [(codes.make_form_code(), make_code()) for _number in range(lot.copies)]
    pdf = _pdf(
        lot.run.version,
        [
            Sheet(codes.in_fours(code), codes.in_fours(receipt), short_address(lot.language, code))
            for code, receipt in drawn
        ],
        language=lot.language,
        easy_read=lot.easy_read,
        large_print=lot.large_print,
    )
    PaperForm.objects.bulk_create(
        PaperForm(
            lot=lot,
            paper_lookup=codes.lookup_of(code),
            receipt_lookup=ReceiptCode.lookup_of(receipt),
            web_code=codes.web_code_of(code),
            keyed_twice=codes.is_keyed_twice(code),
        )
        for code, receipt in drawn
    )
    lot.file = _keep(lot, pdf)
    lot.made_on = timezone.localdate()
    lot.save(update_fields=["file", "made_on"])
    return lot


def _keep(lot: PrintLot, pdf: bytes) -> str:
    name = f"paper/{lot.pk}.sealed"
    # A worker that died before its transaction ended may have left a file with other codes.
    storages["private"].delete(name)
    sealed = seal(b64encode(pdf).decode(), model=_LOT, field="file", row=lot.pk)
    return storages["private"].save(name, ContentFile(sealed.encode()))


def blank_form(
    *,
    version: QuestionnaireVersion,
    language: str,
    easy_read: bool,
    large_print: bool,
    user: Person,
) -> bytes:
    """A form without codes, to be photocopied.

    Raises:
        PermissionDenied: the person handles no paper of the partner that asks.
        ValidationError: the survey has no words for it.
    """
    if not may_print(user, version.owner_id):
        raise PermissionDenied
    if (language, easy_read) not in kinds_of_form(version.document):
        raise ValidationError(_("The survey has no words for one of these forms."))
    with override(language):
        start = reverse("responding:start", args=[version.survey_key])
    sheet = Sheet("", "", settings.PUBLIC_URL + start)
    return _pdf(version, [sheet], language=language, easy_read=easy_read, large_print=large_print)


def _pdf(
    version: QuestionnaireVersion,
    sheets: Sequence[Sheet],
    *,
    language: str,
    easy_read: bool,
    large_print: bool,
) -> bytes:
    return typeset_forms(
        document_on_paper(version.document),
        sheets,
        language=language,
        easy_read=easy_read,
        large_print=large_print,
        facts=facts_for(version, language),
    )


def facts_for(version: QuestionnaireVersion, language: str) -> Facts:
    """What is printed and does not stand in the frozen questionnaire."""
    area, page = AreaSettings.load(), source_page(version.survey_key)
    with override(language):
        code_page = settings.PUBLIC_URL + reverse(CODE_ROUTE)
    return Facts(
        brand=area.brand,
        phone=version.document["owner"]["phone"] or area.phone,
        text_number=area.text_number,
        freepost_address=area.freepost_address,
        safeguarding_phone=area.safeguarding_phone,
        code_address=code_page,
        last_day=page.closes_on if page else None,
    )


def short_address(language: str, code: str) -> str:
    """Where the square codes of forms and posters lead."""
    with override(language):
        return settings.PUBLIC_URL + reverse("paper:short", args=[code])


@transaction.atomic
def hand_out_lot(*, lot: PrintLot, user: Person, on: datetime.date | None = None) -> bytes:
    """The PDF of a lot, which is deleted with this. There is no second time.

    Raises:
        PermissionDenied: the person handles no paper of the partner that asks.
        AlreadyHandedOut: it was handed out before, or was deleted.
    """
    if not may_print(user, lot.run.owner_id):
        raise PermissionDenied
    name = lot.file
    first = PrintLot.objects.filter(pk=lot.pk, handed_out_on__isnull=True, file=name).exclude(
        file=""
    )
    if not first.update(handed_out_on=on or timezone.localdate(), file=""):
        raise AlreadyHandedOut
    with storages["private"].open(name) as kept:
        pdf = b64decode(unseal(kept.read().decode(), model=_LOT, field="file", row=lot.pk))
    transaction.on_commit(lambda: storages["private"].delete(name))
    record(action="paper.handed_out", user=user, target=lot.run, note=f"{lot.copies} forms")
    return pdf


@transaction.atomic
def print_lot_again(*, lot: PrintLot, user: Person) -> LongJob:
    """Make the same forms anew, with new codes, because the PDF was lost.

    Forms of the lost lot that turn up all the same can still be keyed.

    Raises:
        PermissionDenied: the person handles no paper of the partner that asks.
        ValidationError: the PDF is still there to be fetched, or the survey has ended.
    """
    run = lot.run
    if not may_print(user, run.owner_id):
        raise PermissionDenied
    if lot.file or lot.made_on is None or lot.lost:
        raise ValidationError(_("These forms are still there, or are being printed again already."))
    wish = LotWish(lot.language, lot.copies, lot.easy_read, lot.large_print)
    _refuse_what_cannot_be_printed(run.version, [wish], None)
    lot.lost = True
    lot.save(update_fields=["lost"])
    PrintLot.objects.create(
        run=run,
        language=lot.language,
        easy_read=lot.easy_read,
        large_print=lot.large_print,
        copies=lot.copies,
    )
    record(action="paper.ordered_again", user=user, target=run, note=f"{lot.copies} forms")
    return _start_making(run, user, lot.copies)


def delete_old_files(*, on: datetime.date | None = None) -> int:
    """Delete PDFs that nobody fetched in a week; their forms count as never printed."""
    before = (on or timezone.localdate()) - datetime.timedelta(days=DAYS_TO_FETCH)
    names = []
    with transaction.atomic():
        for lot in PrintLot.objects.select_for_update().not_fetched_since(before):
            names.append(lot.file)
            lot.file, lot.lost = "", True
            lot.save(update_fields=["file", "lost"])
    for name in names:
        storages["private"].delete(name)
    return len(names)


@transaction.atomic
def note_destroyed(
    *,
    version: QuestionnaireVersion,
    locked_away: bool,
    user: Person,
    on: datetime.date | None = None,
) -> PaperDestroyed:
    """Note who saw to it that the keyed paper of a survey lies around nowhere.

    Raises:
        PermissionDenied: the person handles no paper of the partner that asks.
    """
    if not may_key(user, version.owner_id):
        raise PermissionDenied
    noted = PaperDestroyed.objects.create(
        survey_key=version.survey_key,
        owner_id=version.owner_id,
        locked_away=locked_away,
        destroyed_on=on or timezone.localdate(),
        by=user,
    )
    record(
        action="paper.locked_away" if locked_away else "paper.destroyed", user=user, target=noted
    )
    return noted
