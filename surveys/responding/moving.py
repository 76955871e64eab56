"""Unsent answers when their survey was opened again with changes. No database.

What still fits is carried over. What does not is set apart with the words of its question, so that
its writer can read it and nothing is lost; it is never sent.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from surveys.questionnaires.branching import route_through
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.wording import in_language
from surveys.responding.accepting import AnswerNotInQuestionnaire, AnswerTooLong, accept
from surveys.responding.journey import Given, Kept

Document = Mapping[str, Any]
Question = Mapping[str, Any]


def move(kept: Kept, old: Document, new: Document, language: str) -> tuple[Kept, bool]:
    """The answers as they stand in the newer document, and whether there is anything to say.

    Questions count as reworded if the reader met other words, in their language. The document may
    be the same one: then only answers that do not fit (any more) are set apart.
    """
    before, after = _questions(old), _questions(new)
    answers: dict[str, Given] = {}
    reworded, apart = list(kept.reworded), list(kept.set_apart)
    for key, given in kept.answers.items():
        fitting = _fitting(before.get(key), after.get(key), given)
        if fitting:
            answers[key] = fitting
            if _words(before[key], language) != _words(after[key], language):
                reworded = [*(each for each in reworded if each != key), key]
        if fitting != given and key in before:
            apart.append(_set_apart(before[key], given, fitting))
    route = route_through(new, answers, kept.situation)
    added = [key for key in route.questions if key not in before]
    moved = replace(
        kept,
        answers=answers,
        new=[*(key for key in kept.new if key in after and key not in added), *added],
        reworded=[key for key in reworded if key in answers],
        set_apart=apart,
    )
    told = (kept.new, kept.reworded, kept.set_apart)
    return moved, bool((moved.new, moved.reworded, moved.set_apart) != told)


def _questions(document: Document) -> dict[str, Question]:
    return {step["question"]: step for step in document["steps"] if step["kind"] == "question"}


def _fitting(old: Question | None, new: Question | None, given: Given) -> Given | None:
    """As much of an answer as can stand; lines of a question are looked at one by one."""
    if old is None or new is None:
        return None
    same = (old["type"], old["meaning_version"]) == (new["type"], new["meaning_version"])
    if not same:
        return None
    if isinstance(given, dict):
        return {row: key for row, key in given.items() if _is_accepted(new, {row: key})} or None
    return given if _is_accepted(new, given) else None


def _is_accepted(question: Question, given: Given) -> bool:
    try:
        return bool(accept(question, given))
    except (AnswerNotInQuestionnaire, AnswerTooLong):
        return False


def _words(question: Question, language: str) -> list[str]:
    """The words of a question, its lines and its answers, as this reader meets them."""
    texts = [question["text"]]
    texts += [each["text"] for each in (*(question.get("rows") or ()), *question["options"])]
    return [in_language(each, language).text for each in texts]


def _set_apart(question: Question, given: Given, fitting: Given | None) -> dict[str, Any]:
    """What was answered, in the words of its question in all languages."""
    names = {option["key"]: option["text"] for option in question["options"]}
    if isinstance(given, dict):
        kept = fitting or {}
        chosen = [names.get(key, {}) for row, key in given.items() if row not in kept]
    elif isinstance(given, str) or question["type"] == QuestionType.FILE:
        chosen = []
    else:
        chosen = [names.get(key, {}) for key in given]
    return {
        "heading": question["text"],
        "type": question["type"],
        "chosen": [texts for texts in chosen if texts],
        "words": given if isinstance(given, str) else "",
    }
