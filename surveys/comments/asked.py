"""What was asked: names of surveys and words of questions, for the desks that show answers."""

import uuid
from collections.abc import Iterable

from django.utils.translation import get_language_info

from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.prompts import prompt_words

#: Staff screens show a survey in the language it was written in.
SOURCE_LANGUAGE = "en"


def survey_titles(survey_keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The newest title of each survey, in one query."""
    versions = QuestionnaireVersion.objects.of_surveys(survey_keys)
    return {
        version.survey_key: in_source_language(version.document["title"])
        for version in versions.order_by("number")
    }


def question_words(version: QuestionnaireVersion, question_key: uuid.UUID) -> str:
    """How it was asked in this version, or in a group session; "" if it is no part of either."""
    for question in version.questions():
        if question["question"] == str(question_key):
            return in_source_language(question["text"])
    return prompt_words(question_key)


def in_source_language(words: dict[str, str]) -> str:
    """The English words of a text of the frozen document, or whatever language it has."""
    return words.get(SOURCE_LANGUAGE) or next(iter(words.values()), "")


def language_name(code: str) -> str:
    """A language's name in the reader's own language; its code if nobody ever named it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
