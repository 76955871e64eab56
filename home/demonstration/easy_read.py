"""Easy Read versions of two surveys of the demonstration, and who checked which version."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format

from home.demonstration.easy_pictures import easy_picture
from surveys.questionnaires.models import Question, SurveyPage
from surveys.questionnaires.signing_off import sign_off_easy_read, sign_off_translation

#: Days before the opening on which versions were checked.
CHECKED_BEFORE = datetime.timedelta(days=5)
PANEL = "young people's panel of 4"


@dataclass(frozen=True)
class EasyPage:
    """One page. ``options`` is (answer of the survey, easy words, picture)."""

    picture: str
    lines: tuple[str, ...]
    question: str = ""
    options: tuple[tuple[str, str, str], ...] = ()


FACES = (
    ("Agree a lot", "Yes, a lot", ""),
    ("Agree a bit", "Yes, a bit", ""),
    ("Not sure", "I am not sure", ""),
    ("Disagree a bit", "No, not really", ""),
    ("Disagree a lot", "No, not at all", ""),
)

EASY_READ: Mapping[str, tuple[EasyPage, ...]] = {
    "booking-a-short-break": (
        EasyPage(
            "A family packing a bag",
            (
                "A short break is time to do something you enjoy.",
                "It can give your family a rest too.",
            ),
        ),
        EasyPage(
            "A house", ("Do you live in Wexmere?", "Or do you go to school here?"), question="SB0"
        ),
        EasyPage("A phone and a computer", ("Now you book by filling in a long form.",)),
        EasyPage("Somebody thinking", ("We want to make booking easier.",)),
        EasyPage(
            "A tick and a cross",
            (
                "We can change how you book.",
                "We can't change how much money there is this year.",
            ),
        ),
        EasyPage(
            "Three doors",
            ("Which would you like?",),
            question="SB1",
            options=(
                ("Ring someone", "Ring someone", "A phone that rings"),
                ("Use a phone app", "Use a phone app", "A phone with apps"),
                ("Ask at school", "Ask at school", "A school"),
                ("On paper", "On paper", "A sheet of paper"),
            ),
        ),
        EasyPage(
            "A calendar",
            ("When should there be more breaks?",),
            question="SB2",
            options=(
                ("After school", "After school", "A clock"),
                ("At weekends", "Weekends", "Two days"),
                ("In the holidays", "Holidays", "The sun"),
            ),
        ),
        EasyPage(
            "A speech bubble",
            (
                "Is there anything else you want to say?",
                "You can ask someone to write it down for you.",
            ),
            question="SB3",
        ),
        EasyPage("Somebody reading", ("The short breaks manager will read what you say.",)),
        EasyPage("An envelope", ("We will tell you what we decide by {answer_by}.",)),
    ),
    "my-review-my-way": (
        EasyPage(
            "Somebody listening",
            ("People listened to me at my review.",),
            question="Y1",
            options=FACES,
        ),
        EasyPage(
            "An open book", ("I understood the words people used.",), question="Y4", options=FACES
        ),
        EasyPage(
            "An arrow forward", ("I know what will happen next.",), question="Y6", options=FACES
        ),
        EasyPage("A star", ("What would make my review better?", "Say one thing."), question="Y9"),
    ),
}


def easy_read_of(
    slug: str, bank: Mapping[str, Question], *, answer_by: datetime.date
) -> list[tuple[str, dict]]:
    """The blocks of the Easy Read version; none for a survey that has none."""
    # Without the year, as people say it.
    by = date_format(answer_by, "j F")
    return [_block(page, bank, by) for page in EASY_READ.get(slug, ())]


def _block(page: EasyPage, bank: Mapping[str, Question], by: str) -> tuple[str, dict]:
    shown = {
        "picture": easy_picture(page.picture),
        "lines": [line.format(answer_by=by) for line in page.lines],
    }
    if not page.question:
        return "statement", shown
    options = [
        {"answer": answer, "words": words, "picture": easy_picture(picture) if picture else None}
        for answer, words, picture in page.options
    ]
    return "question", shown | {"question": bank[page.question], "options": options}


def check_versions(*, survey: SurveyPage, slug: str, user, opened_on: datetime.date) -> None:
    """Note who checked what before the survey opened, where it has an Easy Read version.

    The Polish translation of the open survey was checked before one help text was added: it is
    stale on purpose, so that everybody can see what that looks like.
    """
    if slug not in EASY_READ:
        return
    on = opened_on - CHECKED_BEFORE
    sign_off_easy_read(page=survey, user=user, checked_by=PANEL, on=on)
    polish = SurveyPage.objects.translated_from(survey).filter(locale__language_code="pl").first()
    if polish is None or slug != "booking-a-short-break":
        return
    question = Question.objects.written_in("en").get(code="SB2")
    added, question.help_text = question.help_text, ""
    question.save()
    sign_off_translation(page=polish, user=user, checked_by="Polish-speaking parent carer", on=on)
    question.help_text = added
    question.save()
