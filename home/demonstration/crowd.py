"""Who answered what: a crowd that is the same at every loading, and the people who read it."""

import datetime
import random
import uuid
from collections.abc import Callable

from forum.consultations.actions import launch_consultation
from forum.consultations.models import ConsultationPage
from home.demonstration.area import day, member_of, partner, translate
from home.demonstration.surveys import CONSULTATIONS, Consultation
from home.demonstration.voices import (
    HARD_ONES,
    IN_OTHER_LANGUAGES,
    MIXED,
    POSITIVE,
    THEMES,
    VOICES,
)
from portal.encryption import CODE_ALPHABET, CODE_LENGTH
from portal.partners.enums import Role
from surveys.comments.actions import pass_comment, set_aside
from surveys.comments.concerns import flag_comment
from surveys.comments.enums import SetAsideReason
from surveys.comments.models import Comment
from surveys.comments.redaction import Span
from surveys.contacts.actions import wish_to_be_told
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.responding.actions import record_response, response_of_code
from surveys.responding.enums import Channel, WhoAnswered
from surveys.themes.actions import code_comment
from surveys.themes.enums import Direction, Strength
from surveys.themes.models import CodeList, Theme

CHANNELS = (
    (Channel.WEB, 54),
    (Channel.TEXT, 18),
    (Channel.PAPER, 12),
    (Channel.EVENT, 11),
    (Channel.PHONE, 5),
)
LANGUAGES = (("en", 78), ("ur", 8), ("pa", 5), ("pl", 6), ("ro", 3))
OPENERS = ("", "", "", "To be honest: ", "It is simple. ", "For us it was like this. ", "Again: ")
#: Comments of these surveys are not all read yet; the number is what still waits.
STILL_WAITING = {"booking-a-short-break": 14, "waiting-for-an-assessment": 22}
#: Of these, that many passed comments still wait for a coder.
STILL_UNCODED = {"booking-a-short-break": 9, "waiting-for-an-assessment": 30}


def code_of(slug: str, number: int) -> str:
    """The receipt code of the n-th answer: the same at every loading."""
    chance = random.Random(f"{slug} {number}")  # noqa: S311 (invented people need no secrecy)
    return "".join(chance.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def make_themes() -> None:
    shared, _created = CodeList.objects.get_or_create(name="Wexmere code list")
    for code, (label, definition, include, exclude) in THEMES.items():
        Theme.objects.get_or_create(
            code_list=shared,
            code=code,
            defaults={
                "label": label,
                "definition": definition,
                "include_example": include,
                "exclude_example": exclude,
            },
        )


def open_consultation(each: Consultation, page: ConsultationPage) -> QuestionnaireVersion | None:
    """Translate, open and launch one consultation as its coordinator would have; drafts wait."""
    survey = SurveyPage.objects.child_of(page).get()
    known = QuestionnaireVersion.objects.of_survey(survey.survey_key).newest_first().first()
    if known or each.draft:
        return known
    coordinator = member_of(each.owner, Role.COORDINATOR)
    opened_on = day(each.opens)
    translate(page, publish=False)
    translate(survey, publish=False)
    open_survey(page=survey, user=coordinator, on=opened_on)
    launch_consultation(page=page, user=coordinator, on=opened_on)
    # Opened again so that the frozen document holds every language that went live with it.
    return open_survey(page=SurveyPage.objects.get(pk=survey.pk), user=coordinator, on=opened_on)


def answers_of(
    version: QuestionnaireVersion, each: Consultation, chance: random.Random, language: str
) -> tuple[dict, str]:
    """One person's answers, and the theme that their words speak of ("" for none)."""
    given: dict[str, list[str] | str] = {}
    theme = ""
    for question in version.questions():
        key, kind = question["question"], question["type"]
        keys = [option["key"] for option in question["options"]]
        if chance.random() < 0.06:
            continue
        if kind in (QuestionType.AGREE, QuestionType.EXPERIENCE):
            pull = each.mood + chance.gauss(0, 0.28)
            place = min(4, max(0, round((1 - pull) * 4)))
            given[key] = [keys[place]]
        elif kind == QuestionType.CHOICE:
            weights = [len(keys) - position for position in range(len(keys))]
            given[key] = chance.choices(keys, weights)
        elif kind == QuestionType.CHOICES:
            given[key] = [option for option in keys if chance.random() < 0.55]
        elif each.themes and not theme and chance.random() < 0.62:
            weights = [len(each.themes) + 2 - place for place in range(len(each.themes))]
            theme = chance.choices(each.themes, weights)[0]
            if language in IN_OTHER_LANGUAGES:
                given[key], theme = chance.choice(IN_OTHER_LANGUAGES[language])
            else:
                given[key] = chance.choice(OPENERS) + chance.choice(VOICES[theme])
    return given, theme


def received_on(each: Consultation, chance: random.Random) -> datetime.date:
    """A day while the survey was open; most people answer early."""
    last = min(each.closes, 0)
    return day(round(each.opens + (last - each.opens) * chance.random() ** 1.6))


def gather(
    each: Consultation, version: QuestionnaireVersion, scale: int, say: Callable[[str], None]
) -> dict[str, str]:
    """Record the answers to one consultation. Returns response id → theme of its words."""
    theme_of: dict[str, str] = {}
    hard = list(HARD_ONES) if each.slug in STILL_WAITING else []
    text_key = next((q["question"] for q in version.questions() if q["type"] == "text"), None)
    for number in range(each.responses * scale):
        code = code_of(each.slug, number)
        chance = random.Random(code)  # noqa: S311
        language = chance.choices(*zip(*LANGUAGES, strict=True))[0]
        given, theme = answers_of(version, each, chance, language)
        if number < len(hard) and text_key:
            given[text_key], theme, language = hard[number][0], "", "en"
        # Read every random number before looking, so that a second loading draws the same ones.
        channel = chance.choices(*zip(*CHANNELS, strict=True))[0]
        who = chance.choices(list(WhoAnswered), (80, 13, 7))[0]
        when, wants_news = received_on(each, chance), chance.random() < 0.35
        known = response_of_code(code)
        response = known or record_response(
            version=version,
            answers=given,
            channel=channel,
            language=language,
            code=code,
            who_answered=who,
            helper="Family worker" if who == WhoAnswered.ME_WITH_HELP else "",
            consent_to_quote=chance.random() < 0.4,
            received_on=when,
        )
        theme_of[str(response.pk)] = theme
        if not known and wants_news and number < each.responses:
            wish_to_be_told(
                email=f"family{number}.{each.slug}@wexmere.example",
                language=language,
                survey_key=version.survey_key,
                code=code,
            )
    for place, size in enumerate(each.groups):
        code = code_of(f"{each.slug} group", place)
        chance = random.Random(code)  # noqa: S311
        given, theme = answers_of(version, each, chance, "en")
        response = record_response(
            version=version,
            answers=given,
            channel=Channel.GROUP,
            language="en",
            code=code,
            who_answered=WhoAnswered.ME_WITH_HELP,
            group_size=size,
            received_on=received_on(each, chance),
        )
        theme_of[str(response.pk)] = theme
    say(f"  {each.title}: {len(theme_of)} responses")
    return theme_of


def read_and_code(each: Consultation, survey_key, theme_of: dict[str, str]) -> None:
    """What the owner's moderator and coder did with the words."""
    moderator = member_of(each.owner, Role.MODERATOR)
    coder = member_of(each.owner, Role.CODER)
    what_to_do = dict(HARD_ONES)
    themes = {theme.code: theme for theme in Theme.objects.usable_by(partner(each.owner).pk)}
    last = day(min(each.closes + 20, -1))
    waiting = list(Comment.objects.readable_by(moderator).about(survey_key).waiting())
    left = STILL_WAITING.get(each.slug, 0)
    # While a survey is still being read, words in other languages wait for whoever reads them.
    readable = [comment for comment in waiting if not left or comment.language == "en"]
    by_hand = [c for c in readable if not theme_of.get(str(c.response_id))]
    ordinary = [c for c in readable if theme_of.get(str(c.response_id))]
    for comment in by_hand:
        act = what_to_do.get(comment.open_words(), "pass")
        if act == "flag":
            flag_comment(
                comment=comment, reason="Says that somebody may not be safe", user=moderator
            )
        elif act in SetAsideReason.values:
            set_aside(comment=comment, reason=act, user=moderator, on=last)
        else:
            spans = [Span(**span) for span in comment.suggested_spans]
            pass_comment(comment=comment, spans=spans, user=moderator, on=last)
    done = ordinary[: max(0, len(ordinary) - left)]
    for place, comment in enumerate(done):
        spans = [Span(**span) for span in comment.suggested_spans]
        pass_comment(comment=comment, spans=spans, user=moderator, on=last)
        code = theme_of[str(comment.response_id)]
        if place < len(done) - STILL_UNCODED.get(each.slug, 0):
            code_comment(
                comment=comment,
                theme=themes[code],
                direction=_direction(code),
                strength=(Strength.STRONG, Strength.CLEAR, Strength.MILD)[place % 3],
                user=coder,
                on=last,
            )


def _direction(code: str) -> Direction:
    if code in POSITIVE:
        return Direction.POSITIVE
    return Direction.MIXED if code in MIXED else Direction.NEGATIVE


def measured_survey() -> uuid.UUID:
    """The open survey of the demonstration whose speed is measured."""
    page = ConsultationPage.objects.get(locale__language_code="en", slug="booking-a-short-break")
    return SurveyPage.objects.child_of(page).get().survey_key


def make_crowd(*, scale: int, say: Callable[[str], None]) -> None:
    """Open every consultation, let the crowd answer, let the desks do their work."""
    make_themes()
    for each in CONSULTATIONS:
        page = ConsultationPage.objects.get(locale__language_code="en", slug=each.slug)
        version = open_consultation(each, page)
        if version is None:
            continue
        theme_of = gather(each, version, scale, say)
        if each.closes < 0 or each.slug in STILL_WAITING:
            read_and_code(each, version.survey_key, theme_of)
