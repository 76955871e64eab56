"""Everything that a board pack says, gathered once: what is not supplied is said as well.

Figures are copied from releases, which are protected already; nothing is counted again here.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from forum.board.models import BoardItem, Decision, Meeting
from forum.consultations.models import ConsultationPage
from forum.loop.models import LoopEntry
from forum.plan.enums import Brag
from forum.plan.models import Action, Plan
from portal.partners.enums import PartnerKind
from surveys.results.charts import Chart, Grid
from surveys.results.models import Release

#: Raised by one when the shape of the content changes, so that old packs stay readable.
SHAPE = 1
#: Voices that every agenda is expected to carry, and who can put them there.
EXPECTED_VOICES = (
    ("families", PartnerKind.FORUM),
    ("young_people", PartnerKind.YOUTH_GROUP),
)


class FiguresWereAltered(Exception):
    """A release no longer matches its own hash: nothing may be copied from it."""


def assemble(meeting: Meeting, *, on: datetime.date) -> dict[str, Any]:
    """The content of a pack for this meeting, as it stands on ``on``: plain JSON.

    Captions and notes of figures are in the language that is in force.

    Raises:
        FiguresWereAltered: somebody touched the figures of a release behind the portal's back.
    """
    points = list(meeting.items.with_story())
    earlier = BoardItem.objects.before(meeting).with_story()
    return {
        "shape": SHAPE,
        "board": meeting.board.name,
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "as_of": on.isoformat(),
        "voices": [_voice(key, kind, points) for key, kind in EXPECTED_VOICES],
        "points": _points(points, on),
        "waiting": [_waiting(point, on) for point in earlier if point.is_open],
        "decided": [_decision(each, on) for each in _decided_since_last_meeting(meeting)],
        "late_consultations": _late_consultations(on),
        "late_entries": _late_entries(on),
        "plans": Plan.objects.of_board(meeting.board).count(),
        "actions": _late_or_red(meeting, on),
    }


def releases_behind(meeting: Meeting) -> list[Release]:
    """The releases from which a pack of this meeting copies figures."""
    return list(Release.objects.in_force().filter(board_items__meeting=meeting).distinct())


def _voice(key: str, kind: PartnerKind, points: Iterable[BoardItem]) -> dict[str, Any]:
    own = [point for point in points if point.placed_by.kind == kind]
    return {
        "key": key,
        "points": [point.number for point in own],
        "by": sorted({point.placed_by.name for point in own}),
    }


def _points(points: Iterable[BoardItem], on: datetime.date) -> list[dict[str, Any]]:
    """Figures that stand behind several points are printed under the first of them."""
    printed: dict[uuid.UUID, int] = {}
    told = []
    for point in points:
        figures = _figures(point.release) if point.release else None
        if figures and point.release_id in printed:
            figures |= {"tables": [], "see_point": printed[point.release_id]}
        elif figures:
            printed[point.release_id] = point.number
        told.append(_point(point, figures, on))
    return told


def _point(point: BoardItem, figures: dict[str, Any] | None, on: datetime.date) -> dict[str, Any]:
    return {
        "number": point.number,
        "title": point.title,
        "placed_by": point.placed_by.name,
        "question": point.question,
        "families_say": point.families_say,
        "themes": [theme.label for theme in point.themes.all()],
        "figures": figures,
        "decisions": [_decision(each, on) for each in point.decisions_in_order],
        "times_deferred": point.times_deferred,
    }


def _figures(release: Release) -> dict[str, Any]:
    about = {
        "release": str(release.pk),
        "title": release.title,
        "owner": release.owner.name,
        "frozen_on": release.frozen_on.isoformat(),
        "period_from": _iso(release.period_from),
        "period_to": _iso(release.period_to),
        "withdrawn_on": _iso(release.withdrawn_on),
        "withdrawn_because": release.withdrawn_because,
        "minimum": release.figures.get("minimum"),
        "base": release.figures.get("base"),
        "tables": [],
        "see_point": None,
    }
    if release.is_in_force:
        if release.hash != release.expected_hash():
            raise FiguresWereAltered(str(release.pk))
        about["tables"] = [_table(each) for each in release.charts]
    return about


def _table(table: Chart | Grid) -> dict[str, Any]:
    """What `surveys.results.charts` made ready to be shown, as JSON."""
    told = asdict(table) | {"is_grid": table.is_grid}
    if table.is_grid:
        return told | {"rows": [[label, list(cells)] for label, cells in table.rows]}
    return told | {"rows": [asdict(row) | {"percent": row.percent or 0} for row in table.rows]}


def _decision(decision: Decision, on: datetime.date) -> dict[str, Any]:
    return {
        "reference": decision.reference,
        "point": decision.item.title,
        "outcome": decision.outcome,
        "words": decision.words,
        "reason": decision.reason,
        "waiting_means": decision.waiting_means,
        "decided_on": decision.decided_on.isoformat(),
        "age_days": (on - decision.decided_on).days,
    }


def _waiting(point: BoardItem, on: datetime.date) -> dict[str, Any]:
    latest = point.latest_decision
    return {
        "title": point.title,
        "reference": latest.reference if latest else "",
        "first_asked_on": point.meeting.held_on.isoformat(),
        "age_days": (on - point.meeting.held_on).days,
        "times_deferred": point.times_deferred,
        "waiting_means": latest.waiting_means if latest else "",
    }


def _decided_since_last_meeting(meeting: Meeting) -> list[Decision]:
    last = meeting.board.meetings.filter(held_on__lt=meeting.held_on).first()
    if last is None:
        return []
    decided = Decision.objects.of_board(meeting.board).decided_between(
        last.held_on, meeting.held_on
    )
    in_order = sorted(decided.select_related("item"), key=lambda each: each.number)
    return [each for each in in_order if each.item.meeting_id != meeting.pk]


def _late_consultations(on: datetime.date) -> list[dict[str, Any]]:
    pages = ConsultationPage.objects.awaiting_answer().select_related("locale")
    late = (page for page in pages if page.answer_by and page.answer_by < on)
    return [_promise(page.title, page.answer_by, on) for page in _one_language(late)]


def _one_language(pages: Iterable[ConsultationPage]) -> list[ConsultationPage]:
    """Each consultation once: in English where there is such a page."""
    chosen: dict[uuid.UUID, ConsultationPage] = {}
    for page in pages:
        if page.translation_key not in chosen or page.locale.language_code == "en":
            chosen[page.translation_key] = page
    return list(chosen.values())


def _late_entries(on: datetime.date) -> list[dict[str, Any]]:
    entries = LoopEntry.objects.published().unfinished().order_by("next_date")
    return [
        _promise(_public_title(entry), entry.next_date, on)
        for entry in entries.prefetch_related("pages__locale")
        if entry.next_date and entry.next_date < on
    ]


def _public_title(entry: LoopEntry) -> str:
    """The title that families know; the short name for staff where there is no English page."""
    in_english = (page for page in entry.pages.all() if page.locale.language_code == "en")
    return next((page.title for page in in_english), entry.name)


def _promise(title: str, due: datetime.date, on: datetime.date) -> dict[str, Any]:
    return {"title": title, "due": due.isoformat(), "days_late": (on - due).days}


def _late_or_red(meeting: Meeting, on: datetime.date) -> list[dict[str, Any]]:
    actions = Action.objects.of_board(meeting.board).with_story()
    exceptions = [each for each in actions if each.is_late_on(on) or each.brag == Brag.RED]
    return [_action(each, on) for each in sorted(exceptions, key=lambda each: each.number)]


def _action(action: Action, on: datetime.date) -> dict[str, Any]:
    latest = action.latest_update
    evidence = next(iter(action.impact.all()), None)
    return {
        "reference": action.reference,
        "title": action.title,
        "brag": action.brag,
        "movement": action.movement.value,
        "late": action.is_late_on(on),
        "due_on": action.due_on.isoformat(),
        "first_due_on": action.first_due_on.isoformat(),
        "lead": str(action.lead),
        "partner": action.partner.name,
        "accountable": action.accountable_role,
        "progress": latest.words if latest else "",
        "recovery": latest.recovery_note if latest else "",
        "impact": evidence.words if evidence else "",
    }


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
