"""How a response is put together and stored. Only `actions` calls this: the door stands there."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from surveys.questionnaires.branching import Situation, route_through
from surveys.questionnaires.enums import Audience
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.accepting import Accepted, AnswerNotInQuestionnaire, Given, accept
from surveys.responding.models import Answer, GroupTally, ReceiptCode, Response
from surveys.responding.signals import response_recorded


class TrialNotRecorded(ValueError):
    """Somebody tried a draft of a survey: nothing of it is ever a response."""


@dataclass(frozen=True)
class FreeText:
    """One free text on its way to the comments room."""

    question_key: str
    words: str
    consent_to_quote: bool
    #: Somebody who was there is worried about safety: all words of this response are read first.
    urgent: bool = False


@dataclass(frozen=True)
class Tally:
    """How many people of a group chose one answer."""

    question_key: str
    meaning_version: int
    option_key: str
    count: int
    row_key: str = ""


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of the week in which a day lies."""
    return day - datetime.timedelta(days=day.weekday())


def audience_of(version: QuestionnaireVersion, said: Audience | str) -> str:
    """A survey for one audience is answered by that one; otherwise it is what was said."""
    asked = version.document.get("audience", "")
    return said if asked == Audience.EVERYONE or not asked else asked


def on_route(
    version: QuestionnaireVersion, answers: Mapping[str, Given], situation: Situation
) -> dict[str, Given]:
    unknown = set(answers) - {question["question"] for question in version.questions()}
    if unknown:
        raise AnswerNotInQuestionnaire("Something was answered that this questionnaire asks not.")
    return route_through(version.document, answers, situation).answers(answers)


@dataclass(frozen=True)
class Parts:
    """An answered questionnaire, sorted by where each part is kept."""

    closed: list[Answer]
    free_texts: list[FreeText]
    files: list[str]


def sorted_answers(
    version: QuestionnaireVersion, answers: Mapping[str, Given], consent_to_quote: bool
) -> Parts:
    questions = {question["question"]: question for question in version.questions()}
    parts = Parts([], [], [])
    for key, given in answers.items():
        question = questions[key]
        accepted = accept(question, given)
        if accepted.words:
            parts.free_texts.append(FreeText(key, accepted.words, consent_to_quote))
        elif accepted.files:
            parts.files.extend(accepted.files)
        elif accepted:
            parts.closed.extend(_answers_to(question, accepted))
    return parts


def _answers_to(question: Mapping[str, Any], accepted: Accepted) -> list[Answer]:
    asked = {
        "question_key": question["question"],
        "meaning_version": question["meaning_version"],
    }
    if accepted.rows:
        return [Answer(**asked, row_key=row, option_keys=[key]) for row, key in accepted.rows]
    return [
        Answer(
            **asked,
            option_keys=list(accepted.options),
            number=accepted.number,
            date=accepted.date,
        )
    ]


def keep_parts(
    response: Response,
    parts: Parts,
    *,
    tallies: Sequence[Tally] = (),
    said: Sequence[FreeText] = (),
    is_new: bool = False,
) -> None:
    for answer in parts.closed:
        answer.response = response
    Answer.objects.bulk_create(parts.closed)
    GroupTally.objects.bulk_create(
        GroupTally(response=response, **asdict(tally)) for tally in tallies
    )
    response_recorded.send(
        sender=Response,
        response=response,
        free_texts=[*parts.free_texts, *said],
        is_new=is_new,
    )


def prepared(
    *,
    version: QuestionnaireVersion,
    received_on: datetime.date | None,
    **given: Any,
) -> Response:
    """A response that is not kept yet."""
    if version.trial:
        raise TrialNotRecorded
    return Response(
        survey_key=version.survey_key,
        version=version,
        owner_id=version.owner_id,
        week_received=week_of(received_on or timezone.localdate()),
        **given,
    )


def insert(response: Response, *, lookup: str, parts: Parts, **more: Any) -> None:
    """Keep a new response with its receipt and its words. Needs a transaction.

    Raises:
        IntegrityError: something is kept under this receipt already.
    """
    response.save(force_insert=True)
    ReceiptCode.objects.create(lookup=lookup, response=response)
    keep_parts(response, parts, is_new=True, **more)
