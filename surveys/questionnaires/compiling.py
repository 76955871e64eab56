"""From a survey page and its translations to the one document that every channel reads.

Nothing here writes. The document is described at `QuestionnaireVersion`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.rich_text import RichText, expand_db_html
from wagtail.whitelist import Whitelister

from surveys.questionnaires.enums import FACES, SCALES
from surveys.questionnaires.models import Question, SurveyPage
from surveys.questionnaires.wording import SOURCE_LANGUAGE

Texts = dict[str, str]
Document = dict[str, Any]


def compile_survey(page: SurveyPage) -> Document:
    """The document of a survey as the page stands now. The page is the English one.

    Copies that nobody translated (Wagtail's aliases) and words that are the same as the English
    ones count as not translated.
    """
    pages = pages_by_language(page)
    steps = [_step(block, pages) for block in page.body if _can_be_asked(block)]
    _add_question_texts(steps, page)
    return {
        "survey": str(page.survey_key),
        "languages": list(pages),
        "unchecked": [code for code, each in pages.items() if each.is_unchecked_translation],
        "title": _texts({code: each.title for code, each in pages.items()}),
        "introduction": _texts({code: each.introduction for code, each in pages.items()}),
        "who_may_answer": _texts({code: each.who_may_answer for code, each in pages.items()}),
        "audience": page.audience,
        "owner": {
            "name": page.owner_partner.name,
            "team": page.owner_partner.reply_team,
            "phone": page.owner_partner.phone,
        },
        "lawful_basis": page.lawful_basis,
        "non_attribution": page.non_attribution,
        "retention_months": page.retention_months,
        "steps": steps,
    }


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


def _can_be_asked(block: Any) -> bool:
    # A question that was deleted from the bank leaves an empty place in a draft of the page.
    return block.block_type == "information" or block.value["question"] is not None


def _step(block: Any, pages: Mapping[str, SurveyPage]) -> Document:
    if block.block_type == "information":
        same = {code: _block_with_id(each, block.id) for code, each in pages.items()}
        written = {code: found.value for code, found in same.items() if found is not None}
        return {
            "id": block.id,
            "kind": "information",
            "heading": _texts({code: value["heading"] for code, value in written.items()}),
            "text": _texts({code: _html(value["text"]) for code, value in written.items()}),
        }
    question = block.value["question"]
    return {
        "id": block.id,
        "kind": "question",
        "question": question.key,
        "code": question.code,
        "meaning_version": question.meaning_version,
        "type": question.type,
        "required": bool(block.value["required"]),
        "text": {},
        "help": {},
        "options": [],
    }


def _html(text: RichText) -> str:
    """Frozen as it will be shown: links to pages become addresses, anything unsafe goes."""
    return Whitelister().clean(expand_db_html(text.source))


def _block_with_id(page: SurveyPage, block_id: str) -> Any:
    return next((block for block in page.body if block.id == block_id), None)


def _add_question_texts(steps: Iterable[Document], page: SurveyPage) -> None:
    asked = [step for step in steps if step["kind"] == "question"]
    in_all_languages = Question.objects.in_every_language([step["question"] for step in asked])
    for step in asked:
        written = {
            question.locale.language_code: question
            for question in in_all_languages
            if question.key == step["question"]
        }
        step["text"] = _texts({code: each.text for code, each in written.items()})
        step["help"] = _texts({code: each.help_text for code, each in written.items()})
        if step["type"] in SCALES:
            step["options"] = [_scale_option(choice) for choice in SCALES[step["type"]]]
        else:
            step["options"] = _own_options(written)


def _scale_option(choice: Any) -> Document:
    return {"key": choice.value, "text": _texts(_catalogue(choice.label)), "face": FACES[choice]}


def _catalogue(words: Promise) -> Texts:
    """The words in every language; where a catalogue lacks them they come out in English."""
    texts = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts[code] = str(words)
    return texts


def _own_options(written: Mapping[str, Question]) -> list[Document]:
    source = written.get(SOURCE_LANGUAGE)
    if source is None:
        return []
    by_language = {
        code: {block.id: str(block.value) for block in each.options}
        for code, each in written.items()
    }
    return [
        {
            "key": block.id,
            "text": _texts(
                {code: words[block.id] for code, words in by_language.items() if block.id in words}
            ),
            "face": "",
        }
        for block in source.options
    ]


def _texts(words: Mapping[str, str]) -> Texts:
    """Only words of their own: what is empty or still English is left to the reader's fall-back."""
    source = words.get(SOURCE_LANGUAGE, "").strip()
    return {
        code: text.strip()
        for code, text in words.items()
        if text.strip() and (code == SOURCE_LANGUAGE or text.strip() != source)
    }
