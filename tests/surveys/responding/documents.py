"""Frozen questionnaires written by hand, so that tests say exactly what is asked."""

import datetime
import uuid

from django.utils import timezone

from portal.partners.models import Partner
from surveys.questionnaires.enums import Audience, LawfulBasis, NonAttribution
from surveys.questionnaires.models import QuestionnaireVersion
from tests.builders import build_survey_page

AGREEMENT = ("agree_a_lot", "not_sure", "disagree_a_lot")


def key_of(name: str) -> str:
    """The key of the question of this name: always the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def ask(name: str, kind: str, *options: str, **more) -> dict:
    """A question; its step goes by its name, its options and rows by their words."""
    rows = more.pop("rows", ())
    show_if = more.pop("show_if", None)
    return {
        "id": name,
        "kind": "question",
        "question": key_of(name),
        "code": name.upper()[:12],
        "meaning_version": 1,
        "type": kind,
        "required": False,
        "text": {"en": f"Question {name}?"},
        "help": {},
        "options": [{"key": each, "text": {"en": f"Option {each}"}} for each in options],
        "rows": [{"key": each, "text": {"en": f"Line {each}"}} for each in rows],
        "limits": {},
        "section": {},
        "show_if": [show_if] if show_if else [],
        **more,
    }


def tell(name: str, **more) -> dict:
    """A page that only tells something."""
    show_if = more.pop("show_if", None)
    return {
        "id": name,
        "kind": "information",
        "heading": {"en": f"Page {name}"},
        "text": {"en": f"<p>About {name}.</p>"},
        "section": {},
        "show_if": [show_if] if show_if else [],
        **more,
    }


def end(name: str, *, sends: bool, **more) -> dict:
    """A page on which the survey ends early."""
    return tell(name, **more) | {"kind": "exit", "sends": sends}


def if_chosen(name: str, *values: str, test: str = "is_any_of", row: str = "") -> dict:
    """Shown if this was answered to an earlier question."""
    condition = {
        "about": "answer",
        "question": key_of(name),
        "row": row,
        "test": test,
        "values": list(values),
    }
    return {"match": "all", "conditions": [condition]}


def easy(*pages: str | dict) -> dict:
    """An Easy Read version: names of the questions it explains, or pages of its own."""
    return {
        "checked_by": "",
        "checked_on": "",
        "stale": False,
        "languages": ["en", "ur"],
        "steps": [
            {
                "id": f"easy-{page}",
                "explains": "" if page.startswith("about") else page,
                "picture": "",
                "credit": "",
                "lines": {"en": [f"Easy {page}.", f"More about {page}."]},
                "options": {},
                "audio": {},
            }
            for page in pages
        ],
    }


def document_of(owner: Partner, steps: list[dict], **more) -> dict:
    return {
        "languages": ["en"],
        "title": {"en": "How was it?"},
        "introduction": {"en": "Tell us in a few minutes."},
        "who_may_answer": {"en": "Anybody."},
        "unchecked": [],
        "audience": str(Audience.PARENT_CARERS),
        "owner": {"name": owner.name, "team": owner.reply_team, "phone": owner.phone},
        "lawful_basis": str(LawfulBasis.PUBLIC_TASK),
        "non_attribution": str(NonAttribution.REDACTED_QUOTES),
        "retention_months": 36,
        "safeguarding": {"en": "If we think that somebody is not safe, we tell a person."},
        "consent_question": {"en": "Yes, quote me without my name."},
        "asks_directly": "",
        "steps": steps,
        "easy_read": None,
        **more,
    }


def open_document(owner: Partner, steps: list[dict], **more) -> QuestionnaireVersion:
    """A survey with these pages that takes answers today."""
    page = build_survey_page(
        owner=owner, questions=[], opens_on=timezone.localdate() - datetime.timedelta(days=3)
    )
    return open_again(page.survey_key, owner, steps, number=1, **more)


def open_again(
    survey_key: uuid.UUID, owner: Partner, steps: list[dict], *, number: int = 2, **more
) -> QuestionnaireVersion:
    """The next version of a survey."""
    return QuestionnaireVersion.objects.create(
        survey_key=survey_key,
        number=number,
        owner=owner,
        hash=str(uuid.uuid4()),
        document=document_of(owner, steps, survey=str(survey_key), **more),
    )
