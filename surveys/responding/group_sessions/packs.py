"""The session pack that a group leader prints: plan, cards, a sheet for counting hands."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from portal.partners.models import AreaSettings
from portal.typesetting import qr_svg, symbol_svg, typeset
from surveys.questionnaires.condition_words import condition_in_words
from surveys.questionnaires.wording import in_language
from surveys.responding.group_sessions.counting_hands import hands_of, open_questions
from surveys.responding.group_sessions.forms import MOST_SAID, TOP
from surveys.responding.group_sessions.models import GroupSession

TEMPLATE = "group_sessions/pack.typ"


def link_of(session: GroupSession, secret: str) -> str:
    """The whole address of a session's link, built from the address people know."""
    with override(session.language):
        return settings.PUBLIC_URL + reverse("group_sessions:answer", args=[secret])


def typeset_pack(session: GroupSession, secret: str) -> bytes:
    """The pack of a session as tagged PDF, in the session's language."""
    with override(session.language):
        return typeset(TEMPLATE, _content(session, secret))


def _content(session: GroupSession, secret: str) -> dict[str, Any]:
    document, language = session.version.document, session.language
    area = AreaSettings.load()
    steps = {s["question"]: s for s in document["steps"] if s["kind"] == "question"}
    questions = [
        {
            "heading": hands.row.words.text if hands.row else hands.step.heading.text,
            "above": hands.step.heading.text if hands.row else "",
            "condition": condition_in_words(steps[hands.step.question], document, language),
            "hint": _("Count what each person puts first.") if hands.counts_first_places else "",
            "options": [
                {"words": option.words.text, "face": symbol_svg(option.face) if option.face else ""}
                for option in hands.step.options
            ],
        }
        for hands in hands_of(document, language)
    ]
    link = link_of(session, secret)
    return {
        "language": language,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "title": in_language(document["title"], language).text,
        "group": session.group,
        "heading": _("Group session"),
        "plan_heading": _("A plan for 20 minutes"),
        "plan": [
            _("3 minutes: say what this is about and who will listen. Nobody has to answer."),
            _("10 minutes: show each question with its faces. Count hands, write the numbers."),
            _("4 minutes: ask what they want to say. Write down their own words, without names."),
            _("3 minutes: choose what matters most, and one question to the board."),
        ],
        "promise_heading": _("Say this first"),
        "promise": [
            _("We write down how many people think what. We do not write down names."),
            _("You can say nothing at all. You can stop at any time."),
            _(
                "We keep what you say private. If we think someone is not safe, we have to tell a "
                "person whose job is to help."
            ),
        ],
        "safe_heading": _("If somebody tells you that they are not safe"),
        "safe": _(
            "Listen. Do not promise to keep it secret. Do not ask for more. Ring %(phone)s today. "
            "In an emergency ring 999."
        )
        % {"phone": area.safeguarding_phone},
        "people": _("How many people took part?"),
        "questions": questions,
        "said_heading": _("What they said"),
        "said_hint": _(
            "Their own words, no names. Tick the box if the group says it is OK to share."
        ),
        "open": [step.heading.text for step in open_questions(document, language)],
        "said": MOST_SAID,
        "top_heading": _("The three things that matter most"),
        "top": TOP,
        "board_heading": _("One question to the board"),
        "send_heading": _("Send it in"),
        "send": _("Type the numbers and words in here by %(day)s. No account is needed.")
        % {"day": date_format(session.until, "j E Y")},
        "link": link,
        "qr": qr_svg(link),
        "qr_alt": _("Code that leads to the address beside it"),
        "ring": _("Or ring %(phone)s and read them out.") % {"phone": area.phone},
    }
