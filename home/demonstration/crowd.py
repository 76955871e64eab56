"""Who answered what: a crowd that is the same at every loading, and the people who read it."""

import datetime
import random
import uuid
from collections import Counter
from collections.abc import Callable, Mapping

from forum.consultations.actions import launch_consultation
from forum.consultations.models import ConsultationPage
from home.demonstration.area import day, member_of, partner, translate
from home.demonstration.easy_read import check_versions
from home.demonstration.surveys import CONSULTATIONS, Consultation
from home.demonstration.voices import (
    GAVE_UP,
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
from surveys.contacts.enums import ContactChannel
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.branching import Given
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.responding.actions import FreeText, Tally, record_response, response_of_code
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


def channel_of_news(number: int) -> ContactChannel:
    """How the n-th family wants to hear: most by e-mail, some by text, a few by letter."""
    if number % 7 == 3:
        return ContactChannel.TEXT
    return ContactChannel.POST if number % 23 == 5 else ContactChannel.EMAIL


def where_to_tell(number: int, slug: str) -> str:
    """An invented address for that way; phone numbers are of those set aside for drama."""
    channel = channel_of_news(number)
    if channel == ContactChannel.TEXT:
        return f"+447700900{number % 1000:03}"
    if channel == ContactChannel.POST:
        return f"{number + 1} Mill Lane\nRiverside\nWexmere\nWX1 {number % 9 + 1}AB"
    return f"family{number}.{slug}@wexmere.example"


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
    check_versions(survey=survey, slug=each.slug, user=coordinator, opened_on=opened_on)
    # Opened again so that the frozen document holds every language that went live with it.
    return open_survey(page=SurveyPage.objects.get(pk=survey.pk), user=coordinator, on=opened_on)


def answers_of(
    version: QuestionnaireVersion, each: Consultation, chance: random.Random, language: str
) -> tuple[dict, str]:
    """One person's answers, and the theme that their words speak of ("" for none)."""
    given: dict[str, Given] = {}
    theme = ""
    settled = dict(each.settled)
    for question in version.questions():
        key = question["question"]
        if question["code"] in settled:
            given[key] = [_option_named(question, settled[question["code"]])]
            continue
        if chance.random() < 0.06:
            continue
        if question["type"] != QuestionType.TEXT:
            given[key] = _closed_answer(question, each.mood, chance)
        elif each.themes and not theme and chance.random() < 0.62:
            weights = [len(each.themes) + 2 - place for place in range(len(each.themes))]
            theme = chance.choices(each.themes, weights)[0]
            if language in IN_OTHER_LANGUAGES:
                given[key], theme = chance.choice(IN_OTHER_LANGUAGES[language])
            else:
                given[key] = chance.choice(OPENERS) + chance.choice(VOICES[theme])
    return given, theme


def _option_named(question: dict, words: str) -> str:
    return next(o["key"] for o in question["options"] if o["text"]["en"] == words)


def _closed_answer(question: dict, mood: float, chance: random.Random) -> Given:
    """One person's answer to a question that is not answered in their own words."""
    kind = question["type"]
    keys = [option["key"] for option in question["options"]]
    if kind in (QuestionType.AGREE, QuestionType.EXPERIENCE):
        return [_on_scale(keys[:5], mood, chance)]
    if kind in (QuestionType.SCALE, QuestionType.PICTURE):
        # A number scale begins at its low end, a choice of pictures with the best.
        order = keys[::-1] if kind == QuestionType.SCALE else keys
        return [_on_scale(order, mood, chance)]
    if kind == QuestionType.CHOICE:
        return chance.choices(keys, [len(keys) - position for position in range(len(keys))])
    if kind == QuestionType.CHOICES:
        return [option for option in keys if chance.random() < 0.55]
    if kind == QuestionType.RANKING:
        return sorted(keys, key=lambda key: keys.index(key) + chance.gauss(0, 1.6))
    if kind == QuestionType.MATRIX:
        return {row["key"]: _on_scale(keys, mood, chance) for row in question["rows"]}
    if kind == QuestionType.DATE:
        waited = day(-round(chance.triangular(60, 1100, 500)))
        return f"{waited:%Y-%m}"
    if kind == QuestionType.NUMBER:
        return str(min(12, int(chance.expovariate(0.6))))
    if kind == QuestionType.LINE:
        return chance.choice(GAVE_UP)
    # Nobody of the crowd sends a file.
    return ""


def _on_scale(keys: list[str], mood: float, chance: random.Random) -> str:
    """One of the answers, which go from the best to the worst."""
    last = len(keys) - 1
    pull = mood + chance.gauss(0, 0.28)
    return keys[min(last, max(0, round((1 - pull) * last)))]


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
                channel=channel_of_news(number),
                address=where_to_tell(number, each.slug),
                language=language,
                survey_key=version.survey_key,
                code=code,
            )
    for place, size in enumerate(each.groups):
        code = code_of(f"{each.slug} group", place)
        chance = random.Random(code)  # noqa: S311
        tallies, said, theme = what_a_group_said(version, each, size, chance)
        response = record_response(
            version=version,
            answers={},
            channel=Channel.GROUP,
            language="en",
            code=code,
            who_answered=WhoAnswered.ME_WITH_HELP,
            group_size=size,
            tallies=tallies,
            said=said,
            received_on=received_on(each, chance),
        )
        theme_of[str(response.pk)] = theme
    say(f"  {each.title}: {len(theme_of)} responses")
    return theme_of


def what_a_group_said(
    version: QuestionnaireVersion, each: Consultation, size: int, chance: random.Random
) -> tuple[list[Tally], list[FreeText], str]:
    """Hands of so many people, one thing that they said, and the theme of it."""
    hands: Counter[tuple[str, int, str, str]] = Counter()
    for _person in range(size):
        given, _theme = answers_of(version, each, chance, "en")
        for question in version.questions():
            answer = given.get(question["question"])
            asked = (question["question"], question["meaning_version"])
            if isinstance(answer, Mapping):
                hands.update((*asked, row, option) for row, option in answer.items())
            elif isinstance(answer, list) and answer:
                first_place = question["type"] == QuestionType.RANKING
                chosen = answer[:1] if first_place else answer
                hands.update((*asked, "", option) for option in chosen)
    tallies = [
        Tally(question, meaning, option, count, row_key=row)
        for (question, meaning, row, option), count in hands.items()
    ]
    given, theme = answers_of(version, each, chance, "en")
    open_ones = (q["question"] for q in version.questions() if q["type"] == QuestionType.TEXT)
    said = [FreeText(key, given[key], False) for key in open_ones if given.get(key)]
    return tallies, said, theme


def read_and_code(
    each: Consultation, version: QuestionnaireVersion, theme_of: dict[str, str]
) -> None:
    """What the owner's moderator and coder did with the words. A few words in a line of their own
    are read and not coded."""
    survey_key = version.survey_key
    short = {q["question"] for q in version.questions() if q["type"] == QuestionType.LINE}
    moderator = member_of(each.owner, Role.MODERATOR)
    coder = member_of(each.owner, Role.CODER)
    what_to_do = dict(HARD_ONES)
    themes = {theme.code: theme for theme in Theme.objects.usable_by(partner(each.owner).pk)}
    last = day(min(each.closes + 20, -1))
    waiting = list(Comment.objects.readable_by(moderator).about(survey_key).waiting())
    left = STILL_WAITING.get(each.slug, 0)
    # While a survey is still being read, words in other languages wait for whoever reads them.
    # What came in other ways than with this crowd, such as at an event, waits as well.
    readable = [
        comment
        for comment in waiting
        if str(comment.response_id) in theme_of and (not left or comment.language == "en")
    ]
    ordinary = [
        c for c in readable if theme_of.get(str(c.response_id)) and str(c.question_key) not in short
    ]
    chosen = {comment.pk for comment in ordinary}
    by_hand = [comment for comment in readable if comment.pk not in chosen]
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
            read_and_code(each, version, theme_of)
