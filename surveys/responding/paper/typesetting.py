"""Paper forms and posters as tagged PDF."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from portal.typesetting import picture_svg, qr_svg, symbol_svg, typeset
from surveys.responding.paper.form_words import form_words
from surveys.responding.paper.on_paper import Document
from surveys.responding.paper.saying import Facts

FORM, POSTER = "paper/form.typ", "paper/poster.typ"
#: Points. Easy Read is 14 at least (Department of Health); large print is 16 to 18 (RNIB).
SIZE, EASY_READ_SIZE, LARGE_SIZE = 11.5, 16, 18
#: Naskh letters are smaller than Latin ones of the same size.
LARGER = {"ur": 1.2}
#: About how many lines fit on a page, and how many letters in a line, at `SIZE`.
LINES, LETTERS = 40, 80


@dataclass(frozen=True)
class Sheet:
    """The codes of one form, as they are printed; "" on a copy to be photocopied.

    ``address`` leads from the square code at the foot of its pages to the survey.
    """

    code: str
    receipt: str
    address: str


def typeset_forms(
    document: Document,
    sheets: Sequence[Sheet],
    *,
    language: str,
    easy_read: bool,
    large_print: bool,
    facts: Facts,
) -> bytes:
    """One PDF with a form for each sheet, made to be printed on both sides.

    ``document`` is a document on paper. The last page of a form is a sheet of its own, so that a
    receipt can be torn off without an answer on its back.
    """
    size = LARGE_SIZE if large_print else EASY_READ_SIZE if easy_read else SIZE
    form = form_words(document, language=language, easy_read=easy_read, facts=facts)
    asked = [*form["steps"], *form["about_you"]]
    for step in asked:
        step["may_break"] = _lines_of(step, size) > LINES * SIZE / size * 0.85
    return typeset(
        FORM,
        {
            "language": language,
            "size": size * LARGER.get(language, 1),
            "form": form,
            "faces": _drawn(
                (option["face"] for step in asked for option in step.get("options", ())), symbol_svg
            ),
            "pictures": _drawn(_pictures(asked), picture_svg),
            "code_page_qr": qr_svg(facts.code_address),
            "sheets": [{**asdict(sheet), "qr": qr_svg(sheet.address)} for sheet in sheets],
        },
    )


def typeset_posters(data: Mapping[str, Any]) -> bytes:
    """Posters or slips; ``data`` is what `posters.poster_words` gives."""
    return typeset(POSTER, data)


def _pictures(steps: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for step in steps:
        yield step["picture"]
        for option in step.get("options", ()):
            yield option["picture"]


def _drawn(names: Iterable[str], draw: Any) -> dict[str, str]:
    drawn = {name: draw(name) for name in dict.fromkeys(names) if name}
    return {name: svg for name, svg in drawn.items() if svg}


def _lines_of(step: Mapping[str, Any], size: float) -> float:
    """About how many lines a step takes: too many rather than too few."""
    letters = LETTERS * SIZE / size

    def lines(said: Mapping[str, str] | None, share: float = 1) -> float:
        return 1 + len(said["t"]) // (letters * share) if said else 0

    total = 3 + sum(lines(each) for each in (step["heading"], step["condition"], *step["lines"]))
    for block in step.get("blocks", ()):
        total += 1.5 + sum(len(run["t"]) for run in block["runs"]) / letters
    if step["kind"] != "question":
        return total
    total += sum(lines(each) for each in step["hints"])
    if step["type"] == "text":
        return total + 15
    if step["type"] == "scale":
        return total + 6
    if step["rows"]:
        return total + 4 + sum(lines(row, 0.3) + 0.8 for row in step["rows"])
    for option in step["options"]:
        total += lines(option["words"], 0.8) + (4 if option["picture"] else 0.7)
    return total
