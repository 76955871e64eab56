"""From true counts to figures that may leave: each table protected, in a fixed order.

Which tables there are is fixed here, on purpose: free filters would let a reader subtract one
table from another. Pure: counted tables in, JSON out.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from surveys.responding.enums import Channel, WhoAnswered
from surveys.results.answers import BY_MONTH, BY_YEAR, NUMBERS, PUT_FIRST, QuestionCount, Words
from surveys.results.disclosure import (
    SUPPRESSED,
    TOTAL,
    Rule,
    Suppressed,
    as_json,
    protect_count,
    protect_table,
)

#: Kept with every release; raised whenever a table or a rule of protection changes.
ENGINE_VERSION = "figures-2"

SMALLER_THEMES = "smaller_themes"
TOTAL_KEY = "total"

#: Titles of the tables that every release has.
TITLES = {
    "who_answered": gettext_lazy("Who answered"),
    "channel": gettext_lazy("How answers reached us"),
    "language": gettext_lazy("In which language"),
    "themes": gettext_lazy("What people spoke of"),
    "themes_by_who_answered": gettext_lazy("What people spoke of, by who answered"),
}
#: Categories that are nobody's words and can be shown in any language.
LABELS = {
    "who_answered": {**dict(WhoAnswered.choices), "": gettext_lazy("Not said")},
    "channel": dict(Channel.choices),
    "theme": {SMALLER_THEMES: gettext_lazy("One of several smaller themes")},
}
#: What a table shows of a question whose answers it does not show whole.
ASPECTS = {
    PUT_FIRST: gettext_lazy("%(question)s (what people put first)"),
    BY_YEAR: gettext_lazy("%(question)s (by year)"),
    BY_MONTH: gettext_lazy("%(question)s (by month)"),
    NUMBERS: gettext_lazy("%(question)s (the numbers that people gave)"),
}

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class TrueCounts:
    """What was counted for one release; never shown outside the owner's desk."""

    people: int
    who_answered: list[dict]
    channel: list[dict]
    language: list[dict]
    themes: list[dict]
    themes_by_who_answered: list[dict]
    #: Independent voices for each theme (`counting.theme_voices`); a theme without a line has as
    #: many as people.
    voices: list[dict] = field(default_factory=list)
    questions: list[QuestionCount] = field(default_factory=list)
    #: Counted for the owner's desk; no release has it.
    kept_here: list[QuestionCount] = field(default_factory=list)

    def as_json(self) -> dict:
        return {
            "people": self.people,
            "who_answered": self.who_answered,
            "channel": self.channel,
            "language": self.language,
            "themes": self.themes,
            "themes_by_who_answered": self.themes_by_who_answered,
            "voices": self.voices,
            "questions": [
                {
                    "question": question.question,
                    "meaning_version": question.meaning_version,
                    "row": question.row,
                    "people": question.people,
                    "options": {option.key: option.count for option in question.options},
                }
                for question in self.questions
            ],
        }


def protect(
    counts: TrueCounts, *, rule: Rule, progress: Progress = lambda done, total: None
) -> dict:
    """The figures of a release, as `surveys.results.models.Release` documents them."""
    with override(settings.LANGUAGE_CODE):
        total = 5 + len(counts.questions)
        tables = []
        for name in ("who_answered", "channel", "language"):
            tables.append(_parts(name, getattr(counts, name), rule))
            progress(len(tables), total)
        people = _one_total(tables, protect_count(counts.people, rule=rule))
        tables += _themes(counts, rule)
        progress(len(tables), total)
        for question in counts.questions:
            tables.append(_answers(question, rule))
            progress(len(tables), total)
    return {
        "people": as_json(people),
        "minimum": rule.minimum,
        "base": rule.base,
        "tables": tables,
    }


def _parts(name: str, counted: Sequence[dict], rule: Rule) -> dict:
    """People told apart by one thing: the parts add up to all of them."""
    rows = [
        _row(name, row[name], _label(name, row[name]), row["count"])
        for row in protect_table(_in_order(name, counted), by=[name], rule=rule)
    ]
    return _table(name, str(TITLES[name]), [name], rows, rule)


def _in_order(name: str, counted: Sequence[dict]) -> list[dict]:
    """In the order in which people were offered the choice, never by size."""
    known = list(LABELS.get(name, {}))
    return sorted(
        counted,
        key=lambda row: known.index(row[name]) if row[name] in known else len(known),
    )


def _one_total(tables: list[dict], people: int | Suppressed) -> int | Suppressed:
    """The same people stand under each of these tables: a total hidden in one is hidden in all."""
    totals = [row for table in tables for row in table["rows"] if row["key"] == TOTAL_KEY]
    if people is not SUPPRESSED and not any(row["suppressed"] for row in totals):
        return people
    for row in totals:
        row["count"], row["suppressed"] = as_json(SUPPRESSED), 1
    return SUPPRESSED


def _themes(counts: TrueCounts, rule: Rule) -> list[dict]:
    """Themes of enough people by name; the others together, without a number.

    A response may speak of several themes, so they add up to nothing: each is a figure of its own.
    Within one theme those who answered do add up, and are protected together.
    """
    voices = {(row["theme"], row["label"]): row["count"] for row in counts.voices}
    large = [
        row
        for row in counts.themes
        if not rule.hides(row["count"])
        # A campaign alone makes no theme, however many people joined it.
        and not rule.hides(voices.get((row["theme"], row["label"]), row["count"]))
    ]
    rows, crossed = [], []
    for theme in sorted(large, key=lambda row: (-rule.rounded(row["count"]), row["theme"])):
        rows.append(
            _row("theme", theme["theme"], theme["label"], protect_count(theme["count"], rule=rule))
        )
        parts = [
            {"who_answered": row["who_answered"], "count": row["count"]}
            for row in counts.themes_by_who_answered
            if (row["theme"], row["label"]) == (theme["theme"], theme["label"])
        ]
        # Everybody who could have spoken of it is a part, so that nobody's silence is told either.
        everyone = [{**row, "count": 0} for row in _in_order("who_answered", counts.who_answered)]
        protected = protect_table([*everyone, *parts], by=["who_answered"], rule=rule)
        if any(p["who_answered"] == TOTAL and p["count"] is SUPPRESSED for p in protected):
            # The parts are safe only without their total, which the list of themes shows.
            continue
        for part in protected:
            if part["who_answered"] == TOTAL:
                continue
            crossed.append(
                {
                    **_row("theme", theme["theme"], theme["label"], part["count"]),
                    "who_answered": _label("who_answered", part["who_answered"]),
                    "who_answered_key": part["who_answered"],
                }
            )
    if len(large) < len(counts.themes):
        label = str(LABELS["theme"][SMALLER_THEMES])
        rows.append(_row("theme", SMALLER_THEMES, label, SUPPRESSED))
    by_both = ["theme", "who_answered"]
    return [
        _table("themes", str(TITLES["themes"]), ["theme"], rows, rule),
        _table(
            "themes_by_who_answered", str(TITLES["themes_by_who_answered"]), by_both, crossed, rule
        ),
    ]


def _answers(question: QuestionCount, rule: Rule) -> dict:
    """One question. Several answers a person add up to nothing; one answer each does."""
    words = {option.key: option.words for option in question.options}
    if question.several:
        protected = [
            {"answer": option.key, "count": protect_count(option.count, rule=rule)}
            for option in question.options
        ]
        protected.append({"answer": TOTAL, "count": protect_count(question.people, rule=rule)})
    else:
        counted = [{"answer": o.key, "count": o.count} for o in question.options]
        protected = protect_table(counted, by=["answer"], rule=rule)
    rows = []
    for row in protected:
        key = row["answer"]
        if key == TOTAL:
            rows.append(_row("answer", TOTAL, _label("answer", TOTAL), row["count"]))
            continue
        rows.append(
            {**_row("answer", key, in_english(words[key]), row["count"]), "words": words[key]}
        )
    about = about_question(question)
    title = title_of_question(about, in_english)
    table = _table(key_of_question(question), title, ["answer"], rows, rule)
    return {**table, **about}


def key_of_question(question: QuestionCount) -> str:
    """Names the table of a question, or of one of its lines, in every release."""
    key = f"answers:{question.question}:{question.meaning_version}"
    return f"{key}:{question.row}" if question.row else key


def about_question(question: QuestionCount) -> dict:
    """What the title of its table is made from, in whatever language it is read."""
    return {
        "code": question.code,
        "words": question.words,
        "row_words": question.row_words,
        "aspect": question.aspect,
        "since": question.since.isoformat() if question.since else "",
    }


def title_of_question(about: Mapping, read: Callable[[Words], str]) -> str:
    """The question with its line, what is shown of it, and since when it means what it means.

    A new meaning is said in the title, so that nobody takes two trend lines for one. ``read`` gives
    words in a language; releases frozen earlier know only the words of the question.
    """
    title = read(about.get("words") or {})
    row = read(about.get("row_words") or {})
    if row:
        title = _("%(question)s – %(line)s") % {"question": title, "line": row}
    aspect = about.get("aspect")
    if aspect:
        title = str(ASPECTS[aspect]) % {"question": title}
    if about.get("since"):
        day = date_format(datetime.date.fromisoformat(about["since"]), "j F Y")
        title = _("%(title)s (new wording since %(day)s)") % {"title": title, "day": day}
    return title


def _table(key: str, title: str, columns: list[str], rows: list[dict], rule: Rule) -> dict:
    return {
        "key": key,
        "title": title,
        "columns": columns,
        "rows": rows,
        "minimum": rule.minimum,
        "base": rule.base,
    }


def _row(column: str, key: object, label: str, count: int | Suppressed) -> dict:
    return {
        column: label,
        "key": TOTAL_KEY if key == TOTAL else str(key),
        "count": as_json(count),
        "suppressed": int(count is SUPPRESSED),
    }


def _label(column: str, key: object) -> str:
    """The English words for a category; the key itself where it has none."""
    if key == TOTAL:
        return _("Total")
    if column == "language":
        return language_label(str(key))
    return str(LABELS.get(column, {}).get(key, key))


def language_label(code: str) -> str:
    """A language's name in the language of the reader."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def in_english(words: Words) -> str:
    """The English words; any others where there are none."""
    return words.get("en") or next(iter(words.values()), "")
