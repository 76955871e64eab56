"""A paper form in words: everything that is printed, as data for the typesetter. No database.

It is made from the frozen questionnaire; what changes without it (telephone numbers, the last day)
comes in as `Facts`. Words that exist in English only say so, so that they are read in English.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from surveys.questionnaires.condition_words import condition_in_words, question_number
from surveys.questionnaires.enums import (
    Audience,
    DatePrecision,
    LawfulBasis,
    NonAttribution,
    QuestionType,
)
from surveys.questionnaires.steps import Limits, ShownOption, ShownStep
from surveys.questionnaires.wording import SOURCE_LANGUAGE, in_language
from surveys.responding.enums import WhoAnswered
from surveys.responding.journey import asks_for_consent
from surveys.responding.paper.on_paper import Document, steps_on_paper
from surveys.responding.paper.rich_text import html_blocks
from surveys.responding.paper.saying import Facts, Said, Sayer, said

TICK_ONE = gettext_lazy("Tick one box.")
TICK_SEVERAL = gettext_lazy("You can tick more than one box.")
TICK_LINES = gettext_lazy("Tick one box in each line.")
NO_NAMES = gettext_lazy("Please leave out names of people and schools.")
NO_FILES = gettext_lazy("You cannot send photos or recordings on paper. Ask us: ring %(phone)s.")
WHO_ANSWERED = gettext_lazy("Who answered these questions?")
WHO_HELPED = gettext_lazy("Who helped or answered for you?")
NO_HELPERS_NAME = gettext_lazy(
    "Only if somebody did. For example: my teacher, my brother, an interpreter. No names."
)
WHO_ARE_YOU = gettext_lazy("Who are you?")
MAY_WE_QUOTE = gettext_lazy("May we use your words in public?")
YES_QUOTE = gettext_lazy("Yes, you may use my words in public, without my name")
QUOTE_HINT = gettext_lazy(
    "You do not have to tick this. We take out names and places first, and a second person checks. "
    "You can change your mind later with your receipt code."
)


def form_words(
    document: Document, *, language: str, easy_read: bool, facts: Facts
) -> dict[str, Any]:
    """Everything on a form but its codes. ``document`` is a document on paper."""
    say = Sayer(language)
    return {
        "title": said(in_language(document["title"], language)),
        "brand": {"t": facts.brand, "l": language},
        "notices": _notices(document, language, say),
        "opening": _opening(document, language, say, facts),
        "steps": _with_sections(
            [
                _step(step, document, language, say, facts)
                for step in steps_on_paper(document, language=language, easy_read=easy_read)
            ]
        ),
        "about_you": _about_you(document, language, say, easy_read=easy_read),
        "ending": _ending(say, facts),
        "slip": _slip(document, language, say, facts),
        "labels": {
            "page": say(gettext_lazy("Page %(page)s of %(pages)s"), page="{page}", pages="{pages}"),
            "form_code": say(gettext_lazy("Paper code")),
            "copy": say(gettext_lazy("For photocopying")),
            "qr": say(gettext_lazy("Square code that opens this survey on a phone")),
            "slip_qr": say(gettext_lazy("Square code that opens the page for receipt codes")),
            "sections": {
                "opening": say(gettext_lazy("Before you start")),
                "about_you": say(gettext_lazy("About this form")),
                "end": say(gettext_lazy("How to send it back")),
            },
            "faces": say(gettext_lazy("Answers")),
        },
    }


def _notices(document: Document, language: str, say: Sayer) -> list[Said]:
    if language not in document["unchecked"]:
        return []
    return [say(gettext_lazy("No person has checked this translation yet."))]


def _opening(document: Document, language: str, say: Sayer, facts: Facts) -> dict[str, Any]:
    owner = document["owner"]
    asks = f"{owner['name']} ({owner['team']})" if owner["team"] else owner["name"]
    lines = [
        (gettext_lazy("Who asks"), [{"t": asks, "l": language}]),
        (gettext_lazy("Who can answer"), [said(in_language(document["who_may_answer"], language))]),
        (
            gettext_lazy("Your choice"),
            [
                say(gettext_lazy("You do not have to answer. You can leave any question empty.")),
                say(gettext_lazy("The help you get stays the same, whatever you say.")),
            ],
        ),
        (
            gettext_lazy("What happens to your words"),
            [
                _label(LawfulBasis, document["lawful_basis"], say),
                say(gettext_lazy("Only %(owner)s reads them."), owner=owner["name"]),
                _label(NonAttribution, document["non_attribution"], say),
                _kept_for(document["retention_months"] or 0, language),
                say(gettext_lazy("Do not write your name or address on this form.")),
            ],
        ),
        (
            gettext_lazy("Is someone not safe?"),
            [
                said(in_language(document.get("safeguarding") or {}, language)),
                say(
                    gettext_lazy(
                        "This is not an emergency service. In danger now? Ring %(emergency)s. "
                        "Worried about a child or young person? Ring %(phone)s. Childline is free "
                        "on %(childline)s."
                    ),
                    emergency="999",
                    phone=facts.safeguarding_phone,
                    childline="0800 1111",
                ),
            ],
        ),
        (
            gettext_lazy("How to fill it in"),
            [say(gettext_lazy("Use a dark pen. Put a tick or a cross in the boxes."))],
        ),
    ]
    return {
        "introduction": said(in_language(document["introduction"], language)),
        "lines": [
            {"label": say(label), "words": [each for each in words if each]}
            for label, words in lines
        ],
    }


def _label(choices: Any, value: str, say: Sayer) -> Said | None:
    return say(choices(value).label) if value in choices.values else None


def _kept_for(months: int, language: str) -> Said:
    words = {}
    for code in (SOURCE_LANGUAGE, language):
        with override(code):
            words[code] = ngettext(
                "We keep them for one month, with names taken out.",
                "We keep them for %(number)s months, with names taken out.",
                months,
            ) % {"number": months}
    english = words[language] == words[SOURCE_LANGUAGE]
    return {"t": words[language], "l": SOURCE_LANGUAGE if english else language}


def _with_sections(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each step with its section only where a new one begins."""
    before = None
    for step in steps:
        section = step["section"]
        if section == before:
            step["section"] = None
        before = section
    return steps


def _step(
    step: ShownStep, document: Document, language: str, say: Sayer, facts: Facts
) -> dict[str, Any]:
    frozen = next((each for each in document["steps"] if each["id"] == step.id), None)
    condition = condition_in_words(frozen, document, language) if frozen else ""
    common = {
        "kind": step.kind,
        "section": said(step.section),
        "condition": {"t": condition, "l": language} if condition else None,
        "heading": said(step.heading),
        "lines": [said(line) for line in step.lines],
        "picture": step.picture,
        "credit": step.credit,
    }
    if not step.is_question:
        extra = {"blocks": html_blocks(step.text), "number": "", "code": ""}
        if step.kind == "exit":
            extra["stop"] = say(
                gettext_lazy("Stop here and send the form back.")
                if step.sends
                else gettext_lazy("Stop here. You do not need to send the form.")
            )
        return common | extra
    return {
        **common,
        **_question(step, say, facts),
        "number": str(question_number(document, step.question)),
        "code": step.code,
    }


def _question(step: ShownStep, say: Sayer, facts: Facts) -> dict[str, Any]:
    hints = [said(step.text)] if step.text else []
    return {
        "type": step.type,
        "hints": hints + _how_to_answer(step, say, facts),
        "options": [_option(option) for option in step.options],
        "rows": [said(row.words) for row in step.rows],
        "low": said(step.limits.low),
        "high": said(step.limits.high),
        "places": min(step.limits.most or len(step.options), len(step.options)),
        "boxes": _date_boxes(step.limits, say) if step.type == QuestionType.DATE else [],
    }


def _option(option: ShownOption) -> dict[str, Any]:
    return {"words": said(option.words), "face": option.face, "picture": option.picture}


def _how_to_answer(step: ShownStep, say: Sayer, facts: Facts) -> list[Said]:
    kind, limits = step.type, step.limits
    if kind in (QuestionType.TEXT, QuestionType.LINE):
        hint = say(NO_NAMES)
        # The question's own help often says it already.
        return [] if hint["t"] in str(step.text) else [hint]
    if kind == QuestionType.CHOICES:
        if limits.most:
            return [say(gettext_lazy("Tick at most %(number)s boxes."), number=limits.most)]
        return [say(TICK_SEVERAL)]
    if kind == QuestionType.RANKING:
        places = min(limits.most or len(step.options), len(step.options))
        return [
            say(
                gettext_lazy(
                    "Write 1 beside what matters most to you, then 2, and so on up to %(number)s."
                ),
                number=places,
            )
        ]
    if kind == QuestionType.MATRIX:
        return [say(TICK_LINES)]
    if kind == QuestionType.NUMBER:
        return _number_hint(limits, say)
    if kind == QuestionType.FILE:
        return [say(NO_FILES, phone=facts.phone)]
    return [] if kind == QuestionType.DATE else [say(TICK_ONE)]


def _number_hint(limits: Limits, say: Sayer) -> list[Said]:
    if None not in (limits.minimum, limits.maximum):
        return [
            say(
                gettext_lazy("Write a number from %(low)s to %(high)s."),
                low=limits.minimum,
                high=limits.maximum,
            )
        ]
    return [say(gettext_lazy("Write a number."))]


def _date_boxes(limits: Limits, say: Sayer) -> list[dict[str, Any]]:
    """What each group of boxes is for, and how many boxes it has."""
    exact = limits.precision == DatePrecision.DAY
    day = [{"label": say(gettext_lazy("Day")), "boxes": 2}] if exact else []
    return [
        *day,
        {"label": say(gettext_lazy("Month")), "boxes": 2},
        {"label": say(gettext_lazy("Year")), "boxes": 4},
    ]


def _about_you(
    document: Document, language: str, say: Sayer, *, easy_read: bool
) -> list[dict[str, Any]]:
    """Who answered, who they are, who helped, and whether words may be quoted."""
    asked = []
    if document.get("audience") == Audience.EVERYONE:
        people = [Audience.PARENT_CARERS.label, Audience.YOUNG_PEOPLE.label]
        asked.append(_ours(say(WHO_ARE_YOU), QuestionType.CHOICE, [say(TICK_ONE)], people, say))
    who = [choice.label for choice in WhoAnswered]
    asked.append(_ours(say(WHO_ANSWERED), QuestionType.CHOICE, [say(TICK_ONE)], who, say))
    asked.append(_ours(say(WHO_HELPED), QuestionType.LINE, [say(NO_HELPERS_NAME)], [], say))
    if asks_for_consent(document):
        own = in_language(document.get("consent_question") or {}, language)
        yes = said(own) if own else say(YES_QUOTE)
        consent = _ours(say(MAY_WE_QUOTE), QuestionType.CHOICES, [say(QUOTE_HINT)], [], say)
        consent["options"] = [{"words": yes, "face": "", "picture": ""}]
        asked.append(consent)
    return asked


def _ours(
    heading: Said, kind: str, hints: list[Said], options: Iterable[Promise], say: Sayer
) -> dict[str, Any]:
    return {
        "kind": "question",
        "section": None,
        "condition": None,
        "heading": heading,
        "lines": [],
        "picture": "",
        "credit": "",
        "number": "",
        "code": "",
        "type": str(kind),
        "hints": hints,
        "options": [{"words": say(words), "face": "", "picture": ""} for words in options],
        "rows": [],
        "low": None,
        "high": None,
        "places": 0,
        "boxes": [],
    }


def _ending(say: Sayer, facts: Facts) -> list[Said]:
    by = (
        [
            say(
                gettext_lazy("Please send it so that it reaches us by %(day)s."),
                day=say.day(facts.last_day),
            )
        ]
        if facts.last_day
        else []
    )
    return [
        say(gettext_lazy("Put the pages before this one in an envelope.")),
        say(
            gettext_lazy("You need no stamp. Write on the envelope: %(address)s"),
            address=facts.freepost_address,
        ),
        say(gettext_lazy("Or give the form to the person or the place that gave it to you.")),
        *by,
        say(
            gettext_lazy(
                "Do you want help with this form, or somebody to ring you? Ring %(phone)s."
            ),
            phone=facts.phone,
        ),
        say(gettext_lazy("Or send a text to %(number)s."), number=facts.text_number),
    ]


def _slip(document: Document, language: str, say: Sayer, facts: Facts) -> dict[str, Any]:
    return {
        "heading": say(gettext_lazy("Your receipt: keep this part")),
        "tear_off": say(gettext_lazy("Tear off the slip below and keep it.")),
        "survey": said(in_language(document["title"], language)),
        "code_label": say(gettext_lazy("Your receipt code")),
        "lines": [
            say(gettext_lazy("With this code you can see what happens with your answers.")),
            say(gettext_lazy("You can also take them back. Nobody can see who you are.")),
            say(
                gettext_lazy("On a phone or computer: %(address)s"),
                address=facts.code_address.split("//", 1)[-1],
            ),
            say(
                gettext_lazy("Or ring %(phone)s, or text %(number)s."),
                phone=facts.phone,
                number=facts.text_number,
            ),
        ],
        "without": say(
            gettext_lazy("This copy has no receipt code. Ring %(phone)s to hear what happens."),
            phone=facts.phone,
        ),
    }


def survey_title(document: Document) -> str:
    """In the language of the person who is asking, for screens and names of files."""
    return str(in_language(document["title"], SOURCE_LANGUAGE)) or _("Survey")
