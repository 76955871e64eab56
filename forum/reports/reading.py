"""A frozen pack in words: what the HTML page and the PDF both print, in the language in force.

JSON in, sentences out. Nothing here looks anything up, so a pack reads the same for ever.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forum.board.enums import Outcome
from forum.plan.enums import WORDS, Brag, Movement

Content = Mapping[str, Any]

VOICES = {
    "families": (
        gettext_lazy("Voice of families"),
        gettext_lazy("Not supplied: no parent carer forum has put a point on this agenda."),
    ),
    "young_people": (
        gettext_lazy("Voice of young people"),
        gettext_lazy("Not supplied: no youth voice group has put a point on this agenda."),
    ),
}


def pack_title(content: Content) -> str:
    return _("Papers for the %(board)s, %(day)s") % {
        "board": content["board"],
        "day": _day(content["held_on"]),
    }


def words_of(content: Content) -> dict[str, Any]:
    """The pack as headings, sentences and table rows; every value is text, a list or a flag."""
    return {
        "title": pack_title(content),
        "board": content["board"],
        "held_on": _day(content["held_on"]),
        "place": content["place"],
        "as_of": _("As things stood on %(day)s") % {"day": _day(content["as_of"])},
        "summary": _summary(content),
        "voices": [_voice(voice) for voice in content["voices"]],
        "points": [_point(point) for point in content["points"]],
        "waiting": [_waiting(point) for point in content["waiting"]],
        "decided": [_decision(decision) for decision in content["decided"]],
        "late_consultations": _promises(
            content["late_consultations"], _("No answer to a consultation is late.")
        ),
        "late_entries": _promises(
            content["late_entries"], _("No “You said, we did” entry is late.")
        ),
        "actions": [_action(action) for action in content["actions"]],
        "no_actions": _("No action is late or Red.")
        if content["plans"]
        else _("Not supplied: this board has no plan."),
    }


def labels() -> dict[str, str]:
    """The fixed headings and words of a pack."""
    return {
        "agenda": _("Agenda"),
        "asked": _("The board is asked"),
        "families_say": _("What families say"),
        "figures": _("Figures"),
        "people": _("People"),
        "theme": _("Theme"),
        "decided_before": _("Decided before"),
        "because": _("Because"),
        "waiting_means": _("What waiting means for families"),
        "voices": _("Whose voices are in this pack"),
        "waiting": _("Waiting for a decision"),
        "nothing_waits": _("Nothing waits from earlier meetings."),
        "decided": _("Decided since the last meeting"),
        "nothing_decided": _("Nothing was decided."),
        "promises": _("Promises that are late"),
        "consultations": _("Answers to consultations"),
        "entries": _("You said, we did"),
        "actions": _("Actions that are late or Red"),
        "action": _("Action"),
        "state": _("How it stands"),
        "due": _("Due"),
        "lead": _("Lead and accountable officer"),
        "late": _("Late"),
        "progress": _("Progress"),
        "now": _("What happens now"),
        "impact": _("Impact"),
        "no_impact": _("no evidence yet"),
        "no_progress": _("nothing reported yet"),
        "point": _("Point"),
        "waited": _("How long"),
        "promise": _("Promise"),
        "promised_for": _("Promised for"),
        "days_late": _("Late by"),
        "first_promised": _("first promised for"),
        "contents": _("What is in this pack"),
    }


def _summary(content: Content) -> list[str]:
    points, waiting = len(content["points"]), len(content["waiting"])
    late = len(content["late_consultations"]) + len(content["late_entries"])
    actions = len(content["actions"])
    return [
        ngettext("%(n)d point to decide.", "%(n)d points to decide.", points) % {"n": points},
        ngettext(
            "%(n)d point waits from an earlier meeting.",
            "%(n)d points wait from earlier meetings.",
            waiting,
        )
        % {"n": waiting},
        ngettext("%(n)d promise to families is late.", "%(n)d promises to families are late.", late)
        % {"n": late},
        ngettext("%(n)d action is late or Red.", "%(n)d actions are late or Red.", actions)
        % {"n": actions},
    ]


def _voice(voice: Content) -> dict[str, Any]:
    heading, missing = VOICES[voice["key"]]
    if not voice["points"]:
        return {"heading": str(heading), "text": str(missing), "supplied": False}
    numbers = ", ".join(str(number) for number in voice["points"])
    text = ngettext(
        "In point %(numbers)s, by %(by)s.",
        "In points %(numbers)s, by %(by)s.",
        len(voice["points"]),
    )
    by = ", ".join(voice["by"])
    return {
        "heading": str(heading),
        "text": text % {"numbers": numbers, "by": by},
        "supplied": True,
    }


def _point(point: Content) -> dict[str, Any]:
    themes = ", ".join(point["themes"])
    return {
        "heading": f"{point['number']}. {point['title']}",
        "question": point["question"],
        "families_say": point["families_say"],
        "by": _("Put on the agenda by %(partner)s.") % {"partner": point["placed_by"]},
        "themes": _("Themes: %(themes)s.") % {"themes": themes} if themes else "",
        "figures": _figures(point["figures"]) if point["figures"] else None,
        "no_figures": "" if point["figures"] else _("No figures were supplied for this point."),
        "decisions": [_decision(decision) for decision in point["decisions"]],
        "deferred": _times_deferred(point["times_deferred"]) if point["times_deferred"] else "",
    }


def _figures(figures: Content) -> dict[str, Any]:
    source = _("%(owner)s, frozen on %(day)s.") % {
        "owner": figures["owner"],
        "day": _day(figures["frozen_on"]),
    }
    if figures["period_from"] and figures["period_to"]:
        period = _("Answers from %(first)s to %(last)s.") % {
            "first": _day(figures["period_from"]),
            "last": _day(figures["period_to"]),
        }
        source = f"{period} {source}"
    withdrawn = ""
    if figures["withdrawn_on"]:
        withdrawn = withdrawal(
            figures["title"], figures["withdrawn_on"], figures["withdrawn_because"]
        )
    return {
        "title": figures["title"],
        "source": source,
        "withdrawn": withdrawn,
        "see": _("The figures are under point %(number)d.") % {"number": figures["see_point"]}
        if figures["see_point"]
        else "",
        "tables": figures["tables"],
        "rule": _protection(figures) if figures["tables"] else "",
    }


def _protection(figures: Content) -> str:
    if not (figures["minimum"] and figures["base"]):
        return ""
    return _(
        "Numbers are rounded to %(base)d. Where fewer than %(minimum)d people could be meant, "
        "we write “too few to show”. This protects people."
    ) % {"minimum": figures["minimum"], "base": figures["base"]}


def withdrawal(title: str, day: str | datetime.date, because: str) -> str:
    """That figures no longer hold, and why."""
    sentence = _("The figures “%(title)s” were withdrawn on %(day)s.") % {
        "title": title,
        "day": _day(day),
    }
    return f"{sentence} {because}".strip()


def _decision(decision: Content) -> dict[str, Any]:
    return {
        "heading": " · ".join(
            (
                decision["reference"],
                str(Outcome(decision["outcome"]).label),
                _day(decision["decided_on"]),
            )
        ),
        "point": decision["point"],
        "outcome": decision["outcome"],
        "age": _("%(days)s ago") % {"days": _days(decision["age_days"])},
        "words": decision["words"],
        "reason": decision["reason"],
        "waiting_means": decision["waiting_means"],
    }


def _waiting(point: Content) -> dict[str, Any]:
    asked = _("first asked on %(day)s") % {"day": _day(point["first_asked_on"])}
    return {
        "title": " · ".join(filter(None, (point["reference"], point["title"]))),
        "waited": f"{_days(point['age_days'])}, {asked}",
        "deferred": _times_deferred(point["times_deferred"]),
        "waiting_means": point["waiting_means"] or _("Not said yet."),
    }


def _times_deferred(times: int) -> str:
    if not times:
        return _("Not decided yet")
    return ngettext("Put off once", "Put off %(times)d times", times) % {"times": times}


def _promises(promises: Sequence[Content], none: str) -> dict[str, Any]:
    rows = [
        {
            "title": promise["title"],
            "due": _day(promise["due"]),
            "late": _days(promise["days_late"]),
        }
        for promise in promises
    ]
    return {"rows": rows, "none": none}


def _action(action: Content) -> dict[str, Any]:
    due = _day(action["due_on"])
    moved = action["first_due_on"] != action["due_on"]
    return {
        "title": f"{action['reference']} · {action['title']}",
        "brag": action["brag"],
        "state": str(WORDS[Brag(action["brag"])]),
        "movement": str(Movement(action["movement"]).label),
        "late": action["late"],
        "due": due,
        "first_due": _day(action["first_due_on"]) if moved else "",
        "lead": f"{action['lead']}, {action['partner']}",
        "accountable": action["accountable"],
        "progress": action["progress"],
        "recovery": action["recovery"],
        "impact": action["impact"],
    }


def _day(day: str | datetime.date) -> str:
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day)
    return date_format(day, "j E Y")


def _days(number: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}
