"""The Easy Read part of the frozen document."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from surveys.questionnaires.conditions import key_of
from surveys.questionnaires.lasting import credit_of, lasting_picture, lasting_recording
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.wording import SOURCE_LANGUAGE, own_words

Document = dict[str, Any]


def compile_easy_read(
    page: SurveyPage, pages: Mapping[str, SurveyPage], steps: Sequence[Document]
) -> Document | None:
    """The Easy Read version; None if nobody has written one.

    A question in it that the survey does not ask is left out: there would be nothing to count.
    ``languages`` are those in which at least one line is more than a copy of the English one.
    """
    explained = {step["question"]: step for step in steps if step["kind"] == "question"}
    easy = []
    for block in page.easy_read:
        same = {code: block_with_id(each.easy_read, block.id) for code, each in pages.items()}
        found = {code: each.value for code, each in same.items() if each is not None}
        step = _easy_step(block, found)
        if block.block_type == "question":
            question = block.value["question"]
            if question is None or question.key not in explained:
                continue
            step["explains"] = explained[question.key]["id"]
            step["options"] = _easy_options(explained[question.key], found)
        easy.append(step)
    if not easy:
        return None
    checked_on = page.easy_read_checked_on
    return {
        "checked_by": page.easy_read_checked_by,
        "checked_on": checked_on.isoformat() if checked_on else "",
        "stale": False,
        "languages": [code for code in pages if any(code in step["lines"] for step in easy)],
        "steps": easy,
    }


def block_with_id(stream: Iterable[Any], block_id: str) -> Any:
    """The block of this id, as it stands in another language; None where it is missing."""
    return next((block for block in stream if block.id == block_id), None)


def _easy_step(block: Any, found: Mapping[str, Any]) -> Document:
    lines = {code: [line.strip() for line in value["lines"]] for code, value in found.items()}
    source = lines.get(SOURCE_LANGUAGE)
    picture = block.value["picture"]
    recordings = {code: value.get("recording") for code, value in found.items()}
    source_recording = recordings.get(SOURCE_LANGUAGE)
    return {
        "id": block.id,
        "explains": "",
        "picture": lasting_picture(picture),
        "credit": credit_of(picture),
        "lines": {
            code: each for code, each in lines.items() if code == SOURCE_LANGUAGE or each != source
        },
        "options": {},
        "audio": {
            code: lasting_recording(each)
            for code, each in recordings.items()
            # A translation begins with the English recording, which is in English.
            if each and (code == SOURCE_LANGUAGE or each != source_recording)
        },
    }


def _easy_options(step: Document, found: Mapping[str, Any]) -> Document:
    choices = [
        (option["key"], option["text"].get(SOURCE_LANGUAGE, "")) for option in step["options"]
    ]
    easy: Document = {}
    for code, value in found.items():
        for option in value["options"]:
            key = key_of(choices, option["answer"].strip())
            entry = easy.setdefault(key, {"words": {}, "picture": ""})
            entry["words"][code] = option["words"].strip()
            entry["picture"] = entry["picture"] or lasting_picture(option["picture"])
    return {
        key: {**entry, "words": own_words(entry["words"])}
        for key, entry in easy.items()
        if key in dict(choices)
    }
