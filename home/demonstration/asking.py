"""Putting questions into the bank and into surveys, and saying how each partner asks."""

from typing import Any

from wagtail.models import Locale

from home.demonstration.bank import BANK, BankQuestion
from home.demonstration.pictures import picture
from home.demonstration.surveys import Ask, Exit, Only, Placed, Section
from portal.partners.enums import PartnerKind
from portal.partners.models import Partner
from surveys.questionnaires.conditions import with_keys
from surveys.questionnaires.enums import (
    About,
    LawfulBasis,
    Match,
    NonAttribution,
    QuestionType,
    Test,
)
from surveys.questionnaires.models import AskingTerms, Question

#: Public bodies ask because it is their duty; groups of families ask to speak up for them.
DUTY_KINDS = (PartnerKind.COUNCIL, PartnerKind.HEALTH_BOARD, PartnerKind.PROVIDER)
SAFEGUARDING = (
    "We keep what you say private. If we think someone is not safe, we have to tell a person whose "
    "job is to help. We will try to tell you first if we can."
)
CONSENT = "Yes, you may use my words in public, without my name."
WHO_MAY_ANSWER = "Parent carers, children and young people in Wexmere."


def make_bank() -> dict[str, Question]:
    """Every question of the bank by its code."""
    english = Locale.objects.get(language_code="en")
    bank = {}
    for line in BANK:
        known = Question.objects.written_in("en").filter(code=line.code).first()
        bank[line.code] = known or _make_question(line, english)
    return bank


def _make_question(line: BankQuestion, locale: Locale) -> Question:
    question = Question(
        code=line.code,
        text=line.text,
        type=line.type,
        help_text=line.help_text,
        minimum=line.minimum,
        maximum=line.maximum,
        low_words=line.low_words,
        high_words=line.high_words,
        most=line.most,
        precision=line.precision,
        accepts=[str(kind) for kind in line.accepts],
        locale=locale,
    )
    if line.type == QuestionType.PICTURE:
        for words, name in zip(line.options, line.pictures, strict=True):
            question.options.append(("picture", {"words": words, "picture": picture(name)}))
    else:
        question.options = [("option", words) for words in line.options]
    question.rows = [("row", words) for words in line.rows]
    question.full_clean()
    question.save()
    return question


def make_terms() -> list[AskingTerms]:
    """What each partner promises, in English."""
    english = Locale.objects.get(language_code="en")
    return [
        AskingTerms.objects.get_or_create(
            partner=partner,
            locale=english,
            defaults={
                "who_may_answer": WHO_MAY_ANSWER,
                "lawful_basis": (
                    LawfulBasis.PUBLIC_TASK
                    if partner.kind in DUTY_KINDS
                    else LawfulBasis.LEGITIMATE_INTERESTS
                ),
                "non_attribution": NonAttribution.REDACTED_QUOTES,
                "retention_months": 36,
                "safeguarding": SAFEGUARDING,
                "consent_question": CONSENT,
            },
        )[0]
        for partner in Partner.objects.all()
    ]


def body_of(
    placed: tuple[str | Placed, ...], bank: dict[str, Question]
) -> list[tuple[str, dict[str, Any]]]:
    """The pages of a survey as its StreamField takes them."""
    return [_block(Ask(each) if isinstance(each, str) else each, bank) for each in placed]


def _block(each: Placed, bank: dict[str, Question]) -> tuple[str, dict[str, Any]]:
    match each:
        case Section():
            return "section", {"heading": each.heading, "show_if": _show_if(None, bank)}
        case Exit():
            return "exit", {
                "heading": each.heading,
                "text": each.text,
                "sends": False,
                "show_if": _show_if(each.only, bank),
            }
        case Ask():
            return "question", {
                "question": bank[each.code],
                "required": each.required,
                "show_if": _show_if(each.only, bank),
            }


def _show_if(only: Only | None, bank: dict[str, Question]) -> dict[str, Any]:
    if only is None:
        return {"match": Match.ALL, "conditions": []}
    condition = {
        "about": About.ANSWER,
        "question": bank[only.code],
        "row": "",
        "test": Test.IS_ANY_OF,
        "answers": "\n".join(only.answers),
    }
    return {"match": Match.ALL, "conditions": [with_keys(condition)]}
