"""From a survey page and its translations to the one document that every channel reads.

Nothing here writes rows; pictures and recordings are copied to addresses that stay. The document is
described at `QuestionnaireVersion`.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.rich_text import RichText, expand_db_html
from wagtail.whitelist import Whitelister

from surveys.questionnaires.compiling_checks import with_checks
from surveys.questionnaires.compiling_easy_read import block_with_id, compile_easy_read
from surveys.questionnaires.conditions import lines_of, with_keys
from surveys.questionnaires.enums import FACES, SCALES, About
from surveys.questionnaires.lasting import lasting_picture, lasting_recording
from surveys.questionnaires.models import AskingTerms, Question, SurveyPage
from surveys.questionnaires.wording import SOURCE_LANGUAGE, own_words

Texts = dict[str, str]
Document = dict[str, Any]


def compile_survey(page: SurveyPage) -> Document:
    """The document of a survey as the page stands now. The page is the English one.

    Copies that nobody translated (Wagtail's aliases) and words that are the same as the English
    ones count as not translated. What the page leaves open is taken from the partner's terms.
    """
    pages = pages_by_language(page)
    terms = terms_by_language(page)
    source_terms = terms.get(SOURCE_LANGUAGE)
    steps = compile_steps(page, pages)
    own = {code: each.who_may_answer for code, each in pages.items()}
    chosen = own if page.who_may_answer.strip() else _of_terms(terms, "who_may_answer")
    document = {
        "survey": str(page.survey_key),
        "languages": list(pages),
        "unchecked": [code for code, each in pages.items() if each.is_unchecked_translation],
        "title": own_words({code: each.title for code, each in pages.items()}),
        "introduction": own_words({code: each.introduction for code, each in pages.items()}),
        "who_may_answer": own_words(chosen),
        "audience": page.audience,
        "owner": {
            "name": page.owner_partner.name,
            "team": page.owner_partner.reply_team,
            "phone": page.owner_partner.phone,
        },
        "lawful_basis": page.lawful_basis or getattr(source_terms, "lawful_basis", ""),
        "non_attribution": page.non_attribution or getattr(source_terms, "non_attribution", ""),
        "retention_months": page.retention_months
        or getattr(source_terms, "retention_months", None),
        "safeguarding": own_words(_of_terms(terms, "safeguarding")),
        "consent_question": own_words(_of_terms(terms, "consent_question")),
        "late_paper_days": page.late_paper_days,
        "asks_directly": str(page.asks_directly.survey_key) if page.asks_directly else "",
        "steps": steps,
        "easy_read": compile_easy_read(page, pages, steps),
    }
    return with_checks(document, page, pages)


def hash_of(document: Document) -> str:
    """The same for the same document, whatever the order of its keys."""
    line = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def pages_by_language(page: SurveyPage) -> dict[str, SurveyPage]:
    """The page itself first, then its real translations in the order of the settings."""
    translations = {
        each.locale.language_code: each for each in SurveyPage.objects.translated_from(page)
    }
    order = [code for code, _name in settings.LANGUAGES if code in translations]
    return {page.locale.language_code: page} | {code: translations[code] for code in order}


def terms_by_language(page: SurveyPage) -> dict[str, AskingTerms]:
    """What the partner of a survey promises whoever it asks, in each language."""
    found = AskingTerms.objects.filter(partner=page.owner_partner_id).select_related("locale")
    return {each.locale.language_code: each for each in found}


def _of_terms(terms: Mapping[str, AskingTerms], name: str) -> Texts:
    return {code: getattr(each, name) for code, each in terms.items()}


def compile_steps(page: SurveyPage, pages: Mapping[str, SurveyPage]) -> list[Document]:
    """The pages of a survey in order; sections become a heading and a condition on each page."""
    blocks = [block for block in page.body if _can_be_asked(block)]
    keys = [block.value["question"].key for block in blocks if block.block_type == "question"]
    asked = Question.objects.in_every_language(keys)
    written: dict[str, dict[str, Question]] = {}
    for question in asked:
        written.setdefault(question.key, {})[question.locale.language_code] = question
    steps: list[Document] = []
    section: Texts = {}
    section_groups: list[Document] = []
    for block in blocks:
        if block.block_type == "section":
            section = _in_each(pages, block.id, lambda value: value["heading"])
            section_groups = show_if_of(block.value, written)
            continue
        step = _step(block, pages, written)
        step["section"] = section
        step["show_if"] = [*section_groups, *show_if_of(block.value, written)]
        steps.append(step)
    return steps


def _can_be_asked(block: Any) -> bool:
    # A question that was deleted from the bank leaves an empty place in a draft of the page.
    return block.block_type != "question" or block.value["question"] is not None


def _step(
    block: Any,
    pages: Mapping[str, SurveyPage],
    written: Mapping[str, Mapping[str, Question]],
) -> Document:
    if block.block_type == "question":
        question = block.value["question"]
        return {
            "id": block.id,
            "kind": "question",
            "required": bool(block.value["required"]),
            **compile_question(question, written.get(question.key, {})),
        }
    step = {
        "id": block.id,
        "kind": block.block_type,
        "heading": _in_each(pages, block.id, lambda value: value["heading"]),
        "text": _in_each(pages, block.id, lambda value: _html(value["text"])),
    }
    if block.block_type == "exit":
        step["sends"] = bool(block.value["sends"])
    return step


def _in_each(pages: Mapping[str, SurveyPage], block_id: str, read: Callable[[Any], str]) -> Texts:
    """The same block read in every language that has it."""
    same = {code: block_with_id(each.body, block_id) for code, each in pages.items()}
    return own_words({code: read(found.value) for code, found in same.items() if found is not None})


def _html(text: RichText) -> str:
    """Frozen as it will be shown: links to pages become addresses, anything unsafe goes."""
    return Whitelister().clean(expand_db_html(text.source))


def show_if_of(
    value: Mapping[str, Any], written: Mapping[str, Mapping[str, Question]]
) -> list[Document]:
    """The condition of a block as one group of keys; none if it is always shown.

    Words that name no answer are kept as they are, so that they match nothing; opening the survey
    refuses them with a sentence.
    """
    show_if = value.get("show_if") or {}
    conditions = [
        compile_condition(each, written) for each in show_if.get("conditions") or () if each
    ]
    return [{"match": show_if["match"], "conditions": conditions}] if conditions else []


def compile_condition(
    value: Mapping[str, Any], written: Mapping[str, Mapping[str, Question]]
) -> Document:
    """One condition with keys in the place of the author's English words."""
    question, about = value.get("question"), value["about"]
    if about == About.ANSWER and question is not None:
        value = {**value, "question": written.get(question.key, {}).get(SOURCE_LANGUAGE, question)}
    kept = with_keys(value)
    return {
        "about": about,
        "question": question.key if about == About.ANSWER and question is not None else "",
        "row": kept["row"],
        "test": value["test"],
        "values": lines_of(kept["answers"]),
    }


def compile_question(question: Question, written: Mapping[str, Question]) -> Document:
    """What a questionnaire keeps of a question of the bank, in all its languages."""
    source = written.get(SOURCE_LANGUAGE, question)
    return {
        "question": question.key,
        "code": question.code,
        "meaning_version": question.meaning_version,
        "type": question.type,
        "text": own_words({code: each.text for code, each in written.items()}),
        "help": own_words({code: each.help_text for code, each in written.items()}),
        "options": _options(source, written),
        "rows": [
            {"key": key, "text": own_words(_same_key(written, key, Question.row_list))}
            for key, _words in source.row_list()
        ],
        "limits": {
            "minimum": source.minimum,
            "maximum": source.maximum,
            "low": own_words({code: each.low_words for code, each in written.items()}),
            "high": own_words({code: each.high_words for code, each in written.items()}),
            "most": source.most,
            "precision": source.precision,
            "accepts": list(source.accepts),
        },
        "audio": {
            code: lasting_recording(each.recording)
            for code, each in written.items()
            # A translation begins with the English recording, which is in English.
            if each.recording_id and (each is source or each.recording_id != source.recording_id)
        },
    }


def _options(source: Question, written: Mapping[str, Question]) -> list[Document]:
    if source.scale_name:
        return [_scale_option(choice) for choice in SCALES[source.scale_name]]
    pictures = {
        block.id: lasting_picture(block.value["picture"])
        for block in source.options
        if block.block_type == "picture"
    }
    return [
        {
            "key": key,
            "text": own_words(_same_key(written, key, Question.option_list)),
            "face": "",
            "picture": pictures.get(key, ""),
        }
        for key, _words in source.option_list()
    ]


def _same_key(
    written: Mapping[str, Question],
    key: str,
    choices: Callable[[Question], list[tuple[str, str]]],
) -> Texts:
    by_language = {code: dict(choices(each)) for code, each in written.items()}
    return {code: words[key] for code, words in by_language.items() if key in words}


def _scale_option(choice: Any) -> Document:
    return {
        "key": choice.value,
        "text": own_words(_catalogue(choice.label)),
        "face": FACES[choice],
        "picture": "",
    }


def _catalogue(words: Promise) -> Texts:
    """The words in every language; where a catalogue lacks them they come out in English."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(words)
    return found
